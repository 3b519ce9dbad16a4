import { isObject } from '../call.ts';
import { badBody, GraphError } from '../errors.ts';
import { storableText, type Json } from '../store/schema.ts';
import { composeMime } from './compose-mail.ts';
import { itemTypes } from './item-value.ts';
import { newMessageId } from './new-message-id.ts';
import type { NewAttachment } from './parse-mail.ts';
import { readMessage } from './read-message.ts';

/** Larger ones go through an upload session (wire facts, 2.2). */
export const maxPosted = 3 * 1024 * 1024;

export const tooLarge = (message: string): GraphError =>
  new GraphError(413, 'ErrorAttachmentSizeLimitExceeded', message);

const common = ['name', 'contentType', 'isInline', 'size', 'lastModifiedDateTime', 'id'];
const known: Record<string, string[]> = {
  fileattachment: [...common, 'contentBytes', 'contentId', 'contentLocation'],
  itemattachment: [...common, 'item'],
  referenceattachment: common,
};

const textOr = (value: unknown, other: string): string =>
  typeof value === 'string' && value !== '' ? storableText(value) : other;

function readContent({ contentBytes }: Json): Buffer {
  const isBase64 =
    typeof contentBytes === 'string' && /^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(contentBytes);
  if (!isBase64) throw badBody("'contentBytes' is a base64 string.");
  const content = Buffer.from(contentBytes, 'base64');
  if (content.length <= maxPosted) return content;
  throw tooLarge('The attachment is larger than 3 MB; it needs an upload session.');
}

/** The type without `microsoft.graph.`, after its names are looked at. */
function typeOf(body: Json): string {
  const written = textOr(body['@odata.type'], '');
  const type = written.replace(/^#?microsoft\.graph\./i, '').toLowerCase();
  const names = Object.hasOwn(known, type) ? known[type] : undefined;
  if (!names) throw badBody(`'${written}' is not a type of attachment.`);
  const other = Object.keys(body).find((name) => !name.includes('@') && !names.includes(name));
  if (other === undefined) return type;
  throw badBody(
    `The property '${other}' does not exist on type 'microsoft.graph.${type}'. Make sure to only use property names that are defined by the type.`,
  );
}

function requireName(body: Json): string {
  if (typeof body['name'] === 'string') return storableText(body['name']);
  throw badBody("An attachment has a 'name'.");
}

/** The MIME of a nested message. */
async function messageContent(item: Json): Promise<Buffer> {
  const { doc, body, headers = [], attachments = [] } = readMessage(item);
  return composeMime({
    doc: { subject: '', importance: 'normal', internetMessageId: newMessageId(), ...doc },
    body: body ?? { contentType: 'text', content: '' },
    headers,
    attachments,
    date: new Date(textOr(item['sentDateTime'], new Date(0).toISOString())),
  });
}

async function readItemContent(
  item: unknown,
): Promise<Pick<NewAttachment, 'contentType' | 'content'>> {
  if (!isObject(item)) throw badBody("An item attachment has an 'item'.");
  const type = textOr(item['@odata.type'], 'message').replace(/^#?microsoft\.graph\./i, '');
  if (type === 'message') {
    return { contentType: 'message/rfc822', content: await messageContent(item) };
  }
  if (type !== 'event' && type !== 'contact') throw badBody(`'${type}' cannot be attached.`);
  return { contentType: itemTypes[type], content: Buffer.from(JSON.stringify(item)) };
}

const fileOf = (body: Json, common: { name: string; isInline: boolean }): NewAttachment => ({
  ...common,
  type: 'file',
  contentType: textOr(body['contentType'], 'application/octet-stream'),
  contentId: textOr(body['contentId'], '') || null,
  contentLocation: textOr(body['contentLocation'], '') || null,
  content: readContent(body),
});

/** A file attachment from its JSON. Throws `RequestBodyRead`, 413 above 3 MB. */
export function readFileAttachment(body: Json): NewAttachment {
  if (typeOf(body) !== 'fileattachment') throw badBody('Only files can be given with the item.');
  return fileOf(body, { name: requireName(body), isInline: body['isInline'] === true });
}

/** An attachment of any type from its JSON. Throws `RequestBodyRead`, 413 above 3 MB. */
export async function readAttachment(body: Json): Promise<NewAttachment> {
  const type = typeOf(body);
  const common = { name: requireName(body), isInline: body['isInline'] === true };
  if (type === 'fileattachment') return fileOf(body, common);
  if (type === 'itemattachment') {
    return { ...common, type: 'item', contentId: null, ...(await readItemContent(body['item'])) };
  }
  const contentType = textOr(body['contentType'], 'application/octet-stream');
  return { ...common, type: 'reference', contentType, contentId: null, content: Buffer.alloc(0) };
}
