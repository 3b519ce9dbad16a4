import { decideRetry } from '../domain/sync/retry.ts';
import type { Actor } from '../ports/actor.ts';
import type { Claim, Intent, ItemKind, LedgerRow, Outcome } from '../ports/ledger.ts';
import type { TrackingPorts } from './ports.ts';
import { assess } from './problem.ts';
import type { Attempt } from './track-email.ts';
import { trackContact, untrackContact } from './contacts/track-contact.ts';
import { trackTask, untrackTask } from './tasks/track-task.ts';
import { trackEmail } from './track-email.ts';
import { trackMeeting } from './track-meeting.ts';
import { untrackEmail } from './untrack-email.ts';
import { untrackMeeting } from './untrack-meeting.ts';

/** A third of a lease. */
const renewEveryMs = 3_000;
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
function outcomeOf(ports: TrackingPorts, row: LedgerRow, error: unknown): Outcome {
  const { problem, kind, retryAfterMs } = assess(error);
  if (kind === null) return { kind: 'failed', problem };
  const now = ports.runtime.now().getTime();
  const decision = decideRetry({
    kind,
    retryAfterMs,
    failures: row.failures,
    failingForMs: row.failingSince ? now - row.failingSince.getTime() : 0,
    random: ports.runtime.random(),
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

/** Keeps the lease while `work` runs and ends `work` when the lease is lost. */
async function withLease<T>(
  ports: TrackingPorts,
  { lease }: Claim,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const lost = new AbortController();
  const timer = setInterval(() => {
    ports.ledger.renew(lease).then(
      (isHeld) => (isHeld ? undefined : lost.abort()),
      () => lost.abort(),
    );
  }, renewEveryMs).unref();
  try {
    return await work(AbortSignal.any([lost.signal, AbortSignal.timeout(longestAttemptMs)]));
  } finally {
    clearInterval(timer);
  }
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
    outcome = await withLease(ports, claim, (signal) => {
      const attempt = { ports, actor, row, signal };
      return handlers[row.kind][row.intent](attempt);
    });
  } catch (error) {
    outcome = outcomeOf(ports, row, error);
    logFailure(ports, row, outcome, error);
  }
  return ports.ledger.settle(lease, row, outcome);
}
