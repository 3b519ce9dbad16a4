import { Fenced } from '../../ports/workloads.ts';
import type {
  CycleEnd,
  Fence,
  MailboxRef,
  Punctuality,
  Workloads,
  WorkloadState,
} from '../../ports/workloads.ts';
import type { VirtualClock } from './virtual-clock.ts';

interface Clock {
  epoch: number;
  dueAt: number;
  startedAt: number | null;
  endedAt: number | null;
  volume: number;
  idleCycles: number;
  failures: number;
  failingSince: number | null;
  problem: CycleEnd['problem'];
}

const fresh = (dueAt: number): Clock => ({
  ...{ epoch: 0, dueAt, startedAt: null, endedAt: null, volume: 0, idleCycles: 0 },
  ...{ failures: 0, failingSince: null, problem: null },
});

const dateOf = (time: number | null): Date | null => (time === null ? null : new Date(time));

/** The clocks of all mailboxes in memory, in virtual time. */
export class SimulatedWorkloads implements Workloads {
  readonly #clock: VirtualClock;
  readonly #clocks = new Map<string, Clock>();
  /** Called with the time a mailbox is due next. */
  readonly #onDue: (userId: string, dueAt: number) => void;

  constructor(clock: VirtualClock, onDue: (userId: string, dueAt: number) => void) {
    this.#clock = clock;
    this.#onDue = onDue;
  }

  add(userId: string, dueAt: number): void {
    this.#clocks.set(userId, fresh(dueAt));
    this.#onDue(userId, dueAt);
  }

  begin(mailbox: MailboxRef): Promise<{ fence: Fence; state: WorkloadState } | null> {
    const { now } = this.#clock;
    const one = this.#clocks.get(mailbox.userId);
    if (!one || one.dueAt > now) return Promise.resolve(null);
    const { dueAt, endedAt, volume, idleCycles, failures, failingSince, problem } = one;
    Object.assign(one, { epoch: one.epoch + 1, startedAt: now });
    return Promise.resolve({
      fence: { ...mailbox, workload: 'incoming', epoch: String(one.epoch) },
      state: {
        ...{ volume, idleCycles, failures, problem, lateMs: now - dueAt },
        ...{ dueAt: new Date(dueAt), startedAt: new Date(now) },
        ...{ endedAt: dateOf(endedAt), failingSince: dateOf(failingSince) },
      },
    });
  }

  end(fence: Fence, end: CycleEnd): Promise<void> {
    const { now } = this.#clock;
    const one = this.#clocks.get(fence.userId);
    if (one === undefined || String(one.epoch) !== fence.epoch) return Promise.reject(new Fenced());
    const { nextInMs, volume, idleCycles, failures, problem } = end;
    const dueAt = now + nextInMs;
    const failingSince = failures === 0 ? null : (one.failingSince ?? now);
    const next = { endedAt: now, dueAt, volume, idleCycles, failures, failingSince, problem };
    Object.assign(one, next);
    this.#onDue(fence.userId, dueAt);
    return Promise.resolve();
  }

  bringForward(): Promise<void> {
    return Promise.resolve();
  }

  resume(): Promise<void> {
    return Promise.resolve();
  }

  sweep(): Promise<number> {
    return Promise.resolve(0);
  }

  punctuality(): Promise<Punctuality> {
    const clocks = this.#clocks.size;
    return Promise.resolve({ clocks, paused: 0, running: 0, overdue: 0, latestMs: 0 });
  }
}
