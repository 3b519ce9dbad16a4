/** What a column holds; `state` and `status` are the pair statecode/statuscode. */
export type ColumnKind =
  | 'string'
  | 'memo'
  | 'integer'
  | 'bigint'
  | 'decimal'
  | 'money'
  | 'boolean'
  | 'datetime'
  | 'date'
  | 'guid'
  | 'picklist'
  | 'state'
  | 'status'
  | 'entityname'
  | 'lookup';

export interface Option {
  value: number;
  label: string;
  /** Of a status: the state it belongs to. */
  state?: number;
}

export interface Column {
  kind: ColumnKind;
  /** Characters; strings and memos only. */
  maxLength?: number;
  options?: readonly Option[];
  /** Look-ups: single-valued navigation property (exact case) → target table. */
  navigation?: Record<string, string>;
  /** May be given when a row is made, when it is changed. */
  create: boolean;
  update: boolean;
  /** Required by the platform itself; what only forms require is not enforced by the Web API. */
  required?: boolean;
  /** Value of a new row that does not give one. */
  initial?: string | number | boolean;
  /** The column's text lives outside the table, so it cannot be filtered. */
  isUnfilterable?: boolean;
}

/** Collection-valued navigation property. */
export interface Collection {
  table: string;
  /** Look-up of `table` that refers to this row. */
  via?: string;
  /** Many-to-many: the table between, its look-up of this row and of the other. */
  through?: { table: string; from: string; to: string };
}

export interface Table {
  name: string;
  entitySet: string;
  label: string;
  objectTypeCode: number;
  /** Primary id column. */
  id: string;
  /** Primary name column. */
  primaryName: string;
  ownership: 'user' | 'business' | 'organization' | 'none';
  /** Privileges are `prv<Verb><privilege>`; the activity tables share `Activity`. */
  privilege: string;
  isActivity: boolean;
  /** May be what an activity is regarding. */
  hasActivities: boolean;
  /** Alternate keys: names of columns. */
  keys: readonly (readonly string[])[];
  columns: Record<string, Column>;
  collections: Record<string, Collection>;
}

export type Columns = Record<string, Column>;
