import { truncate } from '../../lib/truncate.ts';

/** How an organisation's tracking tokens look (§0.3); the CRM itself issues them. */
export interface TokenSettings {
  /** 1 to 20 characters. */
  prefix: string;
}

export const defaultTokenSettings: TokenSettings = { prefix: 'CRM:' };

/** The longest subject with a token in it (§0.3). */
export const longestSubjectWithToken = 255;

const leastDigits = 4;

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

const tokens = (prefix: string, flags: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])${escaped(prefix)}\\d{${leastDigits},}`, flags);

/** Whether a subject can hold a token at all, whatever an organisation's prefix is. */
export const mayHoldToken = (subject: string): boolean => /\S\d{4,}/.test(subject);

/**
 * The token a subject holds, in upper case, as tokens are compared. How many digits it has may have
 * been settled otherwise when it was made, so they do not matter.
 */
export function tokenIn(subject: string, { prefix }: TokenSettings): string | null {
  if (!prefix) return null;
  return tokens(prefix, 'iu').exec(subject)?.[0].toUpperCase() ?? null;
}

/** The subject with this token alone at its end, cut so that all of it fits. */
export function subjectWithToken(
  subject: string,
  token: string,
  { prefix }: TokenSettings,
  longest: number = longestSubjectWithToken,
): string {
  const bare = prefix ? subject.replace(tokens(prefix, 'giu'), ' ') : subject;
  const text = bare.replace(/\s+/g, ' ').trim();
  return `${truncate(text, longest - token.length - 1).trimEnd()} ${token}`.trimStart();
}
