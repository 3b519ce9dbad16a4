import { sql, type RawBuilder } from 'kysely';
import { tableOf, type Table } from '../metadata/index.ts';
import { columnSql } from '../read/column-sql.ts';
import { isReference, textOf, type RowData, type Value } from '../store/rows.ts';
import type { Condition, Operator, Rule } from './rules.ts';

interface Side {
  table: Table;
  name: string;
}

const isBlank = (value: Value | undefined): boolean =>
  value === null || value === undefined || value === '';

/** Texts are the same without case (unless the rule minds it) and without trailing blanks. */
const folded = (text: RawBuilder<unknown>, isCaseSensitive: boolean): RawBuilder<unknown> =>
  isCaseSensitive ? sql`rtrim(${text})` : sql`rtrim(lower(${text}))`;

const partOf = (text: RawBuilder<unknown>, operator: Operator, length: number) => {
  if (operator === 1) return sql`left(${text}, ${length}::int)`;
  return operator === 2 ? sql`right(${text}, ${length}::int)` : text;
};

/** The values of the matching column whose label is that of the base column's value. */
function sameLabel({ table, name }: Side, base: Side, value: Value): number[] {
  const label = base.table.columns[base.name]?.options?.find((o) => o.value === value)?.label;
  const options = table.columns[name]?.options ?? [];
  return options.filter((option) => option.label === label).map((option) => option.value);
}

function sameValue(
  side: Side,
  base: Side,
  value: Value,
  { operator, length }: Condition,
  isCaseSensitive: boolean,
): RawBuilder<boolean> {
  const column = side.table.columns[side.name];
  if (!column) return sql`false`;
  const { sql: stored, type } = columnSql(side.table, side.name, column, 'r');
  if (isReference(value)) return sql`${stored} = ${value.id}::uuid`;
  if (operator === 5) {
    const values = sameLabel(side, base, value);
    return values.length === 0 ? sql`false` : sql`${stored} in (${sql.join(values)})`;
  }
  if (type === 'date') {
    const given = sql`${textOf(value)}::timestamptz`;
    return operator === 4
      ? sql`date_trunc('minute', ${stored}) = date_trunc('minute', ${given})`
      : sql`(${stored} at time zone 'UTC')::date = (${given} at time zone 'UTC')::date`;
  }
  if (type !== 'string') return sql`${stored} = ${value}`;
  const part = (text: RawBuilder<unknown>) =>
    partOf(folded(text, isCaseSensitive), operator, length);
  return sql`${part(stored)} = ${part(sql`${textOf(value)}::text`)}`;
}

function conditionSql(
  base: Table,
  data: RowData,
  rule: Rule,
  condition: Condition,
): RawBuilder<boolean> {
  const side = { table: tableOf(rule.matchingTable), name: condition.matching };
  const value = data[condition.base] ?? null;
  if (!isBlank(value)) {
    const from = { table: base, name: condition.base };
    return sameValue(side, from, value, condition, rule.isCaseSensitive);
  }
  // Blank is like blank unless the rule ignores it.
  if (condition.isBlankIgnored) return sql`false`;
  return sql`coalesce(r.data->>${sql.lit(condition.matching)}, '') = ''`;
}

/** SQL condition on `r`: rows a rule takes for duplicates of `data`, a row of `base`. */
export function matchSql(
  base: Table,
  id: string | undefined,
  data: RowData,
  rule: Rule,
): RawBuilder<boolean> {
  const all = [
    sql<boolean>`r.table_name = ${rule.matchingTable}`,
    ...(id ? [sql<boolean>`r.id <> ${id}::uuid`] : []),
    ...(rule.isInactiveExcluded
      ? [sql<boolean>`coalesce((r.data->>'statecode')::int, 0) = 0`]
      : []),
    ...rule.conditions.map((condition) => conditionSql(base, data, rule, condition)),
  ];
  return rule.conditions.length === 0 ? sql`false` : sql`(${sql.join(all, sql` and `)})`;
}
