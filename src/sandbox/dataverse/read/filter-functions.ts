import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Expression, Literal } from '../../odata/ast.ts';
import type { Context } from '../api/types.ts';
import { DataverseError } from '../errors.ts';
import { findCondition, type Subject } from './conditions/index.ts';

type Call = Extract<Expression, { kind: 'call' }>;

const namespace = 'Microsoft.Dynamics.CRM.';

const valuesOf = (named: Record<string, Literal>): Literal[] => {
  if (named['PropertyValue1'] && named['PropertyValue2']) {
    return [named['PropertyValue1'], named['PropertyValue2']];
  }
  const value = named['PropertyValues'] ?? named['PropertyValue'];
  if (!value) return [];
  return value.kind === 'list' ? value.items : [value];
};

/** As Microsoft's OData library says it. */
const unknownFunction = (name: string): DataverseError =>
  new DataverseError(
    'UnknownProperty',
    `An unknown function with name '${name}' was found. This may also be a function import or a ` +
      'key lookup on a navigation property, which is not allowed.',
  );

/**
 * `Microsoft.Dynamics.CRM.In(PropertyName='x',PropertyValues=['a'])` and the like as a condition.
 * @param subjectOf finds the column a path means.
 * @throws DataverseError 400 for an unknown function, 501 for one that is not built.
 */
export function compileFilterFunction(
  { name, named, of = [] }: Call,
  subjectOf: (path: string[]) => Subject,
  context: Context,
): RawBuilder<boolean> {
  const bare = name.startsWith(namespace) ? name.slice(namespace.length) : undefined;
  const condition = bare === undefined ? undefined : findCondition(bare);
  if (!condition) throw unknownFunction(name);
  const property = named['PropertyName'];
  if (property?.kind !== 'string') {
    throw new DataverseError('InvalidArgument', `The function '${name}' needs PropertyName.`);
  }
  const subject = subjectOf([...of, ...property.value.split('/')]);
  return sql`(${condition({ subject, values: valuesOf(named), context })})`;
}
