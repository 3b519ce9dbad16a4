import { createHash } from 'node:crypto';
import { defaultCycleRetry } from '../../domain/sync/cycle-failure.ts';
import { defaultSyncInterval } from '../../domain/sync/interval.ts';
import { Failure } from '../../ports/failure.ts';
import { runCycle } from '../../sync/run-cycle.ts';
import type { CycleRun } from '../../sync/run-cycle.ts';
import { arrivals, drawLoad, rateAt } from './mail-load.ts';
import type { MailLoad } from './mail-load.ts';
import { Random } from './random.ts';
import { SimulatedWorkloads } from './simulated-workloads.ts';
import { VirtualClock } from './virtual-clock.ts';

const minute = 60_000;
const hour = 60 * minute;
/** As often as mail comes to a busy mailbox: then it is read every two minutes (S-02). */
const busyRate = 60;

export interface ClockWorld {
  seed: number;
  mailboxes: number;
  hours: number;
  /** Processes, and cycles each runs at once. */
  workers: number;
  slots: number;
  /** Chances, a cycle. */
  faults: { unavailable: number; throttled: number; crash: number };
}

export const usualWorld: Omit<ClockWorld, 'seed'> = {
  mailboxes: 1_000,
  hours: 24,
  workers: 2,
  slots: 8,
  faults: { unavailable: 0.01, throttled: 0.005, crash: 0.0002 },
};

export interface ClockReport {
  cycles: number;
  failed: number;
  crashes: number;
  /** The longest time between two cycles of one mailbox, in minutes. */
  longestGap: number;
  /** The 95th percentile for mailboxes while they are busy, in minutes. */
  busyGap95: number;
  /** Requests of idle polling, against asking every two minutes. */
  requestShare: number;
  /** Of everything that happened: the same seed, the same trace. */
  trace: string;
}

/** How long a worker's death goes unnoticed, and until another one is up. */
const takeOverMs = 15_000;
const restartMs = 30_000;

interface Mailbox {
  load: MailLoad;
  readTo: number;
  begunAt: number | null;
}

interface Worker {
  running: Set<string>;
  isUp: boolean;
}

/** A death of the process: whatever it had begun never ends. */
const never = new Promise<never>(() => undefined);

class Simulation {
  readonly #world: ClockWorld;
  readonly #clock = new VirtualClock(0);
  readonly #random: Random;
  readonly #workloads: SimulatedWorkloads;
  readonly #mailboxes = new Map<string, Mailbox>();
  readonly #workers: Worker[];
  /** Mailboxes that are due, the first one first. */
  readonly #due: string[] = [];
  readonly #trace = createHash('sha256');
  readonly #busyGaps: number[] = [];
  readonly #counts = { cycles: 0, failed: 0, crashes: 0, longestGap: 0 };

  constructor(world: ClockWorld) {
    this.#world = world;
    this.#random = new Random(world.seed);
    this.#workers = Array.from({ length: world.workers }, () => ({
      running: new Set<string>(),
      isUp: true,
    }));
    this.#workloads = new SimulatedWorkloads(this.#clock, (userId, dueAt) =>
      this.#clock.at(dueAt, () => this.#isDue(userId)),
    );
  }

  async run(): Promise<ClockReport> {
    const { mailboxes, hours } = this.#world;
    for (let number = 0; number < mailboxes; number += 1) {
      const id = `mailbox-${number}`;
      this.#mailboxes.set(id, { load: drawLoad(this.#random), readTo: 0, begunAt: null });
      this.#workloads.add(id, this.#random.between(0, 5 * minute));
    }
    const end = hours * hour;
    await this.#clock.runUntil(end);
    for (const mailbox of this.#mailboxes.values()) this.#noteGap(mailbox, end);
    return this.#report();
  }

  #isDue(userId: string): void {
    this.#due.push(userId);
    this.#hand();
  }

  /** Gives what is due to workers that have room. */
  #hand(): void {
    for (;;) {
      const worker = this.#workers
        .filter(({ isUp, running }) => isUp && running.size < this.#world.slots)
        .toSorted((a, b) => a.running.size - b.running.size)[0];
      const userId = worker && this.#due.shift();
      if (!worker || userId === undefined) return;
      worker.running.add(userId);
      void this.#cycle(worker, userId).then(() => {
        worker.running.delete(userId);
        this.#hand();
      });
    }
  }

  async #cycle(worker: Worker, userId: string): Promise<void> {
    const { signal } = new AbortController();
    await runCycle(this.#runOn(worker), { tenantId: '', userId, workload: 'incoming' }, signal);
  }

  #runOn(worker: Worker): CycleRun {
    const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
    return {
      ports: {
        workloads: this.#workloads,
        runtime: { now: () => new Date(this.#clock.now), random: () => this.#random.next() },
        log: quiet,
        reach: { crm: () => Promise.resolve(), mailbox: () => Promise.resolve() },
      } as unknown as CycleRun['ports'],
      clock: { interval: defaultSyncInterval, retry: defaultCycleRetry },
      cycles: { incoming: ({ userId }) => this.#work(worker, userId) },
    };
  }

  /** One cycle: as long as its mails take, unless something fails. */
  async #work(worker: Worker, userId: string): Promise<{ items: number }> {
    const mailbox = this.#mailboxes.get(userId);
    if (!mailbox) return { items: 0 };
    const { now } = this.#clock;
    this.#counts.cycles += 1;
    this.#noteGap(mailbox, now);
    mailbox.begunAt = now;
    const items = arrivals(mailbox.load, mailbox.readTo, now, this.#random);
    const fate = this.#random.next();
    this.#trace.update(`${now} ${userId} ${items} ${fate}\n`);
    await this.#clock.sleep(this.#random.between(150, 450) + items * 60);
    const { unavailable, throttled, crash } = this.#world.faults;
    if (fate < crash) this.#crash(worker);
    if (!worker.running.has(userId)) return never;
    if (fate < crash + unavailable) throw this.#fail('unavailable');
    if (fate < crash + unavailable + throttled) throw this.#fail('throttled');
    mailbox.readTo = now;
    return { items };
  }

  #fail(kind: 'unavailable' | 'throttled'): Failure {
    this.#counts.failed += 1;
    const retryAfterMs = kind === 'throttled' ? this.#random.between(10_000, 120_000) : undefined;
    return new Failure(kind, 'mailbox', 'mailbox: out of reach', { retryAfterMs });
  }

  /** kill -9: what the process had begun is taken over by others, and a new one starts. */
  #crash(worker: Worker): void {
    this.#counts.crashes += 1;
    const lost = [...worker.running];
    worker.running.clear();
    worker.isUp = false;
    this.#clock.at(this.#clock.now + takeOverMs, () => lost.forEach((id) => this.#isDue(id)));
    this.#clock.at(this.#clock.now + restartMs, () => {
      worker.isUp = true;
      this.#hand();
    });
  }

  #noteGap({ begunAt, load }: Mailbox, now: number): void {
    if (begunAt === null) return;
    const gap = now - begunAt;
    this.#counts.longestGap = Math.max(this.#counts.longestGap, gap);
    // An hour before as well: what was quiet a moment ago is not known to be busy yet.
    const isBusy = [now, begunAt - hour / 2].every((time) => rateAt(load, time) >= busyRate);
    if (isBusy) this.#busyGaps.push(gap);
  }

  #report(): ClockReport {
    const { mailboxes, hours } = this.#world;
    const { longestGap, ...counts } = this.#counts;
    const gaps = this.#busyGaps.toSorted((a, b) => a - b);
    const everyTwoMinutes = mailboxes * hours * 30;
    const minutes = (ms: number): number => Math.round((ms / minute) * 100) / 100;
    return {
      ...counts,
      longestGap: minutes(longestGap),
      busyGap95: minutes(gaps[Math.floor(gaps.length * 0.95)] ?? 0),
      requestShare: Math.round((counts.cycles / everyTwoMinutes) * 1_000) / 1_000,
      trace: this.#trace.digest('hex').slice(0, 16),
    };
  }
}

/**
 * Runs the clocks of many mailboxes for a day in virtual time: uneven load, failing and throttled
 * cycles, dying workers. What decides (`runCycle`, intervals, failures) is the product's own.
 */
export const simulateClock = (world: ClockWorld): Promise<ClockReport> =>
  new Simulation(world).run();
