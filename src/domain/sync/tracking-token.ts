import { truncate } from '../../lib/truncate.ts';

/** How an organisation's tracking tokens look (§0.3). */
export interface TokenSettings {
  /** 1 to 20 characters. */
  prefix: string;
  /** Added to the user's number. */
  base: number;
  userDigits: number;
  counterDigits: number;
}

export const defaultTokenSettings: TokenSettings = {
  prefix: 'CRM:',
  base: 0,
  userDigits: 3,
  counterDigits: 3,
};

/** The longest subject with a token in it (§0.3). */
export const longestSubjectWithToken = 255;

const leastDigits = 4;
/** Tokens are made by the service; the first digit was 1 where a client made them offline. */
const online = '0';

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

const tokens = (prefix: string, flags: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])${escaped(prefix)}\\d{${leastDigits},}`, flags);

/** Whether a subject can hold a token at all, whatever an organisation's prefix is. */
export const mayHoldToken = (subject: string): boolean => /\S\d{4,}/.test(subject);

/**
 * The token a subject holds, in upper case, as tokens are compared. How many digits it has may have
 * been settled otherwise when it was made, so they do not matter.
 */
export function tokenIn(subject: string, { prefix }: Pick<TokenSettings, 'prefix'>): string | null {
  if (!prefix) return null;
  return tokens(prefix, 'iu').exec(subject)?.[0].toUpperCase() ?? null;
}

/**
 * The token of one mail sent from the CRM, and the counter of the user's next; after the largest
 * number it begins at 0 again, so that a token can come back.
 */
export function issueToken(
  settings: TokenSettings,
  { user, counter }: { user: number; counter: number },
): { token: string; nextCounter: number } {
  const { prefix, base, userDigits, counterDigits } = settings;
  const most = 10 ** counterDigits;
  const used = counter % most;
  const digits = (value: number, length: number): string => String(value).padStart(length, '0');
  return {
    token: `${prefix}${online}${digits(base + user, userDigits)}${digits(used, counterDigits)}`,
    nextCounter: (used + 1) % most,
  };
}

/** The subject with this token alone at its end, cut so that all of it fits. */
export function subjectWithToken(
  subject: string,
  token: string,
  { prefix }: Pick<TokenSettings, 'prefix'>,
  longest: number = longestSubjectWithToken,
): string {
  const bare = prefix ? subject.replace(tokens(prefix, 'giu'), ' ') : subject;
  const text = bare.replace(/\s+/g, ' ').trim();
  return `${truncate(text, longest - token.length - 1).trimEnd()} ${token}`.trimStart();
}
