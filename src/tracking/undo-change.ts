import type { ItemState } from '../contracts/item.ts';
import { canUndo } from '../domain/sync/undo.ts';
import type { Caller } from '../ports/actor.ts';
import type { Change } from '../ports/changes.ts';
import { Overtaken } from '../ports/ledger.ts';
import type { AcceptedIntent, LedgerRow } from '../ports/ledger.ts';
import type { TrackingPorts } from './ports.ts';
import { Refusal } from './problem.ts';
import { tryNow } from './try-now.ts';

/** What brings an item back to what it was before a change. */
function inverseOf({ change, before, adopted }: Change) {
  // The CRM had that activity before anybody tracked it.
  if (change === 'track') return { intent: 'untrack', wanted: null, keepCopy: adopted } as const;
  return { intent: 'track', wanted: before, clearRegarding: before === null } as const;
}

/** The intent that takes a change back, of the item where the change was made. */
export const undoIntent = (
  change: Change,
  row: LedgerRow,
  { userId, tenantId }: Pick<Caller, 'userId' | 'tenantId'>,
): AcceptedIntent => ({
  ...inverseOf(change),
  key: row.key,
  tenantId,
  kind: row.kind,
  direction: row.direction,
  itemId: change.itemId,
  internetMessageId: row.internetMessageId,
  requestedBy: userId,
  conversationId: row.conversationId,
  // Where somebody else said the item is, is no mailbox of the caller's.
  mailboxAddress: row.mailboxUserId === userId ? row.mailboxAddress : null,
  series: row.series,
  batchId: row.batchId,
  // It was tracked by a person's own will.
  evenIfPrivate: true,
  via: 'undo',
  undoes: change.id,
});

/** @throws Refusal where it is not the caller's last, or too long ago. */
async function findUndoable(
  { changes, runtime }: TrackingPorts,
  caller: Caller,
  changeId: string,
): Promise<Change> {
  const change = await changes.find(caller.tenantId, changeId);
  if (!change) throw new Refusal('not-found');
  const verdict = canUndo({ change, userId: caller.userId, now: runtime.now() });
  if (verdict === 'possible') return change;
  // Whose change it was is nobody else's business.
  throw new Refusal(verdict === 'not-yours' ? 'not-found' : verdict);
}

/**
 * Takes back one of the caller's own changes, within 30 days and while nobody changed the item
 * since: what was tracked is untracked, what was untracked is made again from the mail under its old
 * id, a regarding is what it was.
 * @throws Refusal; Failure `sign-in-needed`.
 */
export async function undoChange(
  ports: TrackingPorts,
  caller: Caller,
  changeId: string,
): Promise<ItemState> {
  const started = performance.now();
  const change = await findUndoable(ports, caller, changeId);
  const row = await ports.ledger.find(caller.tenantId, change.key);
  if (!row) throw new Refusal('not-found');
  try {
    const accepted = await ports.ledger.accept(undoIntent(change, row, caller));
    return await tryNow(ports, caller, { accepted, started });
  } catch (error) {
    if (error instanceof Overtaken) throw new Refusal('overtaken');
    throw error;
  }
}
