import { Fenced } from '../../ports/workloads.ts';
import type {
  CycleEnd,
  Fence,
  Hint,
  MailboxRef,
  Punctuality,
  Workload,
  Workloads,
  WorkloadState,
} from '../../ports/workloads.ts';
import {
  gatherMs,
  missingAfterMs,
  slackMs,
  spacingMs,
  strikeRestMs,
  strikesAllowed,
} from '../ledger/terms.ts';
import { clockKey } from './memory-database.ts';
import type { ClockRecord, MemoryDatabase } from './memory-database.ts';

export const mailCycle = 'mail-cycle';

const dateOf = (time: number | null): Date | null => (time === null ? null : new Date(time));

function schedule(db: MemoryDatabase, clock: ClockRecord): void {
  const { tenantId, userId, workload, dueAt } = clock;
  const options = { singletonKey: clockKey(clock), startAfter: new Date(dueAt) };
  void db.jobs.upsert(mailCycle, { tenantId, userId, workload }, options);
}

/** Gives a mailbox that is new its clocks; they start at once. */
export function startClocks(db: MemoryDatabase, mailbox: MailboxRef): void {
  for (const workload of db.workloads) {
    const clock: ClockRecord = {
      ...{ ...mailbox, workload, epoch: 0, dueAt: db.now(), startedAt: null, endedAt: null },
      ...{ hintedAt: null, notBefore: null, pausedAt: null, lateMs: 0, volume: 0, idleCycles: 0 },
      ...{ failures: 0, failingSince: null, problem: null, strikes: 0 },
    };
    db.clocks.set(clockKey(clock), clock);
    schedule(db, clock);
  }
}

const isRunning = ({ startedAt, endedAt }: ClockRecord): boolean =>
  startedAt !== null && startedAt > (endedAt ?? -Infinity);

const toState = (before: ClockRecord, now: number): WorkloadState => ({
  dueAt: new Date(before.dueAt),
  lateMs: Math.max(0, now - before.dueAt),
  startedAt: new Date(now),
  endedAt: dateOf(before.endedAt),
  volume: before.volume,
  idleCycles: before.idleCycles,
  failures: before.failures,
  failingSince: dateOf(before.failingSince),
  problem: before.problem,
});

/** The clocks of all mailboxes in memory. */
export class MemoryWorkloads implements Workloads {
  readonly #db: MemoryDatabase;

  constructor(db: MemoryDatabase) {
    this.#db = db;
  }

  begin(
    mailbox: MailboxRef,
    workload: Workload,
  ): Promise<{ fence: Fence; state: WorkloadState } | null> {
    const now = this.#db.now();
    const clock = this.#clock(mailbox, workload);
    if (!clock || clock.dueAt > now + slackMs) return Promise.resolve(null);
    if (clock.strikes >= strikesAllowed) {
      this.#rest(clock);
      return Promise.resolve(null);
    }
    const state = toState(clock, now);
    const strikes = clock.strikes + 1;
    const epoch = clock.epoch + 1;
    Object.assign(clock, { epoch, startedAt: now, lateMs: state.lateMs, strikes });
    const { tenantId, userId } = mailbox;
    return Promise.resolve({ fence: { tenantId, userId, workload, epoch: String(epoch) }, state });
  }

  async end(fence: Fence, end: CycleEnd): Promise<void> {
    this.#db.holdFence(fence);
    const now = this.#db.now();
    const clock = this.#clock(fence, fence.workload);
    if (!clock) throw new Fenced();
    const { volume, idleCycles, failures, problem, isFirm, isPaused, nextInMs } = end;
    const isHinted = (clock.hintedAt ?? -Infinity) >= (clock.startedAt ?? Infinity);
    const afterMs = isHinted && !isFirm ? Math.min(gatherMs, nextInMs) : nextInMs;
    Object.assign(clock, {
      ...{ endedAt: now, dueAt: now + afterMs, volume, idleCycles, failures, problem, strikes: 0 },
      notBefore: isFirm ? now + nextInMs : null,
      pausedAt: isPaused ? (clock.pausedAt ?? now) : null,
      failingSince: failures === 0 ? null : (clock.failingSince ?? now),
    });
    schedule(this.#db, clock);
    return Promise.resolve();
  }

  bringForward(mailbox: MailboxRef, workload: Workload, hint?: Hint): Promise<void> {
    const now = this.#db.now();
    const clock = this.#clock(mailbox, workload);
    if (!clock || clock.pausedAt !== null) return Promise.resolve();
    if (isRunning(clock)) {
      clock.hintedAt = now;
      return Promise.resolve();
    }
    const spaced = clock.endedAt === null ? 0 : clock.endedAt + (hint?.spacingMs ?? spacingMs);
    const soon = Math.max(now + gatherMs, spaced, clock.notBefore ?? 0);
    if (clock.dueAt <= soon) return Promise.resolve();
    Object.assign(clock, { hintedAt: now, dueAt: soon });
    schedule(this.#db, clock);
    return Promise.resolve();
  }

  resume(mailbox: MailboxRef, workload: Workload): Promise<void> {
    const clock = this.#clock(mailbox, workload);
    if (!clock || clock.pausedAt === null) return Promise.resolve();
    const dueAt = this.#db.now();
    const fresh = { pausedAt: null, notBefore: null, failures: 0, failingSince: null, strikes: 0 };
    schedule(this.#db, Object.assign(clock, fresh, { dueAt }));
    return Promise.resolve();
  }

  sweep(): Promise<number> {
    const { clocks, jobs } = this.#db;
    const before = this.#db.now() - missingAfterMs;
    const lost = [...clocks.values()].filter(
      (clock) => clock.dueAt < before && !jobs.isKnown(mailCycle, clockKey(clock)),
    );
    for (const { tenantId, userId, workload } of lost) {
      const data = { tenantId, userId, workload };
      void jobs.insert(mailCycle, [{ data, singletonKey: clockKey(data) }]);
    }
    return Promise.resolve(lost.length);
  }

  punctuality(): Promise<Punctuality> {
    const now = this.#db.now();
    const all = [...this.#db.clocks.values()];
    const waiting = all.filter((clock) => clock.pausedAt === null && !isRunning(clock));
    return Promise.resolve({
      clocks: all.length,
      paused: all.filter(({ pausedAt }) => pausedAt !== null).length,
      running: all.filter(isRunning).length,
      overdue: waiting.filter(({ dueAt }) => now - dueAt > missingAfterMs).length,
      latestMs: Math.max(0, ...waiting.map(({ dueAt }) => now - dueAt)),
    });
  }

  #clock({ tenantId, userId }: MailboxRef, workload: Workload): ClockRecord | undefined {
    return this.#db.clocks.get(clockKey({ tenantId, userId, workload }));
  }

  /** No worker survives this mailbox: it must not end them one after the other. */
  #rest(clock: ClockRecord): void {
    const now = this.#db.now();
    const problem = 'unexpected' as const;
    const dueAt = now + strikeRestMs;
    schedule(
      this.#db,
      Object.assign(clock, { strikes: 0, problem, pausedAt: now, endedAt: now, dueAt }),
    );
  }
}
