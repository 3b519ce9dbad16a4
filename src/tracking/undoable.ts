import type { Undoable } from '../contracts/item.ts';
import { canUndo, undoUntil } from '../domain/sync/undo.ts';
import type { Caller } from '../ports/actor.ts';
import type { TrackingPorts } from './ports.ts';

/** The caller's last change of an item, if a click can take it back; what undid one is not offered. */
export async function undoableOf(
  { changes, runtime }: Pick<TrackingPorts, 'changes' | 'runtime'>,
  caller: Caller,
  key: string,
): Promise<Undoable | null> {
  const change = await changes.last(caller.tenantId, key);
  if (!change || change.via === 'undo') return null;
  const verdict = canUndo({ change, userId: caller.userId, now: runtime.now() });
  if (verdict !== 'possible') return null;
  const until = undoUntil(change.at).toISOString();
  return { changeId: change.id, change: change.change, until };
}
