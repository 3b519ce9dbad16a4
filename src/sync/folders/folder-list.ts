import type { MailFolder as ShownFolder } from '../../contracts/folder-rules.ts';
import type { FolderRule, FolderTree } from '../../domain/sync/folder-rule.ts';
import { isDiscarded, ruleOf } from '../../domain/sync/folder-rule.ts';
import { folderScope } from '../../domain/sync/folder-scope.ts';
import type { MailFolder } from '../../ports/mail-changes.ts';

/** The folders of a mailbox, and where each of them is. */
export interface FolderList {
  folders: ReadonlyMap<string, MailFolder>;
  tree: FolderTree;
}

export function folderList(folders: readonly MailFolder[]): FolderList {
  const known = folders.map(({ id, parentId, wellKnown }) => ({
    folderId: id,
    parentId,
    wellKnown,
  }));
  return {
    folders: new Map(folders.map((folder) => [folder.id, folder])),
    tree: folderScope(known).tree,
  };
}

/** A folder's name after those of the folders it lies in; empty where it is gone. */
export function pathOf({ folders }: FolderList, folderId: string): string[] {
  const path: string[] = [];
  const passed = new Set<string>();
  let id: string | null = folderId;
  while (id !== null && !passed.has(id)) {
    passed.add(id);
    const folder = folders.get(id);
    // The root of the mailbox has a name that nobody knows.
    if (!folder || folder.wellKnown === 'msgfolderroot') break;
    path.unshift(folder.name);
    id = folder.parentId;
  }
  return path;
}

export const isMappable = ({ folders, tree }: FolderList, folderId: string): boolean =>
  folders.has(folderId) &&
  folders.get(folderId)?.wellKnown !== 'msgfolderroot' &&
  !isDiscarded(folderId, tree);

/** Folders that can be mapped, by path (F-13). */
export const mappableFolders = (list: FolderList): ShownFolder[] =>
  [...list.folders.values()]
    .filter(({ id }) => isMappable(list, id))
    .map(({ id, mails }) => ({ id, path: pathOf(list, id), mails }))
    .toSorted((a, b) => a.path.join('\n').localeCompare(b.path.join('\n')));

/** The folders a rule is about: its own, and those in it that have no nearer rule (F-02). */
export function foldersUnder(
  { folders, tree }: FolderList,
  rule: FolderRule,
  rules: readonly FolderRule[],
): MailFolder[] {
  const all = [...rules.filter(({ folderId }) => folderId !== rule.folderId), rule];
  return [...folders.values()].filter(({ id }) => ruleOf(id, all, tree)?.id === rule.id);
}
