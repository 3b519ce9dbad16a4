import type { Column } from './types.ts';

/** Columns that column security holds back from everybody without a profile that allows them. */
const secured: ReadonlySet<string> = new Set([
  'contact.governmentid',
  'account.creditlimit',
  'account.creditlimit_base',
]);

/** What a column's declaration gains by being secured. */
export const securityOf = (table: string, column: string): Pick<Column, 'isSecured'> =>
  secured.has(`${table}.${column}`) ? { isSecured: true } : {};
