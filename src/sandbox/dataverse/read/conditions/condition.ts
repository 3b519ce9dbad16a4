import type { RawBuilder } from 'kysely';
import type { Literal } from '../../../odata/ast.ts';
import { bindLiteral, type Column as SqlColumn } from '../../../odata/to-sql.ts';
import type { Context } from '../../api/types.ts';
import { DataverseError } from '../../errors.ts';
import type { Table } from '../../metadata/index.ts';

/** A column as a condition sees it. */
export interface Subject {
  table: Table;
  /** Logical name. */
  name: string;
  sql: SqlColumn;
}

export interface Given {
  subject: Subject;
  values: readonly Literal[];
  context: Context;
}

/** A condition on one column: a query function of the Web API, an operator of FetchXML. */
export type Condition = (given: Given) => RawBuilder<boolean>;

export const invalid = (message: string): DataverseError =>
  new DataverseError('InvalidArgument', message);

/** Query functions write every value as a text: `'5'` for a number, `'true'` for a boolean. */
function typed(literal: Literal, type: SqlColumn['type']): Literal {
  if (literal.kind === 'number' && type === 'string') {
    return { kind: 'string', value: String(literal.value) };
  }
  if (literal.kind !== 'string') return literal;
  const text = literal.value.trim();
  if (type === 'number' && text !== '' && Number.isFinite(Number(text))) {
    return { kind: 'number', value: Number(text) };
  }
  const isBoolean = type === 'boolean' && /^(?:true|false|0|1)$/i.test(text);
  return isBoolean ? { kind: 'boolean', value: /^(?:true|1)$/i.test(text) } : literal;
}

/** Values of the type of the column. */
export const typedValues = ({ values, subject }: Given): Literal[] =>
  values.map((value) => typed(value, subject.sql.type));

/** One value as a bound parameter. Throws `InvalidArgument` where there is none. */
export function value(given: Given, index = 0): RawBuilder<unknown> {
  const literal = typedValues(given)[index];
  if (literal) return bindLiteral(literal, given.subject.sql.type);
  throw invalid(`A value for the condition on '${given.subject.name}' is missing.`);
}

/** One value as text. */
export function textValue({ values, subject }: Given): string {
  const [literal] = values;
  if (literal && 'value' in literal && literal.kind !== 'json') return String(literal.value);
  throw invalid(`A value for the condition on '${subject.name}' is missing.`);
}

/** One value as a whole number of at least 1. */
export function countValue(given: Given): number {
  const count = Number(textValue(given));
  // Longer ago than any date there is.
  if (Number.isInteger(count) && count >= 1 && count <= 10_000_000) return count;
  throw invalid(`The condition on '${given.subject.name}' needs a whole number greater than 0.`);
}
