import type { KnownFolder, WellKnownFolder } from '../domain/sync/folder-scope.ts';
import type { Reason } from '../domain/sync/reason.ts';
import type { AcceptedIntent } from './ledger.ts';
import type { FolderCursor } from './mail-changes.ts';
import type { Mark, MasterCategory } from './mailbox.ts';
import type { Fence, MailboxRef } from './workloads.ts';

/** One mailbox's copy of a mail, as it was last seen, and what was decided about it. */
export interface MailCopy {
  itemId: string;
  /** The ledger's. */
  key: string;
  folderId: string;
  hasCategory: boolean;
  reason: Reason;
  /** Of receipt, UTC: `2026-11-23`; null: nobody knows. */
  day: string | null;
  /** What the pane's mark on it said when it was last looked at (`paneMarkText`); null: nothing. */
  paneMark: string | null;
}

/** How many mails of one folder and day were decided for one reason. */
export interface CoverageCount {
  folderId: string;
  day: string;
  reason: Reason;
  mails: number;
}

/** A page of changes, decided: all of it is written, or nothing. */
export interface MailCommit {
  cursor: { folderId: string; link: string; isRoundOpen: boolean };
  intents: readonly AcceptedIntent[];
  /** Every mail of the page that is one. */
  copies: readonly MailCopy[];
  /** Item ids that are in the folder, and about which nothing else is known. */
  touched: readonly string[];
  /** Item ids of copies that left the folder. */
  left: readonly string[];
}

/** A folder and how far it was read. */
export interface SyncFolder extends KnownFolder, FolderCursor {
  isRoundOpen: boolean;
  /** Everything in it is being told, not only what changed. */
  isFirstRound: boolean;
  /** When it was last asked for; null: never. */
  readAt: Date | null;
}

/** The category of a mailbox: known by its id (K-02), told by what it is and was called. */
export interface TrackedCategory {
  id: string | null;
  /** The present name first; empty: it was never made. */
  names: readonly string[];
  /** Somebody deleted it lately: what loses it now loses it with the category (K-05). */
  isLost: boolean;
}

export interface SyncMailbox {
  /** Mail received before is left alone (S-10). */
  processFrom: Date;
  category: TrackedCategory;
  treeLink: string | null;
  folders: SyncFolder[];
}

/** A copy that is to have the category, or to lose it (E-20). */
export interface DueMark {
  itemId: string;
  key: string;
  /** What the copy's mark says; null: it is to have none. */
  mark: Mark | null;
}

/** Where reading a mailbox stands. */
export interface MailSync {
  /** Null: nobody asked to look after it. */
  open(mailbox: MailboxRef): Promise<SyncMailbox | null>;
  /** Those of the items that were seen before, wherever they are now. */
  copies(mailbox: MailboxRef, itemIds: readonly string[]): Promise<MailCopy[]>;
  /** What happened to the folders; `all`: whatever is not among them is gone. @throws Fenced. */
  keepTree(fence: Fence, change: TreeChange): Promise<void>;
  keepCategory(mailbox: MailboxRef, category: MasterCategory, isLost: boolean): Promise<void>;
  /** The folder is read from its beginning; what was decided in it stays. @throws Fenced. */
  startAgain(fence: Fence, folderId: string): Promise<void>;
  /** Nothing happened in these folders, or nobody can tell at the moment. @throws Fenced. */
  passed(fence: Fence, folderIds: readonly string[]): Promise<void>;
  /** Writes cursor and effects in one transaction. @throws Fenced. */
  commit(fence: Fence, commit: MailCommit): Promise<void>;
  /** Copies whose category is not what the ledger says, at most so many. */
  dueMarks(mailbox: MailboxRef, limit: number): Promise<DueMark[]>;
  /**
   * Copies of mail that is tracked by now are to have the category as well (K-04).
   * @returns how many there are.
   */
  markEarlier(mailbox: MailboxRef): Promise<number>;
  /** What the mailbox's category was put on, or taken off, by us. @throws Fenced. */
  marked(fence: Fence, itemIds: readonly string[], hasCategory: boolean): Promise<void>;
  coverage(mailbox: MailboxRef): Promise<CoverageCount[]>;
  /**
   * Forgets mail nobody tracked once it is older than `rememberedDays`, or left a week ago; a mailbox that was read to its
   * end starts there from then on (V-11, docs/decisions/0015). @returns how many copies were forgotten.
   */
  forgetOld(): Promise<number>;
}

export interface TreeChange {
  folders: readonly { id: string; parentId: string }[];
  gone: readonly string[];
  link: string | null;
  wellKnown?: ReadonlyMap<WellKnownFolder, string>;
}
