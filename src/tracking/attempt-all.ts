import { fewAtOnce } from '../lib/few-at-once.ts';
import type { Caller } from '../ports/actor.ts';
import type { AcceptedIntent } from '../ports/ledger.ts';
import { runAttempt } from './attempt.ts';
import type { TrackingPorts } from './ports.ts';

/** One mailbox answers so many requests at once. */
const atOnce = 4;

/**
 * Tries accepted items with the person's own rights and at once; what this process does not get to, a
 * worker does.
 */
export const attemptAll = (
  ports: TrackingPorts,
  caller: Caller,
  intents: readonly Pick<AcceptedIntent, 'key'>[],
): Promise<unknown> =>
  fewAtOnce(intents, atOnce, async ({ key }) => {
    try {
      const claim = await ports.ledger.claim(key, caller.userId);
      if (claim) await runAttempt(ports, caller, claim);
    } catch (error) {
      ports.log.error({ err: error, item: key }, 'attempt broke off');
    }
  });
