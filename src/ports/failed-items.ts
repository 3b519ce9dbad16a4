import type { LedgerRow } from './ledger.ts';

/** With when it was given up. */
export interface FailedItem extends LedgerRow {
  failedAt: Date;
}

/** What tracking gave up on: kept until a person tries again or lets it be. */
export interface FailedItems {
  /** What a person asked for, or what their mailbox's cycles took up; newest first. */
  of(person: { tenantId: string; userId: string }, limit: number): Promise<FailedItem[]>;
  /** Everybody else's, newest first. */
  ofOthers(person: { tenantId: string; userId: string }, limit: number): Promise<FailedItem[]>;
  /** One of their own; null where it is not, or not failed any more. */
  find(person: { tenantId: string; userId: string }, key: string): Promise<FailedItem | null>;
  /**
   * It stays untracked until a person wants it again. False where it is not theirs, or not failed any
   * more.
   */
  dismiss(person: { tenantId: string; userId: string }, key: string): Promise<boolean>;
}
