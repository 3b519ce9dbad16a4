import { sql, type RawBuilder } from 'kysely';
import type { QueryOptions } from '../../odata/ast.ts';
import { compileFilter, compileOrder } from '../../odata/to-sql.ts';
import { largestPage } from '../api/prefer.ts';
import type { Context } from '../api/types.ts';
import { notBuilt } from '../errors.ts';
import type { Table } from '../metadata/index.ts';
import { rowColumns, type Row } from '../store/rows.ts';
import { readable, resolverFor } from './resolver.ts';

/** A set of rows: a table's, or those of a collection-valued navigation property. */
export interface RowSet {
  table: Table;
  /** Over `sandbox_dataverse.row r`. */
  condition?: RawBuilder<boolean>;
}

/** Columns that may be megabytes are left out unless they are selected. */
const large = ['body', 'description'];

function dataSql(query: QueryOptions): RawBuilder<unknown> {
  const { select } = query;
  const dropped = select ? large.filter((name) => !select.includes(name)) : [];
  return dropped.reduce<RawBuilder<unknown>>(
    (data, name) => sql`${data} - ${sql.lit(name)}::text`,
    sql`r.data`,
  );
}

function whereSql(context: Context, set: RowSet, query: QueryOptions): RawBuilder<boolean> {
  const conditions = [
    readable(context, set.table, 'r'),
    ...(set.condition ? [set.condition] : []),
    ...(query.filter ? [compileFilter(query.filter, resolverFor(context, set.table))] : []),
  ];
  return sql`${sql.join(conditions, sql` and `)}`;
}

function refuseUnbuilt(query: QueryOptions): void {
  if (query.apply) throw notBuilt('$apply');
  if (query.search) throw notBuilt('$search');
  if (query.skip) throw notBuilt('$skip (Dataverse has none; follow @odata.nextLink)');
  if (query.deltatoken) throw notBuilt('change tracking ($deltatoken)');
  const custom = ['fetchXml', 'savedQuery', 'userQuery'].find((name) => name in query.custom);
  if (custom) throw notBuilt(custom);
}

/** The rows a query asks for that the user may read. */
export async function selectRows(
  context: Context,
  set: RowSet,
  query: QueryOptions,
  page: { limit: number; offset: number } = { limit: largestPage, offset: 0 },
): Promise<Row[]> {
  refuseUnbuilt(query);
  const order = query.orderby
    ? sql`${compileOrder(query.orderby, resolverFor(context, set.table))}, r.id`
    : sql`r.id`;
  const found = await sql<Row>`select ${rowColumns(dataSql(query))}
    from sandbox_dataverse.row r where ${whereSql(context, set, query)}
    order by ${order} limit ${page.limit} offset ${page.offset}`.execute(context.db);
  return found.rows;
}

/** How many rows there are; Dataverse counts to 5,000 only. */
export async function countRows(
  context: Context,
  set: RowSet,
  query: QueryOptions,
): Promise<number> {
  refuseUnbuilt(query);
  const found = await sql<{ count: number }>`select count(*)::int as count from (
    select 1 from sandbox_dataverse.row r where ${whereSql(context, set, query)}
    limit ${largestPage}) as counted`.execute(context.db);
  return found.rows[0]?.count ?? 0;
}
