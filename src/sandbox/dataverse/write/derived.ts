import { randomBytes } from 'node:crypto';
import { currencyId } from '../fixed-ids.ts';
import type { Table } from '../metadata/index.ts';
import { isReference, textOf, type RowData, type Value } from '../store/rows.ts';

const joined = (...parts: (Value | undefined)[]): string | null =>
  parts.map(textOf).filter(Boolean).join(' ') || null;

const ofTable = (value: Value | undefined, table: string): Value =>
  isReference(value) && value.table === table ? value : null;

const caseNumber = (): string => {
  const random = randomBytes(5).toString('hex').toUpperCase();
  return `CAS-${String(parseInt(random.slice(0, 4), 16)).padStart(5, '0')}-${random.slice(4)}`;
};

/** `changed` is the whole row when it is new. */
type Derive = (data: RowData, changed: RowData) => RowData;

const nameParts = ['firstname', 'middlename', 'lastname'];

/** A name stays as it was stored, in the order of its language, until a part of it changes. */
const fullName: Derive = (data, changed) =>
  nameParts.some((part) => part in changed)
    ? { fullname: joined(...nameParts.map((part) => data[part])) }
    : {};

/** Columns the server works out from others, per table. */
const derivations: Record<string, Derive> = {
  contact: (data, changed) => ({
    ...fullName(data, changed),
    accountid: ofTable(data['parentcustomerid'], 'account'),
    parentcontactid: ofTable(data['parentcustomerid'], 'contact'),
  }),
  lead: fullName,
  systemuser: fullName,
  opportunity: (data) => ({
    customerid: data['customerid'] ?? data['parentaccountid'] ?? data['parentcontactid'] ?? null,
  }),
  incident: (data) => ({ ticketnumber: data['ticketnumber'] ?? caseNumber() }),
};

/** Money is in the organisation's currency unless the row names another. */
function withCurrency(table: Table, data: RowData): RowData {
  const hasMoney = Object.entries(data).some(
    ([name, value]) => value !== null && table.columns[name]?.kind === 'money',
  );
  if (!hasMoney || (data['transactioncurrencyid'] ?? null) !== null) return {};
  return { transactioncurrencyid: { table: 'transactioncurrency', id: currencyId } };
}

/** A row's data with what the server derives from it. */
export const withDerived = (table: Table, data: RowData, changed = data): RowData => ({
  ...data,
  ...withCurrency(table, data),
  ...derivations[table.name]?.(data, changed),
});
