import { LOGO_ID } from './attachments.ts';
import type { Speaker } from './scene.ts';
import type { DemoMail, Language } from './types.ts';

/** What somebody writes; paragraphs are separated by blank lines. */
export interface Letter {
  text: string;
  from: Speaker;
  to: Speaker;
  language: Language;
  hasLogo: boolean;
  at: Date;
}

/** Greeting, text, signature and the quoted history, as plain text and as HTML. */
export function writeMail(
  letter: Letter,
  last: DemoMail | undefined,
): { text: string; html: string } {
  const paragraphs = [greeting(letter), letter.text, signature(letter)].filter((p) => p !== '');
  const text = paragraphs.join('\n\n');
  return {
    text: last ? `${text}\n\n${quoteText(letter.language, last)}` : `${text}\n`,
    html: page(
      paragraphs.map(toHtml).join('') +
        logo(letter) +
        (last ? quoteHtml(letter.language, last) : ''),
    ),
  };
}

function greeting({ from, to, language }: Letter): string {
  if (from.signature.length === 0 && from.first === '') return '';
  if (language === 'en') return `Hi ${to.first},`;
  return from.isOurs && to.isOurs ? `Szia ${to.first}!` : `Tisztelt ${to.name}!`;
}

function signature({ from, to, language }: Letter): string {
  if (from.first === '') return '';
  if (from.isOurs && to.isOurs) return from.first;
  const closing = language === 'hu' ? 'Üdvözlettel:' : 'Best regards,';
  return [closing, from.name, ...from.signature].join('\n');
}

function quoteText(language: Language, last: DemoMail): string {
  const head = quoteHead(language, last).map(([label, value]) => `${label} ${value}`);
  const quoted = last.text
    .trimEnd()
    .split('\n')
    .map((line) => (line.startsWith('>') ? `>${line}` : `> ${line}`));
  return [...head, '', ...quoted, ''].join('\n');
}

/** Outlook's way: a line, the header of the mail answered, and all of it below. */
function quoteHtml(language: Language, last: DemoMail): string {
  const head = quoteHead(language, last).map(
    ([label, value]) => `<b>${label}</b> ${escape(value)}`,
  );
  const line = 'border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0 0 0';
  const body = last.html.replace(/^.*<body>|<\/body>.*$/gs, '').replace(/<p><img[^>]*><\/p>/g, '');
  return `<div style="${line}"><p>${head.join('<br>')}</p></div>${body}`;
}

const LABELS = {
  en: ['From:', 'Sent:', 'To:', 'Subject:'],
  hu: ['Feladó:', 'Küldve:', 'Címzett:', 'Tárgy:'],
} as const;

function quoteHead(language: Language, last: DemoMail): [label: string, value: string][] {
  const labels = LABELS[language];
  const sent = new Intl.DateTimeFormat(language === 'hu' ? 'hu-HU' : 'en-GB', {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone: 'Europe/Budapest',
  }).format(last.at);
  return [
    [labels[0], `${last.from.name} <${last.from.address}>`],
    [labels[1], sent],
    [labels[2], last.to.map(({ name }) => name).join('; ')],
    [labels[3], last.subject],
  ];
}

function logo({ hasLogo }: Letter): string {
  return hasLogo ? `<p><img src="cid:${LOGO_ID}" alt="Fabrikam" width="48" height="16"></p>` : '';
}

function toHtml(paragraphs: string): string {
  return paragraphs
    .split('\n\n')
    .map((paragraph) => `<p>${escape(paragraph).replaceAll('\n', '<br>')}</p>`)
    .join('');
}

function page(body: string): string {
  return `<html><head><meta charset="utf-8"></head><body>${body}</body></html>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
