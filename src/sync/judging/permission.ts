import type { LeaveReason } from '../../domain/sync/reason.ts';
import { Failure } from '../../ports/failure.ts';
import type { MailboxRef } from '../../ports/workloads.ts';
import { canSync } from '../../tracking/check-ready.ts';
import type { SyncPorts } from '../ports.ts';

/** What the CRM knows; null for somebody whom it does not let in at all. @throws Failure otherwise. */
export async function unlessForbidden<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Failure && error.kind === 'forbidden') return null;
    throw error;
  }
}

/**
 * Whether the mailbox's owner may have mail tracked automatically: has the right to use the
 * app and to synchronise, and a mailbox that the CRM takes mail of.
 * @returns what is in the way; null: nothing. @throws Failure where the CRM does not answer.
 */
export async function mayBeTracked(
  { access }: Pick<SyncPorts, 'access'>,
  mailbox: MailboxRef,
  signal: AbortSignal,
): Promise<LeaveReason | null> {
  const ready = await unlessForbidden(access.readiness(mailbox, signal));
  if (!ready?.mayUseApp || !ready.maySync) return 'no-licence';
  return canSync(ready.mailbox) ? null : 'mailbox-not-ready';
}
