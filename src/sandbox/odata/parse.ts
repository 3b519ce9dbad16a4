import type { Expression, PathSegment, QueryOptions } from './ast.ts';
import { ODataSyntaxError } from './errors.ts';
import { readExpression } from './expression.ts';
import { parseLiteral, readLiteral, readNamed } from './literal.ts';
import { parseOptions } from './options.ts';
import { Scanner } from './scanner.ts';

export { ODataSyntaxError } from './errors.ts';
export { parseLiteral };

function decode(text: string): string {
  let decoded: string;
  try {
    decoded = decodeURIComponent(text);
  } catch {
    throw new ODataSyntaxError(`The percent-encoding of '${text}' is broken.`, 0);
  }
  // PostgreSQL has no NUL in texts.
  if (decoded.includes('\0')) throw new ODataSyntaxError('A URL cannot hold the NUL character.', 0);
  return decoded;
}

/** A `+` is a blank in a query (as the .NET OData library reads it); `%2B` is the plus sign. */
const decodeQuery = (text: string): string => decode(text.replaceAll('+', ' '));

function queryPairs(query: string): [string, string][] {
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      const [name, value] =
        equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
      return [decodeQuery(name), decodeQuery(value)];
    });
}

/** Splits at slashes outside parentheses; a quoted key may hold slashes and parentheses. */
function splitPath(path: string): string[] {
  const segment = /(?:[^/(]|\((?:'[^']*'|[^)'])*\)|\()+/g;
  return path.replaceAll(/%27/gi, "'").match(segment) ?? [];
}

function parseSegment(raw: string, aliases: Record<string, string>): PathSegment {
  const text = decode(raw);
  const match = /^([^(]+)\(([^]*)\)$/.exec(text);
  if (!match?.[1]) return { name: text };
  const name = match[1];
  const scanner = new Scanner(text, aliases);
  scanner.position = name.length;
  scanner.expect('(');
  const segment = scanner.peek(/[\w.]+\s*=|\)/y)
    ? { name, named: readNamed(scanner) }
    : { name, key: readLiteral(scanner) ?? scanner.fail('Expression expected') };
  if (segment.key) scanner.expect(')');
  return scanner.isAtEnd ? segment : scanner.fail('Syntax error');
}

/** Settings that differ between the two servers. */
export interface ParseSettings {
  /** Graph takes `filter=` for `$filter=`. */
  isDollarOptional?: boolean;
}

/**
 * Reads a URL below the service root: percent-encoded, with or without a leading slash, with its
 * query. Throws {@link ODataSyntaxError}.
 */
export function parseResource(
  url: string,
  settings: ParseSettings = {},
): { path: PathSegment[]; query: QueryOptions } {
  const mark = url.indexOf('?');
  const pairs = mark < 0 ? [] : queryPairs(url.slice(mark + 1));
  const aliases = Object.fromEntries(pairs.filter(([name]) => name.startsWith('@')));
  const path = splitPath(mark < 0 ? url : url.slice(0, mark));
  return {
    path: path.map((segment) => parseSegment(segment, aliases)),
    query: parseOptions(pairs, aliases, settings.isDollarOptional ?? false),
  };
}

/** Reads a decoded `$filter`; `aliases` are the values of `@p` by name. Throws {@link ODataSyntaxError}. */
export function parseFilter(text: string, aliases: Record<string, string> = {}): Expression {
  const scanner = new Scanner(text, aliases);
  const expression = readExpression(scanner);
  scanner.blanks();
  return scanner.isAtEnd ? expression : scanner.fail('Syntax error');
}
