import type { ItemReference } from '../contracts/item.ts';
import type { Caller } from '../ports/actor.ts';
import { Failure } from '../ports/failure.ts';
import type { LedgerRow } from '../ports/ledger.ts';
import type { TrackingRule } from '../ports/tracking-rules.ts';
import { attemptAll } from './attempt-all.ts';
import { intentsFor } from './listed-mail.ts';
import type { TrackingPorts } from './ports.ts';
import type { Target } from './target.ts';
import { verifyMailbox } from './verify-mailbox.ts';

export interface RuledItem {
  item: ItemReference;
  target: Target;
  rule: TrackingRule | null;
  /** Nothing is in the way, and the CRM does not have it. */
  mayTrack: boolean;
}

/** A mailbox of somebody else that the caller may not open leaves the item as it is. */
async function isReachable(
  ports: TrackingPorts,
  caller: Caller,
  item: ItemReference,
): Promise<boolean> {
  try {
    await verifyMailbox(ports, caller, item);
    return true;
  } catch (error) {
    if (!(error instanceof Failure) || error.kind === 'sign-in-needed') throw error;
    return false;
  }
}

/**
 * An item under an `always` rule that nobody ever decided about is tracked as soon as it is seen
 * (E-22); what a person untracked stays untracked (quality §3.3, 9). Goes on after the answer.
 * @returns the row it has then.
 */
export async function applyRule(
  ports: TrackingPorts,
  caller: Caller,
  { item, target, rule, mayTrack }: RuledItem,
): Promise<LedgerRow | null> {
  const isOpen = rule?.decision === 'always' && target.row === null && mayTrack;
  if (!isOpen || item.kind !== 'message' || item.isDraft || !item.itemId) return target.row;
  if (!(await isReachable(ports, caller, item))) return null;
  const choice = { wanted: rule.regarding, via: 'rule' as const };
  const [intent] = intentsFor(ports, caller, [item], choice);
  if (!intent) return null;
  const { row } = await ports.ledger.accept({ ...intent, inBackground: true });
  ports.background.add(attemptAll(ports, caller, [intent]));
  return row;
}
