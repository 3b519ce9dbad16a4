import type { ColumnType, Generated } from 'kysely';

type Timestamp = ColumnType<Date, Date, Date>;

/** One row an item; see `LedgerRow` in ports/ledger.ts. Ids, states and times only. */
export interface ItemTable {
  shard: Generated<number>;
  key: string;
  tenant_id: string;
  state: string;
  intent: string;
  revision: number;
  wanted_table: string | null;
  wanted_id: string | null;
  activity_id: string | null;
  regarding_table: string | null;
  regarding_id: string | null;
  direction: string;
  item_id: string;
  internet_message_id: string;
  mailbox_user_id: string;
  requested_by: string;
  tracked_by: string | null;
  tracked_at: Timestamp | null;
  tracked_via: string | null;
  on_behalf_of: string | null;
  problem: string | null;
  failures: number;
  failing_since: Timestamp | null;
  lease_token: string | null;
  lease_until: Timestamp | null;
  changed_at: ColumnType<Date, Date | undefined, Date>;
  kind: Generated<string>;
  via: Generated<string>;
  clear_regarding: Generated<boolean>;
  keep_copy: Generated<boolean>;
  left_out: Generated<string[]>;
  conversation_id: string | null;
  mailbox_address: string | null;
  series: Generated<boolean>;
  batch_id: string | null;
  even_if_private: Generated<boolean>;
  undoes: string | null;
  revisit_since: Timestamp | null;
  draft_since: Timestamp | null;
  reason: string | null;
  correlation_method: number | null;
  correlated_activity: string | null;
  accepted_by: string | null;
  pinned: Generated<boolean>;
}

/** One row a settled change; what undoing and the history need. */
export interface ChangeTable {
  shard: Generated<number>;
  id: string;
  tenant_id: string;
  key: string;
  kind: string;
  item_id: string;
  at: Timestamp;
  by_user_id: string;
  via: string;
  change: string;
  activity_id: string | null;
  before_table: string | null;
  before_id: string | null;
  after_table: string | null;
  after_id: string | null;
  copy_deleted: Generated<boolean>;
  adopted: Generated<boolean>;
  undone_at: Timestamp | null;
}

/** Several items tracked by one click; its items carry its id. */
export interface BatchTable {
  shard: Generated<number>;
  id: string;
  tenant_id: string;
  user_id: string;
  size: number;
  created_at: ColumnType<Date, Date | undefined, Date>;
}

/** Always or never track a conversation, a person or a domain. */
export interface TrackingRuleTable {
  shard: Generated<number>;
  id: string;
  tenant_id: string;
  user_id: string;
  scope: string;
  value: string;
  decision: string;
  regarding_table: string | null;
  regarding_id: string | null;
  created_at: ColumnType<Date, Date | undefined, Date>;
}

/** A record a person chose, by what they chose it for (`topic`). */
export interface RememberedTable {
  shard: Generated<number>;
  tenant_id: string;
  user_id: string;
  topic: string;
  record_table: string;
  record_id: string;
  times: Generated<number>;
  at: ColumnType<Date, Date | undefined, Date>;
}

export interface PersonTable {
  shard: Generated<number>;
  tenant_id: string;
  user_id: string;
  settings: ColumnType<object, string, string>;
  changed_at: ColumnType<Date, Date | undefined, Date>;
}

export interface MailboxTable {
  shard: Generated<number>;
  tenant_id: string;
  user_id: string;
  seen_at: ColumnType<Date, Date | undefined, Date>;
  process_from: ColumnType<Date, Date | undefined, Date>;
  paused: Generated<boolean>;
  category_id: string | null;
}

/** The clock of one workload of one mailbox; see `WorkloadState` in ports/workloads.ts. */
export interface WorkloadTable {
  shard: Generated<number>;
  tenant_id: string;
  user_id: string;
  workload: string;
  /** Raised by every cycle that begins; a late write of an older one is refused. */
  epoch: ColumnType<string, string | undefined, string>;
  due_at: ColumnType<Date, Date | undefined, Date>;
  started_at: Timestamp | null;
  ended_at: Timestamp | null;
  volume: Generated<number>;
  idle_cycles: Generated<number>;
  failures: Generated<number>;
  failing_since: Timestamp | null;
  problem: string | null;
}

/** How far a folder was read. */
export interface FolderCursorTable {
  shard: Generated<number>;
  tenant_id: string;
  user_id: string;
  folder_id: string;
  link: string;
  /** More pages of the round are still to be read. */
  is_round_open: boolean;
  /** The folder is to be read from its beginning; cleared by the page that begins it. */
  start_again: Generated<boolean>;
  read_at: ColumnType<Date, Date | undefined, Date>;
}

/** How many mails of a folder and day (UTC, of receipt) were decided for which reason. */
export interface CoverageTable {
  shard: Generated<number>;
  tenant_id: string;
  user_id: string;
  folder_id: string;
  day: string;
  reason: string;
  mails: number;
}

/** One mailbox's copy of a tracked mail. */
export interface CopyTable {
  shard: Generated<number>;
  tenant_id: string;
  user_id: string;
  item_id: string;
  key: string;
  folder_id: string;
  has_category: boolean;
}

/** A mapped folder; see domain/sync/folder-rule.ts. */
export interface FolderRuleTable {
  shard: Generated<number>;
  id: string;
  tenant_id: string;
  user_id: string;
  folder_id: string;
  regarding_table: string | null;
  regarding_id: string | null;
  include_subfolders: boolean;
  paused: Generated<boolean>;
  batch_id: string | null;
  created_at: ColumnType<Date, Date | undefined, Date>;
}

export interface OrganizationTable {
  shard: Generated<number>;
  tenant_id: string;
  settings: ColumnType<object, string, string>;
  changed_at: ColumnType<Date, Date | undefined, Date>;
}

export interface RegardingDatabase {
  'regarding.item': ItemTable;
  'regarding.mailbox': MailboxTable;
  'regarding.change': ChangeTable;
  'regarding.batch': BatchTable;
  'regarding.tracking_rule': TrackingRuleTable;
  'regarding.remembered': RememberedTable;
  'regarding.person': PersonTable;
  'regarding.workload': WorkloadTable;
  'regarding.folder_cursor': FolderCursorTable;
  'regarding.coverage': CoverageTable;
  'regarding.copy': CopyTable;
  'regarding.folder_rule': FolderRuleTable;
  'regarding.organization': OrganizationTable;
}
