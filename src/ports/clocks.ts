import type { CycleProblem } from '../domain/sync/cycle-failure.ts';
import type { MailboxRef, Workload } from './workloads.ts';

/** How a clock goes, for people to look at. */
export interface ClockState {
  userId: string;
  workload: Workload;
  /** When its last cycle ended; null: there was none yet. */
  endedAt: Date | null;
  dueAt: Date;
  /** Since when it stands still; null: it goes. */
  pausedAt: Date | null;
  problem: CycleProblem | null;
}

/** The clocks as people look at them. */
export interface Clocks {
  /** Every clock of an organisation, in no order. */
  ofTenant(tenantId: string): Promise<ClockState[]>;
  /** Those of one mailbox; none where it is not looked after. */
  ofMailbox(mailbox: MailboxRef): Promise<ClockState[]>;
}
