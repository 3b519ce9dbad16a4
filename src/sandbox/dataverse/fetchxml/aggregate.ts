import { sql, type RawBuilder } from 'kysely';
import type { AggregateItem } from '../../odata/ast.ts';
import { aggregateSql, groupKey, jsonValue, refuseManyRows } from '../apply/aggregate.ts';
import type { Output } from '../apply/relation.ts';
import type { Context } from '../api/types.ts';
import { DataverseError, notBuilt } from '../errors.ts';
import type { Value } from '../store/rows.ts';
import { subjectIn, type Source } from './scope.ts';
import type { Compiled } from './select.ts';
import type { Fetch, FetchAttribute } from './types.ts';

const methods: Record<string, AggregateItem['method']> = {
  count: 'count',
  countcolumn: 'countcolumn',
  sum: 'sum',
  avg: 'average',
  min: 'min',
  max: 'max',
};

const parts: Readonly<Record<string, string>> = {
  day: 'day',
  week: 'week',
  month: 'month',
  quarter: 'quarter',
  year: 'year',
};

interface Part {
  output: Output;
  /** What to group by. */
  key?: RawBuilder<unknown>;
}

function groupPart(context: Context, attribute: FetchAttribute, source: Source): Part {
  const property = aliasOf(attribute);
  const subject = subjectIn(context, source, attribute.name);
  if (attribute.dateGrouping !== undefined) {
    const part = parts[attribute.dateGrouping];
    if (!part) throw notBuilt(`dategrouping='${attribute.dateGrouping}'`);
    const value = sql`extract(${sql.raw(part)} from ${subject.sql.sql} at time zone 'UTC')`;
    return { output: { property, sql: { sql: value, type: 'number' } }, key: value };
  }
  const isLookup = subject.table.columns[attribute.name]?.kind === 'lookup';
  if (!isLookup) {
    return { output: { property, sql: subject.sql, subject }, key: groupKey(subject.sql) };
  }
  const reference = sql`nullif(${sql.raw(source.alias)}.data->${sql.lit(attribute.name)}, 'null')`;
  const output: Output = {
    property,
    sql: { sql: reference, type: 'guid' },
    subject,
    isReference: true,
  };
  return { output, key: reference };
}

function aliasOf({ name, alias }: FetchAttribute): string {
  if (alias !== undefined) return alias;
  throw new DataverseError(
    'QueryBuilderNoAlias',
    `An alias is required for the attribute '${name}' of an aggregate query.`,
  );
}

function aggregatePart(context: Context, attribute: FetchAttribute, source: Source): Part {
  const written = attribute.aggregate ?? '';
  const method = methods[written];
  if (!method) throw notBuilt(`aggregate='${written}'`);
  const subject = subjectIn(context, source, attribute.name);
  const isColumn = written === 'countcolumn';
  const wanted = isColumn && attribute.isDistinct ? 'countdistinct' : method;
  return {
    output: {
      property: aliasOf(attribute),
      sql: aggregateSql(wanted, written === 'count' ? undefined : subject.sql),
      subject,
      isCount: written.startsWith('count'),
    },
  };
}

const partOf = (context: Context, attribute: FetchAttribute, source: Source): Part =>
  attribute.isGroup
    ? groupPart(context, attribute, source)
    : aggregatePart(context, attribute, source);

function partsOf(context: Context, { entity }: Fetch, { scope, joins }: Compiled): Part[] {
  return [
    ...entity.attributes.map((attribute) => partOf(context, attribute, scope.root)),
    ...joins.links.flatMap(({ link, source }) =>
      link.attributes.map((attribute) => partOf(context, attribute, source)),
    ),
  ];
}

function orderSql({ entity }: Fetch, { joins }: Compiled, outputs: readonly Output[]) {
  const orders = [...entity.orders, ...joins.links.flatMap(({ link }) => link.orders)];
  const terms = orders.map(({ alias = '', isDescending }) => {
    const index = outputs.findIndex(({ property }) => property === alias);
    if (index < 0) {
      throw new DataverseError('QueryBuilderNoAlias', `There is no alias '${alias}' to order by.`);
    }
    return sql`${sql.raw(`c${index}`)} ${sql.raw(isDescending ? 'desc nulls last' : 'asc nulls first')}`;
  });
  return terms.length > 0 ? sql` order by ${sql.join(terms)}` : sql``;
}

/** The groups of an aggregate query: values `c0`, `c1`, … in the order of `outputs`. */
export async function selectAggregate(
  context: Context,
  fetch: Fetch,
  compiled: Compiled,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ outputs: Output[]; rows: Record<string, Value>[] }> {
  await refuseManyRows(context, compiled.from);
  const found = partsOf(context, fetch, compiled);
  const outputs = found.map(({ output }) => output);
  const list = found.map(({ output, key }, index) => {
    const value = key ? sql`(array_agg(${output.sql.sql}))[1]` : output.sql.sql;
    const shown = output.isReference ? value : jsonValue({ sql: value, type: output.sql.type });
    return sql`${shown} as ${sql.raw(`c${index}`)}`;
  });
  const keys = found.flatMap(({ key }) => (key ? [key] : []));
  const by = keys.length > 0 ? sql` group by ${sql.join(keys)}` : sql``;
  const { rows } = await sql<Record<string, Value>>`select ${sql.join(list)} ${compiled.from}${by}
    ${orderSql(fetch, compiled, outputs)} limit ${limit} offset ${offset}`.execute(context.db);
  return { outputs, rows };
}
