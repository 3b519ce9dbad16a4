import type { ComparisonOperator, Expression, Literal } from '../../odata/ast.ts';
import { notBuilt, unknownProperty } from '../errors.ts';
import type { Json, Node } from './node.ts';

function valueAt(node: Node, segments: readonly string[]): unknown {
  let value: unknown = node.json;
  for (const segment of segments) {
    if (typeof value !== 'object' || value === null || !(segment in value)) {
      throw unknownProperty(segments.join('/'), node.base ?? node.type);
    }
    value = (value as Json)[segment];
  }
  return value;
}

const literalValue = (literal: Literal): unknown => ('value' in literal ? literal.value : null);

const same = (a: unknown, b: unknown): boolean =>
  typeof a === 'string' && typeof b === 'string' ? a.toLowerCase() === b.toLowerCase() : a === b;

const comparisons: Record<ComparisonOperator, (a: unknown, b: unknown) => boolean> = {
  eq: same,
  ne: (a, b) => !same(a, b),
  gt: (a, b) => Number(a) > Number(b),
  ge: (a, b) => Number(a) >= Number(b),
  lt: (a, b) => Number(a) < Number(b),
  le: (a, b) => Number(a) <= Number(b),
};

const texts: Record<string, (a: string, b: string) => boolean> = {
  contains: (a, b) => a.includes(b),
  startswith: (a, b) => a.startsWith(b),
  endswith: (a, b) => a.endsWith(b),
};

function operand(node: Node, expression: Expression): unknown {
  if (expression.kind === 'path') return valueAt(node, expression.segments);
  if (expression.kind === 'literal') return literalValue(expression.literal);
  throw notBuilt(`'${expression.kind}' in a comparison of metadata`);
}

/** Whether a piece of metadata meets a `$filter`. Throws a `DataverseError` (400, 501). */
export function holds(node: Node, filter: Expression): boolean {
  switch (filter.kind) {
    case 'and':
      return holds(node, filter.left) && holds(node, filter.right);
    case 'or':
      return holds(node, filter.left) || holds(node, filter.right);
    case 'not':
      return !holds(node, filter.operand);
    case 'compare':
      return comparisons[filter.operator](operand(node, filter.left), operand(node, filter.right));
    case 'in':
      return filter.list.some((item) => same(operand(node, filter.operand), literalValue(item)));
    case 'path':
      return valueAt(node, filter.segments) === true;
    case 'call': {
      const compare = texts[filter.name];
      const [left, right] = filter.arguments;
      if (!compare || !left || !right) throw notBuilt(`${filter.name} in a filter of metadata`);
      const [a, b] = [left, right].map((side) => String(operand(node, side)).toLowerCase());
      return compare(a ?? '', b ?? '');
    }
    default:
      throw notBuilt(`'${filter.kind}' in a filter of metadata`);
  }
}
