import type { AcceptedIntent, LedgerRow } from './ledger.ts';

/** Several items tracked by one click. */
export interface Batch {
  id: string;
  tenantId: string;
  /** Who asked (Entra object id). */
  userId: string;
  /** Items it had; those somebody changed since are no longer in `rows`. */
  size: number;
  createdAt: Date;
  rows: LedgerRow[];
}

export interface Batches {
  /** Accepts all of them, or none, for the workers to complete. */
  accept(
    batch: Pick<Batch, 'id' | 'tenantId' | 'userId'>,
    intents: readonly AcceptedIntent[],
  ): Promise<void>;
  /** Null where the person has no such batch. */
  find(person: { tenantId: string; userId: string }, id: string): Promise<Batch | null>;
  /** The person's latest batch of messages of which something is pending. */
  findRunning(person: { tenantId: string; userId: string }): Promise<Batch | null>;
  /**
   * Accepts what takes a batch back; an item that somebody changed meanwhile stays as it is.
   * @returns how many were accepted.
   */
  takeBack(intents: readonly AcceptedIntent[]): Promise<number>;
}
