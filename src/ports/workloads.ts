import type { CycleProblem } from '../domain/sync/cycle-failure.ts';

/** A mailbox server-side sync looks after. */
export interface MailboxRef {
  tenantId: string;
  /** Entra object id. */
  userId: string;
}

/** Each has its own clock in every mailbox (S-01). */
export type Workload = 'incoming' | 'outgoing';

/** The right to work on a mailbox; an older one's writes are refused. */
export interface Fence extends MailboxRef {
  workload: Workload;
  epoch: string;
}

/** A later cycle of the mailbox has begun; this one must stop. */
export class Fenced extends Error {
  override name = 'Fenced';
}

/** What the interval is computed from, and how the last cycles went. */
export interface WorkloadState {
  /** When the cycle that begins was due, and how late it is. */
  dueAt: Date;
  lateMs: number;
  startedAt: Date;
  /** When the last cycle ended; null: this is the first. */
  endedAt: Date | null;
  /** Items an hour, smoothed. */
  volume: number;
  /** Cycles in a row that brought nothing. */
  idleCycles: number;
  /** Failed cycles in a row, and since when. */
  failures: number;
  failingSince: Date | null;
  problem: CycleProblem | null;
}

/** What a cycle came to, and when the next one is due. */
export interface CycleEnd {
  /** Counted from now, by the database's clock. */
  nextInMs: number;
  /** Nothing brings the next one forward to before that: the far side told us to wait. */
  isFirm: boolean;
  /** It waits for somebody to mend `problem`; from time to time it is tried whether they did. */
  isPaused: boolean;
  volume: number;
  idleCycles: number;
  failures: number;
  problem: CycleProblem | null;
}

/** How urgently something is to be looked at; a mailbox is never read without a pause in between. */
export interface Hint {
  /** The shortest time since its last cycle. */
  spacingMs: number;
}

/** Whether the clock keeps time. */
export interface Punctuality {
  /** Clocks there are, and how many of them stand still until somebody mends their problem. */
  clocks: number;
  paused: number;
  running: number;
  /** Due, but not begun for longer than `overdueMs`: more work than workers. */
  overdue: number;
  /** How late the latest of those that wait is. */
  latestMs: number;
}

export interface Workloads {
  /** Begins a cycle: raises the epoch. Null where the mailbox is paused, unknown or not due. */
  begin(
    mailbox: MailboxRef,
    workload: Workload,
  ): Promise<{ fence: Fence; state: WorkloadState } | null>;
  /** Ends it and schedules the next. @throws Fenced. */
  end(fence: Fence, end: CycleEnd): Promise<void>;
  /** The next cycle soon; while one runs, another follows it. Ten times says no more than once. */
  bringForward(mailbox: MailboxRef, workload: Workload, hint?: Hint): Promise<void>;
  /** Starts a paused clock anew: somebody mended its problem. */
  resume(mailbox: MailboxRef, workload: Workload): Promise<void>;
  /** Makes clocks that are missing and brings back jobs that were lost. @returns how many. */
  sweep(): Promise<number>;
  punctuality(): Promise<Punctuality>;
}
