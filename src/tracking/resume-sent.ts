import type { ItemReference } from '../contracts/item.ts';
import type { Caller } from '../ports/actor.ts';
import type { LedgerRow } from '../ports/ledger.ts';
import type { TrackingPorts } from './ports.ts';
import { follow } from './try-now.ts';

/**
 * What waited for a mail to be sent need not wait on: the pane shows the sent copy (E-08), also where
 * an attempt that still saw the draft is about to end. Goes on after the answer; an event tells what
 * came of it.
 */
export function resumeSent(
  ports: TrackingPorts,
  caller: Caller,
  { item, row }: { item: ItemReference; row: LedgerRow | null },
): void {
  const isWaiting = row?.state === 'pending' && row.problem === 'not-sent-yet';
  if (!isWaiting || item.isDraft || row.requestedBy !== caller.userId) return;
  const resuming = follow(ports, caller, row.key).catch((error: unknown) => {
    ports.log.error({ err: error, item: row.key }, 'attempt broke off');
  });
  ports.background.add(resuming);
}
