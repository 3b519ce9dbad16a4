import { sql } from 'kysely';
import type { Expression, QueryOptions, Transformation } from '../../odata/ast.ts';
import { largestPage, parsePrefer, preferenceApplied } from '../api/prefer.ts';
import type { ApiRequest, ApiResponse, Context } from '../api/types.ts';
import { DataverseError } from '../errors.ts';
import { contextUrl } from '../read/context-url.ts';
import { refuseUnsupported, whereSql, type RowSet } from '../read/select-rows.ts';
import { totals } from '../read/totals.ts';
import type { Value } from '../store/rows.ts';
import { jsonValue, refuseManyRows } from './aggregate.ts';
import { presentOutputs } from './present-outputs.ts';
import { applyStep, baseRelation, fromSql, type Relation } from './relation.ts';

/** `$orderby` beside `$apply` takes grouped columns, not aggregates. */
function refuseAggregates(relation: Relation, node: Expression): void {
  const isAggregate =
    node.kind === 'path' &&
    relation.outputs?.some(
      ({ property, path }) => property === node.segments.join('/') && path === undefined,
    );
  if (!isAggregate) return;
  throw new DataverseError(
    'UnknownProperty',
    'The query node SingleValueOpenPropertyAccess is not supported',
  );
}

function withOptions(relation: Relation, { orderby, top }: QueryOptions): Relation {
  for (const { expression } of orderby ?? []) refuseAggregates(relation, expression);
  const limit = Math.min(relation.limit ?? largestPage, top ?? largestPage);
  return { ...relation, limit, ...(orderby && { order: orderby }) };
}

/** GET with `$apply`. Throws a `DataverseError` (400) for what Dataverse's subset lacks. */
export async function answerApply(
  context: Context,
  request: ApiRequest,
  set: RowSet,
  query: QueryOptions,
  steps: readonly Transformation[],
): Promise<ApiResponse> {
  refuseUnsupported(query);
  const base = baseRelation(context, set, whereSql(context, set, query));
  await refuseManyRows(context, fromSql(base));
  const relation = steps.reduce(applyStep, base);
  if (!relation.outputs) {
    throw new DataverseError('UnknownProperty', '$apply needs a groupby or an aggregate.');
  }
  const { outputs } = relation;
  const list = outputs.map(({ sql: column, isReference: isWhole }, index) => {
    const value = isWhole ? column.sql : jsonValue(column);
    return sql`${value} as ${sql.raw(`c${index}`)}`;
  });
  const preferences = parsePrefer(request.headers);
  const { rows } = await sql<Record<string, Value>>`select ${sql.join(list)}
    ${fromSql(withOptions(relation, query))}`.execute(context.db);
  return {
    status: 200,
    headers: preferenceApplied(request.headers),
    body: {
      '@odata.context': contextUrl(context, set.table, {}),
      ...(query.count && { '@odata.count': rows.length }),
      ...totals(query.count ? rows.length : -1, false, preferences),
      value: await presentOutputs(context, outputs, rows, preferences),
    },
  };
}
