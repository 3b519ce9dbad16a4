import { sql } from 'kysely';
import { jsonBody, type Call, type Handler } from '../call.ts';
import { GraphError, itemNotFound } from '../errors.ts';
import { writeExtended } from '../store/extended.ts';
import { resolveFolder, wellKnownFolder, type Folder } from '../store/folders.ts';
import { findItem, type WholeItem } from '../store/items.ts';
import { answerMessage, destination, resolveMessage } from './messages.ts';
import { parseMail, recipient, type NewMail } from './parse-mail.ts';
import { readMessage } from './read-message.ts';
import { nextChange, type Json } from '../store/schema.ts';
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

const emptyDoc = (call: Call): Json => {
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

interface Draft {
  mail: NewMail;
  mime: Buffer | null;
  properties: { id: string; value: string | null }[];
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

/** A copy is a new item with all that belongs to the first. */
async function copyItem(call: Call, item: WholeItem, folder: Folder): Promise<WholeItem> {
  const { graph } = call;
  const number = await graph.db.transaction().execute(async (tx) => {
    const change = await nextChange(tx);
    const { rows } = await sql<{ number: number }>`
      insert into sandbox_graph.item (mailbox, folder, kind, change, arrived, created, modified, at,
        until, conversation, doc, body, headers, mime)
      select mailbox, ${folder.number}, kind, ${change}, ${change}, ${graph.now()}, ${graph.now()},
        at, until, conversation, doc, body, headers, mime
      from sandbox_graph.item where number = ${item.number} returning number`.execute(tx);
    const copy = rows[0]?.number ?? 0;
    await sql`insert into sandbox_graph.attachment
      (item, type, name, content_type, is_inline, content_id, modified, content)
      select ${copy}, type, name, content_type, is_inline, content_id, modified, content
      from sandbox_graph.attachment where item = ${item.number} order by number`.execute(tx);
    await sql`insert into sandbox_graph.extended (item, key, id, value)
      select ${copy}, key, id, value
      from sandbox_graph.extended where item = ${item.number}`.execute(tx);
    return copy;
  });
  graph.notify({ userId: item.mailbox, kind: item.kind });
  const copy = await findItem(graph.db, number);
  if (!copy) throw itemNotFound();
  return copy;
}

export const copyMessage: Handler = async (call, id = '') => {
  const item = await resolveMessage(call, id);
  return answerMessage(call, await copyItem(call, item, await destination(call)), 201);
};
