/** Small letters without accents: `arpad` finds `Árpád`. */
export const fold = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase('en');

const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** A word is looked for in all texts; one of digits also in numbers written with spaces. */
const hasWord = (texts: string, digits: string, word: string): boolean => {
  if (texts.includes(word)) return true;
  const number = /^[+\d()/.-]{3,}$/.test(word) ? digitsOf(word) : '';
  return number.length >= 3 && digits.includes(number);
};

/** Whether every word of `query` is somewhere in `texts` (C-06); empty queries fit everything. */
export function fits(query: string, texts: readonly string[]): boolean {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const all = fold(texts.join('\n'));
  const digits = texts.map(digitsOf).join(' ');
  const number = digitsOf(query);
  const isNumber = /^[+\d\s()/.-]{3,}$/.test(query.trim()) && number.length >= 3;
  if (isNumber && digits.includes(number)) return true;
  return words.every((word) => hasWord(all, digits, word));
}

/** Sorts by name as the language does; a nameless one comes last. */
export function sortByName<T extends { name: string }>(items: readonly T[], language: string): T[] {
  const { compare } = new Intl.Collator(language, { sensitivity: 'base', numeric: true });
  return items.toSorted(
    (a, b) => Number(a.name === '') - Number(b.name === '') || compare(a.name, b.name),
  );
}

export interface Letter {
  letter: string;
  /** Index of the first item under it. */
  at: number;
}

/** Where each first letter begins in a sorted list. */
export function lettersOf(items: readonly { name: string }[]): Letter[] {
  const letters: Letter[] = [];
  items.forEach(({ name }, at) => {
    const first = fold(/^./u.exec(name.trim())?.[0] ?? '').toUpperCase();
    const letter = /^\p{L}$/u.test(first) ? first : '#';
    if (letters.every((known) => known.letter !== letter)) letters.push({ letter, at });
  });
  return letters;
}
