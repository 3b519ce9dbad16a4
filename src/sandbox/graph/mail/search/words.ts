/** Marks of letters; Exchange finds `kérem` by `kerem`. */
const marks = /\p{M}+/gu;
const letters: Record<string, string> = { ß: 'ss', æ: 'ae', ø: 'o', đ: 'd', ł: 'l', œ: 'oe' };

/** Words of a text as the index has them: small letters without marks, digits. */
export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replaceAll(marks, '')
    .toLowerCase()
    .replaceAll(/[ßæøđłœ]/g, (letter) => letters[letter] ?? letter)
    .match(/[\p{L}\p{N}]+/gu) ?? [];
