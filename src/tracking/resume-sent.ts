import type { ItemReference } from '../contracts/item.ts';
import type { Caller } from '../ports/actor.ts';
import type { LedgerRow } from '../ports/ledger.ts';
import { runAttempt } from './attempt.ts';
import type { TrackingPorts } from './ports.ts';

/**
 * What waited for a mail to be sent need not wait on: the pane shows the sent copy (E-08). Goes on
 * after the answer; an event tells what came of it.
 */
export function resumeSent(
  ports: TrackingPorts,
  caller: Caller,
  { item, row }: { item: ItemReference; row: LedgerRow | null },
): void {
  const isWaiting = row?.state === 'pending' && row.problem === 'not-sent-yet';
  if (!isWaiting || item.isDraft) return;
  const resume = async (): Promise<void> => {
    const claim = await ports.ledger.claim(row.key, caller.userId);
    if (claim) await runAttempt(ports, caller, claim);
  };
  ports.background.add(
    resume().catch((error: unknown) => {
      ports.log.error({ err: error, item: row.key }, 'attempt broke off');
    }),
  );
}
