import type { FailureKind } from './retry.ts';
import { retryPolicy } from './retry.ts';

/** Why a mailbox is not read at the moment. */
export type CycleProblem =
  /** There is no such mailbox any more, or its owner lost it. */
  | 'mailbox-gone'
  /** The organisation's consent was withdrawn or ran out. */
  | 'sign-in-needed'
  /** The service may not open the mailbox, or the owner may not use the CRM. */
  | 'forbidden'
  | 'throttled'
  | 'mailbox-unavailable'
  | 'crm-unavailable'
  | 'unexpected';

/** Constants of §0.3 and M-08; times in milliseconds. */
export interface CycleRetry {
  /** `mailbox.transientRetry`: so many attempts … */
  attempts: number;
  /** … so far apart; then the mailbox is paused. */
  everyMs: number;
  /** A paused mailbox is tried whether somebody mended it. */
  probeMs: number;
}

const minute = 60_000;

export const defaultCycleRetry: CycleRetry = {
  attempts: 10,
  everyMs: 5 * minute,
  probeMs: 60 * minute,
};

export interface FailedCycle {
  kind: FailureKind;
  service: 'crm' | 'mailbox' | 'directory';
  /** Told by the far side. */
  retryAfterMs?: number | undefined;
  /** Cycles that failed in a row before this one. */
  failures: number;
  /** In [0, 1). */
  random: number;
}

export interface CycleFailure {
  nextInMs: number;
  isFirm: boolean;
  isPaused: boolean;
  failures: number;
  problem: CycleProblem;
}

/** A throttled mailbox whose limit is not told. */
const untoldMs = 30_000;

/** What only a person can mend. */
function permanentProblem({ kind, service }: FailedCycle): CycleProblem | null {
  if (kind === 'sign-in-needed' || kind === 'forbidden') return kind;
  return kind === 'not-found' && service === 'mailbox' ? 'mailbox-gone' : null;
}

function transientProblem({ kind, service }: FailedCycle): CycleProblem {
  if (kind !== 'unavailable') return 'unexpected';
  return service === 'mailbox' ? 'mailbox-unavailable' : 'crm-unavailable';
}

/** Up to a tenth later, so that those who failed together do not come back together. */
const spread = (ms: number, random: number): number => Math.round(ms * (1 + random / 10));

/**
 * What a failed cycle means for the mailbox's clock (M-08): throttled, it goes on when the far side
 * said; a passing trouble is tried ten times, five minutes apart; the rest waits for a person. A
 * paused mailbox is looked at now and then, so that mending the cause is enough.
 */
export function decideCycleFailure(failed: FailedCycle, retry = defaultCycleRetry): CycleFailure {
  const { kind, retryAfterMs = untoldMs, random } = failed;
  if (kind === 'throttled') {
    const told = Math.min(retryAfterMs, retryPolicy.longestRetryAfterMs);
    const nextInMs = spread(Math.max(told, 1_000), random);
    return { nextInMs, isFirm: true, isPaused: false, failures: failed.failures, problem: kind };
  }
  const permanent = permanentProblem(failed);
  const failures = failed.failures + 1;
  const isPaused = permanent !== null || failures >= retry.attempts;
  const nextInMs = isPaused ? spread(retry.probeMs, random) : spread(retry.everyMs, random);
  const problem = permanent ?? transientProblem(failed);
  return { nextInMs, isFirm: true, isPaused, failures, problem };
}
