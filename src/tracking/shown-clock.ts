import type { MailboxClock } from '../contracts/mailboxes.ts';
import type { ClockState } from '../ports/clocks.ts';

/** A mailbox's clock as people see it; null where it has none. */
export const shownClock = (clock: ClockState | undefined): MailboxClock | null =>
  clock
    ? {
        endedAt: clock.endedAt?.toISOString() ?? null,
        dueAt: clock.dueAt.toISOString(),
        pausedAt: clock.pausedAt?.toISOString() ?? null,
        problem: clock.problem,
      }
    : null;
