import type { Change } from '../../ports/changes.ts';
import type { LedgerEvent } from '../../ports/events.ts';
import type { LedgerRow } from '../../ports/ledger.ts';
import type { Fence, MailboxRef, Workload } from '../../ports/workloads.ts';
import { Fenced } from '../../ports/workloads.ts';
import type { CycleProblem } from '../../domain/sync/cycle-failure.ts';
import type { SyncFolder, MailCopy } from '../../ports/mail-sync.ts';
import type { MemoryJobs } from './memory-jobs.ts';

/** A row of the ledger with what its users do not see. */
export interface ItemRecord {
  row: LedgerRow;
  inBulk: boolean;
  strikes: number;
  leaseToken: string | null;
  leaseUntil: number;
  changedAt: number;
}

/** A mailbox's clock; times in milliseconds. */
export interface ClockRecord extends MailboxRef {
  workload: Workload;
  epoch: number;
  dueAt: number;
  startedAt: number | null;
  endedAt: number | null;
  hintedAt: number | null;
  notBefore: number | null;
  pausedAt: number | null;
  lateMs: number;
  volume: number;
  idleCycles: number;
  failures: number;
  failingSince: number | null;
  problem: CycleProblem | null;
  strikes: number;
}

export interface CopyRecord extends MailCopy {
  categoryRefused: boolean;
  seenAt: number;
  leftAt: number | null;
}

export interface FolderRecord extends Omit<SyncFolder, 'isFirstRound' | 'readAt'> {
  firstRoundAt: number | null;
  readAt: number | null;
  startAgain: boolean;
}

export interface MailboxRecord extends MailboxRef {
  processFrom: number;
  categoryId: string | null;
  categoryNames: string[];
  categoryLostAt: number | null;
  markEarlierThan: number | null;
  treeLink: string | null;
  folders: Map<string, FolderRecord>;
  copies: Map<string, CopyRecord>;
}

export const mailboxKey = ({ tenantId, userId }: MailboxRef): string => `${tenantId}|${userId}`;
export const clockKey = ({ workload, ...mailbox }: MailboxRef & { workload: Workload }): string =>
  `${mailboxKey(mailbox)}|${workload}`;

/**
 * What PostgreSQL holds of mail and its tracking, in memory: for the simulation, which runs thousands
 * of hours. A transaction is what happens without waiting for anything; nothing outlives the process.
 */
export class MemoryDatabase {
  readonly now: () => number;
  readonly jobs: MemoryJobs;
  readonly items = new Map<string, ItemRecord>();
  /** Keys of items that wait to be completed in bulk, by mailbox. */
  readonly bulk = new Map<string, Set<string>>();
  readonly byConversation = new Map<string, Set<string>>();
  readonly changes = new Map<string, Change[]>();
  readonly mailboxes = new Map<string, MailboxRecord>();
  readonly clocks = new Map<string, ClockRecord>();
  readonly #listeners = new Set<(event: LedgerEvent) => void>();
  readonly workloads: readonly Workload[];
  #numbers = 0;

  /** @param workloads what every mailbox has a clock for. */
  constructor(
    now: () => number,
    jobs: MemoryJobs,
    workloads: readonly Workload[] = ['incoming', 'outgoing'],
  ) {
    this.now = now;
    this.jobs = jobs;
    this.workloads = workloads;
  }

  /** For tokens and ids: unlike any other, and the same in every run. */
  nextNumber(): number {
    this.#numbers += 1;
    return this.#numbers;
  }

  mailbox(ref: MailboxRef): MailboxRecord | undefined {
    return this.mailboxes.get(mailboxKey(ref));
  }

  /** @throws Fenced where a later cycle has begun. */
  holdFence(fence: Fence): void {
    const epoch = this.clocks.get(clockKey(fence))?.epoch;
    if (epoch === undefined || String(epoch) !== fence.epoch) throw new Fenced();
  }

  subscribe(listener: (event: LedgerEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells every process. */
  notify({ tenantId, key, state }: LedgerRow): void {
    const event = {
      tenantId,
      key,
      state: state === 'untracked' ? ('not-tracked' as const) : state,
    };
    for (const listener of [...this.#listeners]) listener(event);
  }
}
