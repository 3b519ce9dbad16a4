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
  folder_id: string | null;
  received_at: Timestamp | null;
  /** Completed by the mailbox's cycle, with others. */
  in_bulk: Generated<boolean>;
  /** Times a cycle began with it and did not end it. */
  strikes: Generated<number>;
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
  /** What the category is called, and what it was called before. */
  category_names: Generated<string[]>;
  /** When it was found to have been deleted: Outlook takes it off items for a while then. */
  category_lost_at: Timestamp | null;
  /** What was tracked before is to have the category (K-04). */
  mark_earlier_than: Timestamp | null;
  /** From where changes of the folders themselves are asked for. */
  tree_link: string | null;
  /** What was decided about older mail that is not tracked is no longer known. */
  forgotten_before: ColumnType<Date | null, never, Date | null>;
}

/** The clock of one workload of one mailbox; see `WorkloadState` in ports/workloads.ts. */
export interface WorkloadTable {
  shard: Generated<number>;
  tenant_id: string;
  user_id: string;
  workload: string;
  /** Raised by every cycle that begins; a late write of an older one is refused. */
  epoch: ColumnType<string | number, string | undefined, string>;
  due_at: ColumnType<Date, Date | undefined, Date>;
  /** How late the last cycle began. */
  late_ms: Generated<number>;
  started_at: Timestamp | null;
  ended_at: Timestamp | null;
  /** When somebody last asked for a cycle soon, and before when none is to begin. */
  hinted_at: Timestamp | null;
  not_before: Timestamp | null;
  paused_at: Timestamp | null;
  /** Cycles in a row that began and were never ended: their worker died on them. */
  strikes: Generated<number>;
  volume: Generated<number>;
  idle_cycles: Generated<number>;
  failures: Generated<number>;
  failing_since: Timestamp | null;
  problem: string | null;
}

/** One folder of one mailbox about which Exchange tells us, or is to. */
export interface SubscriptionTable {
  shard: Generated<number>;
  tenant_id: string;
  user_id: string;
  folder: string;
  /** Null: there is none at the moment. */
  id: string | null;
  /** What proves that a notification is Exchange's. */
  secret: string;
  expires_at: Timestamp | null;
  renew_at: ColumnType<Date, Date | undefined, Date>;
  failures: Generated<number>;
}

/** A folder of mail: where it is in the tree, and how far it was read. */
export interface FolderCursorTable {
  shard: Generated<number>;
  tenant_id: string;
  user_id: string;
  folder_id: string;
  parent_id: string | null;
  well_known: string | null;
  /** Null: it is to be read from its beginning. */
  link: string | null;
  /** More pages of the round are still to be read. */
  is_round_open: Generated<boolean>;
  /** When the reading from its beginning began that is under way. */
  first_round_at: Timestamp | null;
  /** The folder is to be read from its beginning; cleared by the page that begins it. */
  start_again: Generated<boolean>;
  /** When it was last asked for; null: never. */
  read_at: Timestamp | null;
}

/** One mailbox's copy of a mail it was seen to have, and what was decided about it. */
export interface CopyTable {
  shard: Generated<number>;
  tenant_id: string;
  user_id: string;
  item_id: string;
  key: string;
  folder_id: string;
  has_category: boolean;
  /** Somebody took the category off this copy; it is not put on again by itself. */
  category_refused: Generated<boolean>;
  reason: string;
  /** Of receipt, UTC. */
  day: ColumnType<string | null, string | null, string | null>;
  /** Table and id of the record the pane's mark named. */
  pane_mark: ColumnType<string | null, string | null | undefined, string | null>;
  seen_at: ColumnType<Date, Date | undefined, Date>;
  /** When it left the folder without being seen in another since. */
  left_at: Timestamp | null;
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
  keeps_manual: boolean;
  paused: Generated<boolean>;
  batch_id: string | null;
  created_at: ColumnType<Date, Date | undefined, Date>;
}

/** By what the answers to a tracked mail are known: hashes; see ports/threads.ts. */
export interface ThreadKeyTable {
  shard: Generated<number>;
  tenant_id: string;
  hash: string;
  /** The ledger's. */
  key: string;
  /** Hashes of the people's addresses, where mails are likened by them. */
  addresses: Generated<string[]>;
  at: ColumnType<Date, Date | undefined, Date>;
}

export interface OrganizationTable {
  shard: Generated<number>;
  tenant_id: string;
  settings: ColumnType<object, string, string>;
  changed_at: ColumnType<Date, Date | undefined, Date>;
}

/** An e-mail of the CRM on its way through a mailbox; see `OutgoingMail` in ports/outgoing.ts. */
export interface OutgoingTable {
  shard: Generated<number>;
  tenant_id: string;
  activity_id: string;
  /** Whose mailbox. */
  user_id: string;
  mark: string;
  state: string;
  item_id: string | null;
  internet_message_id: string | null;
  sent_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  failures: Generated<number>;
  failing_since: ColumnType<Date | null, Date | null | undefined, Date | null>;
  retry_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  problem: string | null;
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
  'regarding.subscription': SubscriptionTable;
  'regarding.folder_cursor': FolderCursorTable;
  'regarding.copy': CopyTable;
  'regarding.folder_rule': FolderRuleTable;
  'regarding.thread_key': ThreadKeyTable;
  'regarding.organization': OrganizationTable;
  'regarding.outgoing': OutgoingTable;
}
