import { sql } from 'kysely';
import { isObject, type Call, type Handler } from '../call.ts';
import { GraphError } from '../errors.ts';
import { readDraft, storeDraft } from './drafts.ts';
import { wellKnownFolder } from '../store/folders.ts';
import { moveItem, removeItem, type WholeItem } from '../store/items.ts';
import { bodyProperty, mimeOf, resolveMessage } from './messages.ts';
import { parseMail, type Recipient } from './parse-mail.ts';
import { jsonb } from '../store/schema.ts';
import { instant, storeMail, wholeSecond } from './store-mail.ts';

const addressesOf = (item: WholeItem): string[] =>
  ['toRecipients', 'ccRecipients', 'bccRecipients'].flatMap((name) =>
    ((item.doc[name] ?? []) as Recipient[]).map((one) => one.emailAddress.address.toLowerCase()),
  );

function checkSendable(call: Call, item: WholeItem): string[] {
  const to = addressesOf(item);
  if (to.length === 0) {
    throw new GraphError(400, 'ErrorInvalidRecipients', 'At least one recipient must be given.');
  }
  const from = (item.doc['from'] as Recipient | null)?.emailAddress.address.toLowerCase();
  if (from !== undefined && from !== call.mailbox.address.toLowerCase()) {
    throw new GraphError(
      403,
      'ErrorSendAsDenied',
      'The user account which was used to submit this request does not have the right to send mail on behalf of the specified sending account.',
    );
  }
  return to;
}

/** Puts the mail into the inbox of everyone who has a mailbox here; others are outside the sandbox. */
async function deliver(call: Call, mime: Buffer, addresses: string[]): Promise<void> {
  const { graph } = call;
  const mailboxes = await graph.db
    .selectFrom('mailbox')
    .select('id')
    .where(sql<boolean>`lower(address) = any(${addresses}::text[])`)
    .execute();
  for (const { id } of mailboxes) {
    const folder = await wellKnownFolder(graph.db, id, 'inbox');
    const place = { folder, at: graph.now(), isRead: false, isDraft: false, mime };
    await storeMail(graph, await parseMail(mime), place);
  }
}

/** The message as its recipients get it. Bytes other than the header stay as they are. */
function withoutBcc(mime: Buffer): Buffer {
  const text = mime.toString('latin1');
  const end = text.search(/\r?\n\r?\n/);
  const head = end < 0 ? text : text.slice(0, end + 2);
  const kept = head.replaceAll(/^bcc:.*(?:\r?\n[ \t].*)*\r?\n/gim, '');
  return Buffer.from(kept + text.slice(head.length), 'latin1');
}

/** Sends a draft; it becomes the copy in Sent Items and keeps its immutable id. */
async function send(call: Call, item: WholeItem, isKept: boolean): Promise<void> {
  const { graph } = call;
  const to = checkSendable(call, item);
  const at = wholeSecond(graph.now());
  const mime = await mimeOf(call, { ...item, at });
  if (isKept) {
    const times = { receivedDateTime: instant(at), sentDateTime: instant(at) };
    const doc = jsonb({ ...item.doc, ...times, isDraft: false, isRead: true });
    const folder = await wellKnownFolder(graph.db, item.mailbox, 'sentitems');
    await moveItem(call, item.number, folder, { doc, at, mime });
  } else await removeItem(call, item.number);
  await deliver(call, withoutBcc(mime), to);
}

export const sendDraft: Handler = async (call, id = '') => {
  const item = await resolveMessage(call, id);
  if (item.doc['isDraft'] !== true) {
    throw new GraphError(400, 'ErrorInvalidRequest', 'Only a draft can be sent.');
  }
  await send(call, item, true);
  return { status: 202 };
};

export const sendMail: Handler = async (call) => {
  const { body } = call.request;
  const draft = await readDraft(call, bodyProperty(call, 'message'));
  const drafts = await wellKnownFolder(call.graph.db, call.mailbox.id, 'drafts');
  const isKept = !isObject(body) || body['saveToSentItems'] !== false;
  await send(call, await storeDraft(call, draft, drafts), isKept);
  return { status: 202 };
};
