import type {
  ArithmeticOperator,
  ComparisonOperator,
  Expression,
  Literal,
  OrderItem,
} from './ast.ts';
import { readList, readLiteral, readNamed } from './literal.ts';
import type { Scanner } from './scanner.ts';

type Call = Extract<Expression, { kind: 'call' }>;
type Lambda = Extract<Expression, { kind: 'lambda' }>;

const identifier = /[$\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*/uy;

function readLambda(scanner: Scanner, collection: string[], quantifier: string): Lambda {
  const node = { kind: 'lambda', quantifier: quantifier === 'any' ? 'any' : 'all' } as const;
  if (scanner.skip(')')) return { ...node, collection, variable: '', predicate: null };
  const variable = scanner.take(/\w+/y)?.[0] ?? scanner.fail('Expression expected');
  scanner.expect(':');
  const predicate = scanner.nest(() => readExpression(scanner));
  scanner.expect(')');
  return { ...node, collection, variable, predicate };
}

function readArguments(scanner: Scanner): Expression[] {
  const list: Expression[] = [];
  if (scanner.skip(')')) return list;
  do list.push(scanner.nest(() => readExpression(scanner)));
  while (scanner.skip(','));
  if (!scanner.skip(')')) scanner.fail("')' or ',' expected");
  return list;
}

function readCall(scanner: Scanner, written: string): Call {
  const name = written.includes('.') ? written : written.toLowerCase();
  const isNamed = scanner.peek(/[\w.]+\s*=/y) !== null;
  return isNamed
    ? { kind: 'call', name, arguments: [], named: readNamed(scanner) }
    : { kind: 'call', name, arguments: readArguments(scanner), named: {} };
}

function readMember(scanner: Scanner): Expression {
  const segments: string[] = [];
  do {
    const name = scanner.take(identifier)?.[0] ?? scanner.fail('Expression expected');
    if (scanner.take(/\s*\(\s*/y)) {
      const quantifier = name.toLowerCase();
      const isLambda = segments.length > 0 && (quantifier === 'any' || quantifier === 'all');
      if (isLambda) return readLambda(scanner, segments, quantifier);
      if (segments.length === 0) return readCall(scanner, name);
      if (!name.includes('.')) scanner.fail(`The function '${name}' of a property, Syntax error`);
      return { ...readCall(scanner, name), of: segments };
    }
    segments.push(name);
  } while (scanner.take(/\//y));
  return { kind: 'path', segments };
}

/** An alias may stand for a property: `contains(@p1,'x')&@p1=fullname`. */
function aliasedPath(scanner: Scanner): Expression | undefined {
  const name = scanner.peek(/@\w+/y)?.[0] ?? '';
  const value = scanner.aliases[name];
  if (value === undefined || !/^[\p{L}_][\p{L}\p{N}_/]*$/u.test(value)) return undefined;
  if (/^(?:true|false|null)$/.test(value)) return undefined;
  scanner.position += name.length;
  return { kind: 'path', segments: value.split('/') };
}

function readPrimary(scanner: Scanner): Expression {
  scanner.blanks();
  if (scanner.skip('(')) {
    const inner = scanner.nest(() => readExpression(scanner));
    if (!scanner.skip(')')) scanner.fail("')' or operator expected");
    return inner;
  }
  const alias = scanner.peek(/@\w+/y) && aliasedPath(scanner);
  if (alias) return alias;
  const literal = readLiteral(scanner);
  if (literal) return { kind: 'literal', literal };
  // `-x`; a number's own sign is already read.
  if (scanner.take(/-\s*/y))
    return { kind: 'negate', operand: scanner.nest(() => readPrimary(scanner)) };
  return readMember(scanner);
}

/** A left-associative chain of arithmetic operators. */
function chain(scanner: Scanner, operators: RegExp, next: typeof readPrimary): Expression {
  let left = next(scanner);
  for (;;) {
    const operator = scanner.take(operators)?.[1] as ArithmeticOperator | undefined;
    if (!operator) return left;
    left = { kind: 'arithmetic', operator, left, right: next(scanner) };
  }
}

const readProduct = (scanner: Scanner): Expression =>
  chain(scanner, /\s*(?<=[\s)])(mul|divby|div|mod)(?=[\s(])\s*/y, readPrimary);
const readSum = (scanner: Scanner): Expression =>
  chain(scanner, /\s*(?<=[\s)])(add|sub)(?=[\s(])\s*/y, readProduct);

/** `('a','b')`, `['a','b']` or an alias of either. */
function readSet(scanner: Scanner): Literal[] {
  if (scanner.skip('(')) return readList(scanner, ')');
  const literal = readLiteral(scanner);
  return literal?.kind === 'list' ? literal.items : scanner.fail("'(' expected");
}

function readComparison(scanner: Scanner): Expression {
  const left = readSum(scanner);
  const operator = scanner.take(/\s*(?<=[\s)'"\]])(eq|ne|gt|ge|lt|le)(?=[\s(]|$)\s*/y)?.[1];
  if (operator) {
    const right = readSum(scanner);
    return { kind: 'compare', operator: operator as ComparisonOperator, left, right };
  }
  if (scanner.take(/\s*(?<=[\s)])in(?=[\s([@])\s*/y)) {
    return { kind: 'in', operand: left, list: readSet(scanner) };
  }
  if (!scanner.take(/\s*(?<=[\s)])has\s+/y)) return left;
  const flag = readLiteral(scanner) ?? scanner.fail('Expression expected');
  return { kind: 'has', operand: left, flag };
}

function readNot(scanner: Scanner): Expression {
  scanner.blanks();
  return scanner.take(/not(?=[\s(])\s*/y)
    ? { kind: 'not', operand: scanner.nest(() => readNot(scanner)) }
    : readComparison(scanner);
}

function readAnd(scanner: Scanner): Expression {
  let left = readNot(scanner);
  while (scanner.take(/\s*(?<=[\s)\]'"])and(?=[\s(]|$)\s*/y))
    left = { kind: 'and', left, right: readNot(scanner) };
  return left;
}

/**
 * Reads one expression. From loose to close: `or`, `and`, `not`, comparisons, `add sub`,
 * `mul div mod`, the minus sign. Throws `ODataSyntaxError`.
 */
export function readExpression(scanner: Scanner): Expression {
  let left = readAnd(scanner);
  while (scanner.take(/\s*(?<=[\s)\]'"])or(?=[\s(]|$)\s*/y))
    left = { kind: 'or', left, right: readAnd(scanner) };
  return left;
}

/** Reads `name desc,address/city`. */
export function readOrder(scanner: Scanner): OrderItem[] {
  const items: OrderItem[] = [];
  do {
    const expression = readExpression(scanner);
    const direction = scanner.take(/\s*(?<=[\s)])(asc|desc)\b/y)?.[1];
    items.push({ expression, descending: direction === 'desc' });
  } while (scanner.skip(','));
  return items;
}
