import { sql, type RawBuilder } from 'kysely';
import type { Literal } from './ast.ts';
import { ODataTypeError } from './errors.ts';
import type { ColumnType } from './to-sql.ts';

const casts: Record<ColumnType, RawBuilder<unknown>> = {
  string: sql`text`,
  number: sql`numeric`,
  boolean: sql`boolean`,
  guid: sql`uuid`,
  date: sql`timestamptz`,
  time: sql`time`,
  duration: sql`interval`,
};

const guidText = /^\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i;

/** The type a written constant has when compared with a column of `wanted` type. */
function literalFits(literal: Literal, wanted: ColumnType): boolean {
  if (literal.kind === wanted) return true;
  if (literal.kind !== 'string') return false;
  if (wanted === 'guid') return guidText.test(literal.value);
  return wanted === 'date' && !Number.isNaN(Date.parse(literal.value));
}

/** A date or time as UTC; without a zone it is UTC. */
function toInstant(text: string): string {
  const hasZone = !text.includes('T') || /(?:Z|[+-]\d\d:\d\d)$/i.test(text);
  const time = Date.parse(hasZone ? text : `${text}Z`);
  if (Number.isNaN(time)) throw new ODataTypeError(`'${text}' is not a date.`);
  return new Date(time).toISOString();
}

const clock = /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?$/;

function toBound(text: string, type: ColumnType): string {
  if (type === 'date') return toInstant(text);
  if (type !== 'time' || clock.test(text)) return text;
  throw new ODataTypeError(`'${text}' is not a time of day.`);
}

/** A constant as a bound parameter of the column's type. Throws {@link ODataTypeError}. */
export function bindLiteral(literal: Literal, type: ColumnType): RawBuilder<unknown> {
  if (!('value' in literal) || !literalFits(literal, type)) {
    throw new ODataTypeError(
      `A binary operator with incompatible types was detected. Found operand types '${type}' and '${literal.kind}'.`,
    );
  }
  return sql`${toBound(String(literal.value), type)}::${casts[type]}`;
}
