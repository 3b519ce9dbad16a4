import { extname } from 'node:path';

export type FileKind = 'mail' | 'mbox' | 'calendar' | 'cards';

/** So many first bytes of a file decide what it is. */
export const HEAD_BYTES = 8192;

const BY_EXTENSION: Partial<Record<string, FileKind>> = {
  '.eml': 'mail',
  '.mbox': 'mbox',
  '.mbx': 'mbox',
  '.ics': 'calendar',
  '.ical': 'calendar',
  '.vcf': 'cards',
  '.vcard': 'cards',
};

/** What a file holds, by its name or else by its first bytes; null where it is none of ours. */
export function fileKind(path: string, head: Buffer): FileKind | null {
  return BY_EXTENSION[extname(path).toLowerCase()] ?? kindByContent(head);
}

function kindByContent(head: Buffer): FileKind | null {
  const text = startText(head);
  if (/^BEGIN:VCALENDAR\s/i.test(text)) return 'calendar';
  if (/^BEGIN:VCARD\s/i.test(text)) return 'cards';
  if (isPostmark(firstLine(text))) return 'mbox';
  return knownHeaders(head.subarray(headerStart(head))) >= 2 ? 'mail' : null;
}

/**
 * The line between the mails of an mbox: `From `, an address, a date with weekday, month and time
 * (RFC 4155). A sentence that begins with "From" has no such date.
 */
export function isPostmark(line: string): boolean {
  return /^From \S.*\b\d{1,2}:\d{2}(:\d{2})?\b.*\b\d{4}\b|^From \S+.*\b\d{4}\b.*\b\d{1,2}:\d{2}/.test(
    line,
  );
}

/** Where the header of a mail begins: after blank lines and a postmark, even one without a date. */
export function headerStart(head: Buffer): number {
  return (
    /^(\u00EF\u00BB\u00BF)?\s*(From \S[^\n]*\n)?/.exec(head.toString('latin1'))?.[0].length ?? 0
  );
}

/** Whether a mail's header begins here: with at least one header line. */
export function startsWithHeader(head: Buffer): boolean {
  return HEADER.test(head.toString('latin1'));
}

const HEADER = /^[!-9;-~]+[ \t]*:/;
const KNOWN =
  /^(from|to|cc|date|subject|message-id|received|return-path|mime-version|delivered-to|reply-to|sender|content-type):/i;

/** How many headers of mail stand at the start; 0 where any line there is no header. */
function knownHeaders(head: Buffer): number {
  const text = head.toString('latin1');
  const end = text.search(/\r?\n\r?\n/);
  const lines = (end < 0 ? text : text.slice(0, end)).split(/\r?\n/);
  const complete = end < 0 ? lines.slice(0, -1) : lines;
  const unfolded = complete.filter((line) => !/^[ \t]/.test(line));
  if (!unfolded.every((line) => HEADER.test(line))) return 0;
  return unfolded.filter((line) => KNOWN.test(line)).length;
}

/** As Latin-1, so that every byte is a character; without a mark of encoding and blank lines. */
function startText(head: Buffer): string {
  return head.toString('latin1').replace(/^(\u00EF\u00BB\u00BF)?\s*/, '');
}

function firstLine(text: string): string {
  return text.split(/\r?\n/, 1)[0] ?? '';
}
