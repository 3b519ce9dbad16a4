import { decideRetry } from '../domain/sync/retry.ts';
import type { Actor } from '../ports/actor.ts';
import type { Claim, Intent, ItemKind, LedgerRow, Outcome } from '../ports/ledger.ts';
import { holdLease } from './hold-lease.ts';
import type { TrackingPorts } from './ports.ts';
import { assess } from './problem.ts';
import { isUnattended, isUndeliverable, markUndeliverable } from './undeliverable.ts';
import type { Attempt } from './track-email.ts';
import { trackContact, untrackContact } from './contacts/track-contact.ts';
import { trackTask, untrackTask } from './tasks/track-task.ts';
import { trackEmail } from './track-email.ts';
import { trackMeeting } from './track-meeting.ts';
import { untrackEmail } from './untrack-email.ts';
import { untrackMeeting } from './untrack-meeting.ts';

/** No attempt runs longer; every single request has its own, shorter limit. */
const longestAttemptMs = 60_000;

/** How items of each kind are tracked and untracked. */
const handlers: Record<ItemKind, Record<Intent, (attempt: Attempt) => Promise<Outcome>>> = {
  message: { track: trackEmail, untrack: untrackEmail },
  appointment: { track: trackMeeting, untrack: untrackMeeting },
  contact: { track: trackContact, untrack: untrackContact },
  task: { track: trackTask, untrack: untrackTask },
};

/** What comes of a failed attempt. */
export function outcomeOf(
  ports: Pick<TrackingPorts, 'runtime'>,
  row: LedgerRow,
  error: unknown,
): Outcome {
  const { problem, kind, retryAfterMs } = assess(error);
  if (kind === null) return { kind: 'failed', problem };
  const now = ports.runtime.now().getTime();
  const decision = decideRetry({
    kind,
    retryAfterMs,
    failures: row.failures,
    failingForMs: row.failingSince ? now - row.failingSince.getTime() : 0,
    random: ports.runtime.random(),
    isUnattended: isUnattended(row) && problem !== 'item-not-found',
  });
  if ('retryInMs' in decision) {
    return { kind: 'postponed', problem, retryInMs: decision.retryInMs };
  }
  const isExhausted = decision.giveUp === 'exhausted' && kind !== 'unexpected';
  return { kind: 'failed', problem: isExhausted ? 'gave-up' : problem };
}

function logFailure(ports: TrackingPorts, row: LedgerRow, outcome: Outcome, error: unknown): void {
  const code = error instanceof Error ? error.message : 'not an error';
  const fields = { item: row.key, revision: row.revision, failures: row.failures, outcome, code };
  const { kind } = assess(error);
  // A fault of ours comes with its stack; what the outside answered needs none.
  if (kind === 'unexpected') ports.log.error({ ...fields, err: error }, 'attempt failed');
  else ports.log.warn(fields, 'attempt failed');
}

/**
 * One attempt at what the row asks for, ended in the ledger whatever comes of it.
 * @returns the row as it is then; null where another attempt took over.
 */
export async function runAttempt(
  ports: TrackingPorts,
  actor: Actor,
  claim: Claim,
): Promise<LedgerRow | null> {
  const { row, lease } = claim;
  let outcome: Outcome;
  try {
    const renew = (): Promise<boolean> => ports.ledger.renew(lease);
    outcome = await holdLease(renew, longestAttemptMs, (signal) => {
      const attempt = { ports, actor, row, signal };
      return handlers[row.kind][row.intent](attempt);
    });
  } catch (error) {
    outcome = outcomeOf(ports, row, error);
    logFailure(ports, row, outcome, error);
  }
  if (isUndeliverable(row, outcome)) await markUndeliverable(ports, actor, row);
  return ports.ledger.settle(lease, row, outcome);
}
