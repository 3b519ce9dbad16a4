import type { Call, Handler } from '../call.ts';
import { GraphError, syncStateNotFound } from '../errors.ts';
import { pageSizeOf } from '../paging.ts';
import { answerDelta, removed, type Page } from '../store/delta-round.ts';
import { readToken, type DeltaState } from '../store/delta-token.ts';
import { pageOf } from '../store/page-hook.ts';
import { findItem, itemId, lightColumns, type Item } from '../store/items.ts';
import { jsonb, type Json } from '../store/schema.ts';
import { presentEvent } from './event.ts';
import { readTime, readWindow } from './list-events.ts';
import {
  exceptionMeeting,
  isSeries,
  readExceptions,
  readMeetings,
  wholeMeeting,
  type Meeting,
} from './meeting.ts';
import { calendarOf } from './resolve-meeting.ts';

/** What a client was told: by number of the row and key of the meeting, which version; in order. */
type Told = Map<string, number>;

const nameOf = ({ item, master, key }: Meeting): string => `${(master ?? item).number}.${key}`;

/** A meeting of a series changes with the series, but not with another meeting of it. */
const versionOf = ({ type, item, master }: Meeting): number =>
  type === 'occurrence' ? Number(master?.doc['revision'] ?? 0) : item.change;

/** Series come before their meetings. */
function withMasters(meetings: Meeting[]): Meeting[] {
  const masters = new Map(
    meetings.flatMap(({ master }) => (master ? [[master.number, master] as const] : [])),
  );
  return [...[...masters.values()].map(wholeMeeting), ...meetings];
}

type Reader = (call: Call, state: DeltaState) => Promise<Meeting[]>;

const readView: Reader = async (call, { folder, view }) => {
  const [from, to] = [new Date(view?.from ?? 0), new Date(view?.to ?? 0)];
  return withMasters(await readMeetings(call.graph, folder, from, to));
};

/** Events, series and changed meetings of a calendar, not expanded. */
const readCalendar: Reader = async (call, { folder, view }) => {
  const rows: Item[] = await call.graph.db
    .selectFrom('item')
    .select([...lightColumns, 'body'])
    .where('folder', '=', folder)
    .where('kind', '=', 'event')
    .where('series', 'is', null)
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>=', new Date(view?.from ?? 0))]))
    .orderBy('number')
    .execute();
  const series = rows.filter(isSeries);
  const exceptions = await readExceptions(
    call.graph,
    series.map(({ number }) => number),
  );
  const whole = rows.map(wholeMeeting);
  const changed = series.flatMap((master) =>
    (exceptions.get(master.number) ?? []).map((item) => exceptionMeeting(master, item)),
  );
  return [...whole, ...changed];
};

const toldOf = (meetings: Meeting[]): Told =>
  new Map(meetings.map((meeting) => [nameOf(meeting), versionOf(meeting)]));

async function readTold(call: Call, number: number): Promise<Told> {
  if (number === 0) return new Map();
  const row = await call.graph.db
    .selectFrom('view_state')
    .select('told')
    .where('number', '=', number)
    .where('mailbox', '=', call.mailbox.id)
    .executeTakeFirst();
  if (!row) throw syncStateNotFound();
  return new Map(row.told);
}

const isSame = (a: Told, b: Told): boolean =>
  a.size === b.size && [...a].every(([name, version]) => b.get(name) === version);

/** Keeps what the client is told in this round; unchanged it is what it knows already. */
async function keepTold(call: Call, known: number, meetings: Meeting[]): Promise<number> {
  const told = toldOf(meetings);
  if (known > 0 && isSame(await readTold(call, known), told)) return known;
  const { number } = await call.graph.db
    .insertInto('view_state')
    .values({ mailbox: call.mailbox.id, told: jsonb([...told]) })
    .returning('number')
    .executeTakeFirstOrThrow();
  return number;
}

/** Of a meeting that is as its series says only its place in time is told. */
function presentChange(call: Call, meeting: Meeting): Json {
  const bare = new Set(['type', 'seriesmasterid', 'start', 'end']);
  const names = meeting.type === 'occurrence' ? bare : undefined;
  return { '@odata.type': '#microsoft.graph.event', ...presentEvent(call, meeting, names) };
}

async function presentGone(call: Call, name: string): Promise<Json> {
  const [number = 0, key = 0] = name.split('.').map(Number);
  const generation = (await findItem(call.graph.db, number))?.generation ?? 0;
  const place = { kind: 'event' as const, mailbox: call.mailbox.id, number, generation };
  return removed(itemId(place, call.prefer, key), 'event');
}

/** Names told in this round: what is new or changed, then what left. */
function changesBetween(known: Told, told: Told): string[] {
  const fresh = [...told].flatMap(([name, version]) => (known.get(name) === version ? [] : [name]));
  return [...fresh, ...[...known.keys()].filter((name) => !told.has(name))];
}

async function buildPage(call: Call, state: DeltaState, read: Reader): Promise<Page> {
  const view = state.view ?? { from: 0, to: 0, known: 0, told: 0, skip: 0 };
  const meetings = await read(call, state);
  const number = view.told || (await keepTold(call, view.known, meetings));
  const [known, told] = [await readTold(call, view.known), await readTold(call, number)];
  const size = pageSizeOf(call.query, call.prefer);
  const names = changesBetween(known, told);
  const present = new Map(meetings.map((meeting) => [nameOf(meeting), meeting]));
  const value: Json[] = [];
  for (const name of names.slice(view.skip, view.skip + size)) {
    const meeting = present.get(name);
    if (meeting) value.push(presentChange(call, meeting));
    else if (known.has(name)) value.push(await presentGone(call, name));
  }
  const isLast = names.length <= view.skip + size;
  const next = isLast
    ? { ...view, known: number, told: 0, skip: 0 }
    : { ...view, told: number, skip: view.skip + size };
  return { value, next: { ...state, view: next }, isLast };
}

/** Change tracking of events takes no query options (Graph names them so). */
function checkOptions(call: Call, resource: string): void {
  const { filter, select, orderby, expand, search, top, skip, count } = call.query;
  const given = { filter, select, orderby, expand, search, top, skip, count };
  if (Object.values(given).every((value) => value === undefined)) return;
  throw new GraphError(
    400,
    'ErrorInvalidUrlQuery',
    `The following parameters are not supported with change tracking over the '${resource}' resource: '$orderby, $filter, $select, $expand, $search, $top, $skip, $count'.`,
  );
}

async function stateOf(call: Call, window: () => { from: Date; to: Date }): Promise<DeltaState> {
  const { number } = await calendarOf(call);
  const token = call.query.skiptoken ?? call.query.deltatoken;
  if (token !== undefined) return readToken(call.graph.secret, token, number);
  const [from, to] = [window().from.getTime(), window().to.getTime()];
  return { folder: number, since: 0, view: { from, to, known: 0, told: 0, skip: 0 } };
}

/** `GET …/calendarView/delta` (wire facts, 2.4): the window is fixed by the first call. */
export const viewDelta: Handler = async (call) => {
  checkOptions(call, 'CalendarView');
  const state = await stateOf(call, () => readWindow(call));
  const page = await pageOf(call, state, (one) => buildPage(call, one, readView));
  return answerDelta(call, page, 'event');
};

/** `GET …/events/delta`: the calendar's events without a window, series not expanded. */
export const eventDelta: Handler = async (call) => {
  checkOptions(call, 'Event');
  const start = call.query.custom['startDateTime'];
  const from = start === undefined ? new Date(0) : readTime(call, 'startDateTime');
  const state = await stateOf(call, () => ({ from, to: from }));
  const page = await pageOf(call, state, (one) => buildPage(call, one, readCalendar));
  return answerDelta(call, page, 'event');
};
