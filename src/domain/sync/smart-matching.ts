import { addressesOf } from '../mail/parties.ts';
import type { MailHeaders } from './seen-mail.ts';
import { withoutPrefixes } from './subject-prefix.ts';

/** How alike two mails must be to be one conversation (§0.3, `smart.*`). */
export const smartMatching = {
  /** Words of the subject that count. */
  wordsMax: 20,
  /** Words of one subject that the other may miss. */
  deltaSubject: 0,
  /** Addresses that both must have. */
  addressesMin: 2,
  /** How far back is looked while there is much to do. */
  loadWindowDays: 90,
} as const;

/** What a mail is likened by. */
export interface SmartTraits {
  /** The words of the subject, each once, sorted: with a delta of 0 all of them must be the same. */
  words: string;
  /** Each once. */
  addresses: string[];
}

export type LikenedMail = Pick<MailHeaders, 'subject' | 'from' | 'to' | 'cc' | 'bcc'>;

const wordsOf = (subject: string): string[] => {
  const words = withoutPrefixes(subject)
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u);
  const counted = words.filter((word) => word !== '').slice(0, smartMatching.wordsMax);
  return [...new Set(counted)].sort();
};

/** Null where there is nothing to liken it by: no words, or too few people. */
export function smartTraitsOf(mail: LikenedMail): SmartTraits | null {
  const words = wordsOf(mail.subject);
  const addresses = addressesOf(mail);
  if (words.length === 0 || addresses.length < smartMatching.addressesMin) return null;
  return { words: words.join(' '), addresses };
}

/** Whether two mails have enough people in common. */
export const shareEnough = (a: readonly string[], b: readonly string[]): boolean =>
  new Set(a.filter((entry) => b.includes(entry))).size >= smartMatching.addressesMin;
