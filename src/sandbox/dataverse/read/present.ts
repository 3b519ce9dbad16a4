import { sql } from 'kysely';
import type { Preferences } from '../api/prefer.ts';
import { unknownProperty } from '../errors.ts';
import {
  findColumn,
  navigationTo,
  propertyOf,
  tableOf,
  type Column,
  type Table,
} from '../metadata/index.ts';
import { isReference, type Executor, type Row, type Value } from '../store/rows.ts';
import { formatted, type Names } from './formatted.ts';

type Json = Record<string, unknown>;
type Selected = [name: string, column: Column][];

const shown = (table: Table): Selected =>
  Object.entries(table.columns).filter(([, column]) => !column.isHidden);

/** The columns a `$select` names (all without one); the currency comes along with money. */
export function selectedColumns(table: Table, select: readonly string[] | undefined): Selected {
  if (!select || select.includes('*')) return shown(table);
  const names = new Set<string>();
  for (const property of select) {
    const found = findColumn(table, property);
    if (!found) throw unknownProperty(property, table.name);
    names.add(found.name);
    if (found.column.kind === 'money') names.add('transactioncurrencyid');
  }
  names.add(table.id);
  return shown(table).filter(([name]) => names.has(name));
}

export const valueOf = (table: Table, row: Row, name: string): Value => {
  if (name === table.id) return row.id;
  if (name === 'versionnumber') return Number(row.version);
  return row.data[name] ?? null;
};

/** Names of everything the rows' look-ups refer to. */
export async function loadNames(db: Executor, rows: readonly Pick<Row, 'data'>[]): Promise<Names> {
  const ids = new Set<string>();
  for (const value of rows.flatMap((row) => Object.values(row.data))) {
    if (isReference(value)) ids.add(value.id);
  }
  if (ids.size === 0) return new Map();
  const list = sql.join([...ids].map((id) => sql`${id}::uuid`));
  const found = await sql<Row>`select r.table_name as "table", r.id::text as id,
    r.data - 'body' - 'description' as data
    from sandbox_dataverse.row r where r.id in (${list})`.execute(db);
  return new Map(
    found.rows.map((row) => {
      const name = row.data[tableOf(row.table).primaryName];
      return [`${row.table}/${row.id}`, typeof name === 'string' ? name : ''];
    }),
  );
}

const display = 'OData.Community.Display.V1.FormattedValue';
const crm = 'Microsoft.Dynamics.CRM';

function lookupAnnotations(column: Column, value: Value): Json {
  if (!isReference(value)) return {};
  return {
    [`${crm}.associatednavigationproperty`]: navigationTo(column, value.table),
    [`${crm}.lookuplogicalname`]: value.table,
  };
}

/** A value of a row under the name it has in an answer. */
export interface Place {
  row: Row;
  name: string;
  column: Column;
  value: Value;
  property: string;
}

/** What is said of a value beside it: what a person is shown, where a look-up leads. */
export function annotations(
  { row, name, column, value, property }: Place,
  preferences: Preferences,
  names: Names,
): Json {
  const all = {
    [display]: formatted(tableOf(row.table), name, column, value, names),
    ...lookupAnnotations(column, value),
  };
  return Object.fromEntries(
    Object.entries(all)
      .filter(([key, text]) => text !== undefined && preferences.wantsAnnotation(key))
      .map(([key, text]) => [`${property}@${key}`, text]),
  );
}

/** How rows of one query are shown. */
export interface View {
  table: Table;
  columns: Selected;
  preferences: Preferences;
  names: Names;
}

export const etagOf = (row: Pick<Row, 'version'>): string => `W/"${row.version}"`;

/** A row as JSON: ETag, primary key, selected columns, annotations. */
export function presentRow({ table, columns, preferences, names }: View, row: Row): Json {
  const json: Json = { '@odata.etag': etagOf(row) };
  for (const [name, column] of columns) {
    const value = valueOf(table, row, name);
    const property = propertyOf(name, column);
    if (preferences.wantsAnyAnnotation) {
      Object.assign(json, annotations({ row, name, column, value, property }, preferences, names));
    }
    json[property] = isReference(value) ? value.id : value;
  }
  return json;
}
