/** Why something could not be done, as far as trying again goes. */
export type FailureKind =
  /** Not reached, no answer in time, or the far side is broken. */
  | 'unavailable'
  | 'throttled'
  | 'forbidden'
  | 'not-found'
  /** Another write came first. */
  | 'changed'
  /** The far side will never take it. */
  | 'refused'
  | 'sign-in-needed'
  /** An answer nobody foresaw, or a fault of ours. */
  | 'unexpected';

export interface Attempted {
  kind: FailureKind;
  /** Told by the far side. */
  retryAfterMs?: number | undefined;
  /** Attempts that failed before this one. */
  failures: number;
  /** Since the first of them. */
  failingForMs: number;
  /** In [0, 1). */
  random: number;
  /** Nobody waits for it: server-side sync took it up. */
  isUnattended?: boolean;
}

export type RetryDecision = { retryInMs: number } | { giveUp: 'permanent' | 'exhausted' };

const second = 1_000;
const minute = 60 * second;

export const retryPolicy = {
  firstMs: 2 * second,
  longestMs: 5 * minute,
  /** What is down often comes back soon: at most this long between attempts … */
  earlyLongestMs: 15 * second,
  /** … while it has been down for less than this. */
  earlyMs: 15 * minute,
  /** No far side can make us wait longer by one answer. */
  longestRetryAfterMs: 60 * minute,
  giveUpAfterMs: 24 * 60 * minute,
  /** An unforeseen answer is worth a few attempts only. */
  unexpectedAttempts: 5,
  /** What nobody waits for is tried once a cycle, whatever is wrong with it (K-08). */
  cycles: 5,
  cycleMs: 5 * minute,
} as const;

const temporary: ReadonlySet<FailureKind> = new Set([
  'unavailable',
  'throttled',
  'changed',
  // The worker's identity goes on where the person's session ended.
  'sign-in-needed',
  'unexpected',
]);

function backOff({ kind, failures, failingForMs, random }: Attempted): number {
  const isEarly = kind === 'unavailable' && failingForMs < retryPolicy.earlyMs;
  const longest = isEarly ? retryPolicy.earlyLongestMs : retryPolicy.longestMs;
  const full = Math.min(retryPolicy.firstMs * 2 ** Math.min(failures, 20), longest);
  // Between half and all of it, so that those who failed together do not come back together.
  return Math.round(full * (0.5 + random / 2));
}

/** Somebody may mend a plug-in, a right or a record before the last of a few cycles. */
function decideUnattended({ failures, retryAfterMs = 0 }: Attempted): RetryDecision {
  if (failures + 1 >= retryPolicy.cycles) return { giveUp: 'permanent' };
  return { retryInMs: Math.max(retryAfterMs, retryPolicy.cycleMs) };
}

/** The far side is away for everybody: no item's own fault. */
const outages: ReadonlySet<FailureKind> = new Set(['unavailable', 'throttled', 'sign-in-needed']);

/**
 * Whether and when to try again: 2 s doubling to 5 min, never sooner than the far side said, for
 * about a day.
 */
export function decideRetry(attempted: Attempted): RetryDecision {
  const { kind, retryAfterMs, failures, failingForMs, isUnattended = false } = attempted;
  if (isUnattended && !outages.has(kind)) return decideUnattended(attempted);
  if (!temporary.has(kind)) return { giveUp: 'permanent' };
  if (kind === 'unexpected' && failures + 1 >= retryPolicy.unexpectedAttempts) {
    return { giveUp: 'exhausted' };
  }
  if (failingForMs >= retryPolicy.giveUpAfterMs) return { giveUp: 'exhausted' };
  const told = Math.min(retryAfterMs ?? 0, retryPolicy.longestRetryAfterMs);
  return { retryInMs: Math.max(told, backOff(attempted)) };
}
