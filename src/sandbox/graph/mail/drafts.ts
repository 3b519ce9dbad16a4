import { jsonBody, type Call, type Handler } from '../call.ts';
import { GraphError, itemNotFound } from '../errors.ts';
import { writeExtended, type ExtendedProperty } from '../store/extended.ts';
import { resolveFolder, wellKnownFolder, type Folder } from '../store/folders.ts';
import { findItem, type WholeItem } from '../store/items.ts';
import { copyItem } from './copy-item.ts';
import { answerMessage, destination, resolveMessage } from './messages.ts';
import { parseMail, recipient, type NewMail } from './parse-mail.ts';
import { readMessage } from './read-message.ts';
import type { Json } from '../store/schema.ts';
import { newMessageId, storeMail } from './store-mail.ts';

/** A MIME body, which REST carries in base64. Throws `ErrorMimeContentInvalidBase64String`. */
export function readMime(body: string): Buffer {
  const compact = body.replaceAll(/\s/g, '');
  const bytes = Buffer.from(compact, 'base64');
  if (compact !== '' && bytes.toString('base64') === compact) return bytes;
  throw new GraphError(
    400,
    'ErrorMimeContentInvalidBase64String',
    'Invalid base64 string for MIME content.',
  );
}

export const emptyDoc = (call: Call): Json => {
  const owner = recipient(call.mailbox.name, call.mailbox.address);
  return {
    categories: [],
    hasAttachments: false,
    internetMessageId: newMessageId(),
    subject: '',
    bodyPreview: '',
    importance: 'normal',
    isDeliveryReceiptRequested: false,
    isReadReceiptRequested: false,
    inferenceClassification: 'focused',
    sender: owner,
    from: owner,
    toRecipients: [],
    ccRecipients: [],
    bccRecipients: [],
    replyTo: [],
    flag: { flagStatus: 'notFlagged' },
  };
};

/** A message on its way into a folder. */
export interface Draft {
  mail: NewMail;
  mime: Buffer | null;
  properties: ExtendedProperty[];
}

function readJsonDraft(call: Call, body: Json): Draft {
  const input = readMessage(body);
  const attachments = input.attachments ?? [];
  const hasAttachments = attachments.some((attachment) => !attachment.isInline);
  const mail: NewMail = {
    doc: { ...emptyDoc(call), ...input.doc, hasAttachments },
    body: input.body ?? { contentType: 'text', content: '' },
    headers: input.headers ?? [],
    attachments,
    sent: undefined,
    references: [],
    threadIndex: undefined,
  };
  return { mail, mime: null, properties: input.properties ?? [] };
}

/** A message in a request: MIME in `text/plain`, else JSON. */
export async function readDraft(call: Call, json: Json | undefined): Promise<Draft> {
  const { body } = call.request;
  if (typeof body !== 'string') return readJsonDraft(call, json ?? jsonBody(call));
  const mime = readMime(body);
  return { mail: await parseMail(mime), mime, properties: [] };
}

export async function storeDraft(call: Call, draft: Draft, folder: Folder): Promise<WholeItem> {
  const { graph } = call;
  const place = { folder, at: graph.now(), isRead: true, isDraft: true, mime: draft.mime };
  const number = await storeMail(graph, draft.mail, place);
  await writeExtended(graph.db, number, draft.properties);
  const item = await findItem(graph.db, number);
  if (!item) throw itemNotFound();
  return item;
}

export const createMessage: Handler = async (call) => {
  const drafts = await wellKnownFolder(call.graph.db, call.mailbox.id, 'drafts');
  const item = await storeDraft(call, await readDraft(call, undefined), drafts);
  return answerMessage(call, item, 201);
};

export const createMessageIn: Handler = async (call, folder = '') => {
  const place = await resolveFolder(call, folder);
  const item = await storeDraft(call, await readDraft(call, undefined), place);
  return answerMessage(call, item, 201);
};

export const copyMessage: Handler = async (call, id = '') => {
  const { number } = await resolveMessage(call, id);
  return answerMessage(call, await copyItem(call.graph, number, await destination(call)), 201);
};
