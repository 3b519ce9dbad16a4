import type { Reason } from '../domain/sync/reason.ts';
import type { AcceptedIntent } from './ledger.ts';
import type { FolderCursor } from './mail-changes.ts';
import type { Fence, MailboxRef } from './workloads.ts';

/** One mailbox's copy of a tracked mail, as it was last seen. */
export interface MailCopy {
  itemId: string;
  /** The ledger's. */
  key: string;
  folderId: string;
  hasCategory: boolean;
}

/** How many mails of one folder and day were decided for one reason. */
export interface CoverageCount {
  folderId: string;
  /** Of receipt, UTC: `2026-11-23`. */
  day: string;
  reason: Reason;
  mails: number;
}

/** A page of changes, decided: all of it is written, or nothing. */
export interface MailCommit {
  /** `null` link: the folder is forgotten and read anew. */
  cursor: { folderId: string; link: string | null; isRoundOpen: boolean };
  intents: AcceptedIntent[];
  copies: MailCopy[];
  /** Item ids of copies that are gone. */
  gone: string[];
  coverage: CoverageCount[];
}

/** Where reading a mailbox stands. */
export interface MailSync {
  mailbox(mailbox: MailboxRef): Promise<{ processFrom: Date; categoryId: string | null } | null>;
  cursors(mailbox: MailboxRef): Promise<(FolderCursor & { isRoundOpen: boolean })[]>;
  copies(mailbox: MailboxRef, itemIds: readonly string[]): Promise<MailCopy[]>;
  /** Writes cursor and effects in one transaction. @throws Fenced. */
  commit(fence: Fence, commit: MailCommit): Promise<void>;
  coverage(mailbox: MailboxRef): Promise<CoverageCount[]>;
}
