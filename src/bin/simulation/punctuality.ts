import type { CycleEnd, Fence, MailboxRef, Workload, Workloads } from '../../ports/workloads.ts';
import { rateAt } from './mail-load.ts';
import type { MailLoad } from './mail-load.ts';
import type { VirtualClock } from './virtual-clock.ts';
import { hour } from './world.ts';

/** As often as mail comes to a busy mailbox: then it is read every two minutes (S-02). */
const busyRate = 60;

/** Keeps how far apart the cycles of each mailbox begin. */
export class Punctual {
  readonly #clock: VirtualClock;
  readonly #begunAt = new Map<string, number>();
  readonly #loads: ReadonlyMap<string, MailLoad>;
  readonly #busyGaps: number[] = [];
  readonly #troubledAt = new Map<string, number>();
  cycles = 0;
  longestGap = 0;

  readonly #endsAt: number;

  /** @param endsAt when no more mail comes. */
  constructor(clock: VirtualClock, loads: ReadonlyMap<string, MailLoad>, endsAt: number) {
    this.#clock = clock;
    this.#loads = loads;
    this.#endsAt = endsAt;
  }

  /** The clocks, watched. */
  watch(workloads: Workloads): Workloads {
    const begin = async (mailbox: MailboxRef, workload: Workload) => {
      const begun = await workloads.begin(mailbox, workload);
      if (begun) this.#note(mailbox.userId);
      return begun;
    };
    const end = (fence: Fence, ended: CycleEnd) => {
      if (ended.problem !== null) this.#troubledAt.set(fence.userId, this.#clock.now);
      return workloads.end(fence, ended);
    };
    return new Proxy(workloads, {
      get: (target, key) => {
        if (key === 'begin') return begin;
        if (key === 'end') return end;
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
  }

  isHealthy(userId: string, since: number): boolean {
    return (this.#troubledAt.get(userId) ?? -Infinity) < since;
  }

  /** What is open at the end counts as well. */
  close(): void {
    for (const userId of this.#loads.keys()) this.#note(userId);
  }

  busyGap95(): number {
    const gaps = this.#busyGaps.toSorted((a, b) => a - b);
    return gaps[Math.floor(gaps.length * 0.95)] ?? 0;
  }

  #note(userId: string): void {
    const { now } = this.#clock;
    const before = this.#begunAt.get(userId);
    const load = this.#loads.get(userId);
    this.#begunAt.set(userId, now);
    this.cycles += 1;
    if (before === undefined || !load) return;
    const gap = now - before;
    this.longestGap = Math.max(this.longestGap, gap);
    // An hour before as well: what was quiet a moment ago is not known to be busy yet.
    const isBusy = [now, before - hour / 2].every((time) => rateAt(load, time) >= busyRate);
    if (isBusy && now < this.#endsAt) this.#busyGaps.push(gap);
  }
}
