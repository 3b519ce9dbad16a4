import { domainOf } from './public-domains.ts';
import { givenNames } from './given-names.ts';

export interface PersonName {
  firstName: string;
  lastName: string;
}

/** What stands before or after a name and is no part of it. */
const titles =
  /^(?:dr|drs|prof|phd|md|mba|msc|bsc|cpa|esq|ifj|id|özv|mr|mrs|ms|miss|sir|dame|ing|dipl|jr|sr|ii|iii|habil|okl|llm|ceng|pmp|cfa)\.?$/iu;

const companySuffix =
  /(?:^|[\s,])(?:ltd|limited|inc|llc|llp|plc|corp|co|gmbh|ag|kg|kft|zrt|nyrt|bt|rt|s\.?a|b\.?v|n\.?v|s\.?r\.?l|s\.?r\.?o|a\.?s|oy|ab|pty)\.?$/iu;

/** Whether a text names a company, by its legal form. */
export const isCompany = (text: string): boolean => companySuffix.test(text.trim());

/** Mailboxes of nobody in particular. */
const roleAddress =
  /^(?:info|office|iroda|sales|hello|contact|kapcsolat|support|help|service|ugyfelszolgalat|admin|noreply|no-reply|donotreply|postmaster|billing|szamlazas|penzugy|hr|jobs|marketing|news|newsletter|hirlevel|mail|team)\b/i;

/** Small words that belong to the surname after them. */
const particle =
  /^(?:van|von|de|der|den|da|di|del|della|du|la|le|dos|das|bin|ibn|al|el|ter|ten|zu|af|av|st\.?)$/iu;

const isUpper = (word: string): boolean =>
  word.length > 1 && word === word.toLocaleUpperCase() && word !== word.toLocaleLowerCase();

const cased = (word: string): string =>
  word
    .toLocaleLowerCase()
    .replace(
      /(^|[-'’])(\p{L})/gu,
      (_all, before: string, letter: string) => `${before}${letter.toLocaleUpperCase()}`,
    );

const tidy = (words: readonly string[]): string =>
  words.map((word) => (isUpper(word) && word.length > 2 ? cased(word) : word)).join(' ');

const plainName = (display: string): string =>
  display
    .replace(/^["'“„]+|["'”“]+$/g, '')
    .replace(/\(.*?\)|\[.*?\]|<.*?>/g, ' ')
    .replace(/\s+(?:via|@)\s+.*$/iu, '')
    .replace(/\s+[|–—-]\s+.*$/u, '')
    .replace(/\s+/g, ' ')
    .trim();

const withoutTitles = (words: readonly string[]): string[] =>
  words.filter((word) => !titles.test(word));

const wordsOf = (text: string): string[] => withoutTitles(text.split(' ').filter(Boolean));

const isGiven = (word: string | undefined): boolean =>
  word !== undefined && givenNames.has(word.toLocaleLowerCase('hu'));

/** The surname comes first: a person with a Hungarian given name at the end, or nothing to go by. */
function isSurnameFirst(words: readonly string[], isHungarian: boolean): boolean {
  const [first = '', last = ''] = [words[0], words.at(-1)];
  if (isUpper(first) !== isUpper(last)) return isUpper(first);
  if (isGiven(first) !== isGiven(last)) return isGiven(last);
  return isHungarian;
}

function surnameFirst(words: readonly string[]): PersonName {
  let at = words.length - 1;
  while (at > 1 && isGiven(words[at - 1])) at -= 1;
  return { lastName: tidy(words.slice(0, at)), firstName: tidy(words.slice(at)) };
}

function surnameLast(words: readonly string[]): PersonName {
  let at = words.length - 1;
  while (at > 1 && particle.test(words[at - 1] ?? '')) at -= 1;
  return { firstName: tidy(words.slice(0, at)), lastName: tidy(words.slice(at)) };
}

function fromWords(words: readonly string[], isHungarian: boolean): PersonName {
  if (words.length < 2) return { firstName: '', lastName: tidy(words) };
  return isSurnameFirst(words, isHungarian) ? surnameFirst(words) : surnameLast(words);
}

/** `bence.kovacs@…`: two words that look like a name; one could be anything. */
function fromAddress(address: string): PersonName {
  const local = address.split('@')[0]?.replace(/\+.*$/, '') ?? '';
  const words = local.split(/[._-]+/).filter((word) => /^\p{L}{2,}$/u.test(word));
  if (roleAddress.test(local) || words.length < 2) return { firstName: '', lastName: '' };
  return fromWords(words.map(cased), false);
}

/**
 * First and last name of somebody as mail shows them. `Kovács, Bence` and `KOVÁCS Bence` are Bence
 * Kovács everywhere; `Kovács Bence` is where the given name is a Hungarian one, and without such a
 * sign where people write surnames first.
 * @param language of the mailbox, BCP 47
 */
export function personName(display: string, address: string, language: string): PersonName {
  const plain = plainName(display);
  if (plain === '' || plain.includes('@') || isCompany(plain)) return fromAddress(address);
  const isHungarian = /^hu\b/i.test(language) || /\.hu$/i.test(domainOf(address));
  const [before = [], ...after] = plain.split(',').map((part) => wordsOf(part.trim()));
  const rest = after.flat();
  if (before.length > 0 && rest.length > 0) {
    return { lastName: tidy(before), firstName: tidy(rest) };
  }
  const words = [...before, ...rest];
  return words.length === 0 ? fromAddress(address) : fromWords(words, isHungarian);
}
