import { convert } from 'html-to-text';
import type { Call } from '../call.ts';
import { folderId } from '../store/folders.ts';
import { changeKey } from '../store/ids.ts';
import { etagOf, itemId, type Item } from '../store/items.ts';
import type { Json } from '../store/schema.ts';
import { pick } from '../select.ts';
import { instant } from './store-mail.ts';

/** Properties of a message; those after the gap only on request. */
export const messageProperties = [
  'id',
  'createdDateTime',
  'lastModifiedDateTime',
  'changeKey',
  'categories',
  'receivedDateTime',
  'sentDateTime',
  'hasAttachments',
  'internetMessageId',
  'subject',
  'bodyPreview',
  'importance',
  'parentFolderId',
  'conversationId',
  'conversationIndex',
  'isDeliveryReceiptRequested',
  'isReadReceiptRequested',
  'isRead',
  'isDraft',
  'webLink',
  'inferenceClassification',
  'body',
  'sender',
  'from',
  'toRecipients',
  'ccRecipients',
  'bccRecipients',
  'replyTo',
  'flag',

  'uniqueBody',
  'internetMessageHeaders',
] as const;

type Body = NonNullable<Item['body']>;

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const asHtml = (text: string): string =>
  `<html><body><div style="white-space:pre-wrap">${text.replaceAll(/[&<>]/g, (sign) => escapes[sign] ?? sign)}</div></body></html>`;

const toText = (html: string): string =>
  convert(html, { wordwrap: false, limits: { maxDepth: 100 } }).replaceAll(/\r?\n/g, '\r\n');

/** A body in the wanted format; in its own where none is wanted. */
export function bodyAs(body: Body, wanted: 'text' | 'html' | undefined): Body {
  if (!wanted || wanted === body.contentType) return body;
  return wanted === 'text'
    ? { contentType: 'text', content: toText(body.content) }
    : { contentType: 'html', content: asHtml(body.content) };
}

export const webLink = (call: Call, id: string): string =>
  `${call.graph.outlookOrigin}/owa/?ItemID=${encodeURIComponent(id)}&exvsurl=1&viewmodel=ReadMessageItem`;

function bodies(call: Call, item: Item, selected: Set<string> | undefined): Json {
  if (!item.body) return {};
  const body = bodyAs(item.body, call.prefer.bodyType);
  return selected?.has('uniquebody') ? { body, uniqueBody: body } : { body };
}

/** A message as Graph serves it. `body` and headers are there where the row was read with them. */
export function presentMessage(call: Call, item: Item, selected: Set<string> | undefined): Json {
  const id = itemId(item, call.prefer);
  const { doc } = item;
  const whole: Json = {
    '@odata.etag': etagOf(item),
    id,
    createdDateTime: instant(item.created),
    lastModifiedDateTime: instant(item.modified),
    changeKey: changeKey(item.mailbox, item.change),
    ...Object.fromEntries(
      messageProperties.filter((name) => name in doc).map((name) => [name, doc[name]]),
    ),
    parentFolderId: folderId(item.mailbox, item.folder),
    conversationId: item.conversation,
    webLink: webLink(call, id),
    ...bodies(call, item, selected),
    ...(selected?.has('internetmessageheaders') && { internetMessageHeaders: item.headers ?? [] }),
  };
  return pick(whole, selected);
}
