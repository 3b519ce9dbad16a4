import type { RecordRef } from '../domain/mail/email-activity.ts';
import type { ItemKind, Via } from './ledger.ts';

export type ChangeKind = 'track' | 'set-regarding' | 'untrack';

/** What somebody changed about an item; ids only. */
export interface Change {
  id: string;
  tenantId: string;
  key: string;
  kind: ItemKind;
  itemId: string;
  at: Date;
  /** Entra object id. */
  by: string;
  via: Via;
  change: ChangeKind;
  activityId: string | null;
  before: RecordRef | null;
  after: RecordRef | null;
  /** Untracking deleted the CRM's copy. */
  copyDeleted: boolean;
  /** The CRM had the activity before it was tracked. */
  adopted: boolean;
  undoneAt: Date | null;
  /** Nobody changed the item since. */
  isLast: boolean;
}

/** The history of what was tracked. The ledger writes it with every settled change. */
export interface Changes {
  find(tenantId: string, id: string): Promise<Change | null>;
  /** The last change of an item. */
  last(tenantId: string, key: string): Promise<Change | null>;
  /** Of a person, newest first; `before` is the id of the change to go on after. */
  ofPerson(
    person: { tenantId: string; userId: string },
    page: { before?: string | undefined; limit: number },
  ): Promise<Change[]>;
  /** Of an item, newest first. */
  ofItem(tenantId: string, key: string): Promise<Change[]>;
}
