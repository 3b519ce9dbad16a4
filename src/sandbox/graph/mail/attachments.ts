import type { Selectable } from 'kysely';
import type { QueryOptions } from '../../odata/ast.ts';
import { contextOf, jsonBody, type Call, type Handler } from '../call.ts';
import { badBody, GraphError, itemNotFound, notBuilt } from '../errors.ts';
import { decodeRestId, encodeId } from '../store/ids.ts';
import { changeItem, itemId, resolveItem, type ItemKind, type WholeItem } from '../store/items.ts';
import { messageProperties } from './message.ts';
import { parseMail, type NewAttachment } from './parse-mail.ts';
import { jsonb, type AttachmentTable, type Db, type Json } from '../store/schema.ts';
import { pick, selection } from '../select.ts';
import { insertAttachments, instant } from './store-mail.ts';

type Attachment = Selectable<AttachmentTable>;

const properties = [
  'id',
  'lastModifiedDateTime',
  'name',
  'contentType',
  'size',
  'isInline',
  'contentId',
  'contentLocation',
  'contentBytes',
  'item',
];

/** Larger ones go through an upload session. */
const maxSize = 3 * 1024 * 1024;

const attachmentId = (call: Call, number: number): string =>
  encodeId(call.prefer.isImmutableId ? 'immutable' : 'regular', {
    kind: 'attachment',
    mailbox: call.mailbox.id,
    number,
    generation: 0,
    occurrence: 0,
  });

/** A nested message as `$expand=microsoft.graph.itemAttachment/item` shows it: it has no id. */
async function nestedItem(content: Uint8Array): Promise<Json> {
  const mail = await parseMail(Buffer.from(content));
  const known = messageProperties.filter((name) => name in mail.doc);
  return {
    '@odata.type': '#microsoft.graph.message',
    id: '',
    ...Object.fromEntries(known.map((name) => [name, mail.doc[name]])),
    ...(mail.sent && { sentDateTime: instant(mail.sent) }),
    isDraft: false,
    body: mail.body,
  };
}

const isItemExpand = (path: string): boolean =>
  path.toLowerCase().replace(/^microsoft\.graph\.itemattachment\//, '') === 'item';

async function present(call: Call, row: Attachment, query: QueryOptions): Promise<Json> {
  const selected = selection(query, 'attachment', properties);
  const common: Json = {
    '@odata.type': `#microsoft.graph.${row.type}Attachment`,
    id: attachmentId(call, row.number),
    lastModifiedDateTime: instant(row.modified),
    name: row.name,
    contentType: row.type === 'item' ? null : row.content_type,
    size: row.content.length,
    isInline: row.is_inline,
  };
  if (row.type === 'item') {
    const isExpanded = query.expand?.some((item) => isItemExpand(item.path)) ?? false;
    const item = isExpanded ? { item: await nestedItem(row.content) } : {};
    return { ...pick(common, selected), ...item };
  }
  const file: Json = {
    ...common,
    '@odata.mediaContentType': row.content_type,
    contentId: row.content_id,
    contentLocation: null,
    contentBytes: Buffer.from(row.content).toString('base64'),
  };
  return pick(file, selected);
}

const rowsOf = (db: Db, items: number[]): Promise<Attachment[]> =>
  db.selectFrom('attachment').selectAll().where('item', 'in', items).orderBy('number').execute();

/** Attachments of some items, as Graph serves them, by item number. */
export async function readAttachments(
  call: Call,
  items: number[],
  query: QueryOptions,
): Promise<Map<number, Json[]>> {
  const found = new Map<number, Json[]>(items.map((item) => [item, []]));
  if (items.length === 0) return found;
  for (const row of await rowsOf(call.graph.db, items)) {
    found.get(row.item)?.push(await present(call, row, query));
  }
  return found;
}

async function resolve(call: Call, item: WholeItem, id: string): Promise<Attachment> {
  const key = decodeRestId(id);
  if (key.kind !== 'attachment' || key.mailbox !== call.mailbox.id) throw itemNotFound();
  const row = await call.graph.db
    .selectFrom('attachment')
    .selectAll()
    .where('number', '=', key.number)
    .where('item', '=', item.number)
    .executeTakeFirst();
  if (!row) throw itemNotFound();
  return row;
}

const contextFor = (call: Call, item: WholeItem): string =>
  contextOf(call, `${item.kind}s('${encodeURIComponent(itemId(item, call.prefer))}')/attachments`);

export const listAttachments =
  (kind: ItemKind): Handler =>
  async (call, id = '') => {
    const item = await resolveItem(call, kind, id);
    const found = await readAttachments(call, [item.number], call.query);
    const value = found.get(item.number);
    return { status: 200, body: { '@odata.context': contextFor(call, item), value } };
  };

export const getAttachment =
  (kind: ItemKind): Handler =>
  async (call, id = '', attachment = '') => {
    const item = await resolveItem(call, kind, id);
    const object = await present(call, await resolve(call, item, attachment), call.query);
    const context = `${contextFor(call, item)}/$entity`;
    return { status: 200, body: { '@odata.context': context, ...object } };
  };

/** Raw bytes; of an item attachment its MIME. */
export const getAttachmentValue =
  (kind: ItemKind): Handler =>
  async (call, id = '', attachment = '') => {
    const row = await resolve(call, await resolveItem(call, kind, id), attachment);
    const type = row.type === 'item' ? 'text/plain' : row.content_type;
    return {
      status: 200,
      headers: { 'content-type': type },
      body: Buffer.from(row.content),
    };
  };

function readContent(body: Json): Buffer {
  const { contentBytes } = body;
  if (typeof contentBytes !== 'string' || !/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(contentBytes)) {
    throw badBody("'contentBytes' is a base64 string.");
  }
  const content = Buffer.from(contentBytes, 'base64');
  if (content.length <= maxSize) return content;
  throw new GraphError(
    413,
    'ErrorAttachmentSizeLimitExceeded',
    'The attachment is larger than 3 MB; it needs an upload session.',
  );
}

const textOr = (value: unknown, other: string): string =>
  typeof value === 'string' && value !== '' ? value : other;

/** A file attachment from its JSON. Throws `RequestBodyRead`; 501 for other kinds. */
export function readFileAttachment(body: Json): NewAttachment {
  const type = textOr(body['@odata.type'], '').replace(/^#/, '').toLowerCase();
  if (type !== 'microsoft.graph.fileattachment') {
    throw notBuilt(`attachments of type '${type}'`);
  }
  if (typeof body['name'] !== 'string') throw badBody("An attachment has a 'name'.");
  return {
    type: 'file',
    name: body['name'],
    contentType: textOr(body['contentType'], 'application/octet-stream'),
    isInline: body['isInline'] === true,
    contentId: textOr(body['contentId'], '') || null,
    content: readContent(body),
  };
}

/** What changes on a message with its attachments; a draft's MIME is made anew. */
async function afterChange(item: WholeItem, db: Db) {
  const rows = await rowsOf(db, [item.number]);
  const hasAttachments = rows.some((row) => !row.is_inline);
  const isDraft = item.doc['isDraft'] === true;
  return { doc: jsonb({ ...item.doc, hasAttachments }), ...(isDraft && { mime: null }) };
}

export const addAttachment: Handler = async (call, id = '') => {
  const item = await resolveItem(call, 'message', id);
  const attachment = readFileAttachment(jsonBody(call));
  let number = 0;
  await changeItem(call, item.number, async (fresh, tx) => {
    [number = 0] = await insertAttachments(tx, item.number, [attachment], call.graph.now());
    return afterChange(fresh, tx);
  });
  const row = await resolve(call, item, attachmentId(call, number));
  const context = `${contextFor(call, item)}/$entity`;
  const object = await present(call, row, { custom: {} });
  return { status: 201, body: { '@odata.context': context, ...object } };
};

export const deleteAttachment: Handler = async (call, id = '', attachment = '') => {
  const item = await resolveItem(call, 'message', id);
  const row = await resolve(call, item, attachment);
  await changeItem(call, item.number, async (fresh, tx) => {
    await tx.deleteFrom('attachment').where('number', '=', row.number).execute();
    return afterChange(fresh, tx);
  });
  return { status: 204 };
};
