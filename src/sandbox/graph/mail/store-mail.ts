import { randomUUID } from 'node:crypto';
import type { Graph } from '../call.ts';
import { joinConversation } from './conversation.ts';
import type { Folder } from '../store/folders.ts';
import type { NewAttachment, NewMail } from './parse-mail.ts';
import { jsonb, nextChange, type Db, type Json } from '../store/schema.ts';

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

/** Exchange gives a message that came without an id one of its own. */
export const newMessageId = (): string => `<${randomUUID()}@sandbox.localhost>`;

export async function insertAttachments(
  db: Db,
  item: number,
  attachments: NewAttachment[],
  modified: Date,
): Promise<number[]> {
  const numbers: number[] = [];
  for (const attachment of attachments) {
    const { type, name, contentType, isInline, contentId, content } = attachment;
    const { number } = await db
      .insertInto('attachment')
      .values({
        item,
        type,
        name,
        content_type: contentType,
        is_inline: isInline,
        content_id: contentId,
        modified,
        content,
      })
      .returning('number')
      .executeTakeFirstOrThrow();
    numbers.push(number);
  }
  return numbers;
}

/** The message's properties once its thread is known. */
async function threaded(db: Db, mail: NewMail, place: Placement) {
  const at = wholeSecond(place.at);
  const sent = mail.sent ?? at;
  const messageId = (mail.doc['internetMessageId'] as string) || newMessageId();
  const conversation = await joinConversation(db, place.folder.mailbox, {
    messageId,
    references: mail.references,
    threadIndex: mail.threadIndex,
    subject: mail.doc['subject'] as string,
    sent,
  });
  const doc: Json = {
    ...mail.doc,
    internetMessageId: messageId,
    receivedDateTime: instant(at),
    sentDateTime: instant(sent),
    conversationIndex: conversation.index,
    isRead: place.isRead,
    isDraft: place.isDraft,
  };
  return { at, conversation: conversation.id, doc: jsonb(doc) };
}

async function insertItem(db: Db, graph: Graph, mail: NewMail, place: Placement): Promise<number> {
  const change = await nextChange(db);
  const now = wholeSecond(graph.now());
  const { number } = await db
    .insertInto('item')
    .values({
      ...(await threaded(db, mail, place)),
      mailbox: place.folder.mailbox,
      folder: place.folder.number,
      kind: 'message',
      change,
      arrived: change,
      created: now,
      modified: now,
      until: null,
      body: jsonb(mail.body),
      headers: jsonb(mail.headers),
      mime: place.mime,
    })
    .returning('number')
    .executeTakeFirstOrThrow();
  await insertAttachments(db, number, mail.attachments, now);
  return number;
}

/** Stores a mail and answers its number. */
export async function storeMail(graph: Graph, mail: NewMail, place: Placement): Promise<number> {
  const number = await graph.db.transaction().execute((tx) => insertItem(tx, graph, mail, place));
  graph.notify({ userId: place.folder.mailbox, kind: 'message' });
  return number;
}
