import { sql, type RawBuilder } from 'kysely';
import type { Expression } from '../../odata/ast.ts';
import {
  compileFilter,
  ODataUnsupportedError,
  type Column as SqlColumn,
  type ColumnResolver,
} from '../../odata/to-sql.ts';
import type { Context } from '../api/types.ts';
import { DataverseError, unknownProperty } from '../errors.ts';
import {
  findColumn,
  findNavigation,
  storedIn,
  tableOf,
  type Collection,
  type Table,
} from '../metadata/index.ts';
import { accessible } from '../security/access.ts';
import { columnSql, lookupSql } from './column-sql.ts';
import { compileFilterFunction } from './filter-functions.ts';

type Lambda = Extract<Expression, { kind: 'lambda' }>;

/** Condition: row `alias` belongs to the collection of the row whose id is `parent`. */
export function inCollection(
  collection: Collection,
  alias: string,
  parent: RawBuilder<unknown>,
): RawBuilder<boolean> {
  const { via, through } = collection;
  if (via) return sql`${lookupSql(via, alias)} = ${parent}`;
  if (!through) throw new Error('A collection needs via or through.');
  return sql`${sql.raw(alias)}.id in (select ${lookupSql(through.to, 'l')}
    from sandbox_dataverse.row l
    where l.table_name = ${through.table} and ${lookupSql(through.from, 'l')} = ${parent})`;
}

/** Condition: `alias` is a row of the table that the user may read. */
export function readable(context: Context, table: Table, alias: string): RawBuilder<boolean> {
  const row = sql.raw(alias);
  return sql`${row}.table_name in (${sql.join(storedIn(table))})
    and ${accessible(context.principals, 'Read', table, row)}`;
}

function ownColumn(table: Table, property: string, alias: string): SqlColumn {
  // A query function may name a look-up by its logical name.
  const found = findColumn(table, property) ?? findColumn(table, `_${property}_value`);
  if (!found) throw unknownProperty(property, table.name);
  if (found.column.isUnfilterable) {
    throw new DataverseError(
      'UnknownProperty',
      `The property '${property}' of '${table.name}' cannot be used in $filter or $orderby.`,
    );
  }
  return columnSql(table, found.name, found.column, alias);
}

/** `parentcustomerid_account/name`: a column of the row a look-up refers to. */
function relatedColumn(
  context: Context,
  table: Table,
  [property = '', ...rest]: string[],
  alias: string,
): SqlColumn {
  const navigation = findNavigation(table, property);
  if (!navigation) throw unknownProperty(property, table.name);
  const inner = `${alias}n`;
  const target = tableOf(navigation.target);
  const column = resolverFor(context, target, inner).column(rest);
  return {
    type: column.type,
    sql: sql`(select ${column.sql} from sandbox_dataverse.row ${sql.raw(inner)}
      where ${sql.raw(inner)}.id = ${lookupSql(navigation.name, alias)}
        and ${readable(context, target, inner)})`,
  };
}

/** A resolver whose paths begin with the range variable. */
const scoped = (columns: ColumnResolver, variable: string): ColumnResolver => ({
  ...columns,
  column: (segments) => columns.column(segments[0] === variable ? segments.slice(1) : segments),
});

function compileLambda(
  context: Context,
  table: Table,
  node: Lambda,
  alias: string,
): RawBuilder<boolean> {
  const [property = '', ...rest] = node.collection;
  const collection = table.collections[property];
  if (rest.length > 0) throw new ODataUnsupportedError('a path before any/all');
  if (!collection) throw unknownProperty(property, table.name);
  const inner = `${alias}n`;
  const target = tableOf(collection.table);
  const parent = sql`${sql.raw(alias)}.id`;
  const columns = scoped(resolverFor(context, target, inner), node.variable);
  const predicate = node.predicate ? compileFilter(node.predicate, columns) : sql<boolean>`true`;
  const isAll = node.quantifier === 'all';
  return sql`${isAll ? sql`not ` : sql``}exists (
    select 1 from sandbox_dataverse.row ${sql.raw(inner)}
    where ${readable(context, target, inner)} and ${inCollection(collection, inner, parent)}
      and ${isAll ? sql`(${predicate}) is not true` : predicate})`;
}

/** Maps the Web API's names on a table to SQL over `sandbox_dataverse.row <alias>`. */
export function resolverFor(context: Context, table: Table, alias = 'r'): ColumnResolver {
  const columns: ColumnResolver = {
    likeWildcards: true,
    column: (segments) =>
      segments.length === 1
        ? ownColumn(table, segments[0] ?? '', alias)
        : relatedColumn(context, table, segments, alias),
    lambda: (node) => compileLambda(context, table, node, alias),
    call: (node) => compileFilterFunction(node.name, node.named, columns, context),
  };
  return columns;
}
