import type { SeenMail } from '../domain/sync/seen-mail.ts';
import type { Actor } from './actor.ts';

export type WellKnownFolder =
  'inbox' | 'sentitems' | 'deleteditems' | 'junkemail' | 'drafts' | 'outbox' | 'archive';

/** A folder of mail. Its name is shown to its owner and never kept. */
export interface MailFolder {
  id: string;
  parentId: string | null;
  name: string;
  wellKnown: WellKnownFolder | null;
  mails: number;
}

/** How far a folder was read; `link` is null before the first time. */
export interface FolderCursor {
  folderId: string;
  link: string | null;
  /** With a null `link`: mail received earlier is not told at all. */
  from?: Date;
}

/** What happened in a folder since its cursor, or why that cannot be told. */
export type FolderPage =
  | {
      folderId: string;
      mails: SeenMail[];
      /** Items that were moved away or deleted (immutable ids). */
      left: string[];
      /** The cursor to go on from. */
      link: string;
      /** The round ends here; otherwise more pages wait. */
      isLast: boolean;
    }
  /** `expired`: start the folder again (410). `gone`: there is no such folder. */
  | { folderId: string; problem: 'expired' | 'gone' };

/** What happens in a mailbox. Every function may throw `Failure` with service `mailbox`. */
export interface MailChanges {
  /** Every folder of mail, those in folders too. */
  folders(actor: Actor, signal: AbortSignal): Promise<MailFolder[]>;
  /** One page of each folder, in one request where there are no more than twenty. */
  pages(actor: Actor, cursors: readonly FolderCursor[], signal: AbortSignal): Promise<FolderPage[]>;
}
