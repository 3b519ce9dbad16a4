import type { AggregateItem, Transformation } from './ast.ts';
import { readExpression, readOrder } from './expression.ts';
import type { Scanner } from './scanner.ts';

const methods = {
  sum: 'sum',
  average: 'average',
  avg: 'average',
  min: 'min',
  max: 'max',
  countdistinct: 'countdistinct',
} as const;

const word = (scanner: Scanner): string =>
  scanner.take(/\s*[\p{L}_][\p{L}\p{N}_]*/uy)?.[0].trim() ?? scanner.fail('Term expected');

function readMethod(scanner: Scanner): AggregateItem['method'] {
  const written = word(scanner);
  const method = Object.entries(methods).find(([name]) => name === written)?.[1];
  return method ?? scanner.fail(`'${written}' is no aggregation method; Term expected`);
}

function readAggregate(scanner: Scanner): AggregateItem {
  scanner.blanks();
  if (scanner.take(/\$count\s+as\s/y)) return { method: 'count', alias: word(scanner) };
  const value = readExpression(scanner);
  if (!scanner.take(/\s*with\s/y)) scanner.fail("'with' expected");
  const method = readMethod(scanner);
  if (!scanner.take(/\s+as\s/y)) scanner.fail("'as' expected");
  return { value, method, alias: word(scanner) };
}

function readAggregates(scanner: Scanner): AggregateItem[] {
  const items: AggregateItem[] = [];
  do items.push(readAggregate(scanner));
  while (scanner.skip(','));
  scanner.expect(')');
  return items;
}

function readGroup(scanner: Scanner): Transformation {
  scanner.expect('(');
  const properties: string[][] = [];
  do {
    const path = scanner.take(/[\w.]+(?:\/[\w.]+)*/y)?.[0] ?? scanner.fail('Term expected');
    properties.push(path.split('/'));
  } while (scanner.skip(','));
  scanner.expect(')');
  const steps = scanner.skip(',') ? readTransformations(scanner) : [];
  scanner.expect(')');
  return { kind: 'groupby', properties, steps };
}

function readNumber(scanner: Scanner): number {
  const digits = scanner.take(/\d+/y)?.[0] ?? scanner.fail('A digit was expected');
  scanner.expect(')');
  return Number(digits);
}

function readStep(scanner: Scanner): Transformation {
  const name = word(scanner);
  if (name === 'identity') return { kind: 'identity' };
  scanner.expect('(');
  if (name === 'filter') {
    const filter = readExpression(scanner);
    scanner.expect(')');
    return { kind: 'filter', filter };
  }
  if (name === 'aggregate') return { kind: 'aggregate', items: readAggregates(scanner) };
  if (name === 'groupby') return readGroup(scanner);
  if (name === 'top' || name === 'skip') return { kind: name, count: readNumber(scanner) };
  if (name !== 'orderby') return scanner.fail(`'${name}' is no transformation; Term expected`);
  const items = readOrder(scanner);
  scanner.expect(')');
  return { kind: 'orderby', items };
}

/** Reads `filter(…)/groupby((a),aggregate(b with sum as c))`. Throws an `ODataSyntaxError`. */
export function readTransformations(scanner: Scanner): Transformation[] {
  const steps: Transformation[] = [];
  do steps.push(readStep(scanner));
  while (scanner.skip('/'));
  return steps;
}
