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
  dueAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  /** Items an hour, smoothed. */
  volume: number;
  /** Cycles in a row that brought nothing. */
  idleCycles: number;
  failures: number;
  failingSince: Date | null;
  problem: string | null;
}

/** What a cycle came to. */
export interface CycleResult {
  /** Items that were new or changed. */
  items: number;
  /** When the next one is due. */
  nextInMs: number;
  problem: string | null;
}

export interface Workloads {
  /** Begins a cycle: raises the epoch. Null where the mailbox is paused or unknown. */
  begin(
    mailbox: MailboxRef,
    workload: Workload,
  ): Promise<{ fence: Fence; state: WorkloadState } | null>;
  /** Ends it and schedules the next. @throws Fenced. */
  end(
    fence: Fence,
    state: Omit<WorkloadState, 'dueAt' | 'endedAt'>,
    nextInMs: number,
  ): Promise<void>;
  /** The next cycle at once; while one runs, another follows it. */
  bringForward(mailbox: MailboxRef, workload: Workload): Promise<void>;
}
