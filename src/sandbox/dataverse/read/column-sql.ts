import { sql, type RawBuilder } from 'kysely';
import type { Column as SqlColumn, ColumnType } from '../../odata/to-sql.ts';
import type { Column, ColumnKind, Table } from '../metadata/index.ts';

const types: Record<ColumnKind, ColumnType> = {
  string: 'string',
  memo: 'string',
  entityname: 'string',
  integer: 'number',
  bigint: 'number',
  decimal: 'number',
  double: 'number',
  money: 'number',
  picklist: 'number',
  // The values, separated by commas.
  multipicklist: 'string',
  state: 'number',
  status: 'number',
  boolean: 'boolean',
  datetime: 'date',
  date: 'date',
  guid: 'guid',
  image: 'string',
  lookup: 'guid',
};

const casts: Partial<Record<ColumnType, string>> = {
  number: 'numeric',
  boolean: 'boolean',
  guid: 'uuid',
  date: 'timestamptz',
};

/** A column's value in SQL; `alias` names the row. Names come from the metadata, never from a request. */
export function columnSql(table: Table, name: string, column: Column, alias: string): SqlColumn {
  const row = sql.raw(alias);
  const type = types[column.kind];
  if (name === table.id) return { sql: sql`${row}.id`, type: 'guid' };
  if (name === 'versionnumber') return { sql: sql`${row}.version::numeric`, type: 'number' };
  if (column.kind === 'lookup') return { sql: lookupSql(name, alias), type };
  const text = sql`${row}.data->>${sql.lit(name)}`;
  // A day begins at midnight UTC, wherever the database thinks it is.
  if (column.kind === 'date') {
    return { sql: sql`((${text})::date::timestamp at time zone 'UTC')`, type };
  }
  const cast = casts[type];
  return { sql: cast ? sql`(${text})::${sql.raw(cast)}` : sql`(${text})`, type };
}

/** The id a look-up refers to, as uuid. */
export const lookupSql = (name: string, alias: string): RawBuilder<unknown> =>
  sql`(${sql.raw(alias)}.data->${sql.lit(name)}->>'id')::uuid`;
