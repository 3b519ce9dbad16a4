import { sql } from 'kysely';
import type { Call, GraphAnswer } from '../call.ts';
import { GraphError } from '../errors.ts';
import { pageSizeOf } from '../paging.ts';
import { answerDelta, currentChange, removed, type Page } from './delta-round.ts';
import { readToken, type DeltaState } from './delta-token.ts';
import type { Folder } from './folders.ts';
import { itemId, lightColumns, type Item, type ItemKind } from './items.ts';
import { pageOf } from './page-hook.ts';
import type { Json } from './schema.ts';

/** Items of one folder whose changes are told. */
export interface Tracked {
  kind: ItemKind;
  folder: Folder;
  /** Name of the type in answers. */
  type: string;
  present: (call: Call, items: Item[]) => Promise<Json[]>;
}

function checkOptions({ query }: Call): void {
  const { filter, orderby, search, skip } = query;
  const refused = Object.entries({ filter, orderby, search, skip }).find(([, value]) => value);
  if (!refused) return;
  throw new GraphError(
    400,
    'ErrorInvalidUrlQuery',
    `The query parameter '$${refused[0]}' is not supported with change tracking.`,
  );
}

/** The first round goes through the folder by number; `start` is where history stood. */
async function newState(call: Call, folder: number): Promise<DeltaState> {
  checkOptions(call);
  const { select } = call.query;
  const start = await currentChange(call.graph.db);
  return { folder, since: 0, start, after: [0, 0], ...(select && { select }) };
}

const selectOf = ({ select }: DeltaState) => (select ? { select } : {});

async function firstRound(call: Call, state: DeltaState, { kind, present }: Tracked) {
  const size = pageSizeOf(call.query, call.prefer);
  const rows: Item[] = await call.graph.db
    .selectFrom('item')
    .select([...lightColumns, 'body'])
    .where('folder', '=', state.folder)
    .where('kind', '=', kind)
    .where('number', '>', state.after?.[1] ?? 0)
    .orderBy('number')
    .limit(size + 1)
    .execute();
  const items = rows.slice(0, size);
  const isLast = rows.length <= size;
  const last = items.at(-1)?.number ?? 0;
  const next: DeltaState = isLast
    ? { folder: state.folder, since: state.start ?? 0, ...selectOf(state) }
    : { ...state, after: [0, last] };
  return { value: await present(call, items), next, isLast };
}

interface Change {
  item: number;
  change: number;
  generation: number;
  isGone: boolean;
}

/** What happened to the folder since, in the order it did. */
async function changesSince(call: Call, state: DeltaState, kind: ItemKind, limit: number) {
  const { rows } = await sql<Change>`
    select number as item, change, generation, false as "isGone" from sandbox_graph.item
      where folder = ${state.folder} and kind = ${kind} and change > ${state.since}
    union all
    select d.item, d.change, d.generation, true from sandbox_graph.departure d
      where d.folder = ${state.folder} and d.kind = ${kind} and d.change > ${state.since}
        and not exists (select 1 from sandbox_graph.item i
          where i.number = d.item and i.folder = d.folder)
    order by change limit ${limit}`.execute(call.graph.db);
  return rows;
}

async function laterRound(call: Call, state: DeltaState, tracked: Tracked): Promise<Page> {
  const { kind, type, present } = tracked;
  const size = pageSizeOf(call.query, call.prefer);
  const found = await changesSince(call, state, kind, size + 1);
  const changes = found.slice(0, size);
  const numbers = changes.filter((one) => !one.isGone).map((one) => one.item);
  const items: Item[] =
    numbers.length === 0
      ? []
      : await call.graph.db
          .selectFrom('item')
          .select([...lightColumns, 'body'])
          .where('number', 'in', numbers)
          .execute();
  const presented = await present(call, items);
  const byNumber = new Map(items.map((item, index) => [item.number, presented[index]]));
  const value = changes.flatMap(({ item, generation, isGone }): Json[] => {
    const object = byNumber.get(item);
    if (!isGone) return object ? [object] : [];
    const key = { kind, mailbox: call.mailbox.id, number: item, generation };
    return [removed(itemId(key, call.prefer), type)];
  });
  const next = { ...state, since: changes.at(-1)?.change ?? state.since };
  return { value, next, isLast: found.length <= size };
}

/** Change tracking of the contacts or tasks of one folder (wire facts, 2.4). */
export async function itemDelta(call: Call, tracked: Tracked): Promise<GraphAnswer> {
  const { number } = tracked.folder;
  const token = call.query.skiptoken ?? call.query.deltatoken;
  const state =
    token === undefined
      ? await newState(call, number)
      : readToken(call.graph.secret, token, number);
  // The token carries `$select`.
  const selecting: Call = { ...call, query: { ...call.query, ...selectOf(state) } };
  const page = await pageOf(call, state, (one) => {
    const round = one.start === undefined ? laterRound : firstRound;
    return round(selecting, one, tracked);
  });
  return answerDelta(call, page, tracked.type);
}
