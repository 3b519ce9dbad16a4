import { mailCycle } from '../../sync/mail-cycle.ts';
import type { SyncPorts } from '../../sync/ports.ts';
import type { MailboxRef } from '../../ports/workloads.ts';

/** One cycle of a mailbox under "all messages", at once, whatever its clock says. */
export async function cycleNow(
  ports: SyncPorts,
  mailbox: MailboxRef,
): Promise<{ items: number; isMore: boolean }> {
  await ports.ledger.mailboxSeen(mailbox);
  await ports.settings.change(mailbox, { autoTracking: 'all' });
  await ports.workloads.bringForward(mailbox, 'incoming', { spacingMs: 0 });
  const begun = await ports.workloads.begin(mailbox, 'incoming');
  if (!begun) throw new Error('the mailbox is not due');
  const done = await mailCycle(ports, begun.fence, AbortSignal.timeout(120_000));
  await ports.workloads.end(begun.fence, {
    ...{ nextInMs: 0, isFirm: false, isPaused: false },
    ...{ volume: 0, idleCycles: 0, failures: 0, problem: null },
  });
  return done;
}
