import type { FolderRule as ShownRule } from '../../contracts/folder-rules.ts';
import { undoUntil } from '../../domain/sync/undo.ts';
import type { StoredFolderRule } from '../../ports/folder-rules.ts';
import { namesOf, shownRecord } from '../../tracking/record-names.ts';
import type { FolderPorts, FolderReading } from './folder-rules.ts';
import { isMappable, pathOf } from './folder-list.ts';
import type { FolderList } from './folder-list.ts';

/** Why a rule does nothing (F-10, F-13); a record nobody can read may be gone. */
function problemOf(
  list: FolderList,
  { folderId, regarding }: StoredFolderRule,
  isReadable: boolean,
): ShownRule['problem'] {
  if (!list.folders.has(folderId)) return 'folder-gone';
  if (!isMappable(list, folderId)) return 'folder-not-allowed';
  return regarding !== null && !isReadable ? 'record-gone' : null;
}

/** How much a rule linked since it was last changed. */
async function progressOf(
  ports: FolderPorts,
  { caller, mailbox }: FolderReading,
  { batchId }: StoredFolderRule,
): Promise<Pick<ShownRule, 'linked' | 'pending' | 'canUndo'>> {
  const batch = batchId === null ? null : await ports.batches.find(mailbox, batchId);
  if (!batch) return { linked: 0, pending: 0, canUndo: false };
  const linked = batch.rows.filter(({ state }) => state === 'tracked').length;
  const pending = batch.rows.filter(({ state }) => state === 'pending').length;
  const isInTime = undoUntil(batch.createdAt) >= ports.runtime.now();
  const isOwn = caller.userId === mailbox.userId;
  return { linked, pending, canUndo: isOwn && isInTime && linked + pending > 0 };
}

/** Rules as they are shown: folders and records by their names of this moment. */
export async function presentRules(
  ports: FolderPorts,
  reading: FolderReading,
  { list, rules }: { list: FolderList; rules: readonly StoredFolderRule[] },
): Promise<ShownRule[]> {
  const records = rules.map(({ regarding }) => regarding);
  const names = await namesOf(ports, reading, records);
  const progress = await Promise.all(rules.map((rule) => progressOf(ports, reading, rule)));
  return rules.map((rule, index) => {
    const regarding = shownRecord(ports, rule.regarding, names);
    return {
      id: rule.id,
      folderId: rule.folderId,
      path: pathOf(list, rule.folderId),
      regarding,
      includeSubfolders: rule.includeSubfolders,
      keepsManual: rule.keepsManual,
      isPaused: rule.isPaused,
      problem: problemOf(list, rule, (regarding?.name ?? '') !== ''),
      createdAt: rule.createdAt.toISOString(),
      ...(progress[index] ?? { linked: 0, pending: 0, canUndo: false }),
    };
  });
}
