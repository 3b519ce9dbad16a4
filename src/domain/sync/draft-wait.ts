const second = 1_000;
const minute = 60 * second;

/** How a mail that was marked before it was sent is waited for (E-08, I-03). */
export const draftWait = {
  /** At first people send soon … */
  shortestMs: 30 * second,
  /** … later never longer than a cycle of synchronisation takes. */
  longestMs: 12 * minute,
  /** A draft on its way to or from the mailbox is nowhere for a while; longer, and it is gone. */
  missingMs: 15 * minute,
  giveUpAfterMs: 30 * 24 * 60 * minute,
} as const;

export interface Waited {
  /** Since it was marked. */
  waitedMs: number;
  /** Since the mailbox has not had it; null: it has it. */
  missingMs: number | null;
}

export type WaitDecision = { retryInMs: number } | { giveUp: 'gone' | 'forgotten' };

/** When to look next whether the draft was sent: after half the time it has waited, within limits. */
export function decideWait({ waitedMs, missingMs }: Waited): WaitDecision {
  if (missingMs !== null) {
    return missingMs >= draftWait.missingMs
      ? { giveUp: 'gone' }
      : { retryInMs: draftWait.shortestMs };
  }
  if (waitedMs >= draftWait.giveUpAfterMs) return { giveUp: 'forgotten' };
  const pause = Math.max(draftWait.shortestMs, Math.min(waitedMs / 2, draftWait.longestMs));
  return { retryInMs: Math.round(pause) };
}
