import { contextOf, type Call, type GraphAnswer } from '../call.ts';
import { expandItems } from '../expand.ts';
import { findItem } from '../store/items.ts';
import type { Json } from '../store/schema.ts';
import { selection, selectSuffix } from '../select.ts';
import { presentCalendar, readCalendarFolder } from './calendars.ts';
import { eventProperties, presentEvent } from './event.ts';
import { isSeries, meetingsBetween, readExceptions, type Meeting } from './meeting.ts';
import type { ExpandItem } from '../../odata/ast.ts';

const navigation = ['attachments', 'calendar', 'instances', 'exceptionOccurrences', 'extensions'];
const own = new Set(['calendar', 'exceptionoccurrences']);

const selected = (call: Call): Set<string> | undefined =>
  selection(call.query, 'event', [...eventProperties, ...navigation]);

const withQuery = (call: Call, query: Call['query']): Call => ({ ...call, query });

/** Changed meetings of a series, each as an event. */
async function exceptionsOf(call: Call, { item }: Meeting): Promise<Json[]> {
  if (!isSeries(item)) return [];
  const whole = { ...item, body: item.body ?? (await findItem(call.graph.db, item.number))?.body };
  const { body, ...rest } = whole;
  const master = { ...rest, ...(body && { body }) };
  const exceptions = (await readExceptions(call.graph, [item.number])).get(item.number) ?? [];
  const all = meetingsBetween(master, exceptions, new Date(0), new Date(8_640_000_000_000_000));
  return presentEvents(
    call,
    all.filter(({ type }) => type === 'exception'),
  );
}

async function expandOwn(call: Call, item: ExpandItem, meetings: Meeting[], objects: Json[]) {
  const inner = withQuery(call, item.options);
  for (const [index, meeting] of meetings.entries()) {
    const object = objects[index];
    if (!object) continue;
    if (item.path.toLowerCase() === 'calendar') {
      const folder = await readCalendarFolder(call, meeting.item.folder);
      object['calendar'] = presentCalendar(inner, folder);
    } else object['exceptionOccurrences'] = await exceptionsOf(inner, meeting);
  }
}

/** Events as Graph serves them, with what `$expand` asks for. */
export async function presentEvents(call: Call, meetings: Meeting[]): Promise<Json[]> {
  const names = selected(call);
  const objects = meetings.map((meeting) => presentEvent(call, meeting, names));
  const expand = call.query.expand ?? [];
  const others = expand.filter(({ path }) => !own.has(path.toLowerCase()));
  const items = meetings.map(({ item }) => item);
  await expandItems(withQuery(call, { ...call.query, expand: others }), items, objects);
  for (const item of expand.filter(({ path }) => own.has(path.toLowerCase()))) {
    await expandOwn(call, item, meetings, objects);
  }
  return objects;
}

/** One event with its context. */
export async function answerEvent(
  call: Call,
  meeting: Meeting,
  status: number,
): Promise<GraphAnswer> {
  const [object] = await presentEvents(call, [meeting]);
  const context = contextOf(call, `events${selectSuffix(call.query)}/$entity`);
  const headers = { etag: String(object?.['@odata.etag']) };
  return { status, headers, body: { '@odata.context': context, ...object } };
}
