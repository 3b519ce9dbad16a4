import { sql, type RawBuilder } from 'kysely';
import { compileIn } from '../../../odata/to-sql.ts';
import { notBuilt } from '../../errors.ts';
import { tableOf } from '../../metadata/index.ts';
import {
  countValue,
  invalid,
  textValue,
  typedValues,
  value,
  type Condition,
  type Given,
} from './condition.ts';
import { dayOf, isCounted, timeRange, type TimeRange } from './dates.ts';
import { treeIds, treeOf } from './hierarchy.ts';

export type { Condition, Given, Subject } from './condition.ts';

const uuids = (ids: readonly string[]): RawBuilder<unknown> =>
  sql.join(ids.map((id) => sql`${id}::uuid`));

const user = ({ context }: Given) => context.principals[0];
const isOneOf = (given: Given, ids: readonly string[]): RawBuilder<boolean> =>
  ids.length === 0 ? sql`false` : sql`${given.subject.sql.sql} in (${uuids(ids)})`;

function during(given: Given, { from, before }: TimeRange): RawBuilder<boolean> {
  if (given.subject.sql.type !== 'date') {
    throw invalid(`'${given.subject.name}' is not a date.`);
  }
  const column = given.subject.sql.sql;
  const conditions = [
    ...(from ? [sql`${column} >= ${from.toISOString()}::timestamptz`] : []),
    ...(before ? [sql`${column} < ${before.toISOString()}::timestamptz`] : []),
  ];
  return sql`(${sql.join(conditions, sql` and `)})`;
}

/** The day a value names. */
function dayGiven(given: Given): TimeRange {
  const at = new Date(textValue(given));
  if (Number.isNaN(at.getTime())) throw invalid(`'${textValue(given)}' is not a date.`);
  return dayOf(at);
}

const only = (range: TimeRange, end: 'from' | 'before'): TimeRange => {
  const at = range[end];
  return at ? { [end]: at } : {};
};

const isIn: Condition = (given) =>
  compileIn(given.subject.sql, typedValues(given), { likeWildcards: true });

const between: Condition = (given) =>
  sql`${given.subject.sql.sql} between ${value(given)} and ${value(given, 1)}`;

/** Of a column of several choices: any of those given. */
const containsValues: Condition = (given) => {
  const wanted = given.values.map((literal) => ('value' in literal ? String(literal.value) : ''));
  return sql`string_to_array(${given.subject.sql.sql}, ',') && array[${sql.join(
    wanted.map((text) => sql`${text}::text`),
  )}]::text[]`;
};

const inTree =
  (direction: 'below' | 'above', isStartIncluded: boolean): Condition =>
  (given) => {
    const { table, name, sql: column } = given.subject;
    const start = value(given);
    const ids = treeIds(treeOf(table, name), start, direction);
    const found = sql<boolean>`${column.sql} in ${ids}`;
    return isStartIncluded ? found : sql`(${found} and ${column.sql} <> ${start})`;
  };

const not =
  (condition: Condition): Condition =>
  (given) =>
    sql`(${condition(given)}) is not true`;

/** The user and everybody who reports to the user. */
const hierarchy = (given: Given): RawBuilder<boolean> => {
  const ids = treeIds(tableOf('systemuser'), sql`${user(given).id}::uuid`, 'below');
  return sql`${given.subject.sql.sql} in ${ids}`;
};

const conditions: Record<string, Condition> = {
  In: isIn,
  NotIn: not(isIn),
  Between: between,
  NotBetween: not(between),
  ContainValues: containsValues,
  DoesNotContainValues: not(containsValues),
  EqualUserId: (given) => isOneOf(given, [user(given).id]),
  NotEqualUserId: not((given) => isOneOf(given, [user(given).id])),
  EqualUserTeams: (given) =>
    isOneOf(
      given,
      user(given).ownerIds.filter((id) => id !== user(given).id),
    ),
  EqualUserOrUserTeams: (given) => isOneOf(given, user(given).ownerIds),
  EqualUserOrUserHierarchy: hierarchy,
  EqualUserOrUserHierarchyAndTeams: (given) =>
    sql`(${hierarchy(given)} or ${isOneOf(given, user(given).ownerIds)})`,
  EqualBusinessId: (given) => isOneOf(given, [user(given).businessUnitId]),
  NotEqualBusinessId: not((given) => isOneOf(given, [user(given).businessUnitId])),
  EqualUserLanguage: (given) => sql`${given.subject.sql.sql} = 1033`,
  Under: inTree('below', false),
  UnderOrEqual: inTree('below', true),
  NotUnder: not(inTree('below', false)),
  Above: inTree('above', false),
  AboveOrEqual: inTree('above', true),
  On: (given) => during(given, dayGiven(given)),
  NotOn: not((given) => during(given, dayGiven(given))),
  OnOrAfter: (given) => during(given, only(dayGiven(given), 'from')),
  OnOrBefore: (given) => during(given, only(dayGiven(given), 'before')),
};

const unbuilt = (name: string): boolean => /Fiscal/.test(name) || name === 'Contains';

/**
 * A query function of Dataverse by its name without the namespace (`LastXDays`), or undefined where
 * Dataverse has none of that name. Throws 501 for fiscal periods and full-text search.
 */
export function findCondition(name: string): Condition | undefined {
  if (unbuilt(name)) throw notBuilt(`the query function ${name}`);
  const found = Object.hasOwn(conditions, name) ? conditions[name] : undefined;
  if (found) return found;
  if (!timeRange(name, new Date(0), 1)) return undefined;
  return (given) => {
    const count = isCounted(name) ? countValue(given) : 0;
    const range = timeRange(name, given.context.now(), count);
    return during(given, range ?? {});
  };
}
