import { sql, type RawBuilder } from 'kysely';
import type { AggregateItem } from '../../odata/ast.ts';
import type { Column as SqlColumn, ColumnType } from '../../odata/to-sql.ts';
import type { Context } from '../api/types.ts';
import { DataverseError } from '../errors.ts';

/** Rows an aggregate query of Dataverse may work on. */
const largestCollection = 50_000;

/** Throws `AggregateQueryRecordLimitExceeded` (400) where `from` (a FROM clause with WHERE) has more. */
export async function refuseManyRows(
  { db }: Pick<Context, 'db'>,
  from: RawBuilder<unknown>,
): Promise<void> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from (
    select 1 ${from} limit ${largestCollection + 1}) as counted`.execute(db);
  if ((rows[0]?.count ?? 0) <= largestCollection) return;
  throw new DataverseError(
    'AggregateQueryRecordLimitExceeded',
    'The maximum record limit is exceeded. Reduce the number of records.',
  );
}

/** A value as the database driver gives it for JSON: numbers as numbers, times as text. */
export function jsonValue({ sql: value, type }: SqlColumn): RawBuilder<unknown> {
  if (type === 'number') return sql`(${value})::float8`;
  if (type === 'guid') return sql`(${value})::text`;
  if (type !== 'date') return value;
  return sql`to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
}

const counting: SqlColumn = { sql: sql`count(*)`, type: 'number' };

type Method = AggregateItem['method'];

const refuseType = (method: Method, type: ColumnType): DataverseError =>
  new DataverseError('InvalidArgument', `The aggregate '${method}' of a ${type} is not supported.`);

const key = ({ sql: value, type }: SqlColumn): RawBuilder<unknown> =>
  type === 'string' ? sql`rtrim(lower(${value}))` : value;

/** What to group by so that texts differ as SQL Server tells them apart, without case. */
export const groupKey = key;

/** An aggregate of a column; all rows where there is none. Throws `InvalidArgument` (400). */
export function aggregateSql(method: Method, column: SqlColumn | undefined): SqlColumn {
  if (method === 'count' || !column) return counting;
  const { sql: value, type } = column;
  if (method === 'countdistinct')
    return { sql: sql`count(distinct ${key(column)})`, type: 'number' };
  if (method === 'countcolumn') return { sql: sql`count(${value})`, type: 'number' };
  const isNumber = type === 'number';
  if (method === 'min' || method === 'max') {
    if (!isNumber && type !== 'date') throw refuseType(method, type);
    return { sql: sql`${sql.raw(method)}(${value})`, type };
  }
  if (!isNumber) throw refuseType(method, type);
  return { sql: sql`${sql.raw(method === 'sum' ? 'sum' : 'avg')}(${value})`, type: 'number' };
}
