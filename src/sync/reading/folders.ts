import { folderScope } from '../../domain/sync/folder-scope.ts';
import type { TreePage } from '../../ports/mail-changes.ts';
import type { SyncFolder } from '../../ports/mail-sync.ts';
import type { Reading } from './reading.ts';

/** The folders as they are stored now. */
export async function reopen(reading: Reading): Promise<Reading> {
  const { ports, fence } = reading;
  const state = (await ports.mailSync.open(fence)) ?? reading.state;
  return { ...reading, state, scope: folderScope(state.folders) };
}

/** Every folder, anew: the first time, and where Exchange does not know what it told us before. */
async function readTree(reading: Reading): Promise<void> {
  const { ports, fence, signal } = reading;
  const wellKnown = await ports.mailChanges.wellKnownFolders(fence, signal);
  const folders = new Map<string, { id: string; parentId: string }>();
  let link: string | null = null;
  for (let isLast = false; !isLast;) {
    const { tree } = await ports.mailChanges.read(fence, { cursors: [], tree: link }, signal);
    if (tree === null || 'problem' in tree) return;
    for (const folder of tree.folders) folders.set(folder.id, folder);
    for (const id of tree.gone) folders.delete(id);
    ({ link, isLast } = tree);
  }
  const here = new Set([...folders.keys(), ...wellKnown.values()]);
  const gone = reading.state.folders.map(({ folderId }) => folderId).filter((id) => !here.has(id));
  const change = { folders: [...folders.values()], gone, link, wellKnown };
  await ports.mailSync.keepTree(fence, change);
}

/** All folders anew: what there is of them, and what is not. */
export async function rereadFolders(reading: Reading): Promise<Reading> {
  await readTree(reading);
  return reopen(reading);
}

/** Makes the folders known, once. */
export const prepareFolders = async (reading: Reading): Promise<Reading> =>
  reading.state.treeLink === null ? rereadFolders(reading) : reading;

const isQuiet = ({ folders, gone }: Extract<TreePage, { link: string }>, known: SyncFolder[]) =>
  gone.length === 0 &&
  folders.every(({ id, parentId }) =>
    known.some((one) => one.folderId === id && one.parentId === parentId),
  );

/**
 * Takes in what happened to the folders: a new one is read, a moved one keeps its cursor, of one that
 * is gone nothing is untracked (F-10, invariant 8).
 */
export async function followFolders(reading: Reading, page: TreePage | null): Promise<Reading> {
  const { ports, fence, signal, state } = reading;
  if (page === null) return reading;
  if ('problem' in page) return rereadFolders(reading);
  // A counter that changed is told as well; that is most of what is told.
  if (isQuiet(page, state.folders) && page.isLast && page.link === state.treeLink) return reading;
  const { folders, gone, link, isLast } = page;
  await ports.mailSync.keepTree(fence, { folders, gone, link });
  if (isLast) return reopen(reading);
  const { tree } = await ports.mailChanges.read(fence, { cursors: [], tree: link }, signal);
  return followFolders(await reopen(reading), tree);
}
