import type { Expression, QueryOptions } from '../../odata/ast.ts';
import { largestPage, parsePrefer, preferenceApplied } from '../api/prefer.ts';
import type { ApiRequest, ApiResponse, Context } from '../api/types.ts';
import { answerApply } from '../apply/answer-apply.ts';
import { answerChanges } from '../changes/answer-changes.ts';
import { answerFetch } from '../fetchxml/answer-fetch.ts';
import { findFetch } from '../fetchxml/find-fetch.ts';
import type { Table } from '../metadata/index.ts';
import { requireAccess, requirePrivilege } from '../security/access.ts';
import type { Row } from '../store/rows.ts';
import { contextUrl } from './context-url.ts';
import { presentRows, refuseManyExpands } from './expand.ts';
import { linkWith, pagingCookie, parseSkipToken } from './paging.ts';
import { etagOf } from './present.ts';
import { countRows, selectPage, type RowSet } from './select-rows.ts';
import { totals } from './totals.ts';

export { contextUrl } from './context-url.ts';

/** GET of one row; 304 where the caller has that version. */
export async function answerRow(
  context: Context,
  request: ApiRequest,
  table: Table,
  row: Row,
  query: QueryOptions,
): Promise<ApiResponse> {
  await requireAccess(context.db, context.principals, 'Read', row);
  refuseManyExpands(query);
  const etag = etagOf(row);
  if (request.headers['if-none-match'] === etag) return { status: 304, headers: { ETag: etag } };
  const preferences = parsePrefer(request.headers);
  const [record] = await presentRows(context, table, [row], query, preferences);
  return {
    status: 200,
    headers: { ETag: etag, ...preferenceApplied(request.headers) },
    body: { '@odata.context': `${contextUrl(context, table, query)}/$entity`, ...record },
  };
}

const termName = (node: Expression): string =>
  node.kind === 'path' ? (node.segments.at(-1) ?? '') : 'column';

/** `$count=true` counts to 5,000. */
async function countUpTo(
  context: Context,
  set: RowSet,
  query: QueryOptions,
): Promise<{ count: number; isLimited: boolean }> {
  if (!query.count) return { count: -1, isLimited: false };
  const counted = await countRows(context, set, query, largestPage + 1);
  return { count: Math.min(counted, largestPage), isLimited: counted > largestPage };
}

async function answerPage(
  context: Context,
  request: ApiRequest,
  set: RowSet,
  query: QueryOptions,
): Promise<ApiResponse> {
  refuseManyExpands(query);
  const preferences = parsePrefer(request.headers);
  const { number: page, after } = parseSkipToken(query.skiptoken);
  const size = Math.min(query.top ?? preferences.maxPageSize ?? largestPage, largestPage);
  const { rows: found, marks } = await selectPage(context, set, query, { limit: size + 1, after });
  const [first, last] = [marks[0], marks[size - 1]];
  const hasMore = query.top === undefined && found.length > size;
  const { count, isLimited } = await countUpTo(context, set, query);
  const names = [...(query.orderby ?? []).map((item) => termName(item.expression)), set.table.id];
  const next = hasMore && first && last && pagingCookie({ page, names, first, last });
  return {
    status: 200,
    headers: preferenceApplied(request.headers),
    body: {
      '@odata.context': contextUrl(context, set.table, query),
      ...(query.count && { '@odata.count': count }),
      ...totals(count, isLimited, preferences),
      value: await presentRows(context, set.table, found.slice(0, size), query, preferences),
      ...(next && {
        '@odata.nextLink': linkWith(context.root, request.path, { $skiptoken: next }),
      }),
    },
  };
}

/** GET of rows: a page at a time, aggregated, by FetchXML or what changed. */
export async function answerSet(
  context: Context,
  request: ApiRequest,
  set: RowSet,
  query: QueryOptions,
): Promise<ApiResponse> {
  requirePrivilege(context.principals, 'Read', set.table);
  const fetch = await findFetch(context, set.table, query);
  if (fetch) return answerFetch(context, request, set, query, fetch);
  if (query.apply) return answerApply(context, request, set, query, query.apply);
  const isTracked =
    query.deltatoken !== undefined ||
    parsePrefer(request.headers).isTrackChanges ||
    parseSkipToken(query.skiptoken).tracking !== undefined;
  if (isTracked) return answerChanges(context, request, set, query);
  return answerPage(context, request, set, query);
}
