import { createHash } from 'node:crypto';
import type { Call } from '../call.ts';
import type { QueryOptions } from '../../odata/ast.ts';
import { pick, selection } from '../select.ts';
import { encodeId } from '../store/ids.ts';
import { messageProperties } from '../store/message-columns.ts';
import type { Json } from '../store/schema.ts';
import { bodyAs, safeHtml } from './body.ts';
import { itemTypes, readItem } from './item-value.ts';
import { parseMail, type NewMail } from './parse-mail.ts';
import { webLink } from './message.ts';
import { instant } from './store-mail.ts';
import { withContent, type AttachmentHead, type StoredAttachment } from './stored-attachments.ts';

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

export const attachmentId = (call: Call, number: number): string =>
  encodeId(call.prefer.isImmutableId ? 'immutable' : 'regular', {
    kind: 'attachment',
    mailbox: call.mailbox.id,
    number,
    generation: 0,
    occurrence: 0,
  });

/** The thread of a nested message, which is in no conversation of the mailbox. */
function nestedThread(call: Call, { doc, threadIndex }: NewMail): Json {
  const root = String(doc['internetMessageId']);
  const hash = createHash('sha256').update(root).digest();
  const key = { kind: 'conversation', mailbox: call.mailbox.id, generation: 0 } as const;
  const number = hash.readUIntBE(0, 6);
  return {
    conversationId: encodeId('conversation', { ...key, number, occurrence: 0 }),
    conversationIndex: (
      threadIndex ?? Buffer.concat([Buffer.from([1]), hash.subarray(0, 21)])
    ).toString('base64'),
  };
}

/** A nested message: it has no id of its own. */
async function nestedMessage(call: Call, row: StoredAttachment): Promise<Json> {
  const mail = await parseMail(Buffer.from(row.content));
  const known = messageProperties.filter((name) => name in mail.doc);
  const body = call.prefer.isUnsafeHtmlAllowed ? mail.body : safeHtml(mail.body);
  const added = instant(row.modified);
  const sent = mail.sent ? instant(mail.sent) : added;
  return {
    '@odata.type': '#microsoft.graph.message',
    id: '',
    createdDateTime: added,
    lastModifiedDateTime: added,
    receivedDateTime: sent,
    sentDateTime: sent,
    ...Object.fromEntries(known.map((name) => [name, mail.doc[name]])),
    ...nestedThread(call, mail),
    isDraft: false,
    isRead: true,
    webLink: webLink(call, attachmentId(call, row.number)),
    internetMessageHeaders: [],
    body: bodyAs(body, call.prefer.bodyType),
  };
}

/** What `$expand=microsoft.graph.itemAttachment/item` shows. */
function nestedItem(call: Call, row: StoredAttachment): Json | Promise<Json> {
  for (const kind of ['event', 'contact'] as const) {
    if (row.content_type !== itemTypes[kind]) continue;
    return { ...readItem(row.content), '@odata.type': `#microsoft.graph.${kind}`, id: '' };
  }
  return nestedMessage(call, row);
}

const isItemExpand = (path: string): boolean =>
  path.toLowerCase().replace(/^microsoft\.graph\.itemattachment\//, '') === 'item';

function commonOf(call: Call, row: AttachmentHead): Json {
  return {
    '@odata.type': `#microsoft.graph.${row.type}Attachment`,
    id: attachmentId(call, row.number),
    lastModifiedDateTime: instant(row.modified),
    name: row.name,
    contentType: row.type === 'item' ? null : row.content_type,
    size: row.size,
    isInline: row.is_inline,
  };
}

async function filePropertiesOf(
  call: Call,
  head: AttachmentHead,
  selected: Set<string> | undefined,
): Promise<Json> {
  const wantsBytes = !selected || selected.has('contentbytes');
  const row = wantsBytes ? await withContent(call.graph.db, head) : undefined;
  return {
    '@odata.mediaContentType': head.content_type,
    contentId: head.content_id,
    contentLocation: head.content_location,
    ...(row && { contentBytes: Buffer.from(row.content).toString('base64') }),
  };
}

/** An attachment as Graph serves it; its item only where `query` expands it. */
export async function presentAttachment(
  call: Call,
  row: AttachmentHead,
  query: QueryOptions,
): Promise<Json> {
  const selected = selection(query, 'attachment', properties);
  const common = commonOf(call, row);
  if (row.type === 'file') {
    return pick({ ...common, ...(await filePropertiesOf(call, row, selected)) }, selected);
  }
  const isExpanded = query.expand?.some((item) => isItemExpand(item.path)) ?? false;
  if (row.type !== 'item' || !isExpanded) return pick(common, selected);
  return {
    ...pick(common, selected),
    item: await nestedItem(call, await withContent(call.graph.db, row)),
  };
}
