import type { QueryOptions } from '../../odata/ast.ts';
import { largestPage, parsePrefer, preferenceApplied, type Preferences } from '../api/prefer.ts';
import type { ApiRequest, ApiResponse, Context } from '../api/types.ts';
import { presentOutputs } from '../apply/present-outputs.ts';
import { contextUrl } from '../read/context-url.ts';
import { linkWith, pageNumber, pagingCookie } from '../read/paging.ts';
import type { RowSet } from '../read/select-rows.ts';
import { totals } from '../read/totals.ts';
import { selectAggregate } from './aggregate.ts';
import type { NamedFetch } from './find-fetch.ts';
import { presentFetch } from './present.ts';
import { compileFetch, countFetch, selectFetch, type Compiled } from './select.ts';
import type { Fetch } from './types.ts';

interface Place {
  page: number;
  limit: number;
  offset: number;
}

/** A view is paged by links, FetchXML by its own `page` and `count`. */
function placeOf({ fetch, isView }: NamedFetch, query: QueryOptions, preferred?: number): Place {
  const size = Math.min(fetch.top ?? fetch.count ?? preferred ?? largestPage, largestPage);
  const limit = Math.min(size, query.top ?? size);
  const page = isView && query.skiptoken !== undefined ? pageNumber(query.skiptoken) : fetch.page;
  return { page, limit, offset: (page - 1) * limit };
}

interface Found {
  value: object[];
  /** Ids of the first and the last row; none of an aggregate. */
  ids: string[];
  select: string[];
  hasMore: boolean;
}

async function findRows(
  context: Context,
  fetch: Fetch,
  compiled: Compiled,
  { limit, offset }: Place,
  preferences: Preferences,
): Promise<Found> {
  const result = await selectFetch(context, fetch, compiled, { limit: limit + 1, offset });
  const rows = result.rows.slice(0, limit);
  const isAll = fetch.entity.isAll || fetch.entity.attributes.length === 0;
  return {
    value: await presentFetch(context, { ...result, rows }, preferences),
    ids: rows.map(({ id }) => id),
    select: isAll ? [] : result.shown.map(({ property }) => property),
    hasMore: fetch.top === undefined && result.rows.length > limit,
  };
}

async function findGroups(
  context: Context,
  fetch: Fetch,
  compiled: Compiled,
  { limit, offset }: Place,
  preferences: Preferences,
): Promise<Found> {
  const { outputs, rows } = await selectAggregate(context, fetch, compiled, {
    limit: limit + 1,
    offset,
  });
  const value = await presentOutputs(context, outputs, rows.slice(0, limit), preferences);
  return { value, ids: [], select: [], hasMore: fetch.top === undefined && rows.length > limit };
}

/** `returntotalrecordcount`: counted to 5,000. */
async function countOf(
  context: Context,
  { isCounted }: Fetch,
  compiled: Compiled,
): Promise<{ count: number; isLimited: boolean }> {
  if (!isCounted) return { count: -1, isLimited: false };
  const counted = await countFetch(context, compiled, largestPage + 1);
  return { count: Math.min(counted, largestPage), isLimited: counted > largestPage };
}

function cookieOf({ page }: Place, ids: readonly string[], id: string): string | undefined {
  const [first, last] = [ids[0], ids.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return pagingCookie({
    page,
    names: [id],
    first: { terms: [], id: first },
    last: { terms: [], id: last },
  });
}

/** GET of rows by FetchXML or by a view that holds it. Throws a `DataverseError` (400, 403, 501). */
export async function answerFetch(
  context: Context,
  request: ApiRequest,
  set: RowSet,
  query: QueryOptions,
  named: NamedFetch,
): Promise<ApiResponse> {
  const { fetch, isView } = named;
  const preferences = parsePrefer(request.headers);
  const place = placeOf(named, query, preferences.maxPageSize);
  const compiled = compileFetch(context, set, fetch);
  const read = fetch.isAggregate ? findGroups : findRows;
  const { value, ids, select, hasMore } = await read(context, fetch, compiled, place, preferences);
  const { count, isLimited } = await countOf(context, fetch, compiled);
  const cookie = hasMore ? cookieOf(place, ids, set.table.id) : undefined;
  return {
    status: 200,
    headers: preferenceApplied(request.headers),
    body: {
      '@odata.context': contextUrl(context, set.table, { select }),
      ...totals(count, isLimited, preferences, {
        ...(cookie && !isView && { fetchxmlpagingcookie: cookie }),
        ...(!isView && { morerecords: hasMore }),
      }),
      value,
      ...(isView &&
        cookie && {
          '@odata.nextLink': linkWith(context.root, request.path, { $skiptoken: cookie }),
        }),
    },
  };
}
