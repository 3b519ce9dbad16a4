import type { ExpandItem, QueryOptions } from '../../odata/ast.ts';
import { largestPage, parsePrefer, preferenceApplied } from '../api/prefer.ts';
import type { ApiRequest, ApiResponse, Context } from '../api/types.ts';
import { notBuilt } from '../errors.ts';
import type { Table } from '../metadata/index.ts';
import { requireAccess, requirePrivilege } from '../security/access.ts';
import type { Row } from '../store/rows.ts';
import { presentRows } from './expand.ts';
import { nextLink, parseSkipToken } from './paging.ts';
import { etagOf } from './present.ts';
import { countRows, selectRows, type RowSet } from './select-rows.ts';

function shape(query: QueryOptions): string {
  const expanded = (query.expand ?? []).map(
    ({ path, options }: ExpandItem) => `${path}${shape(options) || '()'}`,
  );
  const names = [...(query.select ?? []), ...expanded];
  return names.length > 0 ? `(${names.join(',')})` : '';
}

/** `…/$metadata#contacts(fullname)`. */
export const contextUrl = (context: Context, table: Table, query: QueryOptions): string =>
  `${context.root}/$metadata#${table.entitySet}${shape(query)}`;

/** GET of one row; 304 where the caller has that version. */
export async function answerRow(
  context: Context,
  request: ApiRequest,
  table: Table,
  row: Row,
  query: QueryOptions,
): Promise<ApiResponse> {
  await requireAccess(context.db, context.principals, 'Read', row);
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

const totals = (count: number, isLimited: boolean, wants: (name: string) => boolean): object => {
  const crm = 'Microsoft.Dynamics.CRM';
  const all = {
    [`${crm}.totalrecordcount`]: count,
    [`${crm}.totalrecordcountlimitexceeded`]: isLimited,
    [`${crm}.globalmetadataversion`]: '20260117',
  };
  return Object.fromEntries(
    Object.entries(all)
      .filter(([name]) => wants(name))
      .map(([name, value]) => [`@${name}`, value]),
  );
};

/** GET of rows, a page at a time. */
export async function answerSet(
  context: Context,
  request: ApiRequest,
  set: RowSet,
  query: QueryOptions,
): Promise<ApiResponse> {
  requirePrivilege(context.principals, 'Read', set.table);
  const preferences = parsePrefer(request.headers);
  if (preferences.isTrackChanges) throw notBuilt('change tracking (odata.track-changes)');
  const start = parseSkipToken(query.skiptoken);
  const size = Math.min(query.top ?? preferences.maxPageSize ?? largestPage, largestPage);
  const found = await selectRows(context, set, query, { limit: size + 1, offset: start.offset });
  const rows = found.slice(0, size);
  const hasMore = query.top === undefined && found.length > size;
  const count = query.count ? await countRows(context, set, query) : undefined;
  const next = { number: start.number + 1, offset: start.offset + size };
  return {
    status: 200,
    headers: preferenceApplied(request.headers),
    body: {
      '@odata.context': contextUrl(context, set.table, query),
      ...(count !== undefined && { '@odata.count': count }),
      ...totals(count ?? -1, count === largestPage, preferences.wantsAnnotation),
      value: await presentRows(context, set.table, rows, query, preferences),
      ...(hasMore && { '@odata.nextLink': nextLink(context.root, request.path, next) }),
    },
  };
}
