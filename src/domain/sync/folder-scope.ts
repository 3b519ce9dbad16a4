import { isDiscarded } from './folder-rule.ts';
import type { FolderPlace, FolderTree } from './folder-rule.ts';

export const wellKnownFolders = [
  'msgfolderroot',
  'inbox',
  'sentitems',
  'deleteditems',
  'junkemail',
  'drafts',
  'outbox',
] as const;
export type WellKnownFolder = (typeof wellKnownFolders)[number];

/** Mail that is not to be kept, or is not sent yet. */
const discards: ReadonlySet<WellKnownFolder> = new Set([
  'deleteditems',
  'junkemail',
  'drafts',
  'outbox',
]);

export interface KnownFolder {
  folderId: string;
  parentId: string | null;
  wellKnown: WellKnownFolder | null;
}

/** What is decided from where a folder is. */
export interface FolderScope {
  tree: FolderTree;
  /** Read at all, for the gestures people make there (K-03); not where mail is thrown away. */
  isRead: (folderId: string) => boolean;
  /** Judged by itself: the inbox and Sent Items with what is in them (X-07 and our complaint 9). */
  isAutomatic: (folderId: string) => boolean;
}

const placeOf = ({ parentId, wellKnown }: KnownFolder): FolderPlace => ({
  parentId,
  isDiscard: wellKnown !== null && discards.has(wellKnown),
});

export function folderScope(folders: readonly KnownFolder[]): FolderScope {
  const tree = new Map(folders.map((folder) => [folder.folderId, placeOf(folder)]));
  const known = new Map(folders.map(({ folderId, wellKnown }) => [folderId, wellKnown]));
  const isWithin = (folderId: string, roots: readonly (WellKnownFolder | null)[]): boolean => {
    const passed = new Set<string>();
    for (let id: string | null = folderId; id !== null && !passed.has(id);) {
      if (roots.includes(known.get(id) ?? null)) return true;
      passed.add(id);
      id = tree.get(id)?.parentId ?? null;
    }
    return false;
  };
  const isRead = (folderId: string): boolean =>
    known.has(folderId) && known.get(folderId) !== 'msgfolderroot' && !isDiscarded(folderId, tree);
  return {
    tree,
    isRead,
    isAutomatic: (folderId) => isRead(folderId) && isWithin(folderId, ['inbox', 'sentitems']),
  };
}
