import { contextOf, jsonBody, type Call, type GraphAnswer, type Handler } from '../call.ts';
import { badRequest, GraphError, itemNotFound, notBuilt } from '../errors.ts';
import { endOf, eventProperties, presentEvent } from './event.ts';
import { expandItems } from '../expand.ts';
import { writeExtended } from '../store/extended.ts';
import { wellKnownFolder } from '../store/folders.ts';
import {
  changeItem,
  lightColumns,
  removeItem,
  resolveItem,
  resolveOccurrence,
  type Item,
} from '../store/items.ts';
import { listItems } from '../store/list-items.ts';
import { linkWith, pageSizeOf } from '../paging.ts';
import { readMessage } from '../mail/read-message.ts';
import { occurrences, type Occurrence } from './recurrence.ts';
import { jsonb, type Json } from '../store/schema.ts';
import { selection, selectSuffix } from '../select.ts';

interface Meeting {
  item: Item;
  occurrence?: Occurrence;
}

const selected = (call: Call): Set<string> | undefined =>
  selection(call.query, 'event', [...eventProperties, 'attachments']);

function present(call: Call, meetings: Meeting[]): Promise<Json[]> {
  const names = selected(call);
  return expandItems(
    call,
    meetings.map(({ item }) => item),
    meetings.map(({ item, occurrence }) => presentEvent(call, item, names, occurrence)),
  );
}

const calendarOf = (call: Call) => wellKnownFolder(call.graph.db, call.mailbox.id, 'calendar');

export const listEvents: Handler = async (call) =>
  listItems(call, {
    kind: 'event',
    folder: await calendarOf(call),
    columns: ['body'],
    order: 'oldest',
    context: contextOf(call, `events${selectSuffix(call.query)}`),
    present: (items) =>
      present(
        call,
        items.map((item) => ({ item })),
      ),
  });

async function answerEvent(call: Call, meeting: Meeting, status: number): Promise<GraphAnswer> {
  const [object] = await present(call, [meeting]);
  const context = contextOf(call, `events${selectSuffix(call.query)}/$entity`);
  return { status, body: { '@odata.context': context, ...object } };
}

const meetingsOf = (item: Item, until: Date): Meeting[] => {
  const recurrence = item.doc['recurrence'] as Json | null;
  if (!recurrence) return [{ item }];
  return [...occurrences(recurrence, item.at, endOf(item), until)].map((occurrence) => ({
    item,
    occurrence,
  }));
};

export const getEvent: Handler = async (call, id = '') => {
  const { item, occurrence } = await resolveOccurrence(call, 'event', id);
  if (occurrence === 0) return answerEvent(call, { item }, 200);
  const until = new Date((occurrence + 2) * 86_400_000);
  const found = meetingsOf(item, until).find((one) => one.occurrence?.day === occurrence);
  if (!found) throw itemNotFound();
  return answerEvent(call, found, 200);
};

/** A time without a zone is UTC. */
function readTime(call: Call, name: string): Date {
  const text = call.query.custom[name];
  if (text === undefined) {
    throw badRequest(
      'This request requires a time window specified by the query string parameters StartDateTime and EndDateTime.',
    );
  }
  // A plus sign in a query is a blank; here it can only be a zone's.
  const written = text.replace(' ', '+');
  const time = new Date(/(?:Z|[+-]\d\d:?\d\d)$/i.test(written) ? written : `${written}Z`);
  if (Number.isNaN(time.getTime())) throw badRequest(`'${text}' is not a date and time.`);
  return time;
}

const startOf = ({ item, occurrence }: Meeting): number => (occurrence?.start ?? item.at).getTime();
const isAfter = ({ item, occurrence }: Meeting, from: Date): boolean =>
  (occurrence?.end ?? endOf(item)) > from;

/** `GET …/calendarView`: meetings in a window, series expanded, in the order they start. */
export const calendarView: Handler = async (call) => {
  const from = readTime(call, 'startDateTime');
  const to = readTime(call, 'endDateTime');
  if (call.query.filter) throw notBuilt('$filter of calendarView');
  const rows: Item[] = await call.graph.db
    .selectFrom('item')
    .select([...lightColumns, 'body'])
    .where('folder', '=', (await calendarOf(call)).number)
    .where('at', '<', to)
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', from)]))
    .execute();
  const meetings = rows
    .flatMap((item) => meetingsOf(item, to))
    .filter((meeting) => isAfter(meeting, from))
    .sort((a, b) => startOf(a) - startOf(b) || a.item.number - b.item.number);
  const skip = call.query.skip ?? 0;
  const size = pageSizeOf(call.query, call.prefer);
  return {
    status: 200,
    body: {
      '@odata.context': contextOf(call, `calendarView${selectSuffix(call.query)}`),
      ...(call.query.count && { '@odata.count': meetings.length }),
      value: await present(call, meetings.slice(skip, skip + size)),
      ...(meetings.length > skip + size && {
        '@odata.nextLink': linkWith(call, '$skip', String(skip + size)),
      }),
    },
  };
};

const changeable = ['categories', 'importance', 'singleValueExtendedProperties'];

export const updateEvent: Handler = async (call, id = '') => {
  const body = jsonBody(call);
  const other = Object.keys(body).find((name) => !changeable.includes(name));
  if (other !== undefined) throw notBuilt(`a change of an event's '${other}'`);
  const { doc, properties } = readMessage(body);
  const { item, occurrence } = await resolveOccurrence(call, 'event', id);
  if (occurrence !== 0) throw notBuilt('a change of one occurrence of a series');
  const changed = await changeItem(call, item.number, async (fresh, tx) => {
    await writeExtended(tx, item.number, properties ?? []);
    return { doc: jsonb({ ...fresh.doc, ...doc }) };
  });
  return answerEvent(call, { item: changed }, 200);
};

export const deleteEvent: Handler = async (call, id = '') => {
  const { item, occurrence } = await resolveOccurrence(call, 'event', id);
  if (occurrence !== 0) throw notBuilt('the deletion of one occurrence of a series');
  await removeItem(call, item.number);
  return { status: 204 };
};

/** `GET …/events/{id}/instances` of a series, in a window. */
export const listInstances: Handler = async (call, id = '') => {
  const item = await resolveItem(call, 'event', id);
  if (!item.doc['recurrence']) {
    throw new GraphError(400, 'ErrorInvalidRequest', 'The event is not the master of a series.');
  }
  const from = readTime(call, 'startDateTime');
  const all = meetingsOf(item, readTime(call, 'endDateTime'));
  const value = await present(
    call,
    all.filter((meeting) => isAfter(meeting, from)),
  );
  return { status: 200, body: { '@odata.context': contextOf(call, 'events'), value } };
};
