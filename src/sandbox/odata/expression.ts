import type { ComparisonOperator, Expression, OrderItem } from './ast.ts';
import { readList, readLiteral, readNamed } from './literal.ts';
import type { Scanner } from './scanner.ts';

type Lambda = Extract<Expression, { kind: 'lambda' }>;

const identifier = /[$\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*/uy;

function readLambda(scanner: Scanner, collection: string[], quantifier: string): Lambda {
  const node = { kind: 'lambda', quantifier: quantifier === 'any' ? 'any' : 'all' } as const;
  if (scanner.skip(')')) return { ...node, collection, variable: '', predicate: null };
  const variable = scanner.take(/\w+/y)?.[0] ?? scanner.fail('a range variable expected');
  scanner.expect(':');
  const predicate = readExpression(scanner);
  scanner.expect(')');
  return { ...node, collection, variable, predicate };
}

function readArguments(scanner: Scanner): Expression[] {
  const list: Expression[] = [];
  if (scanner.skip(')')) return list;
  do list.push(readExpression(scanner));
  while (scanner.skip(','));
  scanner.expect(')');
  return list;
}

function readCall(scanner: Scanner, written: string): Expression {
  const name = written.includes('.') ? written : written.toLowerCase();
  const isNamed = scanner.peek(/[\w.]+\s*=/y) !== null;
  return isNamed
    ? { kind: 'call', name, arguments: [], named: readNamed(scanner) }
    : { kind: 'call', name, arguments: readArguments(scanner), named: {} };
}

function readMember(scanner: Scanner): Expression {
  const segments: string[] = [];
  do {
    const name = scanner.take(identifier)?.[0] ?? scanner.fail('a property or a constant expected');
    if (scanner.take(/\(\s*/y)) {
      const quantifier = name.toLowerCase();
      const isLambda = segments.length > 0 && (quantifier === 'any' || quantifier === 'all');
      if (isLambda) return readLambda(scanner, segments, quantifier);
      if (segments.length > 0) scanner.fail(`the function '${name}' cannot be used on a property`);
      return readCall(scanner, name);
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

function readOperand(scanner: Scanner): Expression {
  scanner.blanks();
  if (scanner.skip('(')) {
    const inner = readExpression(scanner);
    scanner.expect(')');
    return inner;
  }
  const alias = scanner.peek(/@\w+/y) && aliasedPath(scanner);
  if (alias) return alias;
  const literal = readLiteral(scanner);
  return literal ? { kind: 'literal', literal } : readMember(scanner);
}

function readComparison(scanner: Scanner): Expression {
  const left = readOperand(scanner);
  const operator = scanner.take(/\s*(?<=[\s)])(eq|ne|gt|ge|lt|le)(?=[\s(])\s*/y)?.[1];
  if (operator) {
    const right = readOperand(scanner);
    return { kind: 'compare', operator: operator as ComparisonOperator, left, right };
  }
  if (scanner.take(/\s*(?<=[\s)])in\s*\(\s*/y)) {
    return { kind: 'in', operand: left, list: readList(scanner, ')') };
  }
  const other = scanner.peek(/\s*(?<=[\s)])(has|add|sub|mul|div|divby|mod)\s/y)?.[1];
  return other ? scanner.fail(`the operator '${other}' is not supported`) : left;
}

function readNot(scanner: Scanner): Expression {
  scanner.blanks();
  return scanner.take(/not(?=[\s(])\s*/y)
    ? { kind: 'not', operand: readNot(scanner) }
    : readComparison(scanner);
}

function readAnd(scanner: Scanner): Expression {
  let left = readNot(scanner);
  while (scanner.take(/\s*(?<=[\s)\]'\"])and(?=[\s(])\s*/y))
    left = { kind: 'and', left, right: readNot(scanner) };
  return left;
}

/** Reads one expression; `and` binds closer than `or`. Throws {@link ODataSyntaxError}. */
export function readExpression(scanner: Scanner): Expression {
  let left = readAnd(scanner);
  while (scanner.take(/\s*(?<=[\s)\]'\"])or(?=[\s(])\s*/y))
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
