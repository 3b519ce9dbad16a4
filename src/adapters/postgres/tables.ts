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
}

export interface RegardingDatabase {
  'regarding.item': ItemTable;
  'regarding.mailbox': MailboxTable;
  'regarding.change': ChangeTable;
  'regarding.batch': BatchTable;
  'regarding.tracking_rule': TrackingRuleTable;
  'regarding.remembered': RememberedTable;
  'regarding.person': PersonTable;
}
