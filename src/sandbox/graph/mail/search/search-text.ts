import { storableText, type Json } from '../../store/schema.ts';
import { plainText } from '../quote.ts';
import type { Body } from '../body.ts';
import type { Recipient } from '../parse-mail.ts';
import { wordsOf } from './words.ts';

/** Fields of a message that are told apart by a word's weight. */
export const weights = { subject: 'A', from: 'B', recipients: 'C', body: 'D' } as const;
export type WeighedField = keyof typeof weights;
/** Fields whose words are kept a second time, as `to:bela`. */
export type NamedField = 'to' | 'cc' | 'bcc' | 'attachment';

/** The rest of a longer text is not found; PostgreSQL takes 1 MB of different words. */
const maxLength = 150_000;
const maxWord = 100;
/** Words further on all lie here. */
const lastPosition = 16_383;
/** Keeps a phrase from going from one field into the next. */
const gap = 10;

const words = (text: string): string[] =>
  wordsOf(storableText(text.slice(0, maxLength))).map((word) => word.slice(0, maxWord));

const people = (value: unknown): string =>
  ([value ?? []].flat() as Recipient[])
    .map(({ emailAddress: { name, address } }) => `${name} ${address}`)
    .join(' ');

/**
 * What `$search` finds a message by, as the text of a `tsvector`: words with their places, each
 * field with a weight, then those of single headers without places.
 */
export function searchText(doc: Json, body: Body, attachmentNames: string[]): string {
  const named: Record<NamedField, string> = {
    to: people(doc['toRecipients']),
    cc: people(doc['ccRecipients']),
    bcc: people(doc['bccRecipients']),
    attachment: attachmentNames.join(' '),
  };
  const texts: Record<WeighedField, string> = {
    subject: (doc['subject'] ?? '') as string,
    from: `${people(doc['from'])} ${people(doc['sender'])}`,
    recipients: `${named.to} ${named.cc} ${named.bcc}`,
    body: plainText(body),
  };
  const lexemes: string[] = [];
  let position = 1;
  for (const field of Object.keys(weights) as WeighedField[]) {
    for (const word of words(texts[field])) {
      lexemes.push(`${word}:${Math.min(position, lastPosition)}${weights[field]}`);
      position += 1;
    }
    position += gap;
  }
  for (const field of Object.keys(named) as NamedField[]) {
    lexemes.push(...words(named[field]).map((word) => `'${field}:${word}'`));
  }
  return lexemes.join(' ');
}
