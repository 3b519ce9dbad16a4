import { runAttempt } from './attempt.ts';
import type { TrackingPorts } from './ports.ts';

export type Completion =
  | { kind: 'done' }
  /** Another attempt held the item when it was asked for; come back when its lease is over. */
  | { kind: 'busy'; retryInMs: number };

/**
 * What the worker does about one item: whatever was asked for last, with the rights of the person
 * who asked. Nothing where nothing waits.
 */
export async function completeItem(ports: TrackingPorts, key: string): Promise<Completion> {
  const claim = await ports.ledger.claim(key);
  if (!claim) {
    const restMs = await ports.ledger.leaseEndsInMs(key);
    return restMs === null ? { kind: 'done' } : { kind: 'busy', retryInMs: restMs };
  }
  const { tenantId, requestedBy } = claim.row;
  await runAttempt(ports, { tenantId, userId: requestedBy }, claim);
  return { kind: 'done' };
}
