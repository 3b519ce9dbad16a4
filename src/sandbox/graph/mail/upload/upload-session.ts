import { randomUUID } from 'node:crypto';
import { isObject, type Call, type Handler } from '../../call.ts';
import { badBody, GraphError } from '../../errors.ts';
import { itemId, resolveItem, type ItemKind, type WholeItem } from '../../store/items.ts';
import { jsonb, storableText, type Json } from '../../store/schema.ts';
import { actionBody } from '../action-body.ts';
import { maxPosted } from '../read-attachment.ts';

/** Largest file, and how long a session lives (wire facts, 2.2). */
const maxSize = 150 * 1024 * 1024;
const lifetime = 24 * 3_600_000;

const attachmentError = (code: string, message: string): GraphError =>
  new GraphError(400, code, message);

function readSize({ size }: Json): number {
  if (typeof size !== 'number' || !Number.isInteger(size) || size <= 0) {
    throw badBody("'size' is the number of the attachment's bytes.");
  }
  if (size > maxSize) {
    throw attachmentError(
      'ErrorAttachmentSizeLimitExceeded',
      'The attachment is larger than 150 MB.',
    );
  }
  if (size >= maxPosted) return size;
  throw attachmentError(
    'ErrorAttachmentSizeShouldNotBeLessThanMinimumSize',
    'The attachment is smaller than 3 MB; it is posted in one request.',
  );
}

const names = ['attachmentType', 'name', 'size', 'contentType', 'contentId', 'isInline'];

function readItem(call: Call): { size: number; attachment: Json } {
  const { attachmentItem } = actionBody(call, 'createUploadSession', ['attachmentItem']);
  if (!isObject(attachmentItem)) throw badBody("'AttachmentItem' is missing.");
  const { attachmentType, name, contentType, contentId, isInline } = attachmentItem;
  const other = Object.keys(attachmentItem).find(
    (one) => !one.includes('@') && !names.includes(one),
  );
  if (other !== undefined) {
    throw badBody(
      `The property '${other}' does not exist on type 'microsoft.graph.attachmentItem'.`,
    );
  }
  if (attachmentType !== 'file') throw badBody("'attachmentType' must be file.");
  if (typeof name !== 'string' || name === '') throw badBody("'name' is missing.");
  const type = typeof contentType === 'string' ? contentType : 'application/octet-stream';
  const id = typeof contentId === 'string' ? storableText(contentId) : null;
  const attachment = { name: storableText(name), contentType: type, contentId: id };
  return {
    size: readSize(attachmentItem),
    attachment: { ...attachment, isInline: isInline === true },
  };
}

const collections: Partial<Record<ItemKind, string>> = { message: 'Messages', event: 'Events' };

/** Where bytes go: an address of Outlook's, not Graph's, that needs no token. */
const uploadUrl = (call: Call, item: WholeItem, session: string, token: string): string => {
  const { graph, mailbox, prefer } = call;
  const owner = encodeURIComponent(`${mailbox.id}@${graph.tenantId}`);
  const path = `Users('${owner}')/${collections[item.kind] ?? ''}('${itemId(item, prefer)}')`;
  return `${graph.origin}/api/v2.0/${path}/AttachmentSessions('${session}')?authtoken=${token}`;
};

/** `POST …/attachments/createUploadSession`. */
export const createUploadSession =
  (kind: ItemKind): Handler =>
  async (call, id = '') => {
    const item = await resolveItem(call, kind, id);
    const { size, attachment } = readItem(call);
    const expires = new Date(call.graph.now().getTime() + lifetime);
    const session = randomUUID();
    const token = randomUUID();
    await call.graph.db
      .insertInto('upload_session')
      .values({
        id: session,
        mailbox: item.mailbox,
        item: item.number,
        expires,
        size,
        attachment: jsonb({ ...attachment, kind, token }),
      })
      .execute();
    return {
      status: 201,
      body: {
        '@odata.context': `${call.graph.origin}/v1.0/$metadata#microsoft.graph.uploadSession`,
        uploadUrl: uploadUrl(call, item, session, token),
        expirationDateTime: expires.toISOString(),
        nextExpectedRanges: ['0-'],
      },
    };
  };
