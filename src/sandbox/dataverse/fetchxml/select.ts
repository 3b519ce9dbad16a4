import { sql, type RawBuilder } from 'kysely';
import { fold } from '../../odata/to-sql.ts';
import type { Context } from '../api/types.ts';
import { DataverseError } from '../errors.ts';
import { propertyOf, type Table } from '../metadata/index.ts';
import { dataSql, type RowSet } from '../read/select-rows.ts';
import { rowColumns, type Row } from '../store/rows.ts';
import { compileJoins, rootConditions, type Joins } from './joins.ts';
import { metadataOf, Scope, subjectIn, type Source } from './scope.ts';
import type { Fetch, FetchEntity, FetchOrder } from './types.ts';

/** A column of the answer. */
export interface Shown {
  source: Source;
  /** Logical name. */
  name: string;
  property: string;
}

/** A row of the entity with those its links joined, by their SQL aliases. */
export type FetchRow = Row & Record<string, unknown>;

export interface FetchResult {
  rows: FetchRow[];
  shown: Shown[];
  sources: Source[];
}

/** A query's tables and conditions, without what it selects. */
export interface Compiled {
  scope: Scope;
  joins: Joins;
  /** FROM and WHERE. */
  from: RawBuilder<unknown>;
}

/** @param set further limits the rows: those of a collection of one row. */
export function compileFetch(context: Context, set: RowSet, { entity }: Fetch): Compiled {
  const scope = new Scope(context, set.table);
  const joins = compileJoins(scope, entity.links, scope.root);
  const conditions = [
    ...rootConditions(scope, entity.filters),
    ...joins.conditions,
    ...(set.condition ? [set.condition] : []),
  ];
  const tables = joins.tables.length > 0 ? sql` ${sql.join(joins.tables, sql` `)}` : sql``;
  const from = sql`from sandbox_dataverse.row r${tables}
    where ${sql.join(conditions, sql` and `)}`;
  return { scope, joins, from };
}

const allColumns = (table: Table): string[] =>
  Object.entries(table.columns).flatMap(([name, column]) => (column.isHidden ? [] : [name]));

function shownOf(entity: FetchEntity, source: Source, isRoot: boolean): Shown[] {
  const { table } = source;
  const prefix = source.name === undefined ? '' : `${source.name}.`;
  const show = (name: string, alias?: string): Shown => {
    const column = metadataOf(table, name);
    const property = alias ?? (isRoot ? propertyOf(name, column) : prefix + name);
    return { source, name, property };
  };
  const isAll = entity.isAll || (isRoot && entity.attributes.length === 0);
  if (isAll) return allColumns(table).map((name) => show(name));
  const listed = entity.attributes.map(({ name, alias }) => show(name, alias));
  const hasMoney = listed.some(({ name }) => table.columns[name]?.kind === 'money');
  const extra = hasMoney && isRoot ? ['transactioncurrencyid'] : [];
  return [...listed, ...extra.map((name) => show(name))];
}

/** What a query shows, and its primary key where every row is one of the entity. */
function shownColumns({ entity, isDistinct }: Fetch, { scope, joins }: Compiled): Shown[] {
  const shown = [
    ...shownOf(entity, scope.root, true),
    ...joins.links.flatMap(({ link, source }) => shownOf(link, source, false)),
  ];
  const { id } = scope.root.table;
  const hasId = shown.some(({ source, name }) => source === scope.root && name === id);
  return hasId || isDistinct ? shown : [...shown, { source: scope.root, name: id, property: id }];
}

/** Orders of the entity, then those of its links. */
function ordersOf(
  { entity }: Fetch,
  { scope, joins }: Compiled,
): { order: FetchOrder; source: Source }[] {
  return [
    ...entity.orders.map((order) => ({ order, source: scope.find(order.entity, scope.root) })),
    ...joins.links.flatMap(({ link, source }) => link.orders.map((order) => ({ order, source }))),
  ];
}

function orderTerm(context: Context, order: FetchOrder, source: Source) {
  if (order.attribute === undefined) {
    throw new DataverseError('QueryBuilderNoAlias', 'An attribute must be specified for an order.');
  }
  const { sql: column } = subjectIn(context, source, order.attribute);
  const folded = fold(column, { likeWildcards: true });
  const value = column.type === 'string' ? sql`${folded} collate "und-x-icu"` : folded;
  return { value, isDescending: order.isDescending };
}

/** One text for what a row shows: rows that show the same are one. */
const projection = (shown: readonly Shown[]): RawBuilder<unknown> =>
  sql`jsonb_build_array(${sql.join(
    shown.map(({ source: { table, alias }, name }) => {
      const row = sql.raw(alias);
      return name === table.id ? sql`${row}.id` : sql`${row}.data->${sql.lit(name)}`;
    }),
  )})::text`;

const direction = (isDescending: boolean): RawBuilder<unknown> =>
  isDescending ? sql`desc nulls last` : sql`asc nulls first`;

/** The rows of a page, at most `limit` from `offset`. */
export async function selectFetch(
  context: Context,
  fetch: Fetch,
  compiled: Compiled,
  { limit, offset }: { limit: number; offset: number },
): Promise<FetchResult> {
  const { scope, joins, from } = compiled;
  const shown = shownColumns(fetch, compiled);
  const sources = [scope.root, ...joins.links.map(({ source }) => source)];
  const names = shown.filter(({ source }) => source === scope.root).map(({ name }) => name);
  const linked = joins.links.map(({ source: { alias } }) => {
    const row = sql.raw(alias);
    return sql`, case when ${row}.id is not null then jsonb_build_object('table', ${row}.table_name,
      'id', ${row}.id, 'version', ${row}.version::text, 'data', ${row}.data) end as ${row}`;
  });
  const orders = ordersOf(fetch, compiled).map(({ order, source }) =>
    orderTerm(context, order, source),
  );
  const terms = orders.map(({ value }, index) => sql`, ${value} as ${sql.raw(`o${index}`)}`);
  const inner = sql`select ${rowColumns(dataSql(names))}, r.id as row_id
    ${sql.join(linked, sql``)}${sql.join(terms, sql``)}
    ${fetch.isDistinct ? sql`, ${projection(shown)} as shown` : sql``} ${from}`;
  const rows = fetch.isDistinct
    ? sql`select distinct on (d.shown) d.* from (${inner}) d order by d.shown, d.row_id`
    : inner;
  const order = orders.map(
    ({ isDescending }, index) => sql`${sql.raw(`i.o${index}`)} ${direction(isDescending)}, `,
  );
  const found = await sql<FetchRow>`select * from (${rows}) i
    order by ${sql.join(order, sql``)}i.row_id limit ${limit} offset ${offset}`.execute(context.db);
  return { rows: found.rows, shown, sources };
}

/** How many rows a query has, counted to `limit`. */
export async function countFetch(
  context: Context,
  { from }: Compiled,
  limit: number,
): Promise<number> {
  const found = await sql<{ count: number }>`select count(*)::int as count from (
    select 1 ${from} limit ${limit}) counted`.execute(context.db);
  return found.rows[0]?.count ?? 0;
}
