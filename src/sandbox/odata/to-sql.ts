import { sql, type RawBuilder } from 'kysely';
import type {
  ArithmeticOperator,
  ComparisonOperator,
  Expression,
  Literal,
  OrderItem,
} from './ast.ts';
import { bindLiteral } from './bind.ts';
import { ODataTypeError, ODataUnsupportedError } from './errors.ts';
import { valueFunctions } from './functions.ts';
import { isLikeKind, likePattern, type LikeKind } from './like.ts';

export { bindLiteral } from './bind.ts';
export { ODataTypeError, ODataUnsupportedError } from './errors.ts';

export type ColumnType = 'string' | 'number' | 'boolean' | 'guid' | 'date' | 'time' | 'duration';

/** A value in SQL: text, numeric, boolean, uuid, timestamptz, time or interval, as `type` says. */
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
  /** Throws for what the real server refuses: its own functions, operators. */
  check?(expression: Expression): void;
  /** The clock of `now()`. */
  now?(): Date;
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

/** Strings compare without case; with SQL Server's rules also without trailing blanks. */
export const fold = (
  value: Column,
  columns: Pick<ColumnResolver, 'likeWildcards'>,
): RawBuilder<unknown> => {
  if (value.type !== 'string') return value.sql;
  return columns.likeWildcards ? sql`rtrim(lower(${value.sql}))` : sql`lower(${value.sql})`;
};

/** An argument of a function: a constant takes the type that is wanted. */
function compileArgument(node: Expression, type: ColumnType, columns: ColumnResolver): Column {
  return compileSide(node, { sql: sql``, type }, columns);
}

function compileFunction(node: Call, columns: ColumnResolver): Column {
  if (node.name === 'now' && columns.now) {
    return { sql: sql`${columns.now()}::timestamptz`, type: 'date' };
  }
  const found = Object.hasOwn(valueFunctions, node.name) ? valueFunctions[node.name] : undefined;
  if (!found) throw new ODataUnsupportedError(`the function '${node.name}' in a filter`);
  const { takes, optional = 0, gives } = found;
  const given = node.arguments.length;
  if (given > takes.length || given < takes.length - optional) {
    throw new ODataTypeError(
      `No function signature for the function with name '${node.name}' matches the specified arguments.`,
    );
  }
  const values = node.arguments.map(
    (argument, index) => compileArgument(argument, takes[index] ?? 'string', columns).sql,
  );
  return { sql: found.sql(...values), type: gives };
}

const arithmetic: Record<ArithmeticOperator, (l: unknown, r: unknown) => RawBuilder<unknown>> = {
  add: (left, right) => sql`(${left} + ${right})`,
  sub: (left, right) => sql`(${left} - ${right})`,
  mul: (left, right) => sql`(${left} * ${right})`,
  div: (left, right) => sql`(${left} / nullif(${right}, 0))`,
  divby: (left, right) => sql`(${left} / nullif(${right}, 0))`,
  mod: (left, right) => sql`mod(${left}, nullif(${right}, 0))`,
};

/** Numbers with numbers; a date plus or minus a duration; a date minus a date. */
function arithmeticType(
  operator: ArithmeticOperator,
  left: ColumnType,
  right: ColumnType,
): ColumnType {
  if (left === 'number' && right === 'number') return 'number';
  const isSum = operator === 'add' || operator === 'sub';
  if (isSum && (left === 'date' || left === 'duration') && right === 'duration') return left;
  if (operator === 'sub' && left === 'date' && right === 'date') return 'duration';
  throw new ODataTypeError(
    `A binary operator with incompatible types was detected. Found operand types '${left}' and '${right}' for operator kind '${operator}'.`,
  );
}

function compileValue(node: Expression, columns: ColumnResolver): Column {
  columns.check?.(node);
  if (node.kind === 'path') return columns.column(node.segments);
  if (node.kind === 'literal') {
    const type = node.literal.kind;
    if (type === 'null' || type === 'list' || type === 'json') {
      throw new ODataUnsupportedError(`a ${type} value in this place of a filter`);
    }
    return { sql: bindLiteral(node.literal, type), type };
  }
  if (node.kind === 'negate') {
    return {
      sql: sql`(- ${compileArgument(node.operand, 'number', columns).sql})`,
      type: 'number',
    };
  }
  if (node.kind === 'arithmetic') {
    const left = compileValue(node.left, columns);
    const right = compileValue(node.right, columns);
    const type = arithmeticType(node.operator, left.type, right.type);
    return { sql: arithmetic[node.operator](left.sql, right.sql), type };
  }
  const isValue = node.kind === 'call' && !isLikeKind(node.name) && !node.name.includes('.');
  if (isValue) return compileFunction(node, columns);
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
    `A binary operator with incompatible types was detected. Found operand types '${like.type}' and '${value.type}'.`,
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
  columns: Pick<ColumnResolver, 'likeWildcards'>,
): RawBuilder<boolean> {
  const isNothing = list.some(({ kind }) => kind === 'null');
  const items = list
    .filter(({ kind }) => kind !== 'null')
    .map((item) => fold({ sql: bindLiteral(item, value.type), type: value.type }, columns));
  const isOne =
    items.length > 0 ? sql`${fold(value, columns)} in (${sql.join(items)})` : sql`false`;
  return isNothing ? sql`(${isOne} or ${value.sql} is null)` : sql`${isOne}`;
}

/** One text within another that is not a constant. */
const within: Record<LikeKind, (value: unknown, part: unknown) => RawBuilder<boolean>> = {
  contains: (value, part) => sql`strpos(lower(${value}), lower(${part})) > 0`,
  startswith: (value, part) => sql`starts_with(lower(${value}), lower(${part}))`,
  endswith: (value, part) =>
    sql`right(lower(${value}), length(${part})) = lower(${part}) and length(${value}) >= length(${part})`,
};

/** `value` of type text contains, starts or ends with a constant text, without regard to case. */
export const compileLikeText = (
  kind: LikeKind,
  value: RawBuilder<unknown>,
  text: string,
  hasWildcards: boolean,
): RawBuilder<boolean> =>
  sql`lower(${value}) ~ ${likePattern(kind, text.toLowerCase(), hasWildcards)}`;

function compileLike(kind: LikeKind, node: Call, columns: ColumnResolver): RawBuilder<boolean> {
  const [subject, pattern] = node.arguments;
  if (!subject || !pattern || node.arguments.length > 2) {
    throw new ODataTypeError(`The function '${kind}' takes a property and a text.`);
  }
  const value = compileArgument(subject, 'string', columns);
  if (pattern.kind !== 'literal') {
    return within[kind](value.sql, compileArgument(pattern, 'string', columns).sql);
  }
  if (pattern.literal.kind === 'null') return sql`false`;
  if (pattern.literal.kind !== 'string') {
    throw new ODataTypeError(
      `No function signature for the function with name '${kind}' matches the specified arguments.`,
    );
  }
  return compileLikeText(kind, value.sql, pattern.literal.value, columns.likeWildcards);
}

function compileCall(node: Call, columns: ColumnResolver): RawBuilder<boolean> {
  columns.check?.(node);
  if (isLikeKind(node.name)) return compileLike(node.name, node, columns);
  const own = columns.call?.(node);
  if (own) return own;
  throw new ODataUnsupportedError(`the function '${node.name}' in a filter`);
}

/** The operands of a chain of the same operator: a long list must not become a deep tree. */
function operandsOf(node: Expression, kind: 'and' | 'or'): Expression[] {
  const operands: Expression[] = [];
  let rest = node;
  while (rest.kind === kind) {
    operands.unshift(rest.right);
    rest = rest.left;
  }
  return [rest, ...operands];
}

/**
 * A filter as a SQL condition with bound parameters. Throws {@link ODataUnsupportedError},
 * {@link ODataTypeError}, and what the resolver throws.
 */
export function compileFilter(node: Expression, columns: ColumnResolver): RawBuilder<boolean> {
  switch (node.kind) {
    case 'and':
    case 'or': {
      const operands = operandsOf(node, node.kind).map((one) => compileFilter(one, columns));
      return sql`(${sql.join(operands, node.kind === 'and' ? sql` and ` : sql` or `)})`;
    }
    case 'not':
      return sql`(${compileFilter(node.operand, columns)}) is not true`;
    case 'compare':
      return sql`(${compileComparison(node, columns)})`;
    case 'in':
      return sql`(${compileIn(compileValue(node.operand, columns), node.list, columns)})`;
    case 'lambda':
      if (!columns.lambda) throw new ODataUnsupportedError(`'${node.quantifier}' in a filter`);
      return columns.lambda(node);
    case 'has':
      throw new ODataUnsupportedError("the operator 'has' in a filter");
    case 'call':
      if (isLikeKind(node.name) || node.name.includes('.')) {
        return sql`(${compileCall(node, columns)})`;
      }
  }
  const value = compileValue(node, columns);
  if (value.type === 'boolean') return sql`(${value.sql})`;
  throw new ODataTypeError('The $filter expression must evaluate to a single boolean value.');
}

/** One term of an order: what is compared, as SQL, and which way. */
export interface OrderTerm {
  sql: RawBuilder<unknown>;
  type: ColumnType;
  descending: boolean;
}

/** The terms of an `$orderby`: texts in alphabetical order without case. */
export const orderTerms = (items: OrderItem[], columns: ColumnResolver): OrderTerm[] =>
  items.map(({ expression, descending }) => {
    const column = compileValue(expression, columns);
    const folded = fold(column, columns);
    // The database's own order may be that of bytes, with accented letters behind z.
    const value = column.type === 'string' ? sql`${folded} collate "und-x-icu"` : folded;
    return { sql: value, type: column.type, descending };
  });

/** Terms as SQL, without the words `order by`: nulls first as in SQL Server. */
export const orderSql = (terms: readonly OrderTerm[]): RawBuilder<unknown> =>
  sql.join(
    terms.map(({ sql: value, descending }) =>
      descending ? sql`${value} desc nulls last` : sql`${value} asc nulls first`,
    ),
  );

/** `$orderby` as SQL, without the words `order by`. */
export const compileOrder = (items: OrderItem[], columns: ColumnResolver): RawBuilder<unknown> =>
  orderSql(orderTerms(items, columns));
