import type { FolderScope } from '../../domain/sync/folder-scope.ts';
import { folderScope } from '../../domain/sync/folder-scope.ts';
import { ruleOf } from '../../domain/sync/folder-rule.ts';
import type { FilingRule } from '../../domain/sync/plan-mail.ts';
import type { SyncMailbox } from '../../ports/mail-sync.ts';
import type { Fence } from '../../ports/workloads.ts';
import type { SyncPorts } from '../ports.ts';

/** One cycle's reading of one mailbox. */
export interface Reading {
  ports: SyncPorts;
  fence: Fence;
  signal: AbortSignal;
  state: SyncMailbox;
  scope: FolderScope;
  ruleOf: (folderId: string) => FilingRule | null;
  /** The category tracks and untracks (K-05). */
  tracksByCategory: boolean;
}

/** @returns null where nobody asked to look after the mailbox. */
export async function openReading(
  ports: SyncPorts,
  fence: Fence,
  signal: AbortSignal,
): Promise<Reading | null> {
  const state = await ports.mailSync.open(fence);
  if (!state) return null;
  const [settings, rules] = await Promise.all([
    ports.organization.get(fence.tenantId),
    ports.folderRules.list(fence),
  ]);
  const scope = folderScope(state.folders);
  return {
    ports,
    fence,
    signal,
    state,
    scope,
    ruleOf: (folderId) => ruleOf(folderId, rules, scope.tree),
    tracksByCategory: settings.trackCategorized,
  };
}
