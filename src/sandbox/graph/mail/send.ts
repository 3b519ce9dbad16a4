import type { Call, Handler } from '../call.ts';
import { badBody, GraphError } from '../errors.ts';
import { isObject } from '../call.ts';
import { wellKnownFolder } from '../store/folders.ts';
import { moveItem, removeItem, type WholeItem } from '../store/items.ts';
import { jsonb, type Json } from '../store/schema.ts';
import { actionBody } from './action-body.ts';
import { deliver } from './deliver.ts';
import { readDraft, storeDraft, type Draft } from './drafts.ts';
import { mimeOf, resolveMessage } from './messages.ts';
import { withMissing } from './mime-headers.ts';
import type { Recipient } from './parse-mail.ts';
import { recipientsOf, senderOf } from './sender.ts';
import { instant, wholeSecond } from './store-mail.ts';

const written = ({ emailAddress: { address } }: Recipient): string => `<${address}>`;

/** The bytes that go out; MIME of the caller's gets what a message must have. */
async function outgoing(call: Call, item: WholeItem): Promise<Buffer> {
  const { doc, at } = item;
  return withMissing(await mimeOf(call, item), {
    From: written(doc['from'] as Recipient),
    Date: at.toUTCString().replace('GMT', '+0000'),
    'Message-ID': doc['internetMessageId'] as string,
  });
}

/** Sends a draft; it becomes the copy in Sent Items and keeps its immutable id. */
async function send(call: Call, draft: WholeItem, isKept: boolean): Promise<void> {
  const { graph } = call;
  const to = recipientsOf(draft.doc);
  const at = wholeSecond(graph.now());
  const people = await senderOf(call, draft.doc);
  const times = { receivedDateTime: instant(at), sentDateTime: instant(at) };
  const doc: Json = { ...draft.doc, ...people, ...times, isDraft: false, isRead: true };
  const mime = await outgoing(call, { ...draft, doc, at });
  // What the Outlook page sends is not counted, like all it does.
  if (call.request.caller.kind !== 'door') graph.throttle.send(draft.mailbox, to.length);
  if (isKept) {
    const folder = await wellKnownFolder(graph.db, draft.mailbox, 'sentitems');
    await moveItem(call, draft.number, folder, { doc: jsonb(doc), at, mime });
  } else await removeItem(call, draft.number);
  await deliver(call, mime, to);
}

/** Sends what is no draft yet; nothing is stored where it is refused. */
export async function sendNew(call: Call, draft: Draft, isKept: boolean): Promise<void> {
  recipientsOf(draft.mail.doc);
  await senderOf(call, draft.mail.doc);
  const drafts = await wellKnownFolder(call.graph.db, call.mailbox.id, 'drafts');
  await send(call, await storeDraft(call, draft, drafts), isKept);
}

export const sendDraft: Handler = async (call, id = '') => {
  const item = await resolveMessage(call, id);
  if (item.doc['isDraft'] !== true) {
    throw new GraphError(
      400,
      'ErrorInvalidRequest',
      'The request is invalid: only a draft can be sent.',
    );
  }
  await send(call, item, true);
  return { status: 202 };
};

/** `{ message, saveToSentItems }`; MIME has its copy always. */
export const sendMail: Handler = async (call) => {
  if (typeof call.request.body === 'string') {
    await sendNew(call, await readDraft(call, undefined), true);
    return { status: 202 };
  }
  const { message, saveToSentItems } = actionBody(call, 'sendMail', ['message', 'saveToSentItems']);
  if (!isObject(message)) throw badBody("'message' is missing.");
  const isKept = saveToSentItems !== false && String(saveToSentItems).toLowerCase() !== 'false';
  await sendNew(call, await readDraft(call, message), isKept);
  return { status: 202 };
};
