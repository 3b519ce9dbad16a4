import type { Direction } from '../domain/mail/direction.ts';
import type { RecordRef } from '../domain/mail/email-activity.ts';
import type { Correlation } from '../domain/sync/correlation.ts';
import type { Reason } from '../domain/sync/reason.ts';
import type { ProblemCode } from '../domain/sync/problem.ts';

/** Internal states; `untracked` is an item that was tracked once and stays untracked. */
export type LedgerState = 'pending' | 'tracked' | 'failed' | 'untracked';
export type Intent = 'track' | 'untrack';
export type ItemKind = 'message' | 'appointment' | 'contact' | 'task';
/** By which gesture an item was tracked (E-13, E-22). */
export type Via =
  | 'pane'
  | 'several'
  | 'draft'
  | 'rule'
  | 'undo'
  | 'new-record'
  /** Server-side sync: an automatic rule, the category, a mapped folder, a mark of the pane's. */
  | 'automatic'
  | 'category'
  | 'folder'
  | 'mark';

/** The folder a mail lay in, and when it was received (or sent). */
export interface FoundIn {
  folderId: string;
  receivedAt: Date;
}

/** What is known of one item: ids and states, never content. */
export interface LedgerRow {
  key: string;
  tenantId: string;
  kind: ItemKind;
  state: LedgerState;
  intent: Intent;
  /** Raised by every accepted intent; the last one wins. */
  revision: number;
  /** What a person asked for; null: no regarding, or keep the one there is. */
  wanted: RecordRef | null;
  /** No regarding is wanted any more; then `wanted` is null. */
  clearRegarding: boolean;
  /** Untracking leaves the CRM's copy where it is. */
  keepCopy: boolean;
  /** Ids of attachments the person left out. */
  leftOut: string[];
  /** The last gesture, and the one that tracked it. */
  via: Via;
  trackedVia: Via | null;
  conversationId: string | null;
  /** The address of somebody else's mailbox the item is in (shared or delegated); null: their own. */
  mailboxAddress: string | null;
  /** An appointment: the whole series, not one meeting. */
  series: boolean;
  batchId: string | null;
  /** The person knows that it is private (AP-26). */
  evenIfPrivate: boolean;
  /** The change this intent takes back; null: none. */
  undoes: string | null;
  /** Why server-side sync tracked it; null: a person did. */
  reason: Reason | null;
  /** The mail it answers, where server-side sync found it. */
  correlation: Correlation | null;
  /** Whose rule accepted it (Entra object id or queue); null: tracked by hand (E-22). */
  acceptedBy: string | null;
  /** Where and when server-side sync found it; null: it did not. */
  foundIn: FoundIn | null;
  /** Null until there is one. */
  activityId: string | null;
  regarding: RecordRef | null;
  direction: Direction;
  itemId: string;
  internetMessageId: string;
  /** Whose mailbox holds the item, and who asked last (Entra object ids). */
  mailboxUserId: string;
  requestedBy: string;
  trackedBy: string | null;
  trackedAt: Date | null;
  problem: ProblemCode | null;
  /** A tracked mail some files of which are still to come: since when (E-15). */
  revisitSince: Date | null;
  /** A mail that was marked before it was sent: since when that is waited for (E-08). */
  draftSince: Date | null;
  /** Failed attempts since the intent was accepted, and when the first of them was. */
  failures: number;
  failingSince: Date | null;
}

/** The right to work on an item; held by one attempt at a time. */
export interface Lease {
  key: string;
  token: string;
}

export interface AcceptedIntent {
  key: string;
  tenantId: string;
  intent: Intent;
  wanted: RecordRef | null;
  direction: Direction;
  itemId: string;
  internetMessageId: string;
  requestedBy: string;
  /** Absent: a message. */
  kind?: ItemKind;
  clearRegarding?: boolean;
  keepCopy?: boolean;
  leftOut?: string[];
  /** Absent: `pane`. */
  via?: Via;
  conversationId?: string | null;
  mailboxAddress?: string | null;
  series?: boolean;
  /** The worker does it, at once; no lease comes with it (I-05). */
  inBackground?: boolean;
  batchId?: string | null;
  evenIfPrivate?: boolean;
  /** The change to take back: only while it is the item's last. */
  undoes?: string | null;
  /** Not sent yet. */
  isDraft?: boolean;
  reason?: Reason | null;
  correlation?: Correlation | null;
  acceptedBy?: string | null;
  foundIn?: FoundIn | null;
  /** The mailbox's next cycle completes it with others; neither a job nor a lease comes with it. */
  inBulk?: boolean;
}

export type Outcome =
  | {
      kind: 'tracked';
      activityId: string;
      regarding: RecordRef | null;
      at: Date;
      /** The CRM had it already; then what it was regarding there. */
      adopted?: { regarding: RecordRef | null };
      /** Something of it is still to come (E-15). */
      revisitInMs?: number;
    }
  | {
      kind: 'untracked';
      /** Whether the CRM's copy is gone (§1.5.3). */
      copyDeleted?: boolean;
      /** What the CRM had of an item the ledger did not know. */
      found?: { activityId: string; regarding: RecordRef | null };
    }
  | { kind: 'postponed'; problem: ProblemCode; retryInMs: number }
  /** A draft, or one the mailbox does not have at the moment; no failure. */
  | { kind: 'waiting'; isMissing: boolean; retryInMs: number }
  | { kind: 'failed'; problem: ProblemCode };

/** What working on several items together came to for one of them. */
export type BulkOutcome =
  | Outcome
  /** Its own attempt goes on with it, after so long. */
  | { kind: 'handed-over'; retryInMs: number }
  /** Nothing was tried; the next cycle does. */
  | { kind: 'released' };

export interface Settlement {
  claim: Claim;
  outcome: BulkOutcome;
}

/** Which intent an attempt worked for; a newer one may have come meanwhile. */
export type Attempted = Pick<LedgerRow, 'revision' | 'requestedBy' | 'via' | 'undoes' | 'itemId'>;

/** Somebody changed the item since the change that is to be taken back. */
export class Overtaken extends Error {
  override name = 'Overtaken';
}

export interface Claim {
  row: LedgerRow;
  lease: Lease;
}

export interface Ledger {
  find(tenantId: string, key: string): Promise<LedgerRow | null>;
  /** Those there are, in no order. */
  findMany(tenantId: string, keys: readonly string[]): Promise<LedgerRow[]>;
  /** Everything of one kind that was ever tracked in a person's own mailbox. */
  ofMailbox(tenantId: string, userId: string, kind: ItemKind): Promise<LedgerRow[]>;
  /**
   * Writes the intent and enqueues its completion in one transaction. The lease comes with it
   * unless another attempt holds it. A rule decides nothing about an item that is there already: then
   * its row comes back as it is. @throws Overtaken where `undoes` is not the last change.
   */
  accept(intent: AcceptedIntent): Promise<{ row: LedgerRow; lease: Lease | null }>;
  /** The lease, if the item waits for work (or for files, E-15) and nobody holds it; only `requestedBy`'s intent if given. */
  claim(key: string, requestedBy?: string): Promise<Claim | null>;
  /**
   * Leases of mails that wait to be completed in bulk for a mailbox's owner, the oldest first. What a
   * worker died on before comes alone; what three died on is failed and left to people.
   */
  claimMany(mailbox: { tenantId: string; userId: string }, limit: number): Promise<Claim[]>;
  /** All of the leases at once; false where every one was lost. */
  renewMany(leases: readonly Lease[]): Promise<boolean>;
  /** As `settle`, for all of them in one transaction and in their order. */
  settleMany(settlements: readonly Settlement[]): Promise<(LedgerRow | null)[]>;
  /**
   * When the running attempt's lease ends, in milliseconds from now, 0 where it is over; null where
   * nothing waits.
   */
  leaseEndsInMs(key: string): Promise<number | null>;
  /** False where the lease was lost. */
  renew(lease: Lease): Promise<boolean>;
  /**
   * Writes what an attempt came to, with the change it was, and gives the lease back. A newer intent
   * keeps the item pending. @returns null where the lease was lost: then nothing was written.
   */
  settle(lease: Lease, attempted: Attempted, outcome: Outcome): Promise<LedgerRow | null>;
  /** Ends an item nobody can finish, whoever holds it. */
  abandon(key: string): Promise<void>;
  /** Has every item worked on that waits without a job. @returns how many there were. */
  sweep(): Promise<number>;
  /** Remembers the mailbox; on first sight its preparation is enqueued. */
  mailboxSeen(mailbox: { tenantId: string; userId: string }): Promise<void>;
}
