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
}
