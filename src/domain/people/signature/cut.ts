/** Where the mail this one answers begins: quoted lines, headers, "on … wrote". */
const quoted = [
  /^\s*>/,
  /^\s*-{2,}\s*(?:original message|eredeti üzenet|forwarded message|továbbított üzenet|ursprüngliche nachricht)/iu,
  /^\s*(?:\*?(?:from|feladó|von|de)\*?\s*:)\s*\S/iu,
  /^\s*_{10,}\s*$/,
  /^\s*(?:on|am|le)\b.{5,120}\b(?:wrote|schrieb|a écrit)\s*:?\s*$/iu,
  /\bezt írta\b.*:?\s*$/iu,
  /^\s*.{3,100}\s(?:időpont|dátum):.*$/iu,
];

/** What follows a signature without being part of it. */
const after = [
  /\b(?:confidential|privileged|intended (?:solely|only) for|disclaimer)\b/iu,
  /\b(?:bizalmas|kizárólag a címzett|jogi nyilatkozat|tájékoztatjuk, hogy)\b/iu,
  /\b(?:consider the environment|before printing|nyomtatás előtt|környezet)\b/iu,
  /^\s*(?:sent from my|get outlook for|elküldve az? |az iphone-omról|az outlook .* letöltése)/iu,
  /\b(?:unsubscribe|leiratkoz)/iu,
];

const closing =
  /^\s*(?:(?:with )?(?:kind|best|warm|many)?\s*(?:regards|wishes)|best|cheers|thanks(?: and .*)?|thank you|sincerely|yours (?:sincerely|faithfully|truly)|br|rgds|regards|(?:szívélyes )?üdvözlettel|üdv(?:özlet)?|üdvözöl|köszönettel|köszönöm(?: szépen)?|tisztelettel|minden jót|szép napot|mit freundlichen grüßen|mfg|viele grüße)\s*[,.!:–-]*\s*$/iu;

const delimiter = /^--\s*$/;

/** The longest signature worth reading, in lines, and its longest line, in characters. */
const longest = 16;
const longestLine = 160;
/** A newest message longer than that has its end elsewhere. */
const mostLines = 2_000;

const firstMatch = (lines: readonly string[], patterns: readonly RegExp[]): number => {
  const at = lines.findIndex((line) => patterns.some((pattern) => pattern.test(line)));
  return at < 0 ? lines.length : at;
};

const lastMatch = (lines: readonly string[], matches: (line: string) => boolean): number =>
  lines.findLastIndex((line) => matches(line));

const has = (line: string, words: readonly string[]): boolean => {
  const text = line.toLocaleLowerCase();
  return words.length > 0 && words.every((word) => text.includes(word.toLocaleLowerCase()));
};

/** Where the signature begins: after `--`, after a closing, at the name, else near the end. */
function startOf(lines: readonly string[], nameWords: readonly string[]): number {
  const mark = lines.findIndex((line) => delimiter.test(line));
  if (mark >= 0) return mark + 1;
  const closed = lastMatch(lines, (line) => closing.test(line));
  if (closed >= 0) return closed + 1;
  const named = lastMatch(lines, (line) => line.length < 80 && has(line, nameWords));
  return named >= 0 ? named : Math.max(0, lines.length - 8);
}

/**
 * The lines of a mail's signature, without blank ones: of the newest message alone, before what the
 * company adds to every mail.
 */
export function signatureLines(text: string, name: string): string[] {
  const all = text
    .split(/\r?\n/, mostLines)
    .map((line) => line.replaceAll('\u00a0', ' ').slice(0, longestLine));
  const own = all.slice(0, firstMatch(all, quoted));
  const nameWords = name.split(/[\s,.]+/).filter((word) => word.length > 2);
  const rest = own.slice(startOf(own, nameWords));
  const lines = rest.slice(0, firstMatch(rest, after)).map((line) => line.trim());
  return lines.filter((line) => line !== '').slice(0, longest);
}
