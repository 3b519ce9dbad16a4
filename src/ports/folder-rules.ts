import type { RecordRef } from '../domain/mail/email-activity.ts';
import type { FolderRule } from '../domain/sync/folder-rule.ts';
import type { MailboxRef } from './workloads.ts';

/** A rule as its owner made it. */
export interface StoredFolderRule extends FolderRule {
  createdAt: Date;
  /** What it links groups under this id, so that it can be taken back (`Batches`); null: nothing yet. */
  batchId: string | null;
}

export type NewFolderRule = Pick<
  FolderRule,
  'folderId' | 'regarding' | 'includeSubfolders' | 'keepsManual'
>;

type Changeable = Pick<
  StoredFolderRule,
  'regarding' | 'includeSubfolders' | 'keepsManual' | 'isPaused' | 'batchId'
>;

/** What is left out stays as it is. */
export type FolderRuleChange = { [K in keyof Changeable]?: Changeable[K] | undefined };

/** The folders people map. */
export interface FolderRules {
  /** Oldest first. */
  list(mailbox: MailboxRef): Promise<StoredFolderRule[]>;
  /** How many rules people have, by Entra object id; who has none is not among them. */
  counts(tenantId: string): Promise<Map<string, number>>;
  /** Adds a rule unless there are `most` already or the folder has one. */
  add(
    mailbox: MailboxRef,
    rule: NewFolderRule & { batchId: string | null },
    most: number,
  ): Promise<StoredFolderRule | 'limit-reached' | 'duplicate'>;
  /** Null: no such rule. */
  change(
    mailbox: MailboxRef,
    id: string,
    change: FolderRuleChange,
  ): Promise<StoredFolderRule | null>;
  /** What it tracked stays tracked (F-05). False: no such rule. */
  remove(mailbox: MailboxRef, id: string): Promise<boolean>;
  /** Tracked mail that lies in these folders and is regarding another record. */
  countLinkedElsewhere(
    mailbox: MailboxRef,
    folderIds: readonly string[],
    than: RecordRef,
  ): Promise<number>;
  /** The next cycle reads these folders from their beginning, so that what lies in them is seen. */
  readAgain(mailbox: MailboxRef, folderIds: readonly string[]): Promise<void>;
}
