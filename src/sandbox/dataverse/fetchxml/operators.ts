import { sql, type RawBuilder } from 'kysely';
import type { Literal } from '../../odata/ast.ts';
import { wholePattern } from '../../odata/like.ts';
import { compileLikeText, fold, type Column as SqlColumn } from '../../odata/to-sql.ts';
import { DataverseError } from '../errors.ts';
import { textValue, value, type Condition, type Given } from '../read/conditions/condition.ts';
import { findCondition } from '../read/conditions/index.ts';

const rules = { likeWildcards: true };

const symbols: Readonly<Record<string, string>> = {
  eq: '=',
  ne: 'is distinct from',
  neq: 'is distinct from',
  gt: '>',
  ge: '>=',
  lt: '<',
  le: '<=',
};

const compared =
  (operator: string): Condition =>
  (given) => {
    const { sql: column } = given.subject;
    const other = { sql: value(given), type: column.type };
    return sql`${fold(column, rules)} ${sql.raw(operator)} ${fold(other, rules)}`;
  };

const like: Condition = (given) =>
  sql`lower(${given.subject.sql.sql}) ~ ${wholePattern(textValue(given).toLowerCase())}`;
const starts: Condition = (given) =>
  compileLikeText('startswith', given.subject.sql.sql, textValue(given), true);
const ends: Condition = (given) =>
  compileLikeText('endswith', given.subject.sql.sql, textValue(given), true);
const not =
  (condition: Condition): Condition =>
  (given) =>
    sql`(${condition(given)}) is not true`;

const needsText =
  (condition: Condition): Condition =>
  (given) => {
    if (given.subject.sql.type === 'string') return condition(given);
    throw new DataverseError(
      'QueryBuilderBad_Condition',
      `The condition on '${given.subject.name}' needs a column of text.`,
    );
  };

const own: Record<string, Condition> = {
  ...Object.fromEntries(Object.entries(symbols).map(([name, symbol]) => [name, compared(symbol)])),
  like: needsText(like),
  'not-like': needsText(not(like)),
  'begins-with': needsText(starts),
  'not-begin-with': needsText(not(starts)),
  'ends-with': needsText(ends),
  'not-end-with': needsText(not(ends)),
  null: ({ subject }) => sql`${subject.sql.sql} is null`,
  'not-null': ({ subject }) => sql`${subject.sql.sql} is not null`,
};

/** Operators whose query function of the Web API is not named alike. */
const twins: Record<string, string> = {
  'last-seven-days': 'Last7Days',
  'next-seven-days': 'Next7Days',
  'contain-values': 'ContainValues',
  'not-contain-values': 'DoesNotContainValues',
  'eq-userid': 'EqualUserId',
  'ne-userid': 'NotEqualUserId',
  'eq-userteams': 'EqualUserTeams',
  'eq-useroruserteams': 'EqualUserOrUserTeams',
  'eq-useroruserhierarchy': 'EqualUserOrUserHierarchy',
  'eq-useroruserhierarchyandteams': 'EqualUserOrUserHierarchyAndTeams',
  'eq-businessid': 'EqualBusinessId',
  'ne-businessid': 'NotEqualBusinessId',
  'eq-userlanguage': 'EqualUserLanguage',
  'eq-or-under': 'UnderOrEqual',
  'eq-or-above': 'AboveOrEqual',
};

/** `last-x-days` is `LastXDays`, `olderthan-x-months` `OlderThanXMonths`. */
const pascal = (operator: string): string =>
  operator
    .replace(/^olderthan/, 'older-than')
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

function findOperator(operator: string): Condition {
  const found = Object.hasOwn(own, operator)
    ? own[operator]
    : findCondition(twins[operator] ?? pascal(operator));
  if (found) return found;
  throw new DataverseError(
    'QueryBuilderInvalidConditionOperator',
    `Invalid condition operator: '${operator}'.`,
  );
}

const literalOf = (text: string): Literal => ({ kind: 'string', value: text });

/** A condition of FetchXML as SQL; `other` is the column it is compared with. */
export function compileOperator(
  operator: string,
  given: Omit<Given, 'values'> & { values: readonly string[] },
  other?: SqlColumn,
): RawBuilder<boolean> {
  if (other) {
    const symbol = symbols[operator];
    if (symbol && other.type === given.subject.sql.type) {
      return sql`${fold(given.subject.sql, rules)} ${sql.raw(symbol)} ${fold(other, rules)}`;
    }
    throw new DataverseError(
      'QueryBuilderBad_Condition',
      `'${given.subject.name}' cannot be compared with another column by '${operator}'.`,
    );
  }
  return findOperator(operator)({ ...given, values: given.values.map(literalOf) });
}
