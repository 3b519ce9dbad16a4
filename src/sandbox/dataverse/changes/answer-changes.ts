import type { QueryOptions } from '../../odata/ast.ts';
import { largestPage, parsePrefer, preferenceApplied } from '../api/prefer.ts';
import type { ApiRequest, ApiResponse, Context } from '../api/types.ts';
import { DataverseError } from '../errors.ts';
import type { Table } from '../metadata/index.ts';
import { contextUrl } from '../read/context-url.ts';
import { presentRows } from '../read/expand.ts';
import { linkWith, pagingCookie, parseSkipToken, type PageMark } from '../read/paging.ts';
import { selectPage, type RowSet } from '../read/select-rows.ts';
import { principalText, depthOf } from '../security/principal.ts';
import { privilegeId, privilegeName } from '../security/roles.ts';
import { readDeltaToken, writeDeltaToken, type DeltaToken } from './delta-token.ts';
import {
  changedRows,
  countHistory,
  currentVersion,
  deletedRows,
  expired,
  refuseExpired,
  type Span,
} from './history.ts';

/** Throws for what change tracking does not take (wire facts, 1.10). */
function refuse({ table, condition }: RowSet, query: QueryOptions): void {
  const { filter, orderby, expand, top, apply } = query;
  const given = Object.entries({ filter, orderby, expand, top, apply });
  const refused = given.find(([, value]) => value !== undefined)?.[0];
  if (refused) {
    throw new DataverseError(
      'UnknownProperty',
      `The "$${refused}" query parameter isn't supported when Change Tracking is enabled.`,
    );
  }
  if (table.isChangeTracked && !condition) return;
  throw new DataverseError(
    'InvalidArgument',
    `Entity: ${table.name} does not have change tracking enabled.`,
  );
}

/** Whoever follows changes sees every row: reading must be allowed in the whole organisation. */
function requireGlobalRead({ principals }: Context, table: Table): void {
  const isNarrow = ['user', 'business'].includes(table.ownership);
  const lacking = principals.find(
    (principal) => isNarrow && depthOf(principal, 'Read', table.privilege) < 4,
  );
  if (!lacking) return;
  const name = privilegeName('Read', table.privilege);
  throw new DataverseError(
    'PrivilegeDenied',
    `${principalText(lacking)}, is missing ${name} privilege (Id=${privilegeId(name)}) at ` +
      `organization level, which change tracking of entity '${table.name}' needs.`,
  );
}

async function requireTracking(context: Context, set: RowSet, query: QueryOptions): Promise<void> {
  refuse(set, query);
  requireGlobalRead(context, set.table);
  if (query.deltatoken === undefined) return;
  await refuseExpired(context, readDeltaToken(query.deltatoken).at);
}

interface Round {
  /** The token the next round starts from. */
  token: DeltaToken;
  page: number;
  after?: PageMark | undefined;
  size: number;
}

async function roundOf(context: Context, request: ApiRequest, query: QueryOptions): Promise<Round> {
  const { number: page, after, tracking } = parseSkipToken(query.skiptoken);
  const token = tracking
    ? readDeltaToken(tracking)
    : { version: await currentVersion(context.db), at: context.now() };
  const size = parsePrefer(request.headers).maxPageSize ?? largestPage;
  return { token, page, after, size };
}

/** One page of a round: what is in it, and where it ends if there is more. */
interface RoundPage {
  value: object[];
  marks: PageMark[];
  hasMore: boolean;
}

async function firstRound(
  context: Context,
  request: ApiRequest,
  set: RowSet,
  query: QueryOptions,
  { after, size }: Round,
): Promise<RoundPage> {
  const { rows, marks } = await selectPage(context, set, query, { limit: size + 1, after });
  const preferences = parsePrefer(request.headers);
  const value = await presentRows(context, set.table, rows.slice(0, size), query, preferences);
  return { value, marks: marks.slice(0, size), hasMore: rows.length > size };
}

/** Changed rows by version, then deleted ones; the mark's first term is `deleted` among those. */
async function laterRound(
  context: Context,
  request: ApiRequest,
  { table }: RowSet,
  query: QueryOptions,
  { token, after, size }: Round,
): Promise<RoundPage> {
  const [phase, position] = after?.terms ?? [];
  const start = readDeltaToken(query.deltatoken ?? '').version;
  const span = (since: bigint): Span => ({ since, until: token.version });
  const from = position ? BigInt(position) : start;
  const isInDeletes = phase === 'deleted';
  const changed = isInDeletes
    ? []
    : await changedRows(context, table, span(from), query.select, size + 1);
  const room = size + 1 - changed.length;
  const deleted =
    room > 0 ? await deletedRows(context, table, span(isInDeletes ? from : start), room) : [];
  const gone = `${context.root}/$metadata#${table.entitySet}/$deletedEntity`;
  const preferences = parsePrefer(request.headers);
  const value = [
    ...(await presentRows(context, table, changed, query, preferences)),
    ...deleted.map(({ id }) => ({ '@odata.context': gone, id, reason: 'deleted' })),
  ];
  const marks = [
    ...changed.map(({ id, version }) => ({ id, terms: ['changed', version] })),
    ...deleted.map(({ id, version }) => ({ id, terms: ['deleted', version] })),
  ];
  return {
    value: value.slice(0, size),
    marks: marks.slice(0, size),
    hasMore: marks.length > size,
  };
}

interface Disturbance {
  round: Round;
  /** Nothing is in the page, and its link leads to itself. */
  isEmpty: boolean;
}

/** What a fault makes of a page of changes: items again, nothing for now, a token that is gone. */
async function disturbed(
  { meetHook }: Context,
  { path }: ApiRequest,
  round: Round,
): Promise<Disturbance> {
  const effect = await meetHook?.('delta-page', `/api/data/v9.2/${path}`);
  if (effect?.kind === 'gone') throw expired();
  const { after, ...start } = round;
  return {
    round: effect?.kind === 'replay' ? start : { ...start, after },
    isEmpty: effect?.kind === 'empty',
  };
}

const emptyPage = (context: Context, { path }: ApiRequest, url: string): ApiResponse => ({
  status: 200,
  headers: {},
  body: {
    '@odata.context': `${url}/$delta`,
    '@odata.nextLink': `${context.root}/${path.replace(/^\//, '')}`,
    value: [],
  },
});

/**
 * A round of change tracking: all rows (`Prefer: odata.track-changes`), or what changed since a
 * `$deltatoken`; pages lead to the next, the last one to the next round (wire facts, 1.10).
 */
export async function answerChanges(
  context: Context,
  request: ApiRequest,
  set: RowSet,
  query: QueryOptions,
): Promise<ApiResponse> {
  await requireTracking(context, set, query);
  const isLater = query.deltatoken !== undefined;
  const url = contextUrl(context, set.table, query);
  const { round, isEmpty } = await disturbed(
    context,
    request,
    await roundOf(context, request, query),
  );
  if (isEmpty) return emptyPage(context, request, url);
  const read = isLater ? laterRound : firstRound;
  const { value, marks, hasMore } = await read(context, request, set, query, round);
  const tracking = writeDeltaToken(round.token);
  const [first, last] = [marks[0], marks.at(-1)];
  const names = isLater ? ['change', 'versionnumber', set.table.id] : [set.table.id];
  const next =
    hasMore && first && last && pagingCookie({ page: round.page, names, first, last, tracking });
  return {
    status: 200,
    headers: preferenceApplied(request.headers),
    body: {
      '@odata.context': isLater ? `${url}/$delta` : url,
      ...(next
        ? {
            '@odata.nextLink': linkWith(context.root, request.path, {
              ...(query.deltatoken !== undefined && { $deltatoken: query.deltatoken }),
              $skiptoken: next,
            }),
          }
        : {
            '@odata.deltaLink': linkWith(context.root, request.path, { $deltatoken: tracking }),
          }),
      value,
    },
  };
}

/** `…/$count?$deltatoken=…`: how many rows changed or went since. */
export async function countChanges(
  context: Context,
  set: RowSet,
  query: QueryOptions,
  deltatoken: string,
): Promise<number> {
  await requireTracking(context, set, query);
  const until = await currentVersion(context.db);
  return countHistory(context, set.table, { since: readDeltaToken(deltatoken).version, until });
}
