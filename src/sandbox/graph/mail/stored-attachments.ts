import { sql, type Selectable } from 'kysely';
import type { AttachmentTable, Db } from '../store/schema.ts';
import type { NewAttachment } from './parse-mail.ts';

/** An attachment without its bytes, which may be many. */
export type AttachmentHead = Omit<Selectable<AttachmentTable>, 'content'> & { size: number };
export type StoredAttachment = AttachmentHead & { content: Uint8Array };

const columns = [
  'number',
  'item',
  'type',
  'name',
  'content_type',
  'is_inline',
  'content_id',
  'content_location',
  'modified',
] as const;

const heads = (db: Db) =>
  db
    .selectFrom('attachment')
    .select([...columns, sql<number>`octet_length(content)`.as('size')])
    .orderBy('number');

/** Attachments of some items without their bytes, in the order they were added. */
export const attachmentHeads = (db: Db, items: number[]): Promise<AttachmentHead[]> =>
  heads(db).where('item', 'in', items).execute();

/** One attachment of an item without its bytes. */
export const attachmentHead = (
  db: Db,
  item: number,
  number: number,
): Promise<AttachmentHead | undefined> =>
  heads(db).where('number', '=', number).where('item', '=', item).executeTakeFirst();

/** The attachment with its bytes. */
export async function withContent(db: Db, head: AttachmentHead): Promise<StoredAttachment> {
  const { content } = await db
    .selectFrom('attachment')
    .select('content')
    .where('number', '=', head.number)
    .executeTakeFirstOrThrow();
  return { ...head, content };
}

const asNew = (row: StoredAttachment): NewAttachment => ({
  type: row.type,
  name: row.name,
  contentType: row.content_type,
  isInline: row.is_inline,
  contentId: row.content_id,
  contentLocation: row.content_location,
  content: row.content,
});

/** Attachments of an item, to be stored or sent once more. */
export async function storedAttachments(db: Db, item: number): Promise<NewAttachment[]> {
  const found = await attachmentHeads(db, [item]);
  return Promise.all(found.map(async (head) => asNew(await withContent(db, head))));
}
