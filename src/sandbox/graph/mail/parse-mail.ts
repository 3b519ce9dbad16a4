import { simpleParser, type AddressObject, type Attachment, type ParsedMail } from 'mailparser';
import { GraphError } from '../errors.ts';
import { toText } from './body.ts';
import { storableText, type Json } from '../store/schema.ts';

export interface NewAttachment {
  type: 'file' | 'item' | 'reference';
  name: string;
  contentType: string;
  isInline: boolean;
  contentId: string | null;
  contentLocation?: string | null;
  content: Uint8Array;
}

/** A mail on its way into the store. */
export interface NewMail {
  /** Graph properties without the times the store gives. */
  doc: Json;
  body: { contentType: 'text' | 'html'; content: string };
  headers: { name: string; value: string }[];
  attachments: NewAttachment[];
  /** The `Date` header; undefined where it is missing or no date. */
  sent: Date | undefined;
  /** Message-IDs of the thread, oldest first, without its own. */
  references: string[];
  /** Bytes of a valid `Thread-Index` header. */
  threadIndex: Buffer | undefined;
  /** Exchange's class, where it is not that of plain mail. */
  itemClass?: string | undefined;
}

export interface Recipient {
  emailAddress: { name: string; address: string };
}

export const recipient = (name: string, address: string): Recipient => ({
  emailAddress: { name: name === '' ? address : name, address },
});

type Addresses = AddressObject | AddressObject[] | undefined;

/** Every mailbox of an address header; groups are opened, empty ones vanish. */
function recipients(header: Addresses): Recipient[] {
  const members = [header ?? []].flat().flatMap((one) => one.value);
  return members
    .flatMap((member) => member.group ?? [member])
    .filter((member) => member.address)
    .map((member) => recipient(storableText(member.name), storableText(member.address ?? '')));
}

const text = (value: unknown): string => {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first.trim() : '';
};

type Headers = NewMail['headers'];

/** Raw values of a header, in order. */
const valuesOf = (headers: Headers, wanted: string): string[] =>
  headers.filter(({ name }) => name.toLowerCase() === wanted).map(({ value }) => value);

/** Message-IDs of the thread, oldest first, each once; words between them mean nothing. */
export function referencesIn(headers: Headers): string[] {
  const values = ['references', 'in-reply-to'].flatMap((name) => valuesOf(headers, name));
  return [...new Set(values.join(' ').match(/<[^<>\s]+>/g))];
}

/** Exchange's line ends. */
const withCrLf = (plain: string): string => plain.replaceAll(/\r?\n/g, '\r\n');

/** First 255 characters of the text, as Exchange shows under a subject. */
export const previewOf = (plain: string): string =>
  withCrLf(storableText(plain)).trim().slice(0, 255);

/** The `Date` header where it is a date Exchange could keep; mailparser takes now for a bad one. */
function sentDate(headers: Headers): Date | undefined {
  const date = new Date(valuesOf(headers, 'date')[0] ?? '');
  const year = date.getUTCFullYear();
  return year >= 1601 && year <= 9999 ? date : undefined;
}

const headersOf = (mail: ParsedMail): Headers =>
  mail.headerLines
    .map(({ line }) => {
      const colon = line.indexOf(':');
      const value = line.slice(colon + 1).replaceAll(/\r?\n[ \t]*/g, ' ');
      return { name: line.slice(0, Math.max(colon, 0)).trim(), value: value.trim() };
    })
    .filter(({ name }) => name !== '');

function threadIndexOf(mail: ParsedMail): Buffer | undefined {
  const bytes = Buffer.from(text(mail.headers.get('thread-index')), 'base64');
  const isWhole = bytes.length >= 22 && (bytes.length - 22) % 5 === 0 && bytes[0] === 1;
  return isWhole ? bytes : undefined;
}

const nameOf = (attachment: Attachment, index: number): string =>
  storableText(attachment.filename ?? '') || `attachment-${index + 1}`;

const isNestedMail = (attachment: Attachment): boolean =>
  attachment.contentType === 'message/rfc822';

async function readAttachment(attachment: Attachment, index: number): Promise<NewAttachment> {
  const { contentType, content, cid, related, contentDisposition } = attachment;
  const isMail = isNestedMail(attachment);
  const subject = isMail ? text((await parse(content)).subject) : '';
  return {
    type: isMail ? 'item' : 'file',
    name: storableText(subject) || nameOf(attachment, index),
    contentType: storableText(contentType),
    isInline: related || (contentDisposition === 'inline' && Boolean(cid)),
    contentId: cid ? storableText(cid) : null,
    content,
  };
}

/** `ignoreEmbedded` keeps a nested message whole: it is an item attachment, not part of this one. */
const parse = (mime: Buffer): Promise<ParsedMail> =>
  simpleParser(mime, { keepCidLinks: true, skipTextToHtml: true, ignoreEmbedded: true });

const bodyOf = (mail: ParsedMail): NewMail['body'] =>
  mail.html
    ? { contentType: 'html', content: mail.html }
    : { contentType: 'text', content: withCrLf(mail.text ?? '') };

const importanceOf = (mail: ParsedMail): string => {
  const priority = text(mail.headers.get('priority'));
  return priority === 'high' || priority === 'low' ? priority : 'normal';
};

function docOf(mail: ParsedMail, attachments: NewAttachment[]): Json {
  const from = recipients(mail.from)[0] ?? null;
  const sender = recipients(mail.headers.get('sender') as Addresses)[0] ?? from;
  return {
    categories: [],
    hasAttachments: attachments.some((attachment) => !attachment.isInline),
    internetMessageId: storableText(text(mail.messageId)),
    subject: storableText(text(mail.subject)),
    bodyPreview: storableText(previewOf(mail.text ?? toText(mail.html || ''))),
    importance: importanceOf(mail),
    isDeliveryReceiptRequested: mail.headers.has('return-receipt-to'),
    isReadReceiptRequested: mail.headers.has('disposition-notification-to'),
    inferenceClassification: 'focused',
    sender,
    from,
    toRecipients: recipients(mail.to),
    ccRecipients: recipients(mail.cc),
    bccRecipients: recipients(mail.bcc),
    replyTo: recipients(mail.replyTo),
    flag: { flagStatus: 'notFlagged' },
  };
}

const reportClasses = [
  [/report-type="?delivery-status/, 'REPORT.IPM.Note.NDR'],
  [/report-type="?disposition-notification/, 'REPORT.IPM.Note.IPNRN'],
] as const;

/**
 * The class of reports, and of mail sealed by S/MIME: signed for all to read, or one opaque part.
 */
function itemClassOf(headers: Headers): string | undefined {
  const type = valuesOf(headers, 'content-type')[0]?.toLowerCase() ?? '';
  const report = reportClasses.find(([reports]) => reports.test(type));
  if (report && type.startsWith('multipart/report')) return report[1];
  if (type.startsWith('multipart/signed')) return 'IPM.Note.SMIME.MultipartSigned';
  return /^application\/(?:x-)?pkcs7-mime/.test(type) ? 'IPM.Note.SMIME' : undefined;
}

/**
 * Reads a MIME message, however broken: what cannot be read is empty. Throws
 * `ErrorMimeContentInvalid` where there is nothing of a message at all.
 */
export async function parseMail(mime: Buffer): Promise<NewMail> {
  const mail = await parse(mime);
  // Nothing at all has no header lines, whatever the types say.
  const headers = (mail.headerLines as unknown) ? headersOf(mail) : [];
  if (headers.length === 0) {
    throw new GraphError(400, 'ErrorMimeContentInvalid', 'The MIME content has no headers.');
  }
  const attachments = await Promise.all(mail.attachments.map(readAttachment));
  return {
    doc: docOf(mail, attachments),
    body: bodyOf(mail),
    headers,
    attachments,
    sent: sentDate(headers),
    references: referencesIn(headers),
    threadIndex: threadIndexOf(mail),
    itemClass: itemClassOf(headers),
  };
}
