import { sql, type RawBuilder } from 'kysely';
import type { ColumnType } from './to-sql.ts';

type Sql = RawBuilder<unknown>;

/** A function of values: what it takes and gives, and its SQL. */
export interface ValueFunction {
  takes: readonly ColumnType[];
  /** How many of `takes` may be left out, from the end. */
  optional?: number;
  gives: ColumnType;
  sql: (...values: (Sql | undefined)[]) => Sql;
}

const none = sql`null`;

const part = (name: string): ValueFunction => ({
  takes: ['date'],
  gives: 'number',
  sql: (at = none) => sql`extract(${sql.raw(name)} from ${at} at time zone 'UTC')`,
});

const text = (apply: (value: Sql) => Sql): ValueFunction => ({
  takes: ['string'],
  gives: 'string',
  sql: (value = none) => apply(value),
});

const rounded = (apply: (value: Sql) => Sql): ValueFunction => ({
  takes: ['number'],
  gives: 'number',
  sql: (value = none) => apply(value),
});

/** OData 4.0's functions of values (part 2, 5.1.1.4 and on); texts compare without case. */
export const valueFunctions: Readonly<Record<string, ValueFunction>> = {
  tolower: text((value) => sql`lower(${value})`),
  toupper: text((value) => sql`upper(${value})`),
  trim: text((value) => sql`trim(${value})`),
  length: {
    takes: ['string'],
    gives: 'number',
    sql: (value = none) => sql`length(${value})::numeric`,
  },
  concat: {
    takes: ['string', 'string'],
    gives: 'string',
    sql: (left = none, right = none) => sql`(${left} || ${right})`,
  },
  indexof: {
    takes: ['string', 'string'],
    gives: 'number',
    sql: (value = none, sought = none) =>
      sql`(strpos(lower(${value}), lower(${sought})) - 1)::numeric`,
  },
  substring: {
    takes: ['string', 'number', 'number'],
    optional: 1,
    gives: 'string',
    sql: (value = none, start = none, length) =>
      length === undefined
        ? sql`substr(${value}, greatest(${start}, 0)::int + 1)`
        : sql`substr(${value}, greatest(${start}, 0)::int + 1, greatest(${length}, 0)::int)`,
  },
  year: part('year'),
  month: part('month'),
  day: part('day'),
  hour: part('hour'),
  minute: part('minute'),
  second: {
    takes: ['date'],
    gives: 'number',
    sql: (at = none) => sql`floor(extract(second from ${at}))`,
  },
  fractionalseconds: {
    takes: ['date'],
    gives: 'number',
    sql: (at = none) => sql`mod(extract(second from ${at}), 1)`,
  },
  date: {
    takes: ['date'],
    gives: 'date',
    sql: (at = none) => sql`date_trunc('day', ${at}, 'UTC')`,
  },
  time: {
    takes: ['date'],
    gives: 'time',
    sql: (at = none) => sql`(${at} at time zone 'UTC')::time`,
  },
  totaloffsetminutes: { takes: ['date'], gives: 'number', sql: () => sql`0::numeric` },
  mindatetime: { takes: [], gives: 'date', sql: () => sql`'0001-01-01T00:00:00Z'::timestamptz` },
  maxdatetime: { takes: [], gives: 'date', sql: () => sql`'9999-12-31T23:59:59Z'::timestamptz` },
  round: rounded((value) => sql`round(${value})`),
  floor: rounded((value) => sql`floor(${value})`),
  ceiling: rounded((value) => sql`ceil(${value})`),
};
