/** What a column holds; `state` and `status` are the pair statecode/statuscode. */
export type ColumnKind =
  | 'string'
  | 'memo'
  | 'integer'
  | 'bigint'
  | 'decimal'
  | 'double'
  | 'money'
  | 'boolean'
  | 'datetime'
  | 'date'
  | 'guid'
  | 'picklist'
  | 'multipicklist'
  | 'state'
  | 'status'
  | 'entityname'
  | 'image'
  | 'lookup';

export interface Option {
  value: number;
  label: string;
  /** Of a status: the state it belongs to. */
  state?: number;
  /** Of a state: the statuses' first choice where it is not the first of the list. */
  defaultStatus?: number;
  /** Of a state: the only action that may set it (`WinOpportunity`). */
  through?: string;
}

/** How much a value is wanted; only `system` is enforced by the Web API. */
export type RequiredLevel = 'system' | 'application' | 'recommended';

/** Flags of {@link Table} that say what it may be the target of. */
export type TargetFlag =
  'hasActivities' | 'hasNotes' | 'isParty' | 'isConnectable' | 'isQueued' | 'isActivity';

export interface Column {
  kind: ColumnKind;
  /** Name in the case its maker gave it: `EMailAddress1`. */
  schemaName: string;
  /** Characters; strings and memos only. */
  maxLength?: number;
  /** Smallest and largest number. */
  min?: number;
  max?: number;
  /** Digits after the point: decimals, doubles and money. */
  precision?: number;
  /** Of a time: people are shown the day alone. */
  isDay?: boolean;
  options?: readonly Option[];
  /** Name of the global option set the options come from. */
  optionSet?: string;
  /** Look-ups: single-valued navigation property (exact case) → target table of the sandbox. */
  navigation?: Record<string, string>;
  /** Look-ups: every table it may refer to, also those the sandbox does not have. */
  targets?: readonly string[];
  /** Look-ups: refers to rows of every table with that flag, by `<column>_<table><suffix>`. */
  targetsOf?: { flag: TargetFlag; suffix?: string };
  /** What becomes of this row when the row a look-up refers to is deleted; else it is emptied. */
  onDelete?: 'cascade' | 'restrict';
  /** May be given when a row is made, when it is changed. */
  create: boolean;
  update: boolean;
  /** Never answered: for the server's own use. */
  isHidden?: boolean;
  /** Required by the platform itself; what only forms require is not enforced by the Web API. */
  required?: boolean;
  requiredLevel?: RequiredLevel;
  /** Value of a new row that does not give one. */
  initial?: string | number | boolean;
  /** The column's text lives outside the table, so it cannot be filtered. */
  isUnfilterable?: boolean;
  /** Whether column security may hold it back (`IsSecured` as an organisation starts). */
  isSecured?: boolean;
}

/** Collection-valued navigation property. */
export interface Collection {
  table: string;
  /** Look-up of `table` that refers to this row. */
  via?: string;
  /** Many-to-many: the table between, its look-up of this row and of the other. */
  through?: { table: string; from: string; to: string };
}

/** Messages that not every table supports; rows of `sdkmessagefilter` say the same. */
export type MultipleMessage =
  'CreateMultiple' | 'UpdateMultiple' | 'UpsertMultiple' | 'DeleteMultiple';

export interface Table {
  name: string;
  /** Name in the case its maker gave it: `KnowledgeArticle`. */
  schemaName: string;
  entitySet: string;
  label: string;
  /** Label of many rows. */
  collectionLabel: string;
  objectTypeCode: number;
  /** Primary id column. */
  id: string;
  /** Primary name column; empty where the table has none. */
  primaryName: string;
  ownership: 'user' | 'business' | 'organization' | 'none';
  /** Privileges are `prv<Verb><privilege>`; the activity tables share `Activity`. */
  privilege: string;
  isActivity: boolean;
  /** May be what an activity is regarding. */
  hasActivities: boolean;
  /** May have notes (annotations). */
  hasNotes: boolean;
  /** May be a party of an activity. */
  isParty: boolean;
  /** May be connected with any other such row. */
  isConnectable: boolean;
  /** May be an item of a queue. */
  isQueued: boolean;
  /** `odata.track-changes` and delta tokens. */
  isChangeTracked: boolean;
  /** Duplicate detection rules may be made for it. */
  isDuplicateDetected: boolean;
  isAuditable: boolean;
  /** `If-Match` with an ETag is honoured. */
  isOptimisticConcurrencyEnabled: boolean;
  /** May be found by Dataverse search. */
  isSearched: boolean;
  /** A many-to-many relation's table. */
  isIntersect: boolean;
  /** HTTP methods the table's rows refuse, since others write them: activityparty, systemuser. */
  refuses: readonly ('POST' | 'PATCH' | 'DELETE')[];
  /** Activities: list of parties (schema name) → participationtypemask. */
  partyLists: Record<string, number>;
  /** Columns that may still change while `statecode` is not 0; all may where absent. */
  writableWhenClosed?: readonly string[];
  /** Messages of {@link MultipleMessage} it supports. */
  messages: readonly MultipleMessage[];
  /** Alternate keys: names of columns. */
  keys: readonly (readonly string[])[];
  columns: Record<string, Column>;
  collections: Record<string, Collection>;
}

export type Columns = Record<string, Column>;
