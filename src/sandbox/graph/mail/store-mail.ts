import { newMessageId } from './new-message-id.ts';
import { asEventMessage, readMeetingMail } from '../calendar/meeting-mail.ts';
import { receiveMeeting } from '../calendar/receive-meeting.ts';
import type { Graph } from '../call.ts';
import { sql, type RawBuilder, type Selectable } from 'kysely';
import { joinConversations, type Conversation, type ThreadClues } from './conversation.ts';
import { searchText } from './search/search-text.ts';
import { writeExtended } from '../store/extended.ts';
import { changeOf } from '../store/items.ts';
import type { Folder } from '../store/folders.ts';
import type { NewAttachment, NewMail } from './parse-mail.ts';
import { jsonb, nextChanges, type Db, type ItemTable, type Json } from '../store/schema.ts';

/** PR_MESSAGE_CLASS. */
const messageClass = 'String 0x1a';

/** How a mail lies in its folder. */
export interface Placement {
  folder: Folder;
  /** Received (or, for what is sent or drafted, written) at. */
  at: Date;
  isRead: boolean;
  isDraft: boolean;
  /** Kept as it came; null for drafts written in JSON. */
  mime: Uint8Array | null;
}

/** `2026-11-22T10:00:00Z`: Graph gives mail times in whole seconds. */
export const instant = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;
export const wholeSecond = (date: Date): Date => new Date(instant(date));

export { newMessageId } from './new-message-id.ts';

const attachmentRow = (item: number, attachment: NewAttachment, modified: Date) => ({
  item,
  type: attachment.type,
  name: attachment.name,
  content_type: attachment.contentType,
  is_inline: attachment.isInline,
  content_id: attachment.contentId,
  content_location: attachment.contentLocation ?? null,
  modified,
  content: attachment.content,
});

/** Stores attachments of an item and answers their numbers. */
export async function insertAttachments(
  db: Db,
  item: number,
  attachments: NewAttachment[],
  modified: Date,
): Promise<number[]> {
  const numbers: number[] = [];
  // One by one: each may be large.
  for (const attachment of attachments) {
    const { number } = await db
      .insertInto('attachment')
      .values(attachmentRow(item, attachment, modified))
      .returning('number')
      .executeTakeFirstOrThrow();
    numbers.push(number);
  }
  return numbers;
}

/** A mail, the place it gets, and when it was written. */
interface Placed {
  mail: NewMail;
  place: Placement;
  at: Date;
  sent: Date;
  messageId: string;
}

function placed(mail: NewMail, place: Placement): Placed {
  const at = wholeSecond(place.at);
  const messageId = (mail.doc['internetMessageId'] as string) || newMessageId();
  return { mail, place, at, sent: mail.sent ?? at, messageId };
}

const cluesOf = ({ mail, sent, messageId }: Placed): ThreadClues => ({
  messageId,
  references: mail.references,
  threadIndex: mail.threadIndex,
  subject: mail.doc['subject'] as string,
  sent,
});

function rowOf(one: Placed, thread: Conversation | undefined, change: number, now: Date) {
  const { mail, place, at, sent, messageId } = one;
  const doc: Json = {
    ...mail.doc,
    internetMessageId: messageId,
    receivedDateTime: instant(at),
    sentDateTime: instant(sent),
    conversationIndex: thread?.index,
    isRead: place.isRead,
    isDraft: place.isDraft,
  };
  return {
    at,
    conversation: thread?.id ?? null,
    doc: jsonb(doc),
    mailbox: place.folder.mailbox,
    folder: place.folder.number,
    kind: 'message' as const,
    change,
    arrived: change,
    created: now,
    modified: now,
    until: null,
    body: jsonb(mail.body),
    headers: jsonb(mail.headers),
    mime: place.mime,
    search: searchColumn(doc, mail.body, mail.attachments),
  };
}

/** What `$search` finds the message by, as its column takes it. */
export const searchColumn = (
  doc: Json,
  body: NewMail['body'],
  attachments: Pick<NewAttachment, 'name'>[],
): RawBuilder<string> =>
  sql<string>`${searchText(
    doc,
    body,
    attachments.map((one) => one.name),
  )}::tsvector`;

/** Puts mails of one mailbox into their folders, in one transaction. Answers their numbers. */
async function insertMails(
  db: Db,
  graph: Graph,
  mails: [NewMail, Placement][],
): Promise<Pick<Selectable<ItemTable>, 'number' | 'change'>[]> {
  const all = mails.map(([mail, place]) => placed(mail, place));
  const mailbox = all[0]?.place.folder.mailbox;
  if (mailbox === undefined) return [];
  const threads = await joinConversations(db, mailbox, all.map(cluesOf));
  const changes = await nextChanges(db, all.length);
  const now = wholeSecond(graph.now());
  const rows = all.map((one, index) => rowOf(one, threads[index], changes[index] ?? 0, now));
  const stored = await db.insertInto('item').values(rows).returning(['number', 'change']).execute();
  for (const [index, { mail }] of all.entries()) {
    const number = stored[index]?.number ?? 0;
    await insertAttachments(db, number, mail.attachments, now);
    if (mail.itemClass)
      await writeExtended(db, number, [{ id: messageClass, value: mail.itemClass }]);
  }
  return stored;
}

/**
 * Lets the database see how large mailboxes are and which words are frequent: an embedded one does
 * not look by itself. Without it lists are put together in the wrong order.
 */
export const keepStatistics = (db: Db): Promise<unknown> =>
  sql`analyze sandbox_graph.item`.execute(db);

/** Stores a mail and answers its number. */
export async function storeMail(graph: Graph, mail: NewMail, place: Placement): Promise<number> {
  const meeting = readMeetingMail(mail);
  const whole = meeting ? asEventMessage(mail, meeting) : mail;
  const [stored] = await graph.db
    .transaction()
    .execute((tx) => insertMails(tx, graph, [[whole, place]]));
  const { number = 0, change = 0 } = stored ?? {};
  const { mailbox, number: folder } = place.folder;
  const item = { kind: 'message', mailbox, number, change, folder, generation: 0 } as const;
  graph.notify(changeOf(item, 'created'));
  if (number % 1_000 === 0) await keepStatistics(graph.db);
  if (meeting && place.folder.well_known === 'inbox') {
    await receiveMeeting(graph, mailbox, number, meeting);
  }
  return number;
}

/** Stores mails of one mailbox at once, none of them about a meeting; nobody is told. */
export const storeMails = async (
  graph: Graph,
  mails: [NewMail, Placement][],
): Promise<number[]> => {
  const stored = await graph.db.transaction().execute((tx) => insertMails(tx, graph, mails));
  return stored.map((one) => one.number);
};
