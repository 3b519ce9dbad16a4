const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const kinds = {
  contains: ['', ''],
  startswith: ['^', ''],
  endswith: ['', '$'],
} as const;

export type LikeKind = keyof typeof kinds;

export const isLikeKind = (name: string): name is LikeKind => name in kinds;

const wildcard = /%|_|\[(\^?)([^\]]+)\]/g;

/** `[a-c]` as a class; one whose range runs backwards is taken as it is written. */
function characterClass(written: string, not: string, set: string): string {
  const pattern = `[${not}${set.replace(/[\\[\]^]/g, '\\$&')}]`;
  try {
    new RegExp(pattern);
    return pattern;
  } catch {
    return literally(written);
  }
}

/** `%`, `_`, `[a-c]`, `[^x]` as SQL Server's LIKE reads them, as a regular expression. */
function translate(text: string): string {
  let pattern = '';
  let end = 0;
  for (const match of text.matchAll(wildcard)) {
    pattern += literally(text.slice(end, match.index));
    end = match.index + match[0].length;
    if (match[0] === '%') pattern += '.*';
    else if (match[0] === '_') pattern += '.';
    else pattern += characterClass(match[0], match[1] ?? '', match[2] ?? '');
  }
  return pattern + literally(text.slice(end));
}

/** A PostgreSQL regular expression for `contains`, `startswith` or `endswith`. */
export function likePattern(kind: LikeKind, text: string, hasWildcards: boolean): string {
  const [before, after] = kinds[kind];
  return before + (hasWildcards ? translate(text) : literally(text)) + after;
}

/** A PostgreSQL regular expression for SQL Server's `LIKE`: the whole text matches. */
export const wholePattern = (text: string): string => `^${translate(text)}$`;
