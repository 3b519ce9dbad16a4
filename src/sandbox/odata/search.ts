import { ODataSyntaxError } from './errors.ts';
import { Scanner } from './scanner.ts';

/** What a `$search` or a search of Dataverse asks for. */
export type SearchNode =
  | { kind: 'and' | 'or'; nodes: SearchNode[] }
  | { kind: 'not'; node: SearchNode }
  | {
      kind: 'term';
      text: string;
      /** A whole word, a word's beginning, words in order, a similar word, a regular expression. */
      match: 'word' | 'prefix' | 'phrase' | 'fuzzy' | 'pattern';
      /** `from:ada` names the property. */
      property?: string;
    };

/**
 * `odata`: AND OR NOT, quotes, parentheses, property names. `simple`: `+ | -`. `lucene`: the words
 * and signs of both, `~`, `^`, regular expressions between slashes.
 */
export type SearchSyntax = 'odata' | 'simple' | 'lucene';

interface Reader {
  scanner: Scanner;
  syntax: SearchSyntax;
  /** What terms side by side mean. */
  side: 'and' | 'or';
}

const words: Record<SearchSyntax, { and: RegExp; or: RegExp; not: RegExp }> = {
  odata: { and: /AND(?=[\s(])/y, or: /OR(?=[\s(])/y, not: /NOT(?=[\s(])|-(?=\S)/y },
  simple: { and: /\+/y, or: /\|/y, not: /-(?=\S)/y },
  lucene: {
    and: /AND(?=[\s(])|&&|\+/y,
    or: /OR(?=[\s(])|\|\|/y,
    not: /NOT(?=[\s(])|[!-](?=\S)/y,
  },
};

const unescape = (text: string): string => text.replaceAll(/\\(.)/g, '$1');

function readPattern({ scanner, syntax }: Reader): SearchNode | undefined {
  const pattern = syntax === 'lucene' && scanner.take(/\/((?:[^/\\]|\\.)+)\//y)?.[1];
  return pattern ? { kind: 'term', text: pattern, match: 'pattern' } : undefined;
}

function readPhrase({ scanner }: Reader): SearchNode | undefined {
  const phrase = scanner.take(/"((?:[^"\\]|\\.)*)"(?:~\d*)?/y)?.[1];
  return phrase === undefined
    ? undefined
    : { kind: 'term', text: unescape(phrase), match: 'phrase' };
}

/** What may end a word beside blanks and brackets. */
const bare: Record<SearchSyntax, RegExp> = {
  odata: /(?:\\.|[^\s()"\\])+/y,
  simple: /(?:\\.|[^\s()"\\+|])+/y,
  lucene: /(?:\\.|[^\s()"\\+|&^~])+/y,
};

function readWord(reader: Reader): SearchNode {
  const { scanner, syntax } = reader;
  const written = scanner.take(bare[syntax])?.[0] ?? scanner.fail('Expression expected');
  const property = syntax === 'simple' ? undefined : /^(\w+):$/.exec(written)?.[1];
  if (property) return named(readTerm(reader), property);
  const [, scope, rest = written] =
    (syntax === 'simple' ? null : /^(\w+):(.+)$/.exec(written)) ?? [];
  const isFuzzy = scanner.take(/~\d*/y) !== null;
  scanner.take(/\^\d+(?:\.\d+)?/y);
  const isPrefix = rest.endsWith('*') && !rest.endsWith('\\*');
  const text = unescape(isPrefix ? rest.slice(0, -1) : rest);
  const match = isPrefix ? 'prefix' : isFuzzy ? 'fuzzy' : 'word';
  return { kind: 'term', text, match, ...(scope && { property: scope }) };
}

function named(node: SearchNode, property: string): SearchNode {
  if (node.kind === 'term') return { ...node, property };
  if (node.kind === 'not') return { kind: 'not', node: named(node.node, property) };
  return { ...node, nodes: node.nodes.map((one) => named(one, property)) };
}

function readTerm(reader: Reader): SearchNode {
  const { scanner } = reader;
  scanner.blanks();
  if (scanner.skip('(')) {
    const inner = scanner.nest(() => readOr(reader));
    scanner.expect(')');
    return inner;
  }
  return readPattern(reader) ?? readPhrase(reader) ?? readWord(reader);
}

function readNot(reader: Reader): SearchNode {
  const { scanner, syntax } = reader;
  scanner.blanks();
  return scanner.take(words[syntax].not)
    ? { kind: 'not', node: scanner.nest(() => readNot(reader)) }
    : readTerm(reader);
}

const isEnd = ({ scanner }: Reader): boolean => {
  scanner.blanks();
  return scanner.isAtEnd || scanner.peek(/\)/y) !== null;
};

const joined = (kind: 'and' | 'or', nodes: SearchNode[]): SearchNode => {
  const [only] = nodes;
  return only && nodes.length === 1 ? only : { kind, nodes };
};

function readAnd(reader: Reader): SearchNode {
  const { scanner, syntax } = reader;
  // A sign before the first term says nothing new.
  if (syntax !== 'odata') scanner.take(/\s*\+/y);
  const nodes = [readNot(reader)];
  while (!isEnd(reader) && scanner.take(words[syntax].and)) nodes.push(readNot(reader));
  return joined('and', nodes);
}

function readOr(reader: Reader): SearchNode {
  const { scanner, syntax, side } = reader;
  let nodes = [readAnd(reader)];
  while (!isEnd(reader)) {
    const isOr = scanner.take(words[syntax].or) !== null;
    const next = readAnd(reader);
    if (isOr || side === 'or') nodes.push(next);
    else nodes = [...nodes.slice(0, -1), joined('and', [nodes.at(-1) ?? next, next])];
  }
  return joined('or', nodes);
}

/**
 * Reads a search expression. Terms side by side are joined by `side`: all in OData, any in
 * Dataverse's search. Throws {@link ODataSyntaxError}.
 */
export function parseSearch(
  text: string,
  syntax: SearchSyntax = 'odata',
  side: 'and' | 'or' = 'and',
): SearchNode {
  if (text.trim() === '') throw new ODataSyntaxError('The search expression is empty.', 0);
  const scanner = new Scanner(text);
  const node = readOr({ scanner, syntax, side });
  return scanner.isAtEnd ? node : scanner.fail('Syntax error');
}
