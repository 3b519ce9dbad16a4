import type { Literal } from './ast.ts';
import { Scanner } from './scanner.ts';

const guid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\w-])/iy;
const date = /-?\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?(?![\w-])/iy;
const time = /\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?![\w:])/y;
const duration = /duration'(-?P(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?)'/y;
const number = /[+-]?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?|inf\b|nan\b)[dfml]?(?![\w.-])/iy;
const keyword = /(?:true|false|null)(?!\w)/y;

const unquote = (text: string): string => text.slice(1, -1).replaceAll("''", "'");

/** A text; of an enumeration's value (`Namespace.Type'Value'`) the value. */
function quoted(scanner: Scanner): string | undefined {
  const single = scanner.take(/(?:\w+\.[\w.]+)?('(?:[^']|'')*')/y)?.[1];
  if (single !== undefined) return unquote(single);
  const double = scanner.take(/"(?:[^"\\]|\\.)*"/y);
  return double ? (JSON.parse(double[0]) as string) : undefined;
}

const keywords: Record<string, Literal> = {
  true: { kind: 'boolean', value: true },
  false: { kind: 'boolean', value: false },
  null: { kind: 'null' },
};

/** A JSON value; its texts may be in single quotes, as documented samples write them. */
function json(scanner: Scanner): Literal {
  const start = scanner.position;
  let depth = 0;
  let text = '';
  do {
    const part = scanner.take(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^"'{}[\]]+|[{}[\]]/y)?.[0];
    if (part === undefined) return scanner.fail('Unfinished JSON value');
    text += part.startsWith("'") ? JSON.stringify(unquote(part)) : part;
    if (part === '{' || part === '[') depth += 1;
    if (part === '}' || part === ']') depth -= 1;
  } while (depth > 0);
  try {
    return { kind: 'json', value: JSON.parse(text) };
  } catch {
    scanner.position = start;
    return scanner.fail('Invalid JSON value');
  }
}

/** The literals up to the closing bracket; the opening one is already read. */
export function readList(scanner: Scanner, close: string): Literal[] {
  const items: Literal[] = [];
  if (scanner.skip(close)) return items;
  do {
    items.push(readLiteral(scanner) ?? scanner.fail('Expression expected'));
  } while (scanner.skip(','));
  scanner.expect(close);
  return items;
}

function alias(scanner: Scanner): Literal | undefined {
  const name = scanner.take(/@\w+/y)?.[0];
  if (!name) return undefined;
  const value = scanner.aliases[name];
  if (value === undefined) scanner.fail(`No value for the parameter alias '${name}'`);
  return parseLiteral(value);
}

/** The constants that look like texts or numbers but are neither. */
function special(scanner: Scanner): Literal | undefined {
  const id = scanner.take(guid)?.[0];
  if (id) return { kind: 'guid', value: id.toLowerCase() };
  const day = scanner.take(date)?.[0];
  if (day) return { kind: 'date', value: day };
  const clock = scanner.take(time)?.[0];
  if (clock) return { kind: 'time', value: clock };
  const span = scanner.take(duration)?.[1];
  return span ? { kind: 'duration', value: span } : undefined;
}

/** The constant that starts here, or undefined if none does. */
export function readLiteral(scanner: Scanner): Literal | undefined {
  const other = special(scanner);
  if (other) return other;
  const text = quoted(scanner);
  if (text !== undefined) return { kind: 'string', value: text };
  if (scanner.peek(/\{|\[\s*[{[]/y)) return json(scanner);
  if (scanner.skip('[')) return { kind: 'list', items: readList(scanner, ']') };
  const figure = scanner.take(number)?.[0];
  if (figure) return { kind: 'number', value: Number.parseFloat(figure) };
  const word = scanner.take(keyword)?.[0];
  return word ? keywords[word] : alias(scanner);
}

/** Reads a text that is one constant. Throws {@link ODataSyntaxError}. */
export function parseLiteral(text: string, aliases: Record<string, string> = {}): Literal {
  const scanner = new Scanner(text, aliases);
  scanner.blanks();
  const literal = readLiteral(scanner) ?? scanner.fail('Expression expected');
  scanner.blanks();
  return scanner.isAtEnd ? literal : scanner.fail('Syntax error');
}

/** `Name=value,Other=value` up to the closing parenthesis; the opening one is already read. */
export function readNamed(scanner: Scanner): Record<string, Literal> {
  const named: Record<string, Literal> = {};
  if (scanner.skip(')')) return named;
  do {
    const name = scanner.take(/[\w.]+/y)?.[0] ?? scanner.fail('Expression expected');
    scanner.expect('=');
    named[name] = readLiteral(scanner) ?? scanner.fail('Expression expected');
  } while (scanner.skip(','));
  scanner.expect(')');
  return named;
}
