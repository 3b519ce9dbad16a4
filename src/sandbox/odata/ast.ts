/** A constant as written: its type decides how it compares. */
export type Literal =
  | { kind: 'string'; value: string }
  | { kind: 'number'; value: number }
  | { kind: 'boolean'; value: boolean }
  | { kind: 'null' }
  | { kind: 'guid'; value: string }
  /** ISO 8601 with zone, or a date alone. */
  | { kind: 'date'; value: string }
  /** `12:30:00`. */
  | { kind: 'time'; value: string }
  /** ISO 8601: `duration'PT1H'` is `PT1H`. */
  | { kind: 'duration'; value: string }
  | { kind: 'list'; items: Literal[] }
  /** A JSON object or array given as parameter value. */
  | { kind: 'json'; value: unknown };

export type ComparisonOperator = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';
export type ArithmeticOperator = 'add' | 'sub' | 'mul' | 'div' | 'divby' | 'mod';

/** An OData expression ($filter, $orderby). Parameter aliases (`@p1`) are already replaced. */
export type Expression =
  | { kind: 'literal'; literal: Literal }
  /** `subject`, `from/emailAddress/address`, `ep/value`. */
  | { kind: 'path'; segments: string[] }
  | { kind: 'not'; operand: Expression }
  | { kind: 'and' | 'or'; left: Expression; right: Expression }
  | { kind: 'compare'; operator: ComparisonOperator; left: Expression; right: Expression }
  | { kind: 'in'; operand: Expression; list: Literal[] }
  | { kind: 'arithmetic'; operator: ArithmeticOperator; left: Expression; right: Expression }
  | { kind: 'negate'; operand: Expression }
  /** Flags: `style has Sales.Color'Yellow'`. */
  | { kind: 'has'; operand: Expression; flag: Literal }
  /**
   * Lower-case name for OData's own functions; `Microsoft.Dynamics.CRM.In` as written, `of` the
   * path it is called on.
   */
  | {
      kind: 'call';
      name: string;
      arguments: Expression[];
      named: Record<string, Literal>;
      of?: string[];
    }
  /** `categories/any(c: c eq 'x')`; `predicate` is null for `any()`. */
  | {
      kind: 'lambda';
      quantifier: 'any' | 'all';
      collection: string[];
      variable: string;
      predicate: Expression | null;
    };

export interface ExpandItem {
  /** Navigation property, possibly with a type cast: `microsoft.graph.itemAttachment/item`. */
  path: string;
  /** `x/$ref`: only the ids; `x/$count`: only how many. */
  suffix?: '$ref' | '$count';
  options: QueryOptions;
}

export interface OrderItem {
  expression: Expression;
  descending: boolean;
}

/** `revenue with sum as total`; without a value `$count as total`. Only FetchXML counts columns. */
export interface AggregateItem {
  value?: Expression;
  method: 'sum' | 'average' | 'min' | 'max' | 'countdistinct' | 'countcolumn' | 'count';
  alias: string;
}

/** One step of `$apply`; steps work on the result of the one before. */
export type Transformation =
  | { kind: 'filter'; filter: Expression }
  | { kind: 'groupby'; properties: string[][]; steps: Transformation[] }
  | { kind: 'aggregate'; items: AggregateItem[] }
  | { kind: 'orderby'; items: OrderItem[] }
  | { kind: 'top' | 'skip'; count: number }
  | { kind: 'identity' };

/** The system query options of one request (or of one $expand item). */
export interface QueryOptions {
  filter?: Expression;
  select?: string[];
  expand?: ExpandItem[];
  orderby?: OrderItem[];
  top?: number;
  skip?: number;
  count?: boolean;
  search?: string;
  skiptoken?: string;
  deltatoken?: string;
  apply?: Transformation[];
  /** Of an $expand item: how deep it repeats. */
  levels?: number | 'max';
  /** Options that are not OData's own (`startDateTime`, `fetchXml`), percent-decoded. */
  custom: Record<string, string>;
}

/**
 * One segment of a resource path: `contacts(<guid>)`, `mailFolders('inbox')`,
 * `Microsoft.Dynamics.CRM.SendEmail`, `WhoAmI()`, `$value`.
 */
export interface PathSegment {
  name: string;
  /** The one unnamed key, if there is one. */
  key?: Literal;
  /** Named keys or function parameters, aliases replaced; empty object for `()`. */
  named?: Record<string, Literal>;
}
