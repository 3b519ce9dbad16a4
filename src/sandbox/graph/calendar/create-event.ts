import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { jsonBody, type Call, type GraphAnswer, type Handler } from '../call.ts';
import { badBody, GraphError } from '../errors.ts';
import { recipient } from '../mail/parse-mail.ts';
import { insertAttachments } from '../mail/store-mail.ts';
import { writeExtended } from '../store/extended.ts';
import type { Folder } from '../store/folders.ts';
import { addItem, findItem, type WholeItem } from '../store/items.ts';
import { jsonb, type Json } from '../store/schema.ts';
import { eventColumns } from './event-columns.ts';
import { newGlobalObjectId } from './global-object-id.ts';
import { inviteTo } from './invite.ts';
import { wholeMeeting } from './meeting.ts';
import { onlineMeeting } from './online-meeting.ts';
import { answerEvent } from './present-events.ts';
import { readEvent, type EventInput } from './read-event.ts';
import { spanOf } from './read-times.ts';
import { calendarOf } from './resolve-meeting.ts';

const hashOf = (body: Json): string =>
  createHash('sha256').update(JSON.stringify(body)).digest('base64url');

const newDoc = (call: Call, body: Json, input: EventInput): Json => ({
  categories: [],
  iCalUId: newGlobalObjectId(randomUUID()),
  isOrganizer: true,
  isReminderOn: true,
  reminderMinutesBeforeStart: 15,
  organizer: recipient(call.mailbox.name, call.mailbox.address),
  responseStatus: { response: 'organizer', time: '0001-01-01T00:00:00Z' },
  hasAttachments: (input.attachments ?? []).some((one) => !one.isInline),
  requestHash: hashOf(body),
  ...input.doc,
  ...onlineMeeting(input.doc),
});

/**
 * The event that an earlier request with the same `transactionId` made. Throws
 * `ErrorDuplicateTransactionId` where that request was another one.
 */
async function madeBefore(call: Call, body: Json): Promise<WholeItem | undefined> {
  const { transactionId } = body;
  if (typeof transactionId !== 'string') return undefined;
  const row = await call.graph.db
    .selectFrom('item')
    .select('number')
    .where('mailbox', '=', call.mailbox.id)
    .where('kind', '=', 'event')
    .where(sql<boolean>`doc ->> 'transactionId' = ${transactionId}`)
    .executeTakeFirst();
  const item = row && (await findItem(call.graph.db, row.number));
  if (!item || item.doc['requestHash'] === hashOf(body)) return item;
  throw new GraphError(
    409,
    'ErrorDuplicateTransactionId',
    "Your request can't be completed. The TransactionId specified in the request has already been used to create a different event.",
  );
}

async function storeEvent(call: Call, folder: Folder, body: Json): Promise<WholeItem> {
  const input = readEvent(body);
  const { start, end } = input;
  if (!start || !end) throw badBody("An event has a 'start' and an 'end'.");
  const isAllDay = input.doc['isAllDay'] === true;
  const span = spanOf({ start, end, isAllDay, recurrence: input.recurrence });
  const values = {
    ...eventColumns(span, newDoc(call, body, input), input),
    mailbox: folder.mailbox,
    folder: folder.number,
    kind: 'event' as const,
    body: jsonb(input.body ?? { contentType: 'text' as const, content: '' }),
  };
  return addItem(call.graph, values, async (item, tx) => {
    await writeExtended(tx, item.number, input.properties ?? []);
    await insertAttachments(tx, item.number, input.attachments ?? [], call.graph.now());
  });
}

/** `POST …/events`: the attendees are invited. */
export const createEvent: Handler = async (call): Promise<GraphAnswer> => {
  const body = jsonBody(call);
  const folder = await calendarOf(call);
  const before = await madeBefore(call, body);
  if (before) return answerEvent(call, wholeMeeting(before), 201);
  const meeting = wholeMeeting(await storeEvent(call, folder, body));
  await inviteTo(call, meeting, 'everybody');
  return answerEvent(call, meeting, 201);
};
