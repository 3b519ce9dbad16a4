import { sql, type RawBuilder } from 'kysely';
import type { QueryOptions } from '../../odata/ast.ts';
import { compileFilter, orderSql, orderTerms, type OrderTerm } from '../../odata/to-sql.ts';
import { largestPage } from '../api/prefer.ts';
import type { Context } from '../api/types.ts';
import { DataverseError } from '../errors.ts';
import type { Table } from '../metadata/index.ts';
import { rowColumns, type Row } from '../store/rows.ts';
import { afterMark, type PageMark } from './paging.ts';
import { readable, resolverFor } from './resolver.ts';

/** A set of rows: a table's, or those of a collection-valued navigation property. */
export interface RowSet {
  table: Table;
  /** Over `sandbox_dataverse.row r`. */
  condition?: RawBuilder<boolean>;
}

/** Columns that may be megabytes are left out unless they are selected. */
const large = ['body', 'description', 'documentbody', 'entityimage'];

export function dataSql(select: readonly string[] | undefined): RawBuilder<unknown> {
  const dropped = select ? large.filter((name) => !select.includes(name)) : [];
  return dropped.reduce<RawBuilder<unknown>>(
    (data, name) => sql`${data} - ${sql.lit(name)}::text`,
    sql`r.data`,
  );
}

/** Conditions of a query on rows `r`: what may be read, the set, the filter. */
export function whereSql(
  context: Context,
  set: RowSet,
  query: Pick<QueryOptions, 'filter'>,
): RawBuilder<boolean> {
  const conditions = [
    readable(context, set.table, 'r'),
    ...(set.condition ? [set.condition] : []),
    ...(query.filter ? [compileFilter(query.filter, resolverFor(context, set.table))] : []),
  ];
  return sql`${sql.join(conditions, sql` and `)}`;
}

/** Query options Dataverse does not have. */
export function refuseUnsupported(query: QueryOptions): void {
  const refused = (message: string) => new DataverseError('UnknownProperty', message);
  if (query.skip !== undefined) throw refused('Skip Clause is not supported in CRM');
  if (query.search !== undefined) throw refused('The query parameter $search is not supported');
}

const termsOf = (context: Context, set: RowSet, query: QueryOptions): OrderTerm[] =>
  query.orderby ? orderTerms(query.orderby, resolverFor(context, set.table)) : [];

/** A page of rows with the marks a later page starts from. */
export interface Page {
  rows: Row[];
  marks: PageMark[];
}

interface PageLimits {
  limit: number;
  after?: PageMark | undefined;
}

type MarkedRow = Row & { marks: (string | null)[] | null };

/** Query of the rows {@link selectPage} answers. */
export function pageSql(
  context: Context,
  set: RowSet,
  query: QueryOptions,
  page: PageLimits,
): RawBuilder<MarkedRow> {
  const terms = termsOf(context, set, query);
  const order = terms.length > 0 ? sql`${orderSql(terms)}, r.id` : sql`r.id`;
  const marks = terms.map((term) => sql`(${term.sql})::text`);
  const start = page.after ? sql` and ${afterMark(terms, page.after)}` : sql``;
  return sql<MarkedRow>`select ${rowColumns(dataSql(query.select))},
      array[${sql.join(marks)}]::text[] as marks
    from sandbox_dataverse.row r where ${whereSql(context, set, query)}${start}
    order by ${order} limit ${page.limit}`;
}

/** The rows a query asks for that the user may read, at most `limit`, after a mark. */
export async function selectPage(
  context: Context,
  set: RowSet,
  query: QueryOptions,
  page: PageLimits,
): Promise<Page> {
  refuseUnsupported(query);
  const found = await pageSql(context, set, query, page).execute(context.db);
  return {
    rows: found.rows,
    marks: found.rows.map(({ id, marks: values }) => ({ id, terms: values ?? [] })),
  };
}

/** The rows a query asks for that the user may read, 5,000 at most. */
export const selectRows = async (
  context: Context,
  set: RowSet,
  query: QueryOptions,
  limit = largestPage,
): Promise<Row[]> => (await selectPage(context, set, query, { limit })).rows;

/** How many rows there are, counted to `limit` only. */
export async function countRows(
  context: Context,
  set: RowSet,
  query: QueryOptions,
  limit = largestPage,
): Promise<number> {
  refuseUnsupported(query);
  const found = await sql<{ count: number }>`select count(*)::int as count from (
    select 1 from sandbox_dataverse.row r where ${whereSql(context, set, query)}
    limit ${limit}) as counted`.execute(context.db);
  return found.rows[0]?.count ?? 0;
}

/** The first rows of a set for each of many parents: `condition` says what belongs to one. */
export async function selectPerParent(
  context: Context,
  table: Table,
  condition: (parent: RawBuilder<unknown>) => RawBuilder<boolean>,
  ids: readonly string[],
  query: QueryOptions,
  limit: number,
): Promise<Map<string, Row[]>> {
  refuseUnsupported(query);
  const set = { table, condition: condition(sql`p.id`) };
  const terms = termsOf(context, set, query);
  const order = terms.length > 0 ? sql`${orderSql(terms)}, r.id` : sql`r.id`;
  const found = await sql<Row & { parent: string }>`select p.id::text as parent, c.*
    from unnest(${`{${ids.join(',')}}`}::uuid[]) with ordinality p(id, place)
    cross join lateral (select ${rowColumns(dataSql(query.select))},
        row_number() over (order by ${order}) as rank
      from sandbox_dataverse.row r where ${whereSql(context, set, query)}
      order by ${order} limit ${limit}) c
    order by p.place, c.rank`.execute(context.db);
  const byParent = new Map<string, Row[]>(ids.map((id) => [id, []]));
  for (const { parent, ...row } of found.rows) byParent.get(parent)?.push(row);
  return byParent;
}
