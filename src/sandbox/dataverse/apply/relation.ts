import { sql, type RawBuilder } from 'kysely';
import type { AggregateItem, Expression, OrderItem, Transformation } from '../../odata/ast.ts';
import {
  compileFilter,
  compileOrder,
  type Column as SqlColumn,
  type ColumnResolver,
} from '../../odata/to-sql.ts';
import type { Context } from '../api/types.ts';
import { DataverseError, unknownProperty } from '../errors.ts';
import { findNavigation, propertyOf } from '../metadata/index.ts';
import type { Subject } from '../read/conditions/index.ts';
import { resolverFor } from '../read/resolver.ts';
import type { RowSet } from '../read/select-rows.ts';
import { aggregateSql, groupKey } from './aggregate.ts';

/** A column of a result: its property, and the column of the metadata it came from. */
export interface Output {
  property: string;
  /** Over the relation it belongs to. */
  sql: SqlColumn;
  /** What it was grouped by, as written. */
  path?: string;
  /** What it was grouped or aggregated of. */
  subject?: Subject;
  /** Values are `{ table, id }`. */
  isReference?: boolean;
  isCount?: boolean;
}

/** Rows of `from` that meet `where`; `outputs` where it is a result already. */
export interface Relation {
  from: RawBuilder<unknown>;
  where: RawBuilder<boolean>[];
  columns: ColumnResolver;
  /** A path as a column to group by or aggregate. */
  find(path: string[]): Output;
  outputs?: Output[];
  order?: OrderItem[];
  limit?: number;
  offset?: number;
}

const baseName = (
  context: Context,
  { table }: RowSet,
  path: string[],
  subject: Subject,
): string => {
  const column = subject.table.columns[subject.name];
  const navigation = path.length > 1 ? findNavigation(table, path[0] ?? '') : undefined;
  if (navigation) return `${subject.table.name}_${subject.name}`;
  return column ? propertyOf(subject.name, column) : subject.name;
};

/** The table itself, before any step. */
export function baseRelation(context: Context, set: RowSet, where: RawBuilder<boolean>): Relation {
  const columns = resolverFor(context, set.table);
  const find = (path: string[]): Output => {
    const subject = columns.subject(path);
    const property = baseName(context, set, path, subject);
    const isLookup = subject.table.columns[subject.name]?.kind === 'lookup';
    if (!isLookup || path.length > 1) return { property, sql: subject.sql, subject };
    const reference = sql`nullif(r.data->${sql.lit(subject.name)}, 'null')`;
    return { property, sql: { sql: reference, type: 'guid' }, subject, isReference: true };
  };
  return { from: sql`sandbox_dataverse.row r`, where: [where], columns, find };
}

/** A column of a result; only what it is grouped by can be sorted. */
function outputColumns(outputs: readonly Output[]): Pick<Relation, 'columns' | 'find'> {
  const find = (path: string[]): Output => {
    const written = path.join('/');
    const output = outputs.find(({ property, path: from }) => [property, from].includes(written));
    if (!output) throw unknownProperty(written, 'crmbaseentity');
    return output;
  };
  const column = (path: string[]): SqlColumn => {
    const { sql: found, isReference } = find(path);
    return isReference ? { sql: sql`(${found.sql}->>'id')::uuid`, type: 'guid' } : found;
  };
  return { columns: { likeWildcards: true, column }, find };
}

const isMoment = ({ subject }: Output): boolean =>
  subject?.table.columns[subject.name]?.kind === 'datetime';

function grouped(relation: Relation, path: string[]): Output & { key: RawBuilder<unknown> } {
  const output = relation.find(path);
  if (isMoment(output)) {
    throw new DataverseError(
      'UnknownProperty',
      `Grouping by the date and time '${path.join('/')}' is not supported.`,
    );
  }
  return {
    ...output,
    path: path.join('/'),
    key: output.isReference ? output.sql.sql : groupKey(output.sql),
  };
}

const pathOf = (value: Expression): string[] => {
  if (value.kind === 'path') return value.segments;
  throw new DataverseError('UnknownProperty', 'An aggregate is of a property.');
};

function aggregated(relation: Relation, { value, method, alias }: AggregateItem): Output {
  const of = value && relation.find(pathOf(value));
  const isCount = method === 'count' || method === 'countdistinct';
  return {
    property: alias,
    sql: aggregateSql(method, of?.sql),
    ...(of?.subject && { subject: of.subject }),
    isCount,
  };
}

/** The SQL of a relation's rows, without the SELECT list. */
export function fromSql({
  from,
  where,
  columns,
  order,
  limit,
  offset,
}: Relation): RawBuilder<unknown> {
  const conditions = where.length > 0 ? sql` where ${sql.join(where, sql` and `)}` : sql``;
  const ordered = order ? sql` order by ${compileOrder(order, columns)}` : sql``;
  const limited = limit === undefined ? sql`` : sql` limit ${limit}`;
  const skipped = offset === undefined ? sql`` : sql` offset ${offset}`;
  return sql`from ${from}${conditions}${ordered}${limited}${skipped}`;
}

function group(relation: Relation, properties: string[][], items: AggregateItem[]): Relation {
  const groups = properties.map((path) => grouped(relation, path));
  const aggregates = items.map((item) => aggregated(relation, item));
  // Not every type has a smallest value.
  const first = ({ sql: value }: Output): RawBuilder<unknown> => sql`(array_agg(${value.sql}))[1]`;
  const values = [...groups.map(first), ...aggregates.map(({ sql: value }) => value.sql)];
  const list = values.map((value, index) => sql`${value} as ${sql.raw(`c${index}`)}`);
  const by = groups.length > 0 ? sql` group by ${sql.join(groups.map(({ key }) => key))}` : sql``;
  const outputs = [...groups, ...aggregates].map((output, index): Output => ({
    ...output,
    sql: { sql: sql.raw(`g.c${index}`), type: output.sql.type },
  }));
  const from = sql`(select ${sql.join(list)} ${fromSql(relation)}${by}) g`;
  return { from, where: [], outputs, ...outputColumns(outputs) };
}

/** The steps of a group may be an aggregate alone. */
function aggregateOf(steps: readonly Transformation[]): AggregateItem[] {
  const [step, ...rest] = steps;
  if (!step) return [];
  if (step.kind === 'aggregate' && rest.length === 0) return step.items;
  throw new DataverseError(
    'UnknownProperty',
    'The transformations of a groupby may only be an aggregate.',
  );
}

/** Rows that were cut off or sorted are a table of their own for what follows. */
const needsSub = ({ limit, offset }: Relation): boolean =>
  limit !== undefined || offset !== undefined;

function refuseAfterCut(relation: Relation): void {
  if (!needsSub(relation)) return;
  throw new DataverseError('UnknownProperty', 'No transformation may follow top or skip.');
}

/** One step of `$apply`. Throws a `DataverseError` (400). */
export function applyStep(relation: Relation, step: Transformation): Relation {
  switch (step.kind) {
    case 'identity':
      return relation;
    case 'filter':
      refuseAfterCut(relation);
      return {
        ...relation,
        where: [...relation.where, compileFilter(step.filter, relation.columns)],
      };
    case 'groupby':
      refuseAfterCut(relation);
      return group(relation, step.properties, aggregateOf(step.steps));
    case 'aggregate':
      refuseAfterCut(relation);
      return group(relation, [], step.items);
    case 'orderby':
      return { ...relation, order: step.items };
    case 'top':
      return { ...relation, limit: step.count };
    case 'skip':
      return { ...relation, offset: step.count };
  }
}
