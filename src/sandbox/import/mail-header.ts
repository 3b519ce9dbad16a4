import { createHash } from 'node:crypto';
import { simpleParser } from 'mailparser';
import { headerStart, startsWithHeader } from './file-kind.ts';
import { Unimportable } from './unimportable.ts';

/** What decides where a mail goes. */
export interface MailHeader {
  /** Empty where there is none. */
  messageId: string;
  /** Lower case. */
  fromAddress: string | null;
  date: Date | null;
  isRead: boolean;
}

/** Longer headers are cut: a few lines are wanted. */
const HEADER_BYTES = 256 * 1024;

/**
 * Reads the header alone; the body is the mailbox's business.
 * @throws Unimportable where this does not start as a mail does.
 */
export async function readMailHeader(mime: Buffer): Promise<MailHeader> {
  if (mime.length === 0) throw new Unimportable('It is empty.');
  if (!startsWithHeader(mime.subarray(0, HEADER_BYTES))) {
    throw new Unimportable('It does not start with the header of a mail.');
  }
  const { messageId, from, headerLines } = await simpleParser(headerOf(mime));
  const lineOf = (name: string) => headerLines.find(({ key }) => key === name)?.line;
  return {
    messageId: messageId ?? '',
    fromAddress: from?.value[0]?.address?.toLowerCase() ?? null,
    date: dateOf(lineOf('date')),
    isRead: isRead(lineOf('status')),
  };
}

/** The mail without a postmark or blank lines before its header. */
export function withoutPostmark(mime: Buffer): Buffer {
  return mime.subarray(headerStart(mime.subarray(0, 1000)));
}

/**
 * Exchange gives a message without a Message-ID one of its own. Here it follows from the content, so
 * that a second import finds the mail again.
 * @throws Unimportable as `readMailHeader`.
 */
export async function withMessageId(mime: Buffer): Promise<Buffer> {
  const { messageId } = await readMailHeader(mime);
  if (messageId !== '') return mime;
  const id = createHash('sha256').update(mime).digest('hex').slice(0, 32);
  const lineEnd = /\r?\n/.exec(mime.toString('latin1', 0, HEADER_BYTES))?.[0] ?? '\r\n';
  return Buffer.concat([Buffer.from(`Message-ID: <${id}@import.invalid>${lineEnd}`), mime]);
}

function headerOf(mime: Buffer): Buffer {
  const start = mime.subarray(0, HEADER_BYTES);
  const end = /\r?\n\r?\n/.exec(start.toString('latin1'));
  return end ? start.subarray(0, end.index + end[0].length) : start;
}

function dateOf(line: string | undefined): Date | null {
  if (line === undefined) return null;
  const date = new Date(line.slice(line.indexOf(':') + 1).trim());
  return Number.isNaN(date.getTime()) ? null : date;
}

/** Mail programs write `Status: RO` into an mbox; mail without it is taken as read. */
function isRead(line: string | undefined): boolean {
  return line === undefined || /R/i.test(line.slice(line.indexOf(':') + 1));
}
