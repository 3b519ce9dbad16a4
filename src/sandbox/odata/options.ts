import type { ExpandItem, QueryOptions } from './ast.ts';
import { readTransformations } from './apply.ts';
import { readExpression, readOrder } from './expression.ts';
import { Scanner } from './scanner.ts';

type Reader = (scanner: Scanner, options: QueryOptions, name: string) => void;

/** The rest of the option: to the end, or inside an $expand item to the `;` or `)` that ends it. */
function readText(scanner: Scanner, isNested: boolean): string {
  const pattern = isNested ? /(?:"[^"]*"|'[^']*'|[^;)'"])*/y : /[^]*/y;
  return (scanner.take(pattern)?.[0] ?? '').trim();
}

const whole = (scanner: Scanner): string => readText(scanner, false);

function readSelect(scanner: Scanner): string[] {
  const names: string[] = [];
  scanner.blanks();
  while (!scanner.isAtEnd && !scanner.peek(/[;)]/y)) {
    names.push(scanner.take(/[^,;()\s]+/y)?.[0] ?? scanner.fail('Term expected'));
    if (!scanner.skip(',')) break;
  }
  return names;
}

function readCount(scanner: Scanner): number {
  const digits = scanner.take(/\s*(\d+)\s*/y)?.[1];
  return digits === undefined ? scanner.fail('A digit was expected') : Number(digits);
}

function readFlag(scanner: Scanner): boolean {
  const word = scanner.take(/\s*(true|false)\s*/iy)?.[1];
  return word === undefined
    ? scanner.fail("'true' or 'false' expected")
    : word.toLowerCase() === 'true';
}

function readExpand(scanner: Scanner): ExpandItem[] {
  const items: ExpandItem[] = [];
  scanner.blanks();
  do {
    const written = scanner.take(/[^,;()\s]+/y)?.[0] ?? scanner.fail('Term expected');
    const [, path = written, suffix] = /^(.+)\/(\$ref|\$count)$/.exec(written) ?? [];
    items.push({
      path,
      ...(suffix && { suffix: suffix as '$ref' | '$count' }),
      options: scanner.skip('(') ? scanner.nest(() => readNestedOptions(scanner)) : { custom: {} },
    });
  } while (scanner.skip(','));
  return items;
}

function readLevels(scanner: Scanner): number | 'max' {
  return scanner.take(/\s*max\s*/y) ? 'max' : readCount(scanner);
}

const readers: Record<string, Reader> = {
  filter: (scanner, options) => void (options.filter = readExpression(scanner)),
  select: (scanner, options) => void (options.select = readSelect(scanner)),
  expand: (scanner, options) => void (options.expand = readExpand(scanner)),
  orderby: (scanner, options) => void (options.orderby = readOrder(scanner)),
  top: (scanner, options) => void (options.top = readCount(scanner)),
  skip: (scanner, options) => void (options.skip = readCount(scanner)),
  count: (scanner, options) => void (options.count = readFlag(scanner)),
  apply: (scanner, options) => void (options.apply = readTransformations(scanner)),
  levels: (scanner, options) => void (options.levels = readLevels(scanner)),
};

/** Options kept as the text they are. */
const texts = ['search', 'skiptoken', 'deltatoken'] as const;
const isText = (name: string): name is (typeof texts)[number] =>
  (texts as readonly string[]).includes(name);

/** Options of one $expand item, up to the closing parenthesis. */
function readNestedOptions(scanner: Scanner): QueryOptions {
  const options: QueryOptions = { custom: {} };
  if (scanner.skip(')')) return options;
  do {
    const name =
      scanner.take(/\$?(\w+)\s*=/y)?.[1]?.toLowerCase() ?? scanner.fail('Query option expected');
    const reader = readers[name];
    if (reader) reader(scanner, options, name);
    else if (isText(name)) options[name] = readText(scanner, true);
    else options.custom[`$${name}`] = readText(scanner, true);
  } while (scanner.skip(';'));
  scanner.expect(')');
  return options;
}

function readOption(name: string, scanner: Scanner, options: QueryOptions): void {
  const reader = readers[name];
  if (!reader) {
    if (isText(name)) options[name] = whole(scanner);
    return;
  }
  reader(scanner, options, name);
  scanner.blanks();
  if (!scanner.isAtEnd) scanner.fail('Syntax error');
}

const isKnown = (name: string): boolean => name in readers || isText(name);

/**
 * Reads the query options of a request from decoded name/value pairs. Names of system options are
 * taken in any case, without `$` only where `isDollarOptional`. Others land in `custom`.
 */
export function parseOptions(
  pairs: [string, string][],
  aliases: Record<string, string>,
  isDollarOptional: boolean,
): QueryOptions {
  const options: QueryOptions = { custom: {} };
  for (const [name, value] of pairs) {
    const isSystem = name.startsWith('$') || isDollarOptional;
    const bare = name.replace(/^\$/, '').toLowerCase();
    if (isSystem && isKnown(bare)) readOption(bare, new Scanner(value, aliases), options);
    else if (!name.startsWith('@')) options.custom[name] = value;
  }
  return options;
}
