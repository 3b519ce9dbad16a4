import { sql, type RawBuilder } from 'kysely';
import type { Expression, Literal } from '../../odata/ast.ts';
import { compileFilter, type ColumnResolver } from '../../odata/to-sql.ts';
import { badRequest } from '../errors.ts';
import { keyOf } from './extended.ts';

const isId = (node: Expression): boolean =>
  node.kind === 'path' && node.segments.at(-1)?.toLowerCase() === 'id';

function keyLiteral(literal: Literal): Literal {
  if (literal.kind === 'string') return { kind: 'string', value: keyOf(literal.value) };
  throw badRequest('The id of an extended property is a string.');
}

/** A predicate on `ep` with its ids replaced by keys. */
function withKeys(node: Expression): Expression {
  if (node.kind === 'and' || node.kind === 'or') {
    return { ...node, left: withKeys(node.left), right: withKeys(node.right) };
  }
  if (node.kind === 'not') return { ...node, operand: withKeys(node.operand) };
  if (node.kind === 'in' && isId(node.operand)) return { ...node, list: node.list.map(keyLiteral) };
  if (node.kind !== 'compare' || !isId(node.left)) return node;
  if (node.right.kind !== 'literal') {
    throw badRequest('The id of an extended property is a string.');
  }
  return { ...node, right: { kind: 'literal', literal: keyLiteral(node.right.literal) } };
}

const always: Expression = { kind: 'literal', literal: { kind: 'boolean', value: true } };

/** The variable of a lambda over texts is the text itself. */
const text: ColumnResolver = {
  likeWildcards: false,
  column: () => ({ sql: sql`v.value`, type: 'string' }),
};

const columns: ColumnResolver = {
  likeWildcards: false,
  column: (segments) => {
    const name = segments.at(-1)?.toLowerCase();
    if (name === 'id') return { sql: sql`extended.key`, type: 'string' };
    if (name === 'value') return { sql: sql`extended.value`, type: 'string' };
    throw badRequest(`An extended property has no '${segments.join('/')}'.`);
  },
  lambda: ({ quantifier, predicate }) => {
    if (quantifier === 'all') throw badRequest("'value' can be filtered with 'any' only.");
    return sql`exists (select 1 from jsonb_array_elements_text(extended.list) as v (value)
      where ${compileFilter(predicate ?? always, text)})`;
  },
};

/** A predicate on extended properties as a condition on `extended`. */
export const extendedCondition = (predicate: Expression, isMany: boolean): RawBuilder<boolean> =>
  sql`${isMany ? sql`extended.list is not null` : sql`extended.list is null`}
    and ${compileFilter(withKeys(predicate), columns)}`;

/** Items with a property that fits. */
export const hasExtended = (predicate: Expression | null, isMany: boolean): RawBuilder<boolean> =>
  sql`item.number in (select extended.item from sandbox_graph.extended as extended
    where ${extendedCondition(predicate ?? always, isMany)})`;
