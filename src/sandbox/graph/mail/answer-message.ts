import { isObject, type Call, type Handler } from '../call.ts';
import { badBody, GraphError } from '../errors.ts';
import { wellKnownFolder } from '../store/folders.ts';
import type { WholeItem } from '../store/items.ts';
import type { Json } from '../store/schema.ts';
import { actionBody } from './action-body.ts';
import { answerRecipients, type AnswerKind } from './answer-recipients.ts';
import { storedAttachments } from './stored-attachments.ts';
import { bodyAs, type Body } from './body.ts';
import { childIndex, replyPrefix } from './conversation.ts';
import { emptyDoc, readMime, storeDraft, type Draft } from './drafts.ts';
import { answerMessage, resolveMessage } from './messages.ts';
import { parseMail, previewOf, referencesIn, type NewMail } from './parse-mail.ts';
import { quoteBody } from './quote.ts';
import { readMessage, type MessageInput } from './read-message.ts';
import { sendNew } from './send.ts';

/** `RE: Offer`; an answer to an answer gets no second one. */
const subjectOf = (kind: AnswerKind, subject: string): string =>
  `${kind === 'forward' ? 'FW' : 'RE'}: ${subject.replace(replyPrefix, '')}`;

/** What makes an answer part of its original's thread. */
function thread(call: Call, original: WholeItem) {
  const messageId = original.doc['internetMessageId'] as string;
  const references = [...referencesIn(original.headers), messageId];
  const parent = Buffer.from(original.doc['conversationIndex'] as string, 'base64');
  const headers = [
    { name: 'In-Reply-To', value: messageId },
    { name: 'References', value: references.join(' ') },
  ];
  return { references, headers, threadIndex: childIndex(parent, call.graph.now()) };
}

interface AnswerInput {
  comment: string;
  message: MessageInput;
}

const contradiction = (message: string): GraphError =>
  new GraphError(400, 'ErrorInvalidArgument', message);

function readInput(call: Call, operation: string, kind: AnswerKind): AnswerInput {
  const names = ['message', 'comment', ...(kind === 'forward' ? ['toRecipients'] : [])];
  const { message, comment, toRecipients } = actionBody(call, operation, names);
  if (message !== undefined && message !== null && !isObject(message)) {
    throw badBody("'message' is an object.");
  }
  if (comment !== undefined && comment !== null && typeof comment !== 'string') {
    throw badBody("'comment' is a string.");
  }
  const given = message ?? {};
  if (comment && 'body' in given) {
    throw contradiction("Either 'comment' or the 'body' of 'message' can be given, not both.");
  }
  if (toRecipients && 'toRecipients' in given) {
    throw contradiction("'toRecipients' can be given once only.");
  }
  return {
    comment: typeof comment === 'string' ? comment : '',
    message: readMessage({ ...given, ...(Array.isArray(toRecipients) && { toRecipients }) }),
  };
}

/** The original's text below the comment, unless the caller gives the whole body. */
function bodyOf(call: Call, original: WholeItem, { comment, message }: AnswerInput): Body {
  if (message.body) return message.body;
  const sent = new Date(original.doc['sentDateTime'] as string);
  const isMarkup = /<\w+[^>]*>/.test(comment);
  const { doc } = original;
  const body = isMarkup ? bodyAs(original.body, 'html') : original.body;
  return quoteBody({ doc, body, sent }, comment, call.prefer.timeZone);
}

const previewDoc = (body: Body): Json => ({ bodyPreview: previewOf(bodyAs(body, 'text').content) });

/** The answer to a message, written in JSON. */
async function jsonAnswer(
  call: Call,
  original: WholeItem,
  kind: AnswerKind,
  input: AnswerInput,
): Promise<Draft> {
  const { message } = input;
  const body = bodyOf(call, original, input);
  // A reply takes over what the quoted text shows.
  const copied = (await storedAttachments(call.graph.db, original.number)).filter(
    ({ isInline }) => kind === 'forward' || isInline,
  );
  const attachments = [...copied, ...(message.attachments ?? [])];
  const { headers, ...links } = thread(call, original);
  const doc: Json = {
    ...emptyDoc(call),
    subject: subjectOf(kind, original.doc['subject'] as string),
    ...answerRecipients(kind, original, call.mailbox),
    ...previewDoc(body),
    ...message.doc,
    hasAttachments: attachments.some((attachment) => !attachment.isInline),
  };
  const mail: NewMail = {
    ...{ doc, body, attachments, sent: undefined, ...links },
    headers: [...headers, ...(message.headers ?? [])],
  };
  return { mail, mime: null, properties: message.properties ?? [] };
}

/** The answer as its writer's MIME has it; what that leaves out is filled in. */
async function mimeAnswer(
  call: Call,
  original: WholeItem,
  kind: AnswerKind,
  mime: Buffer,
): Promise<Draft> {
  const parsed = await parseMail(mime);
  const { headers, ...links } = thread(call, original);
  const { toRecipients, ccRecipients } = answerRecipients(kind, original, call.mailbox);
  const hasPeople = ['toRecipients', 'ccRecipients', 'bccRecipients'].some(
    (name) => (parsed.doc[name] as unknown[]).length > 0,
  );
  const { from, sender, internetMessageId } = emptyDoc(call);
  const doc: Json = {
    ...parsed.doc,
    subject: parsed.doc['subject'] || subjectOf(kind, original.doc['subject'] as string),
    internetMessageId: parsed.doc['internetMessageId'] || internetMessageId,
    from: parsed.doc['from'] ?? from,
    sender: parsed.doc['sender'] ?? sender,
    ...(!hasPeople && { toRecipients, ccRecipients }),
  };
  const own = parsed.headers.filter(({ name }) => !/^(in-reply-to|references)$/i.test(name));
  return {
    mail: { ...parsed, ...links, doc, headers: [...headers, ...own] },
    mime: null,
    properties: [],
  };
}

async function readAnswer(
  call: Call,
  id: string,
  kind: AnswerKind,
  operation: string,
): Promise<Draft> {
  const original = await resolveMessage(call, id);
  const { body } = call.request;
  return typeof body === 'string'
    ? mimeAnswer(call, original, kind, readMime(body))
    : jsonAnswer(call, original, kind, readInput(call, operation, kind));
}

const capital = (kind: AnswerKind): string => `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;

/** `createReply`, `createReplyAll`, `createForward`: a draft (wire facts, 2.2). */
export const createAnswer =
  (kind: AnswerKind): Handler =>
  async (call, id = '') => {
    const draft = await readAnswer(call, id, kind, `create${capital(kind)}`);
    const drafts = await wellKnownFolder(call.graph.db, call.mailbox.id, 'drafts');
    return answerMessage(call, await storeDraft(call, draft, drafts), 201);
  };

/** `reply`, `replyAll`, `forward`: sent at once. */
export const answerNow =
  (kind: AnswerKind): Handler =>
  async (call, id = '') => {
    await sendNew(call, await readAnswer(call, id, kind, kind), true);
    return { status: 202 };
  };
