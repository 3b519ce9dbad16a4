import { sql, type RawBuilder } from 'kysely';
import type { SearchNode } from '../../odata/search.ts';

type Term = Extract<SearchNode, { kind: 'term' }>;

const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Any one letter may be another: one mistake per word. */
const nearly = (word: string): string =>
  Array.from({ length: word.length }, (_, place) => {
    const before = literally(word.slice(0, place));
    const [rest, after] = [literally(word.slice(place)), literally(word.slice(place + 1))];
    return `${before}.?${after}|${before}.${rest}`;
  }).join('|');

const alphanumeric = /[\p{L}\p{N}]/u;

/** The part of a regular expression that finds a term, without its boundaries. */
function core({ text, match }: Term): string {
  if (match === 'pattern') return text.toLowerCase();
  if (match === 'fuzzy') return `(?:${nearly(text.toLowerCase())})`;
  return literally(text.toLowerCase()).replaceAll(/\s+/g, '\\s+');
}

/** Where a term's match begins and ends in a word, for JavaScript. */
function bounded(term: Term): string {
  const isWordLike = (text: string | undefined): boolean => alphanumeric.test(text ?? '');
  const start = isWordLike(term.text.at(0)) ? '(?<![\\p{L}\\p{N}])' : '';
  const isOpen = term.match === 'prefix' || !isWordLike(term.text.at(-1));
  return `${start}${core(term)}${isOpen ? '' : '(?![\\p{L}\\p{N}])'}`;
}

/** What both JavaScript and PostgreSQL read alike. */
const safePattern = /^[\p{L}\p{N}\s.*+?[\]()|@_-]*$/u;

/** A regular expression that finds the term in a text; undefined for a broken one of the caller's. */
export function finder(term: Term): RegExp | undefined {
  if (term.match === 'pattern' && !safePattern.test(term.text)) return undefined;
  try {
    return new RegExp(bounded(term), 'giu');
  } catch {
    return undefined;
  }
}

/** The same for PostgreSQL, over text in lower case. */
function databasePattern(term: Term): string {
  const start = alphanumeric.test(term.text.at(0) ?? '') ? '\\m' : '';
  const isOpen = term.match === 'prefix' || !alphanumeric.test(term.text.at(-1) ?? '');
  return `${start}${core(term)}${isOpen ? '' : '\\M'}`;
}

const likeText = (text: string): string => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;

/** Terms of a search that a hit may show; what must not be there is none. */
export function termsOf(node: SearchNode): Term[] {
  if (node.kind === 'term') return [node];
  return node.kind === 'not' ? [] : node.nodes.flatMap(termsOf);
}

/** The same search with words that only need to begin, or (`fuzzy`) to be like, those given. */
export function loosened(node: SearchNode, match: 'prefix' | 'fuzzy'): SearchNode {
  if (node.kind === 'term') return node.match === 'word' ? { ...node, match } : node;
  if (node.kind === 'not') return node;
  return { ...node, nodes: node.nodes.map((one) => loosened(one, match)) };
}

/** A term in one text column. The first condition is what the index of parts of words serves. */
function inColumn(term: Term, column: RawBuilder<unknown>): RawBuilder<boolean> {
  const text = sql`lower(${column})`;
  const pattern = sql<boolean>`${text} ~ ${databasePattern(term)}`;
  const isLiteral = term.match !== 'fuzzy' && term.match !== 'pattern' && !/\s/.test(term.text);
  return isLiteral
    ? sql`(${text} like ${likeText(term.text.toLowerCase())} and ${pattern})`
    : pattern;
}

/** A search as a SQL condition over the columns by name. */
export function compileSearch(
  node: SearchNode,
  columns: ReadonlyMap<string, RawBuilder<unknown>>,
): RawBuilder<boolean> {
  if (node.kind === 'not') return sql`(${compileSearch(node.node, columns)}) is not true`;
  if (node.kind !== 'term') {
    const parts = node.nodes.map((one) => compileSearch(one, columns));
    return sql`(${sql.join(parts, node.kind === 'and' ? sql` and ` : sql` or `)})`;
  }
  const wanted = [...columns].filter(
    ([name]) => node.property === undefined || node.property.toLowerCase() === name,
  );
  if (wanted.length === 0 || !finder(node)) return sql`false`;
  return sql`(${sql.join(
    wanted.map(([, column]) => inColumn(node, column)),
    sql` or `,
  )})`;
}
