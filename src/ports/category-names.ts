import type { MailboxRef } from './workloads.ts';

/** By what category tracked items of a mailbox are known. */
export interface TrackedNames {
  /** What an item is given; null: nothing (K-05). */
  put: string | null;
  /** What it is taken off: everything the category is or was called (K-02). */
  all: readonly string[];
}

export interface CategoryNames {
  of(mailbox: MailboxRef): Promise<TrackedNames>;
}
