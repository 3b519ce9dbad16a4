import { placeNamed } from './place.ts';
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Graph, Mailbox } from '../call.ts';
import type { IncomingMeeting } from '../door.ts';
import { wellKnownFolder, type Folder } from '../store/folders.ts';
import { notifyOf } from '../store/items.ts';
import { bodyAs } from '../mail/message.ts';
import { previewOf, recipient } from '../mail/parse-mail.ts';
import { readRecurrence } from './read-recurrence.ts';
import { seriesEnd } from './recurrence.ts';
import { jsonb, nextChange, type Db, type Json } from '../store/schema.ts';
import { wholeSecond } from '../mail/store-mail.ts';

/** A meeting without an id gets one of Exchange's form, the same at every import. */
const uidOf = (meeting: IncomingMeeting): string =>
  meeting.iCalUId ||
  `040000008200E00074C5B7101A82E008${createHash('sha256')
    .update(`${meeting.subject} ${meeting.start.toISOString()} ${meeting.organizer.address}`)
    .digest('hex')
    .toUpperCase()}`;

/** As Exchange says it, with every property. */
const recurrenceOf = ({ recurrence, start }: IncomingMeeting): Json | null =>
  readRecurrence(recurrence, start.toISOString().slice(0, 10), 'UTC');

function docOf(meeting: IncomingMeeting, owner: string): Json {
  const isOrganizer = meeting.organizer.address.toLowerCase() === owner.toLowerCase();
  const status = { response: 'none', time: '0001-01-01T00:00:00Z' };
  const location = placeNamed(meeting.location);
  const body = { contentType: 'html', content: meeting.bodyHtml } as const;
  return {
    iCalUId: uidOf(meeting),
    subject: meeting.subject,
    bodyPreview: previewOf(bodyAs(body, 'text').content),
    importance: meeting.importance ?? 'normal',
    sensitivity: meeting.sensitivity ?? 'normal',
    isAllDay: meeting.isAllDay,
    isCancelled: false,
    isOrganizer,
    isDraft: false,
    isOnlineMeeting: false,
    isReminderOn: true,
    reminderMinutesBeforeStart: 15,
    responseRequested: true,
    hasAttachments: false,
    allowNewTimeProposals: true,
    hideAttendees: false,
    showAs: isOrganizer ? 'busy' : 'tentative',
    responseStatus: { ...status, response: isOrganizer ? 'organizer' : 'notResponded' },
    originalStartTimeZone: 'UTC',
    originalEndTimeZone: 'UTC',
    location,
    locations: meeting.location === '' ? [] : [location],
    organizer: recipient(meeting.organizer.name, meeting.organizer.address),
    attendees: meeting.attendees.map(({ name, address, type }) => ({
      type,
      status,
      ...recipient(name, address),
    })),
    recurrence: recurrenceOf(meeting),
    endInstant: meeting.end.toISOString(),
  };
}

/** Columns that a new import of a meeting writes again. */
const changedColumns = (graph: Graph, meeting: IncomingMeeting, change: number) => ({
  change,
  modified: wholeSecond(graph.now()),
  at: meeting.start,
  until: seriesEnd(meeting.recurrence, meeting.start, meeting.end, meeting.isAllDay),
  body: jsonb({ contentType: 'html' as const, content: meeting.bodyHtml }),
});
type Columns = ReturnType<typeof changedColumns>;

/** Replaces a meeting; what people put on it, its categories, stays. */
const replaceMeeting = (db: Db, folder: Folder, columns: Columns, doc: Json) =>
  db
    .updateTable('item')
    .set({ ...columns, doc: sql<Json>`doc || ${jsonb(doc)}` })
    .where('folder', '=', folder.number)
    .where(sql<boolean>`doc ->> 'iCalUId' = ${doc['iCalUId'] as string}`)
    .returning('number')
    .executeTakeFirst();

const insertMeeting = (db: Db, folder: Folder, columns: Columns, doc: Json) =>
  db
    .insertInto('item')
    .values({
      ...columns,
      doc: jsonb<Json>({ categories: [], ...doc }),
      mailbox: folder.mailbox,
      folder: folder.number,
      kind: 'event',
      arrived: columns.change,
      created: columns.modified,
      conversation: null,
      headers: jsonb([]),
      mime: null,
    })
    .returning('number')
    .executeTakeFirstOrThrow();

/** Stores a meeting and answers its number; one with the same `iCalUId` is replaced. */
export async function importMeeting(
  graph: Graph,
  mailbox: Mailbox,
  meeting: IncomingMeeting,
): Promise<number> {
  const { db } = graph;
  const folder = await wellKnownFolder(db, mailbox.id, 'calendar');
  const doc = docOf(meeting, mailbox.address);
  const columns = changedColumns(graph, meeting, await nextChange(db));
  const known = await replaceMeeting(db, folder, columns, doc);
  const { number } = known ?? (await insertMeeting(db, folder, columns, doc));
  const changeType = known ? 'updated' : 'created';
  await notifyOf(graph, { userId: mailbox.id, kind: 'event' }, number, changeType);
  return number;
}
