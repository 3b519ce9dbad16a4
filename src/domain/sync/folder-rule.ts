import type { RecordRef } from '../mail/email-activity.ts';

/** A mapped folder: mail that lies in it is tracked, whoever it is from (F-02, F-04). */
export interface FolderRule {
  id: string;
  folderId: string;
  /** Null: tracked, regarding nothing. */
  regarding: RecordRef | null;
  includeSubfolders: boolean;
  /** What a person linked by hand stays as they linked it (our F-08). */
  keepsManual: boolean;
  isPaused: boolean;
}

/** Where a folder is in the mailbox's tree. */
export interface FolderPlace {
  parentId: string | null;
  /** What Outlook keeps of mail that is not to be kept: drafts, junk, deleted items, outbox. */
  isDiscard: boolean;
}

export type FolderTree = ReadonlyMap<string, FolderPlace>;

/** The folder and those it lies in, from within; a tree that bites its tail ends. */
function pathOf(folderId: string, tree: FolderTree): string[] {
  const path: string[] = [];
  for (let id: string | null = folderId; id !== null && !path.includes(id);) {
    path.push(id);
    id = tree.get(id)?.parentId ?? null;
  }
  return path;
}

/** Whether the folder, or one it lies in, is where mail is thrown away or not yet sent. */
export const isDiscarded = (folderId: string, tree: FolderTree): boolean =>
  pathOf(folderId, tree).some((id) => tree.get(id)?.isDiscard);

/**
 * The rule of a folder: its own, else that of the nearest folder around it that includes its
 * sub-folders. A paused rule of its own means that nothing is wanted there (F-02: an untracked folder
 * may sit in a tracked one). A folder among the deleted ones has none (F-10).
 */
export function ruleOf<T extends FolderRule>(
  folderId: string,
  rules: readonly T[],
  tree: FolderTree,
): T | null {
  if (isDiscarded(folderId, tree)) return null;
  for (const [depth, id] of pathOf(folderId, tree).entries()) {
    const rule = rules.find((one) => one.folderId === id);
    if (rule && (depth === 0 || rule.includeSubfolders)) return rule.isPaused ? null : rule;
  }
  return null;
}

/** What the ledger has of a mail that lies in a mapped folder. */
export interface FiledMail {
  isTracked: boolean;
  regarding: RecordRef | null;
  /** A person linked it by hand (F-08). */
  isByHand: boolean;
  /** Another person's folder linked it (F-09). */
  isFiledByAnother: boolean;
}

export type FolderVerdict = 'track' | 'set-regarding' | 'nothing';

const same = (a: RecordRef | null, b: RecordRef | null): boolean =>
  a?.table === b?.table && a?.id.toLowerCase() === b?.id.toLowerCase();

/**
 * What a mapped folder does to a mail in it: tracks it, or links it anew where it is regarding
 * something else (F-06…F-08). A rule without a record never takes a link off (F-06, F-07); the first
 * of two people's folders wins (F-09); one may leave alone what was linked by hand (our F-08).
 */
export function folderVerdict(
  rule: Pick<FolderRule, 'regarding' | 'keepsManual'>,
  mail: FiledMail | null,
): FolderVerdict {
  if (!mail?.isTracked) return 'track';
  const isKept = rule.keepsManual && mail.isByHand;
  const isSettled = isKept || mail.isFiledByAnother || rule.regarding === null;
  return isSettled || same(rule.regarding, mail.regarding) ? 'nothing' : 'set-regarding';
}
