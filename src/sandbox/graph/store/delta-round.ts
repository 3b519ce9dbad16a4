import { sql } from 'kysely';
import type { Expression } from '../../odata/ast.ts';
import type { Call, GraphAnswer } from '../call.ts';
import { readToken, writeToken, type DeltaState } from './delta-token.ts';
import { badRequest, syncStateNotFound } from '../errors.ts';
import type { Db, Json } from './schema.ts';

/** One answer of a round; `next` is what the link in it goes on from. */
export interface Page {
  value: Json[];
  next: DeltaState;
  isLast: boolean;
}

/** Where the store's history stands. */
export const currentChange = async (db: Db): Promise<number> => {
  const { rows } = await sql<{ change: number }>`
    select last_value::integer as change from sandbox_graph.change`.execute(db);
  return rows[0]?.change ?? 0;
};

const isReceived = (node: Expression): boolean =>
  node.kind === 'path' && node.segments.join('/').toLowerCase() === 'receiveddatetime';

/** Delta takes only `receivedDateTime ge|gt <time>` as a filter. */
function receivedFrom(filter: Expression | undefined): number | undefined {
  if (!filter) return undefined;
  const isTime =
    filter.kind === 'compare' &&
    (filter.operator === 'ge' || filter.operator === 'gt') &&
    isReceived(filter.left) &&
    filter.right.kind === 'literal' &&
    filter.right.literal.kind === 'date' &&
    filter.right.literal;
  if (!isTime) throw badRequest('The query filter is not supported by change tracking.');
  return Date.parse(isTime.value) + (filter.operator === 'gt' ? 1 : 0);
}

function checkOptions({ query }: Call): void {
  if (query.search !== undefined) throw badRequest('Change tracking does not support $search.');
  const [first, ...more] = query.orderby ?? [];
  if (!first) return;
  if (more.length > 0 || !isReceived(first.expression) || !first.descending) {
    throw badRequest('Change tracking sorts by receivedDateTime desc only.');
  }
}

const changeTypes = ['created', 'updated', 'deleted'];

/** A link to a next page does not live on; those of delta queries have no fixed life. */
const pageLifetime = 24 * 3_600_000;

async function newState(call: Call, folder: number): Promise<DeltaState> {
  checkOptions(call);
  const from = receivedFrom(call.query.filter);
  const changeType = call.query.custom['changeType']?.toLowerCase();
  if (changeType !== undefined && !changeTypes.includes(changeType)) {
    throw badRequest(`'${changeType}' is not a change type: created, updated or deleted.`);
  }
  const { top } = call.query;
  return {
    folder,
    since: 0,
    start: await currentChange(call.graph.db),
    ...(call.query.select && { select: call.query.select }),
    ...(from !== undefined && { receivedFrom: from }),
    ...(changeType && { changeType }),
    ...(top !== undefined && { size: Math.min(Math.max(top, 1), 1_000) }),
  };
}

/** The round a request goes on with, or a new one. Throws 410 for an unknown token. */
export async function stateOf(call: Call, folder: number): Promise<DeltaState> {
  const { skiptoken, deltatoken } = call.query;
  const token = skiptoken ?? deltatoken;
  if (token === undefined) return newState(call, folder);
  const { given, ...state } = readToken(call.graph.secret, token, folder);
  const age = call.graph.now().getTime() - (given ?? 0);
  if (skiptoken !== undefined && given !== undefined && age > pageLifetime) {
    throw syncStateNotFound();
  }
  return state;
}

/** What is told of something that went; the reason does not say whether it moved or was deleted. */
export const removed = (id: string, type: string): Json => ({
  '@odata.type': `#microsoft.graph.${type}`,
  id,
  '@removed': { reason: 'deleted' },
});

export function answerDelta(call: Call, page: Page, type: string): GraphAnswer {
  const { graph, prefer, request } = call;
  const path = (request.url.split('?')[0] ?? '').replace(/^\/+/, '');
  const token = encodeURIComponent(
    writeToken(graph.secret, { ...page.next, given: graph.now().getTime() }),
  );
  const link = `${graph.origin}/v1.0/${path}?$${page.isLast ? 'delta' : 'skip'}token=${token}`;
  const applied = ['odata.track-changes', prefer.applied].filter(Boolean).join(', ');
  return {
    status: 200,
    headers: { 'preference-applied': applied },
    body: {
      '@odata.context': `${graph.origin}/v1.0/$metadata#Collection(${type})`,
      value: page.value,
      [page.isLast ? '@odata.deltaLink' : '@odata.nextLink']: link,
    },
  };
}
