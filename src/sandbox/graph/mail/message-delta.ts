import { sql } from 'kysely';
import type { Call, Handler } from '../call.ts';
import { answerDelta, removed, stateOf, type Page } from '../store/delta-round.ts';
import type { DeltaState } from '../store/delta-token.ts';
import { GraphError } from '../errors.ts';
import { pageOf } from '../store/page-hook.ts';
import { resolveFolder } from '../store/folders.ts';
import { itemId, lightColumns, type Item } from '../store/items.ts';
import { messageColumns, messageSelection, presentMessages } from './messages.ts';
import { pageSizeOf } from '../paging.ts';
import type { Json } from '../store/schema.ts';

const columnsFor = (call: Call) => [...lightColumns, ...messageColumns(messageSelection(call))];

const presentAll = async (call: Call, items: Item[]): Promise<Json[]> =>
  (await presentMessages(call, items)).map((object) => ({
    '@odata.type': '#microsoft.graph.message',
    ...object,
  }));

/** With a filter the first round ends after so many (wire facts, 2.4). */
const maxFiltered = 5_000;

/** The state once the first round is over: what changed since it began comes next. */
const afterFirstRound = ({ folder, start = 0, ...state }: DeltaState): DeltaState => {
  const { select, size, receivedFrom, changeType } = state;
  return {
    folder,
    since: start,
    ...(select && { select }),
    ...(size !== undefined && { size }),
    ...(receivedFrom !== undefined && { receivedFrom }),
    ...(changeType && { changeType }),
  };
};

/** A page of what is in the folder, newest first. */
async function firstRound(call: Call, state: DeltaState, size: number): Promise<Page> {
  let query = call.graph.db
    .selectFrom('item')
    .select(columnsFor(call))
    .where('folder', '=', state.folder)
    .where('kind', '=', 'message');
  if (state.receivedFrom !== undefined) {
    query = query.where('at', '>=', new Date(state.receivedFrom));
  }
  if (state.after) {
    const [at, number] = state.after;
    query = query.where(
      sql<boolean>`(at, number) < (${new Date(at)}::timestamptz, ${number}::integer)`,
    );
  }
  const rows: Item[] = await query
    .orderBy('at', 'desc')
    .orderBy('number', 'desc')
    .limit(size + 1)
    .execute();
  const items = rows.slice(0, size);
  const last = items.at(-1);
  const served = (state.served ?? 0) + items.length;
  const isFull = state.receivedFrom !== undefined && served >= maxFiltered;
  const isLast = rows.length <= size || isFull || !last;
  const next: DeltaState = isLast
    ? afterFirstRound(state)
    : { ...state, served, after: [last.at.getTime(), last.number] };
  // `changeType` takes out what is not told; the pages stay.
  const value = !state.changeType || state.changeType === 'created' ? items : [];
  return { value: await presentAll(call, value), next, isLast };
}

interface Change {
  item: number;
  change: number;
  /** Set where the item left: which of its regular ids ended. */
  generation: number | null;
}

/**
 * What happened to the folder since: its items that changed, and those that left. An item that
 * came back is only told as changed, except to clients with regular ids: the old id is gone.
 */
async function changesSince(call: Call, state: DeltaState, limit: number): Promise<Change[]> {
  const { isImmutableId } = call.prefer;
  const { folder, since } = state;
  // Each part takes its first rows from an index; the last of several departures counts.
  const { rows } = await sql<Change>`
    select * from (
      select number as item, change, null::integer as generation from sandbox_graph.item
      where folder = ${folder} and kind = 'message' and change > ${since}
      order by change limit ${limit}) here
    union all
    select * from (
      select d.item, d.change, ${isImmutableId ? sql`0` : sql`d.generation`} as generation
      from sandbox_graph.departure d
      where d.folder = ${folder} and d.kind = 'message' and d.change > ${since}
        and not (${isImmutableId}::boolean and (
          exists (select 1 from sandbox_graph.item i
            where i.number = d.item and i.folder = d.folder)
          or exists (select 1 from sandbox_graph.departure later
            where later.item = d.item and later.folder = d.folder and later.change > d.change)))
      order by d.change limit ${limit}) gone
    order by change, item limit ${limit}`.execute(call.graph.db);
  return rows;
}

async function readItems(call: Call, numbers: number[]): Promise<Item[]> {
  if (numbers.length === 0) return [];
  return call.graph.db
    .selectFrom('item')
    .select(columnsFor(call))
    .where('number', 'in', numbers)
    .execute();
}

function isWanted(item: Item, state: DeltaState): boolean {
  if (state.receivedFrom !== undefined && item.at.getTime() < state.receivedFrom) return false;
  const isNew = item.arrived > state.since;
  return !state.changeType || state.changeType === (isNew ? 'created' : 'updated');
}

async function presentChanges(call: Call, state: DeltaState, changes: Change[]): Promise<Json[]> {
  const numbers = changes.filter((one) => one.generation === null).map((one) => one.item);
  const items = (await readItems(call, numbers)).filter((item) => isWanted(item, state));
  const presented = await presentAll(call, items);
  const byNumber = new Map(items.map((item, index) => [item.number, presented[index]]));
  const tellsRemovals = !state.changeType || state.changeType === 'deleted';
  return changes.flatMap<Json>(({ item, generation }) => {
    const object = byNumber.get(item);
    if (generation === null) return object ? [object] : [];
    if (!tellsRemovals) return [];
    const key = { kind: 'message', mailbox: call.mailbox.id, number: item, generation } as const;
    return [removed(itemId(key, call.prefer), 'message')];
  });
}

async function laterRound(call: Call, state: DeltaState, size: number): Promise<Page> {
  const found = await changesSince(call, state, size + 1);
  const changes = found.slice(0, size);
  const since = changes.at(-1)?.change ?? state.since;
  const value = await presentChanges(call, state, changes);
  return { value, next: { ...state, since }, isLast: found.length <= size };
}

/** Exchange fails over this, as it always did (wire facts, 2.4). */
function refuseExpand({ query }: Call): void {
  if (!query.expand) return;
  throw new GraphError(500, 'InternalServerError', 'Value cannot be null.\r\nParameter name: type');
}

/** `GET …/mailFolders/{id}/messages/delta` (wire facts, 2.4). The tokens carry the query. */
export const messageDelta: Handler = async (call, id = '') => {
  refuseExpand(call);
  const folder = await resolveFolder(call, id);
  const state = await stateOf(call, folder.number);
  const page = await pageOf(call, state, (one) => {
    const query = { custom: {}, ...(one.select && { select: one.select }) };
    const size = one.size ?? pageSizeOf({ custom: {} }, call.prefer);
    const round = one.start === undefined ? laterRound : firstRound;
    return round({ ...call, query }, one, size);
  });
  return answerDelta(call, page, 'message');
};
