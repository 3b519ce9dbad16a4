import ICAL from 'ical.js';
import { modernise, splitCards } from './card-lines.ts';
import { toContact } from './contact.ts';
import { Unimportable, malformed } from './unimportable.ts';
import type { IncomingContact } from '../graph/door.ts';

export type CardFinding =
  { label: string; item: IncomingContact } | { label: string; reason: string };

/**
 * The contact cards (vCard 2.1, 3 and 4) of a text in Graph's shape.
 * @throws Unimportable where it holds none.
 */
export function readCards(text: string): CardFinding[] {
  const cards = splitCards(text);
  if (cards.length === 0) throw new Unimportable('It holds no contact card.');
  return cards.map((card, index) => tryRead(card, `card ${index + 1}`));
}

function tryRead(card: string[] | null, label: string): CardFinding {
  if (card === null) return { label, reason: 'The card does not end.' };
  try {
    const parsed = ICAL.parse(modernise(card)) as unknown[];
    return { label, item: toContact(new ICAL.Component(parsed)) };
  } catch (error) {
    return { label, reason: malformed(error).message };
  }
}
