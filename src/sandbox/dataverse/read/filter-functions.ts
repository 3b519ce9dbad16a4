import { sql, type RawBuilder } from 'kysely';
import type { Literal } from '../../odata/ast.ts';
import { bindLiteral, compileIn, type Column, type ColumnResolver } from '../../odata/to-sql.ts';
import type { Context } from '../api/types.ts';
import { DataverseError } from '../errors.ts';

interface Arguments {
  column: Column;
  columns: ColumnResolver;
  /** `PropertyValue` or `PropertyValues`. */
  values: Literal[];
  context: Context;
}

type FilterFunction = (given: Arguments) => RawBuilder<boolean>;

function single({ values, column }: Arguments, index = 0): RawBuilder<unknown> {
  const value = values[index];
  if (value) return bindLiteral(value, column.type);
  throw new DataverseError('InvalidArgument', 'The query function needs PropertyValue(s).');
}

const today = (given: Arguments) => sql`date_trunc('day', ${given.context.now()}::timestamptz)`;
const now = (given: Arguments) => sql`${given.context.now()}::timestamptz`;

const last =
  (unit: string): FilterFunction =>
  (given) => {
    const [value] = given.values;
    const isNumber = value?.kind === 'number' || value?.kind === 'string';
    const count = isNumber ? Number(value.value) : Number.NaN;
    if (!Number.isInteger(count)) throw new DataverseError('InvalidArgument', 'A number expected.');
    return sql`${given.column.sql} between ${now(given)} - make_interval(${sql.raw(unit)} => ${count}::int)
      and ${now(given)}`;
  };

const user = (given: Arguments) => sql`${given.context.principals[0].id}::uuid`;

/** Dataverse's query functions, by name without the namespace. */
const functions: Record<string, FilterFunction> = {
  In: ({ column, values, columns }) => compileIn(column, values, columns),
  NotIn: ({ column, values, columns }) => sql`not (${compileIn(column, values, columns)})`,
  Between: (given) => sql`${given.column.sql} between ${single(given)} and ${single(given, 1)}`,
  NotBetween: (given) =>
    sql`${given.column.sql} not between ${single(given)} and ${single(given, 1)}`,
  EqualUserId: (given) => sql`${given.column.sql} = ${user(given)}`,
  NotEqualUserId: (given) => sql`${given.column.sql} is distinct from ${user(given)}`,
  EqualBusinessId: (given) =>
    sql`${given.column.sql} = ${given.context.principals[0].businessUnitId}::uuid`,
  Today: (given) =>
    sql`${given.column.sql} >= ${today(given)} and ${given.column.sql} < ${today(given)} + interval '1 day'`,
  OnOrAfter: (given) => sql`${given.column.sql} >= ${single(given)}`,
  OnOrBefore: (given) => sql`${given.column.sql} < ${single(given)} + interval '1 day'`,
  LastXDays: last('days'),
  LastXHours: last('hours'),
  LastXWeeks: last('weeks'),
  LastXMonths: last('months'),
};

const namespace = 'Microsoft.Dynamics.CRM.';

const valuesOf = (named: Record<string, Literal>): Literal[] => {
  const value = named['PropertyValues'] ?? named['PropertyValue'];
  if (!value) return [];
  return value.kind === 'list' ? value.items : [value];
};

/**
 * `Microsoft.Dynamics.CRM.In(PropertyName='x',PropertyValues=['a'])` and the like as a condition;
 * undefined for a function that is not built.
 */
export function compileFilterFunction(
  name: string,
  named: Record<string, Literal>,
  columns: ColumnResolver,
  context: Context,
): RawBuilder<boolean> | undefined {
  const compile = name.startsWith(namespace) ? functions[name.slice(namespace.length)] : undefined;
  const property = named['PropertyName'];
  if (!compile || property?.kind !== 'string') return undefined;
  const column = columns.column([property.value]);
  return sql`(${compile({ column, columns, values: valuesOf(named), context })})`;
}
