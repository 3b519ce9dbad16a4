import type { Mailbox } from '../call.ts';
import type { Json } from '../store/schema.ts';
import type { Recipient } from './parse-mail.ts';

export type AnswerKind = 'reply' | 'replyAll' | 'forward';

const list = (value: unknown): Recipient[] => [value ?? []].flat() as Recipient[];
const key = (one: Recipient): string => one.emailAddress.address.toLowerCase();

/** Each address once, without those in `others`. */
function distinct(people: Recipient[], others: Recipient[] = []): Recipient[] {
  const seen = new Set(others.map(key));
  return people.filter((one) => !seen.has(key(one)) && seen.add(key(one)));
}

/**
 * Whom an answer goes to: `replyTo` before `from` (RFC 5322); to all without oneself, but to
 * oneself where nobody else is left. A forwarded message has no recipients yet.
 */
export function answerRecipients(
  kind: AnswerKind,
  { doc }: { doc: Json },
  self: Pick<Mailbox, 'address'>,
): { toRecipients: Recipient[]; ccRecipients: Recipient[] } {
  if (kind === 'forward') return { toRecipients: [], ccRecipients: [] };
  const replyTo = list(doc['replyTo']);
  const author = replyTo.length > 0 ? replyTo : list(doc['from']);
  if (kind === 'reply') return { toRecipients: distinct(author), ccRecipients: [] };
  const isOther = (one: Recipient): boolean => key(one) !== self.address.toLowerCase();
  const everybody = distinct([...author, ...list(doc['toRecipients'])]);
  const others = everybody.filter(isOther);
  const toRecipients = others.length > 0 ? others : everybody;
  return {
    toRecipients,
    ccRecipients: distinct(list(doc['ccRecipients']).filter(isOther), toRecipients),
  };
}
