import { sql, type RawBuilder } from 'kysely';
import type { Expression } from '../../odata/ast.ts';
import { isLikeKind } from '../../odata/like.ts';
import { compileFilter, type ColumnResolver } from '../../odata/to-sql.ts';
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
import { requireReadable } from '../security/columns.ts';
import { columnSql, lookupSql } from './column-sql.ts';
import type { Subject } from './conditions/index.ts';
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

/** Condition: `alias` is a row of the table. */
export const isOf = (table: Table, alias: string): RawBuilder<boolean> =>
  sql`${sql.raw(alias)}.table_name in (${sql.join([...storedIn(table)])})`;

/** Condition: `alias` is a row of the table that the user may read. */
export const readable = (context: Context, table: Table, alias: string): RawBuilder<boolean> =>
  sql`${isOf(table, alias)}
    and ${accessible(context.principals, 'Read', table, sql.raw(alias))}`;

/** The column a name means: a property (`_x_value`), or a look-up by its logical name. */
function ownColumn(context: Context, table: Table, property: string, alias: string): Subject {
  const found = findColumn(table, property) ?? findColumn(table, `_${property}_value`);
  if (!found) throw unknownProperty(property, table.name);
  if (found.column.isUnfilterable) {
    throw new DataverseError(
      'UnknownProperty',
      `The property '${property}' of '${table.name}' cannot be used in $filter or $orderby.`,
    );
  }
  requireReadable(context.principals, table, found.name);
  return { table, name: found.name, sql: columnSql(table, found.name, found.column, alias) };
}

const typeCast = /^Microsoft\.Dynamics\.CRM\./;

/** `parentcustomerid_account/name`: a column of the row a look-up refers to. */
function relatedColumn(
  context: Context,
  table: Table,
  [property = '', ...rest]: string[],
  alias: string,
): Subject {
  const navigation = findNavigation(table, property);
  if (!navigation) throw unknownProperty(property, table.name);
  const inner = `${alias}n`;
  const target = tableOf(navigation.target);
  const subject = columnOf(context, target, rest, inner);
  return {
    ...subject,
    sql: {
      type: subject.sql.type,
      sql: sql`(select ${subject.sql.sql} from sandbox_dataverse.row ${sql.raw(inner)}
        where ${sql.raw(inner)}.id = ${lookupSql(navigation.name, alias)}
          and ${readable(context, target, inner)})`,
    },
  };
}

/** The column a path means; a cast to a type changes nothing of a column. */
function columnOf(context: Context, table: Table, path: string[], alias: string): Subject {
  const segments = path.filter((segment) => !typeCast.test(segment));
  const [property = ''] = segments;
  return segments.length === 1
    ? ownColumn(context, table, property, alias)
    : relatedColumn(context, table, segments, alias);
}

/** A resolver whose paths begin with the range variable. */
function scoped(columns: Columns, variable: string): Columns {
  const without = (segments: string[]) => (segments[0] === variable ? segments.slice(1) : segments);
  return {
    ...columns,
    subject: (segments) => columns.subject(without(segments)),
    column: (segments) => columns.column(without(segments)),
    lambda: (node) => columns.lambda({ ...node, collection: without(node.collection) }),
    call: (node) => columns.call({ ...node, ...(node.of && { of: without(node.of) }) }),
  };
}

/** The rows a collection's path leads to, over look-ups before it. */
function collectionPath(
  context: Context,
  table: Table,
  [property = '', ...rest]: string[],
  alias: string,
  condition: (target: Table, inner: string) => RawBuilder<boolean>,
): RawBuilder<boolean> {
  const inner = `${alias}n`;
  const from = sql`select 1 from sandbox_dataverse.row ${sql.raw(inner)} where `;
  const collection = table.collections[property];
  if (collection && rest.length === 0) {
    const target = tableOf(collection.table);
    const parent = sql`${sql.raw(alias)}.id`;
    return sql`exists (${from}${readable(context, target, inner)}
      and ${inCollection(collection, inner, parent)} and ${condition(target, inner)})`;
  }
  const navigation = rest.length > 0 ? findNavigation(table, property) : undefined;
  if (!navigation) throw unknownProperty(property, table.name);
  const target = tableOf(navigation.target);
  return sql`exists (${from}${readable(context, target, inner)}
    and ${sql.raw(inner)}.id = ${lookupSql(navigation.name, alias)}
    and ${collectionPath(context, target, rest, inner, condition)})`;
}

function compileLambda(
  context: Context,
  table: Table,
  node: Lambda,
  alias: string,
): RawBuilder<boolean> {
  const isAll = node.quantifier === 'all';
  const path = node.collection.filter((segment) => !typeCast.test(segment));
  const found = collectionPath(context, table, path, alias, (target, inner) => {
    const columns = scoped(resolverFor(context, target, inner), node.variable);
    const predicate = node.predicate ? compileFilter(node.predicate, columns) : sql<boolean>`true`;
    return isAll ? sql`(${predicate}) is not true` : predicate;
  });
  return isAll ? sql`(not ${found})` : found;
}

/** What Dataverse cannot translate into its own query language. */
const refusedNodes: Partial<Record<Expression['kind'], string>> = {
  arithmetic: 'BinaryOperator',
  negate: 'UnaryOperator',
  has: 'BinaryOperator',
};

/** Dataverse has contains, startswith, endswith and its own query functions; no others. */
function check(node: Expression): void {
  const isUnknownCall = node.kind === 'call' && !isLikeKind(node.name) && !node.name.includes('.');
  const refused = isUnknownCall ? 'SingleValueFunctionCall' : refusedNodes[node.kind];
  if (!refused) return;
  throw new DataverseError('UnknownProperty', `The query node ${refused} is not supported.`);
}

/** A resolver that has all the parts a table of Dataverse needs. */
export interface Columns extends ColumnResolver {
  /** The column of the metadata a path ends at. */
  subject(segments: string[]): Subject;
  lambda(node: Lambda): RawBuilder<boolean>;
  call(node: Extract<Expression, { kind: 'call' }>): RawBuilder<boolean>;
}

/** Maps the Web API's names on a table to SQL over `sandbox_dataverse.row <alias>`. */
export function resolverFor(context: Context, table: Table, alias = 'r'): Columns {
  const subjectOf = (path: string[]) => columnOf(context, table, path, alias);
  return {
    likeWildcards: true,
    subject: subjectOf,
    column: (segments) => subjectOf(segments).sql,
    lambda: (node) => compileLambda(context, table, node, alias),
    call: (node) => compileFilterFunction(node, subjectOf, context),
    check,
  };
}
