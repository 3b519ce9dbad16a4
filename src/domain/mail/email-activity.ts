import { escapeHtml } from '../../lib/html.ts';
import { truncate } from '../../lib/truncate.ts';
import { isScanPlaceholder } from './delivery-scan.ts';
import type { Direction } from './direction.ts';
import type { MailAttachment, MailMessage } from './message.ts';
import { partiesFor } from './parties.ts';
import { sanitizeHtml } from './sanitize-html.ts';
import type { KnownPeople, Party } from './parties.ts';

/** A record a mail can be about. */
export interface RecordRef {
  table: string;
  id: string;
}

/** Longest values of the CRM's columns, in characters, and the largest file it takes, in bytes. */
export interface EmailLimits {
  subject: number;
  description: number;
  messageId: number;
  address: number;
  fileName: number;
  mimeType: number;
  contentId: number;
  file: number;
}

/**
 * A Dataverse environment of today; `file` is the default of the organisation's setting
 * (`maxuploadfilesize`), and the body is kept to what a person can read.
 */
export const defaultEmailLimits: EmailLimits = {
  subject: 800,
  description: 1_048_576,
  messageId: 320,
  address: 320,
  fileName: 255,
  mimeType: 256,
  contentId: 250,
  file: 5 * 1024 * 1024,
};

/** The email activity a mail becomes (E-01). */
export interface EmailActivity {
  subject: string;
  /** HTML, sanitized. */
  description: string;
  direction: Direction;
  messageId: string;
  importance: MailMessage['importance'];
  /** When it was sent or received: UTC, ISO 8601. */
  at: string | null;
  regarding: RecordRef | null;
  parties: Party[];
  attachments: MailAttachment[];
}

const asHtml = (type: MailMessage['body']['type'], content: string): string =>
  type === 'html' ? sanitizeHtml(content) : escapeHtml(content).replace(/\r?\n/g, '<br>');

/** What ends the tags that are open where a body is cut, at most. */
const mostEndTags = 4_096;
/** Markup is often several times the text; more than so much of a body is not even looked at. */
const mostMarkup = 4;

/** The body as HTML of at most `longest` characters: cut between tags, which are ended (fault 34). */
function bodyOf({ type, content }: MailMessage['body'], longest: number) {
  const looked = truncate(content, longest * mostMarkup);
  const html = asHtml(type, looked);
  if (html.length <= longest) return { html, isCut: looked.length < content.length };
  const cut = truncate(html, Math.max(0, longest - mostEndTags));
  const whole =
    cut.lastIndexOf('<') > cut.lastIndexOf('>') ? cut.slice(0, cut.lastIndexOf('<')) : cut;
  return { html: truncate(sanitizeHtml(whole), longest), isCut: true };
}

/**
 * Files above the limit stay in the mailbox; the mail is tracked without them (E-14), and without
 * what stands in for files that are being scanned (E-15).
 */
export const fittingFiles = (
  attachments: readonly MailAttachment[],
  limits: EmailLimits = defaultEmailLimits,
): MailAttachment[] =>
  attachments
    .filter((file) => file.size <= limits.file && !isScanPlaceholder(file))
    .map((file) => ({
      ...file,
      name: truncate(file.name || 'attachment', limits.fileName),
      contentType: truncate(file.contentType, limits.mimeType),
      contentId: file.contentId === null ? null : truncate(file.contentId, limits.contentId),
    }));

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1024 / 1024)} MB`;

/** Names what stayed in the mailbox since the CRM takes no file of its size, in no language (E-14). */
function noteOf(mail: MailMessage, limits: EmailLimits): string {
  const large = mail.attachments.filter(({ size }) => size > limits.file);
  const lines = [...large, ...(mail.unread ?? [])].map(
    ({ name, size }) =>
      `📎 ${escapeHtml(truncate(name, limits.fileName))} (${megabytes(size)} &gt; ${megabytes(limits.file)})`,
  );
  return lines.length === 0 ? '' : `<hr><p>${lines.join('<br>')}</p>`;
}

/** Says, in no language, that there is more of the mail than this (fault 34). */
const cutNote = '<hr><p>✂ […]</p>';

/** What is written to the CRM for a mail; values are cut to `limits`. */
export function emailActivityFor(
  mail: MailMessage,
  choice: { direction: Direction; regarding: RecordRef | null },
  people: KnownPeople,
  limits: EmailLimits = defaultEmailLimits,
): EmailActivity {
  const { direction, regarding } = choice;
  const files = noteOf(mail, limits);
  const room = limits.description - files.length - cutNote.length;
  const { html, isCut } = bodyOf(mail.body, room);
  return {
    subject: truncate(mail.subject, limits.subject),
    description: html + (isCut ? cutNote : '') + files,
    direction,
    messageId: truncate(mail.internetMessageId, limits.messageId),
    importance: mail.importance,
    at: direction === 'outgoing' ? mail.sentAt : mail.receivedAt,
    regarding,
    parties: partiesFor(mail, people).map((party) => ({
      ...party,
      address: truncate(party.address, limits.address),
    })),
    attachments: fittingFiles(mail.attachments, limits),
  };
}
