import { toWall, ianaZone } from '../calendar/time-zone.ts';
import { storableText, type Json } from '../store/schema.ts';
import { asHtml, escapeHtml, toText, type Body } from './body.ts';
import type { Recipient } from './parse-mail.ts';

/** A message that is answered or passed on. */
export interface Quoted {
  doc: Json;
  body: Body;
  /** When it was sent. */
  sent: Date;
}

const written = ({ emailAddress: { name, address } }: Recipient): string =>
  name === '' || name === address ? address : `${name} <${address}>`;

const people = (value: unknown): string =>
  ([value ?? []].flat() as Recipient[]).map(written).join('; ');

const sentFormat = new Intl.DateTimeFormat('en-US', {
  dateStyle: 'full',
  timeStyle: 'short',
  timeZone: 'UTC',
});

/** `Sunday, November 22, 2026 9:30 AM` on the clock of the preferred zone, else in UTC. */
const sentLine = (sent: Date, zone: string | undefined): string =>
  sentFormat.format(toWall(sent, ianaZone(zone ?? 'UTC'))).replace(' at ', ' ');

/** What Outlook shows of the original above its text. */
function headLines({ doc, sent }: Quoted, zone: string | undefined): [string, string][] {
  const lines: [string, string][] = [
    ['From', people(doc['from'])],
    ['Sent', sentLine(sent, zone)],
    ['To', people(doc['toRecipients'])],
    ['Cc', people(doc['ccRecipients'])],
    ['Subject', (doc['subject'] ?? '') as string],
  ];
  return lines.filter(([name, value]) => value !== '' || name === 'Subject');
}

const innerHtml = (html: string): string =>
  /<body[^>]*>([^]*?)(?:<\/body>|$)/i.exec(html)?.[1] ?? html;

function htmlQuote(original: Quoted, comment: string, zone: string | undefined): string {
  const head = headLines(original, zone)
    .map(([name, value]) => `<b>${name}:</b> ${escapeHtml(value)}`)
    .join('<br>\r\n');
  const { body } = original;
  const text = body.contentType === 'html' ? body.content : asHtml(body.content);
  return `<html><head>\r\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body>
${comment}
<hr tabindex="-1" style="display:inline-block; width:98%">
<div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif" color="#000000" style="font-size:11pt">${head}</font>
<div>&nbsp;</div>
</div>
${innerHtml(text)}
</body></html>`.replaceAll(/\r?\n/g, '\r\n');
}

function textQuote(original: Quoted, comment: string, zone: string | undefined): string {
  const head = headLines(original, zone).map(([name, value]) => `${name}: ${value}`);
  return [comment, '________________________________', ...head, '', original.body.content]
    .join('\n')
    .replaceAll(/\r?\n/g, '\r\n');
}

/**
 * Body of an answer: the comment above the original, in the original's format. A comment is HTML
 * where that is HTML. `zone` is the zone of the line `Sent`, UTC where absent.
 */
export function quoteBody(original: Quoted, comment: string, zone: string | undefined): Body {
  const { contentType } = original.body;
  const quote = contentType === 'html' ? htmlQuote : textQuote;
  return { contentType, content: storableText(quote(original, comment, zone)) };
}

const htmlMarks =
  /<hr[^>]*>\s*<div id="?(?:divRplyFwdMsg|appendonsend)|<div id="?(?:divRplyFwdMsg|appendonsend|mail-editor-reference)|<div class="?gmail_quote|<blockquote[^>]*type="?cite/i;
const textMarks = /^(?:_{20,}|-{3,} ?original message ?-{3,}|on .{5,200} wrote:)\s*$/im;

/** What the writer of a message added to those it quotes: `uniqueBody`. */
export function uniquePart(body: Body): Body {
  const { contentType, content } = body;
  if (contentType === 'text') {
    const at = content.search(textMarks);
    return { contentType, content: at < 0 ? content : content.slice(0, at).trimEnd() };
  }
  const at = content.search(htmlMarks);
  if (at < 0) return body;
  return { contentType, content: `${content.slice(0, at)}</body></html>` };
}

/** Text of a body without its markup, for previews and `$search`. */
export const plainText = (body: Body): string =>
  body.contentType === 'html' ? toText(body.content) : body.content;
