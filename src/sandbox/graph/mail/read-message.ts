import { badBody } from '../errors.ts';
import { isObject } from '../call.ts';
import { previewOf, recipient, type NewMail, type Recipient } from './parse-mail.ts';
import { readFileAttachment } from './attachments.ts';
import { bodyAs } from './message.ts';
import { readProperties } from '../store/extended.ts';
import { storableText, type Json } from '../store/schema.ts';

type Reader = (value: unknown, name: string) => unknown;

const wrong = (name: string, wanted: string): Error => badBody(`'${name}' is ${wanted}.`);

const asBoolean: Reader = (value, name) => {
  if (typeof value === 'boolean') return value;
  throw wrong(name, 'true or false');
};

const asText: Reader = (value, name) => {
  if (value === null) return '';
  if (typeof value === 'string') return storableText(value);
  throw wrong(name, 'a string');
};

const oneOf =
  (...values: string[]): Reader =>
  (value, name) => {
    const found = values.find((one) => one.toLowerCase() === String(value).toLowerCase());
    if (found !== undefined) return found;
    throw wrong(name, `one of ${values.join(', ')}`);
  };

const asCategories: Reader = (value, name) => {
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) {
    return [...new Set(value)];
  }
  throw wrong(name, 'an array of strings');
};

const asRecipient = (value: unknown, name: string): Recipient => {
  const address = isObject(value) ? value['emailAddress'] : undefined;
  if (!isObject(address) || typeof address['address'] !== 'string') {
    throw wrong(name, 'a recipient with emailAddress.address');
  }
  const given = address['name'];
  return recipient(typeof given === 'string' ? given : '', address['address']);
};

const asRecipients: Reader = (value, name) => {
  if (!Array.isArray(value)) throw wrong(name, 'an array of recipients');
  return value.map((one) => asRecipient(one, name));
};

const asFlag: Reader = (value, name) => {
  if (!isObject(value)) throw wrong(name, 'a followupFlag');
  const flagStatus = oneOf('notFlagged', 'complete', 'flagged')(value['flagStatus'], 'flagStatus');
  const dates = ['startDateTime', 'dueDateTime', 'completedDateTime'].filter((key) =>
    isObject(value[key]),
  );
  return { flagStatus, ...Object.fromEntries(dates.map((key) => [key, value[key]])) };
};

/** What may be changed at any time. */
const always: Record<string, Reader> = {
  categories: asCategories,
  flag: asFlag,
  importance: oneOf('low', 'normal', 'high'),
  inferenceClassification: oneOf('focused', 'other'),
  isRead: asBoolean,
};

/** What only a draft lets change. */
const onDrafts: Record<string, Reader> = {
  subject: asText,
  toRecipients: asRecipients,
  ccRecipients: asRecipients,
  bccRecipients: asRecipients,
  replyTo: asRecipients,
  from: asRecipient,
  sender: asRecipient,
  isDeliveryReceiptRequested: asBoolean,
  isReadReceiptRequested: asBoolean,
};

/** Read-only; Graph takes them in a body and leaves them alone. */
const ignored = new Set([
  'id',
  'changeKey',
  'createdDateTime',
  'lastModifiedDateTime',
  'receivedDateTime',
  'sentDateTime',
  'hasAttachments',
  'bodyPreview',
  'parentFolderId',
  'conversationId',
  'conversationIndex',
  'isDraft',
  'webLink',
  'uniqueBody',
  'internetMessageId',
]);

function readBody(value: unknown): NewMail['body'] {
  if (!isObject(value)) throw wrong('body', 'an itemBody');
  const contentType = oneOf('text', 'html')(value['contentType'] ?? 'text', 'contentType');
  const content = asText(value['content'] ?? '', 'content') as string;
  return { contentType: contentType as 'text' | 'html', content };
}

function readHeaders(value: unknown): NewMail['headers'] {
  if (!Array.isArray(value)) throw wrong('internetMessageHeaders', 'an array');
  return value.map((header: unknown) => {
    const { name, value: content } = isObject(header) ? header : {};
    if (typeof name !== 'string' || typeof content !== 'string' || !/^x-[\w-]+$/i.test(name)) {
      throw badBody("A custom header has a 'name' that starts with 'x-' and a 'value'.");
    }
    return { name, value: storableText(content) };
  });
}

export interface MessageInput {
  /** Properties for the document. */
  doc: Json;
  body?: NewMail['body'];
  headers?: NewMail['headers'];
  attachments?: NewMail['attachments'];
  properties?: { id: string; value: string | null }[];
  /** Whether anything is set that only a draft lets change. */
  isDraftOnly: boolean;
}

const special: Record<string, (value: unknown, input: MessageInput) => void> = {
  body: (value, input) => {
    input.body = readBody(value);
    input.doc['bodyPreview'] = previewOf(bodyAs(input.body, 'text').content);
  },
  internetMessageHeaders: (value, input) => void (input.headers = readHeaders(value)),
  attachments: (value, input) => {
    if (!Array.isArray(value)) throw wrong('attachments', 'an array');
    input.attachments = value.filter(isObject).map(readFileAttachment);
  },
};

function readOne(name: string, value: unknown, input: MessageInput): void {
  if (name === 'singleValueExtendedProperties') {
    input.properties = readProperties(value);
    return;
  }
  const reader = always[name] ?? onDrafts[name];
  if (!always[name]) input.isDraftOnly = true;
  if (reader) input.doc[name] = reader(value, name);
  else if (special[name]) special[name](value, input);
  else {
    throw badBody(
      `The property '${name}' does not exist on type 'microsoft.graph.message'. Make sure to only use property names that are defined by the type.`,
    );
  }
}

/** Reads a message from JSON, for a draft or a change. Throws `RequestBodyRead`. */
export function readMessage(body: Json): MessageInput {
  const input: MessageInput = { doc: {}, isDraftOnly: false };
  for (const [name, value] of Object.entries(body)) {
    if (!name.startsWith('@') && !ignored.has(name)) readOne(name, value, input);
  }
  return input;
}
