import { sql, type RawBuilder } from 'kysely';
import type { ComparisonOperator, Expression, Literal, OrderItem } from './ast.ts';
import { ODataTypeError, ODataUnsupportedError } from './errors.ts';
import { isLikeKind, likePattern, type LikeKind } from './like.ts';

export { ODataTypeError, ODataUnsupportedError } from './errors.ts';

export type ColumnType = 'string' | 'number' | 'boolean' | 'guid' | 'date';

/** A value in SQL: `sql` is text, numeric, boolean, uuid or timestamptz, as `type` says. */
export interface Column {
  sql: RawBuilder<unknown>;
  type: ColumnType;
}

type Call = Extract<Expression, { kind: 'call' }>;
type Lambda = Extract<Expression, { kind: 'lambda' }>;

/** How a server maps names to SQL. A resolver throws its own error for a name it does not know. */
export interface ColumnResolver {
  column(segments: string[]): Column;
  lambda?(expression: Lambda): RawBuilder<boolean>;
  /** Functions of the server's own; undefined for one it does not know. */
  call?(expression: Call): RawBuilder<boolean> | undefined;
  /** `%`, `_`, `[]` act as wildcards in contains/startswith/endswith: Dataverse yes, Graph no. */
  likeWildcards: boolean;
}

const operators: Record<ComparisonOperator, RawBuilder<unknown>> = {
  eq: sql`=`,
  ne: sql`is distinct from`,
  gt: sql`>`,
  ge: sql`>=`,
  lt: sql`<`,
  le: sql`<=`,
};

const casts: Record<ColumnType, RawBuilder<unknown>> = {
  string: sql`text`,
  number: sql`numeric`,
  boolean: sql`boolean`,
  guid: sql`uuid`,
  date: sql`timestamptz`,
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

/** A constant as a bound parameter of the column's type. Throws {@link ODataTypeError}. */
export function bindLiteral(literal: Literal, type: ColumnType): RawBuilder<unknown> {
  if (!('value' in literal) || !literalFits(literal, type)) {
    throw new ODataTypeError(
      `A binary operator with incompatible types was detected. Found operand types '${type}' and '${literal.kind}'.`,
    );
  }
  const text = String(literal.value);
  const value = type === 'date' ? toInstant(text) : text;
  return sql`${value}::${casts[type]}`;
}

/** Strings compare without case; with SQL Server's rules also without trailing blanks. */
const fold = (value: Column, columns: ColumnResolver): RawBuilder<unknown> => {
  if (value.type !== 'string') return value.sql;
  return columns.likeWildcards ? sql`rtrim(lower(${value.sql}))` : sql`lower(${value.sql})`;
};

const stringFunctions: Record<string, (text: RawBuilder<unknown>) => Column> = {
  tolower: (text) => ({ sql: sql`lower(${text})`, type: 'string' }),
  toupper: (text) => ({ sql: sql`upper(${text})`, type: 'string' }),
  trim: (text) => ({ sql: sql`trim(${text})`, type: 'string' }),
  length: (text) => ({ sql: sql`length(${text})::numeric`, type: 'number' }),
};

function compileValue(node: Expression, columns: ColumnResolver): Column {
  if (node.kind === 'path') return columns.column(node.segments);
  if (node.kind === 'literal') {
    const type = node.literal.kind;
    if (type === 'null' || type === 'list' || type === 'json') {
      throw new ODataUnsupportedError(`a ${type} value in this place of a filter`);
    }
    return { sql: bindLiteral(node.literal, type), type };
  }
  const [argument] = node.kind === 'call' ? node.arguments : [];
  const apply = node.kind === 'call' ? stringFunctions[node.name] : undefined;
  if (argument && apply) return apply(compileValue(argument, columns).sql);
  if (node.kind === 'call' && !isLikeKind(node.name)) {
    throw new ODataUnsupportedError(`the function '${node.name}' in a filter`);
  }
  return { sql: compileFilter(node, columns), type: 'boolean' };
}

const isNull = (node: Expression): boolean =>
  node.kind === 'literal' && node.literal.kind === 'null';

function compareWithNull(operator: ComparisonOperator, value: Column): RawBuilder<boolean> {
  if (operator === 'eq') return sql`${value.sql} is null`;
  return operator === 'ne' ? sql`${value.sql} is not null` : sql`false`;
}

/** The other side of a comparison, taken as the type of `like` where it is a constant. */
function compileSide(node: Expression, like: Column, columns: ColumnResolver): Column {
  if (node.kind === 'literal')
    return { sql: bindLiteral(node.literal, like.type), type: like.type };
  const value = compileValue(node, columns);
  if (value.type === like.type) return value;
  throw new ODataTypeError(
    `Values of types '${like.type}' and '${value.type}' cannot be compared.`,
  );
}

function compileComparison(
  node: Extract<Expression, { kind: 'compare' }>,
  columns: ColumnResolver,
): RawBuilder<boolean> {
  if (isNull(node.right)) return compareWithNull(node.operator, compileValue(node.left, columns));
  if (isNull(node.left)) return compareWithNull(node.operator, compileValue(node.right, columns));
  const isConstantFirst = node.left.kind === 'literal';
  const known = compileValue(isConstantFirst ? node.right : node.left, columns);
  const other = compileSide(isConstantFirst ? node.left : node.right, known, columns);
  const [left, right] = isConstantFirst ? [other, known] : [known, other];
  return sql`${fold(left, columns)} ${operators[node.operator]} ${fold(right, columns)}`;
}

/** Whether a column's value is one of the constants: the `in` operator and Dataverse's `In`. */
export function compileIn(
  value: Column,
  list: Literal[],
  columns: ColumnResolver,
): RawBuilder<boolean> {
  if (list.length === 0) return sql`false`;
  const items = list.map((item) =>
    fold({ sql: bindLiteral(item, value.type), type: value.type }, columns),
  );
  return sql`${fold(value, columns)} in (${sql.join(items)})`;
}

function compileLike(kind: LikeKind, node: Call, columns: ColumnResolver): RawBuilder<boolean> {
  const [subject, pattern] = node.arguments;
  if (!subject || pattern?.kind !== 'literal' || pattern.literal.kind !== 'string') {
    throw new ODataUnsupportedError(`'${kind}' with anything but a property and a text`);
  }
  const value = compileValue(subject, columns);
  if (value.type !== 'string') throw new ODataTypeError(`'${kind}' needs a property of type text.`);
  const text = pattern.literal.value.toLowerCase();
  return sql`lower(${value.sql}) ~ ${likePattern(kind, text, columns.likeWildcards)}`;
}

function compileCall(node: Call, columns: ColumnResolver): RawBuilder<boolean> {
  if (isLikeKind(node.name)) return compileLike(node.name, node, columns);
  const own = columns.call?.(node);
  if (own) return own;
  throw new ODataUnsupportedError(`the function '${node.name}' in a filter`);
}

/**
 * A filter as a SQL condition with bound parameters. Throws {@link ODataUnsupportedError},
 * {@link ODataTypeError}, and what the resolver throws.
 */
export function compileFilter(node: Expression, columns: ColumnResolver): RawBuilder<boolean> {
  const both = (left: Expression, right: Expression) =>
    [compileFilter(left, columns), compileFilter(right, columns)] as const;
  switch (node.kind) {
    case 'and': {
      const [left, right] = both(node.left, node.right);
      return sql`(${left} and ${right})`;
    }
    case 'or': {
      const [left, right] = both(node.left, node.right);
      return sql`(${left} or ${right})`;
    }
    case 'not':
      return sql`(${compileFilter(node.operand, columns)}) is not true`;
    case 'compare':
      return sql`(${compileComparison(node, columns)})`;
    case 'in':
      return sql`(${compileIn(compileValue(node.operand, columns), node.list, columns)})`;
    case 'call':
      return sql`(${compileCall(node, columns)})`;
    case 'lambda':
      if (!columns.lambda) throw new ODataUnsupportedError(`'${node.quantifier}' in a filter`);
      return columns.lambda(node);
    case 'path':
    case 'literal': {
      const value = compileValue(node, columns);
      if (value.type === 'boolean') return sql`(${value.sql})`;
      throw new ODataTypeError('A filter must be a condition.');
    }
  }
}

/**
 * `$orderby` as SQL, without the words `order by`: texts in alphabetical order without case, nulls
 * first as in SQL Server.
 */
export function compileOrder(items: OrderItem[], columns: ColumnResolver): RawBuilder<unknown> {
  return sql.join(
    items.map(({ expression, descending }) => {
      const column = compileValue(expression, columns);
      const folded = fold(column, columns);
      // The database's own order may be that of bytes, with accented letters behind z.
      const value = column.type === 'string' ? sql`${folded} collate "und-x-icu"` : folded;
      return descending ? sql`${value} desc nulls last` : sql`${value} asc nulls first`;
    }),
  );
}
