import { sql, type RawBuilder } from 'kysely';
import { DataverseError, notBuilt } from '../errors.ts';
import { isOf, readable } from '../read/resolver.ts';
import { compileOperator } from './operators.ts';
import { subjectIn, type Scope, type Source } from './scope.ts';
import type { FetchCondition, FetchFilter, FetchLink } from './types.ts';

type Sql = RawBuilder<boolean>;

const all = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0 ? sql`true` : sql`(${sql.join([...conditions], sql` and `)})`;

/** Condition: `source` is a row of its table that the user may read. */
const rowsOf = ({ context }: Scope, { table, alias }: Source): Sql =>
  table.isIntersect ? isOf(table, alias) : readable(context, table, alias);

function compileCondition(scope: Scope, condition: FetchCondition, near: Source): Sql {
  const { context } = scope;
  const subject = subjectIn(context, scope.find(condition.entity, near), condition.attribute);
  const [name = '', column] = condition.other?.split('.', 2) ?? [];
  const other =
    condition.other === undefined
      ? undefined
      : column === undefined
        ? subjectIn(context, near, name)
        : subjectIn(context, scope.find(name, near), column);
  return sql`(${compileOperator(
    condition.operator,
    { subject, values: condition.values, context },
    other?.sql,
  )})`;
}

/** A filter of the rows of `near`. */
export function compileFetchFilter(scope: Scope, filter: FetchFilter, near: Source): Sql {
  const parts = [
    ...filter.conditions.map((condition) => compileCondition(scope, condition, near)),
    ...filter.filters.map((inner) => compileFetchFilter(scope, inner, near)),
    ...filter.links.map((link) => compileExists(scope, link, near)),
  ];
  if (parts.length === 0) return sql`true`;
  return sql`(${sql.join(parts, filter.type === 'or' ? sql` or ` : sql` and `)})`;
}

/** Condition that joins a link to the table it hangs on, without its filters. */
function joined(scope: Scope, link: FetchLink, source: Source, near: Source): Sql {
  const from = subjectIn(scope.context, source, link.from);
  const to = subjectIn(scope.context, near, link.to);
  return all([rowsOf(scope, source), sql`${from.sql.sql} = ${to.sql.sql}`]);
}

const filtersOf = (scope: Scope, { filters }: FetchLink, source: Source): Sql =>
  all(filters.map((filter) => compileFetchFilter(scope, filter, source)));

const from = ({ alias }: Source): RawBuilder<unknown> =>
  sql`sandbox_dataverse.row ${sql.raw(alias)}`;

/** A link that only asks whether there are such rows: any, not any, all, not all, exists, in. */
function compileExists(scope: Scope, link: FetchLink, near: Source): Sql {
  const source = scope.add(link);
  const on = joined(scope, link, source, near);
  const met = all([
    filtersOf(scope, link, source),
    ...link.links.map((inner) => compileExists(scope, inner, source)),
  ]);
  const some = sql<boolean>`exists (select 1 from ${from(source)} where ${on} and ${met})`;
  switch (link.type) {
    case 'any':
    case 'not all':
    case 'exists':
    case 'in':
    case 'inner':
      return some;
    case 'not any':
      return sql`not ${some}`;
    case 'all':
      return sql`(exists (select 1 from ${from(source)} where ${on}) and not ${some})`;
    default:
      throw new DataverseError(
        'QueryBuilderInvalidJoinOperator',
        `Invalid join operator: '${link.type}'.`,
      );
  }
}

/** The joins of a query, the links that give columns, and the conditions beside the joins. */
export interface Joins {
  tables: RawBuilder<unknown>[];
  links: { link: FetchLink; source: Source }[];
  conditions: Sql[];
}

const joins = { inner: 'join', natural: 'join', outer: 'left join' } as const;
const isJoin = (type: string): type is keyof typeof joins => Object.hasOwn(joins, type);

/** Joins links, and theirs, to the table they hang on. Throws for a link type there is none of. */
export function compileJoins(scope: Scope, links: readonly FetchLink[], near: Source): Joins {
  const result: Joins = { tables: [], links: [], conditions: [] };
  for (const link of links) {
    if (link.type === 'matchfirstrowusingcrossapply') throw notBuilt(`link-type ${link.type}`);
    if (!isJoin(link.type)) {
      result.conditions.push(compileExists(scope, link, near));
      continue;
    }
    const source = scope.add(link);
    const on = joined(scope, link, source, near);
    const inner = compileJoins(scope, link.links, source);
    // Its filters may speak of links below it, which come later in the FROM clause.
    const met = filtersOf(scope, link, source);
    const isOuter = link.type === 'outer';
    const joinOn = isOuter ? sql`${on} and ${met}` : on;
    result.tables.push(
      sql`${sql.raw(joins[link.type])} ${from(source)} on ${joinOn}`,
      ...inner.tables,
    );
    result.links.push({ link, source }, ...inner.links);
    result.conditions.push(...(isOuter ? [] : [met]), ...inner.conditions);
  }
  return result;
}

/** Rows of the entity itself that the user may read and its filters let through. */
export const rootConditions = (scope: Scope, filters: readonly FetchFilter[]): Sql[] => [
  rowsOf(scope, scope.root),
  ...filters.map((filter) => compileFetchFilter(scope, filter, scope.root)),
];
