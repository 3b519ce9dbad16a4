import type { RecordRef } from '../../domain/mail/email-activity.ts';
import type { NamedRecord } from '../../ports/crm.ts';

/** How a table is addressed and shown. */
export interface Table {
  name: string;
  entitySet: string;
  id: string;
  primaryName: string;
  /** Columns of the second line, look-ups as `_name_value`. */
  detail: string[];
  /** Columns a search looks in. */
  searched: string[];
}

/** Tables the search offers, in the order in which it shows them; each may be regarding. */
export const searchTables: readonly Table[] = [
  {
    name: 'account',
    entitySet: 'accounts',
    id: 'accountid',
    primaryName: 'name',
    detail: ['address1_city'],
    searched: ['name'],
  },
  {
    name: 'contact',
    entitySet: 'contacts',
    id: 'contactid',
    primaryName: 'fullname',
    detail: ['jobtitle', '_parentcustomerid_value'],
    searched: ['fullname', 'emailaddress1'],
  },
  {
    name: 'opportunity',
    entitySet: 'opportunities',
    id: 'opportunityid',
    primaryName: 'name',
    detail: ['_customerid_value'],
    searched: ['name'],
  },
  {
    name: 'incident',
    entitySet: 'incidents',
    id: 'incidentid',
    primaryName: 'title',
    detail: ['ticketnumber', '_customerid_value'],
    searched: ['title', 'ticketnumber'],
  },
  {
    name: 'lead',
    entitySet: 'leads',
    id: 'leadid',
    primaryName: 'fullname',
    detail: ['companyname'],
    searched: ['fullname', 'companyname'],
  },
];

export type Row = Record<string, unknown>;

const formatted = '@OData.Community.Display.V1.FormattedValue';

export const text = (row: Row, column: string): string => {
  const value = row[column];
  return typeof value === 'string' ? value : '';
};

/** A look-up's name, any other column's text. */
const shown = (row: Row, column: string): string =>
  text(row, column.endsWith('_value') ? `${column}${formatted}` : column);

export const detailOf = (row: Row, columns: readonly string[]): string =>
  columns
    .map((column) => shown(row, column))
    .filter((part) => part !== '')
    .join(', ');

export const columnsOf = (table: Table): string =>
  [table.id, table.primaryName, ...table.detail].join(',');

export const recordOf = (table: Table, row: Row): NamedRecord => ({
  table: table.name,
  id: text(row, table.id),
  name: text(row, table.primaryName),
  detail: detailOf(row, table.detail),
});

/** What a look-up column points to; null where it is empty. */
export function idOf(row: Row, column: string): RecordRef | null {
  const id = text(row, column);
  const table = text(row, `${column}@Microsoft.Dynamics.CRM.lookuplogicalname`);
  return id && table ? { table, id } : null;
}

/** The record a look-up column points to; null where it is empty. */
export function lookupOf(row: Row, column: string): NamedRecord | null {
  const found = idOf(row, column);
  return found && { ...found, name: shown(row, column), detail: '' };
}

/** The single-valued navigation property that makes an email regarding a record (wire.md 1.6). */
export const regardingBind = (table: Table, record: RecordRef): Record<string, string> => ({
  [`regardingobjectid_${table.name}_email@odata.bind`]: `/${table.entitySet}(${record.id})`,
});
