import { settleWithin } from '../lib/settle-within.ts';
import type { Actor } from '../ports/actor.ts';
import type { MailboxState } from '../ports/crm-access.ts';
import { Failure } from '../ports/failure.ts';
import type { TrackingPorts } from './ports.ts';
import { Impossible } from './problem.ts';

/** A CRM that does not answer is no reason not to accept: it decides itself in the end. */
const readyWithinMs = 1_000;

/** A mailbox the CRM says nothing about stands in nobody's way. */
export const canSync = (mailbox: MailboxState): boolean =>
  mailbox === 'ready' || mailbox === 'unknown';

/**
 * Whether the person may track at all.
 * @throws Impossible `no-licence` (SEC-01), `mailbox-not-ready` (UI-16).
 */
export async function checkReady(
  { access }: Pick<TrackingPorts, 'access'>,
  person: Actor,
): Promise<void> {
  const reading = access
    .readiness(person, AbortSignal.timeout(readyWithinMs))
    .catch((error: unknown) => {
      if (error instanceof Failure) return null;
      throw error;
    });
  const ready = await settleWithin(reading, readyWithinMs);
  if (!ready) return;
  if (!ready.mayUseApp) throw new Impossible('no-licence');
  if (!canSync(ready.mailbox)) throw new Impossible('mailbox-not-ready');
}
