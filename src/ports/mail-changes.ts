import type { RecordRef } from '../domain/mail/email-activity.ts';
import type { WellKnownFolder } from '../domain/sync/folder-scope.ts';
import type { SeenMail } from '../domain/sync/seen-mail.ts';
import type { Actor } from './actor.ts';
import type { Failure } from './failure.ts';
import type { MasterCategory } from './mailbox.ts';

export type { WellKnownFolder };

/** A folder of mail. Its name is shown to its owner and never kept. */
export interface MailFolder {
  id: string;
  /** Null: it lies at the top. */
  parentId: string | null;
  name: string;
  wellKnown: WellKnownFolder | null;
  mails: number;
}

/** How far a folder was read; `link` is null before the first time. */
export interface FolderCursor {
  folderId: string;
  link: string | null;
}

/** What happened in a folder since its cursor, or why that cannot be told. */
export type FolderPage =
  | {
      folderId: string;
      mails: SeenMail[];
      /** Items of which only a part was told that decides nothing; they are in the folder. */
      touched: string[];
      /** Items whose categories were told without the rest; they have to be read. */
      incomplete: string[];
      /** Items that were moved away or deleted (immutable ids). */
      left: string[];
      /** The cursor to go on from. */
      link: string;
      /** The round ends here; otherwise more pages wait. */
      isLast: boolean;
    }
  /** `expired`: start the folder again (410). `gone`: there is no such folder. */
  | { folderId: string; problem: 'expired' }
  | { folderId: string; problem: 'gone' }
  /** Nobody can tell at the moment; the others are not touched by it. */
  | { folderId: string; problem: 'failed'; failure: Failure };

/** What happened to the folders themselves. Names are left out. */
export type TreePage =
  | {
      folders: { id: string; parentId: string }[];
      gone: string[];
      link: string;
      isLast: boolean;
    }
  | { problem: 'expired' };

export interface ReadQuestion {
  cursors: readonly FolderCursor[];
  /** How far the folders themselves were read; null: not yet; absent: they are not asked for. */
  tree?: string | null;
  categories?: boolean;
}

/** What was not asked for is null. */
export interface ReadAnswer {
  pages: FolderPage[];
  tree: TreePage | null;
  categories: MasterCategory[] | null;
}

/** What the pane left on a mail while the service was away (I-08). */
export interface PaneMark {
  regarding: RecordRef | null;
}

/** What happens in a mailbox. Every function may throw `Failure` with service `mailbox`. */
export interface MailChanges {
  /** Every folder of mail, those in folders too. */
  folders(actor: Actor, signal: AbortSignal): Promise<MailFolder[]>;
  /** Ids of the folders every mailbox has, as far as this one has them; they never change. */
  wellKnownFolders(actor: Actor, signal: AbortSignal): Promise<Map<WellKnownFolder, string>>;
  /** One page of each folder and what else is asked for, in one request up to twenty of them. */
  read(actor: Actor, question: ReadQuestion, signal: AbortSignal): Promise<ReadAnswer>;
  /** The mails as they are now, as far as the mailbox has them; twenty a request. */
  mails(actor: Actor, itemIds: readonly string[], signal: AbortSignal): Promise<SeenMail[]>;
  /** The marks the pane left, by item id; twenty a request. */
  paneMarks(
    actor: Actor,
    itemIds: readonly string[],
    signal: AbortSignal,
  ): Promise<Map<string, PaneMark>>;
  /** The addresses of the mailbox itself, the first one first; remembered for a while. */
  addresses(actor: Actor, signal: AbortSignal): Promise<readonly string[]>;
}
