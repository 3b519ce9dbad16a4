import type { QueryOptions } from '../../odata/ast.ts';
import { contextOf, jsonBody, type Call, type GraphAnswer, type Handler } from '../call.ts';
import { itemNotFound } from '../errors.ts';
import { linkWith, pageSizeOf } from '../paging.ts';
import { decodeRestId } from '../store/ids.ts';
import { changeItem, itemId, resolveItem, type ItemKind, type WholeItem } from '../store/items.ts';
import { jsonb, type Db, type Json } from '../store/schema.ts';
import { itemValue } from './item-value.ts';
import type { NewAttachment } from './parse-mail.ts';
import { attachmentId, presentAttachment } from './present-attachment.ts';
import { readAttachment } from './read-attachment.ts';
import { insertAttachments, searchColumn } from './store-mail.ts';
import {
  attachmentHead,
  attachmentHeads,
  withContent,
  type AttachmentHead,
} from './stored-attachments.ts';

export { readFileAttachment } from './read-attachment.ts';

/** Attachments of some items, as Graph serves them, by item number. */
export async function readAttachments(
  call: Call,
  items: number[],
  query: QueryOptions,
): Promise<Map<number, Json[]>> {
  const found = new Map<number, Json[]>(items.map((item) => [item, []]));
  if (items.length === 0) return found;
  for (const row of await attachmentHeads(call.graph.db, items)) {
    found.get(row.item)?.push(await presentAttachment(call, row, query));
  }
  return found;
}

async function resolve(call: Call, item: WholeItem, id: string): Promise<AttachmentHead> {
  const key = decodeRestId(id);
  if (key.kind !== 'attachment' || key.mailbox !== call.mailbox.id) throw itemNotFound();
  const row = await attachmentHead(call.graph.db, item.number, key.number);
  if (!row) throw itemNotFound();
  return row;
}

const contextFor = (call: Call, item: WholeItem): string =>
  contextOf(call, `${item.kind}s('${encodeURIComponent(itemId(item, call.prefer))}')/attachments`);

export const listAttachments =
  (kind: ItemKind): Handler =>
  async (call, id = '') => {
    const item = await resolveItem(call, kind, id);
    const all = (await readAttachments(call, [item.number], call.query)).get(item.number) ?? [];
    const { skip = 0, top, count } = call.query;
    const size = top === undefined ? all.length : pageSizeOf(call.query, call.prefer);
    return {
      status: 200,
      body: {
        '@odata.context': contextFor(call, item),
        ...(count && { '@odata.count': all.length }),
        value: all.slice(skip, skip + size),
        ...(all.length > skip + size && {
          '@odata.nextLink': linkWith(call, '$skip', String(skip + size)),
        }),
      },
    };
  };

/** `…/attachments/$count`: a number as text. */
export const countAttachments =
  (kind: ItemKind): Handler =>
  async (call, id = '') => {
    const { number } = await resolveItem(call, kind, id);
    const { length } = await attachmentHeads(call.graph.db, [number]);
    const headers = { 'content-type': 'text/plain' };
    return { status: 200, headers, body: Buffer.from(String(length)) };
  };

export const getAttachment =
  (kind: ItemKind): Handler =>
  async (call, id = '', attachment = '') => {
    const item = await resolveItem(call, kind, id);
    const row = await resolve(call, item, attachment);
    const context = `${contextFor(call, item)}/$entity`;
    const object = await presentAttachment(call, row, call.query);
    return { status: 200, body: { '@odata.context': context, ...object } };
  };

/** Raw bytes; of an item attachment its MIME, iCalendar or vCard. */
export const getAttachmentValue =
  (kind: ItemKind): Handler =>
  async (call, id = '', attachment = ''): Promise<GraphAnswer> => {
    const head = await resolve(call, await resolveItem(call, kind, id), attachment);
    const row = await withContent(call.graph.db, head);
    const bytes = Buffer.from(row.content);
    if (row.type !== 'item') {
      return { status: 200, headers: { 'content-type': row.content_type }, body: bytes };
    }
    const value = itemValue(row.content_type, bytes);
    const isMail = value.contentType === 'message/rfc822';
    const type = isMail ? 'text/plain' : value.contentType;
    return { status: 200, headers: { 'content-type': type }, body: value.bytes };
  };

/** What changes on an item with its attachments; a draft's MIME is made anew. */
async function afterChange(item: WholeItem, tx: Db) {
  const rows = await attachmentHeads(tx, [item.number]);
  const doc = { ...item.doc, hasAttachments: rows.some((row) => !row.is_inline) };
  const isDraft = item.doc['isDraft'] === true;
  return {
    doc: jsonb(doc),
    ...(item.kind === 'message' && { search: searchColumn(doc, item.body, rows) }),
    ...(isDraft && { mime: null }),
  };
}

/** Adds an attachment to an item and answers its number. `If-Match` is obeyed. */
export async function attach(
  call: Call,
  item: WholeItem,
  attachment: NewAttachment,
): Promise<number> {
  let number = 0;
  await changeItem(call, item.number, async (fresh, tx) => {
    [number = 0] = await insertAttachments(tx, item.number, [attachment], call.graph.now());
    return afterChange(fresh, tx);
  });
  return number;
}

export const addAttachmentTo =
  (kind: ItemKind): Handler =>
  async (call, id = '') => {
    const item = await resolveItem(call, kind, id);
    const number = await attach(call, item, await readAttachment(jsonBody(call)));
    const row = await resolve(call, item, attachmentId(call, number));
    const context = `${contextFor(call, item)}/$entity`;
    const object = await presentAttachment(call, row, { custom: {} });
    return { status: 201, body: { '@odata.context': context, ...object } };
  };

export const deleteAttachmentOf =
  (kind: ItemKind): Handler =>
  async (call, id = '', attachment = '') => {
    const item = await resolveItem(call, kind, id);
    const row = await resolve(call, item, attachment);
    await changeItem(call, item.number, async (fresh, tx) => {
      await tx.deleteFrom('attachment').where('number', '=', row.number).execute();
      return afterChange(fresh, tx);
    });
    return { status: 204 };
  };
