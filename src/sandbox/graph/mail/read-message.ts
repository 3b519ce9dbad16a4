import { badBody, GraphError } from '../errors.ts';
import { isObject } from '../call.ts';
import { previewOf, recipient, type NewMail, type Recipient } from './parse-mail.ts';
import { readFileAttachment } from './read-attachment.ts';
import { bodyAs } from './body.ts';
import { extendedName, readPropertiesOf, type ExtendedProperty } from '../store/extended.ts';
import { storableText, type Json } from '../store/schema.ts';

export type Reader = (value: unknown, name: string) => unknown;

export const wrong = (name: string, wanted: string): Error => badBody(`'${name}' is ${wanted}.`);

/** Throws `RequestBodyRead` for a name that a complex type does not declare. */
export function checkNames(value: Json, type: string, names: string[]): Json {
  const other = Object.keys(value).find((name) => !name.includes('@') && !names.includes(name));
  if (other === undefined) return value;
  throw badBody(
    `The property '${other}' does not exist on type 'microsoft.graph.${type}'. Make sure to only use property names that are defined by the type.`,
  );
}

export const asBoolean: Reader = (value, name) => {
  if (typeof value === 'boolean') return value;
  throw wrong(name, 'true or false');
};

export const asText: Reader = (value, name) => {
  if (value === null) return '';
  if (typeof value === 'string') return storableText(value);
  throw wrong(name, 'a string');
};

export const oneOf =
  (...values: string[]): Reader =>
  (value, name) => {
    const found = values.find((one) => one.toLowerCase() === String(value).toLowerCase());
    if (found !== undefined) return found;
    throw wrong(name, `one of ${values.join(', ')}`);
  };

export const asCategories: Reader = (value, name) => {
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) {
    return [...new Set(value)];
  }
  throw wrong(name, 'an array of strings');
};

export const asRecipient = (value: unknown, name: string): Recipient => {
  const { emailAddress: address } = isObject(value)
    ? checkNames(value, 'recipient', ['emailAddress'])
    : {};
  if (isObject(address)) checkNames(address, 'emailAddress', ['name', 'address']);
  if (!isObject(address) || typeof address['address'] !== 'string') {
    throw wrong(name, 'a recipient with emailAddress.address');
  }
  const given = address['name'];
  return recipient(typeof given === 'string' ? given : '', address['address']);
};

export const asRecipients: Reader = (value, name) => {
  if (!Array.isArray(value)) throw wrong(name, 'an array of recipients');
  return value.map((one) => asRecipient(one, name));
};

const flagDates = ['startDateTime', 'dueDateTime', 'completedDateTime'];

const asFlag: Reader = (value, name) => {
  if (!isObject(value)) throw wrong(name, 'a followupFlag');
  checkNames(value, 'followupFlag', [...flagDates, 'flagStatus']);
  const flagStatus = oneOf('notFlagged', 'complete', 'flagged')(value['flagStatus'], 'flagStatus');
  const dates = flagDates.filter((key) => isObject(value[key]));
  return { flagStatus, ...Object.fromEntries(dates.map((key) => [key, value[key]])) };
};

/** What may be changed at any time. */
const always: Record<string, Reader> = {
  categories: asCategories,
  flag: asFlag,
  importance: oneOf('low', 'normal', 'high'),
  inferenceClassification: oneOf('focused', 'other'),
  isRead: asBoolean,
  isDeliveryReceiptRequested: asBoolean,
  isReadReceiptRequested: asBoolean,
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

export function readBody(value: unknown): NewMail['body'] {
  if (!isObject(value)) throw wrong('body', 'an itemBody');
  checkNames(value, 'itemBody', ['contentType', 'content']);
  const contentType = oneOf('text', 'html')(value['contentType'] ?? 'text', 'contentType');
  const content = asText(value['content'] ?? '', 'content') as string;
  return { contentType: contentType as 'text' | 'html', content };
}

/** Custom headers of one message (wire facts, 2.2). */
const maxHeaders = 5;

function readHeader(header: unknown): NewMail['headers'][number] {
  const { name, value } = isObject(header)
    ? checkNames(header, 'internetMessageHeader', ['name', 'value'])
    : {};
  if (typeof name !== 'string' || typeof value !== 'string' || !/^[\w-]+$/.test(name)) {
    throw badBody("An internet message header has a 'name' and a 'value'.");
  }
  if (/^x-/i.test(name)) return { name, value: storableText(value.replaceAll(/[\r\n]+/g, ' ')) };
  throw new GraphError(
    400,
    'InvalidInternetMessageHeader',
    `The internet message header name '${name}' should start with 'x-' or 'X-'.`,
  );
}

function readHeaders(value: unknown): NewMail['headers'] {
  if (!Array.isArray(value)) throw wrong('internetMessageHeaders', 'an array');
  if (value.length <= maxHeaders) return value.map(readHeader);
  throw new GraphError(
    400,
    'InvalidInternetMessageHeaderCollection',
    `Maximum number of headers in one message should be less than or equal to ${maxHeaders}.`,
  );
}

export interface MessageInput {
  /** Properties for the document. */
  doc: Json;
  body?: NewMail['body'];
  headers?: NewMail['headers'];
  attachments?: NewMail['attachments'];
  properties?: ExtendedProperty[];
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
  const extended = extendedName(name);
  if (extended) {
    input.properties = [...(input.properties ?? []), ...readPropertiesOf(extended, value)];
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
