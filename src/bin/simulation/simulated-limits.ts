import { Lane, leaseMs } from '../../adapters/postgres/limits/lane.ts';
import type { Taken } from '../../adapters/postgres/limits/lane.ts';
import { Windows } from '../../adapters/postgres/limits/windows.ts';
import { retryPolicy } from '../../domain/sync/retry.ts';
import { Failure } from '../../ports/failure.ts';
import type { LimitedRequest, Limits } from '../../ports/limits.ts';
import type { VirtualClock } from './virtual-clock.ts';

type Tell = 'urgent' | 'periodic' | 'free';

interface Account {
  resumeAt: number;
  holders: Map<string, { permits: number; until: number }>;
}

/** What a notice of the database takes to the other processes. */
const newsMs = 3;

/** The table of permits that all processes share, as the database's `take_permits` keeps it. */
export class PermitTable {
  readonly #clock: VirtualClock;
  readonly #most: number;
  readonly #accounts = new Map<string, Account>();
  readonly #processes = new Map<string, SimulatedLimits>();

  constructor(clock: VirtualClock, most: number) {
    this.#clock = clock;
    this.#most = most;
  }

  get most(): number {
    return this.#most;
  }

  join(who: string, limits: SimulatedLimits): void {
    this.#processes.set(who, limits);
  }

  leave(who: string): void {
    this.#processes.delete(who);
  }

  restMs(key: string): number {
    return Math.max(0, (this.#accounts.get(key)?.resumeAt ?? 0) - this.#clock.now);
  }

  hold(key: string, ms: number): void {
    const account = this.#account(key);
    account.resumeAt = Math.max(account.resumeAt, this.#clock.now + ms);
  }

  take(key: string, who: string, wanted: number, tell: Tell): Taken {
    const { now } = this.#clock;
    const { holders } = this.#account(key);
    for (const [other, { until }] of holders) if (until <= now) holders.delete(other);
    const others = [...holders].filter(([other]) => other !== who);
    const taken = others.reduce((sum, [, { permits }]) => sum + permits, 0);
    const restMs = this.restMs(key);
    const fits = taken + wanted <= this.#most && (restMs === 0 || tell === 'free');
    const granted = wanted === 0 || fits;
    if (granted && wanted === 0) holders.delete(who);
    else if (granted) holders.set(who, { permits: wanted, until: now + leaseMs });
    if (tell === 'free' || (!granted && restMs === 0)) this.#tell(key, who, tell);
    return { granted, restMs };
  }

  tellSpent(key: string, who: string, requests: number): void {
    this.#clock.at(this.#clock.now + newsMs, () => {
      for (const [other, limits] of this.#processes) {
        if (other !== who) limits.hearSpent(key, requests);
      }
    });
  }

  #tell(key: string, who: string, tell: Tell): void {
    if (this.#processes.size < 2) return;
    this.#clock.at(this.#clock.now + newsMs, () => {
      for (const [other, limits] of this.#processes) if (other !== who) limits.hear(key, tell);
    });
  }

  #account(key: string): Account {
    const known = this.#accounts.get(key);
    if (known) return known;
    const made = { resumeAt: 0, holders: new Map() };
    this.#accounts.set(key, made);
    return made;
  }
}

const throttled = (retryAfterMs: number): Failure =>
  new Failure('throttled', 'mailbox', 'mailbox: told to wait', { retryAfterMs });

/** The product's own lanes over a shared table in memory, as one process has them. */
export class SimulatedLimits implements Limits {
  readonly #table: PermitTable;
  readonly #who: string;
  readonly #clock: VirtualClock;
  readonly #lanes = new Map<string, Lane>();
  readonly #windows: Windows;

  constructor(table: PermitTable, who: string, clock: VirtualClock) {
    this.#table = table;
    this.#who = who;
    this.#clock = clock;
    this.#windows = new Windows(() => clock.now);
    table.join(who, this);
  }

  run<T>({ limit, ...request }: LimitedRequest, send: () => Promise<T>): Promise<T> {
    const restMs = Math.max(this.restMs(limit), this.#windows.restMs(limit, request));
    if (restMs > 0) return Promise.reject(throttled(restMs));
    return this.#laneOf(limit).run({ limit, ...request }, () => {
      this.#windows.spend(limit, request.requests);
      return send();
    });
  }

  restMs(limit: string): number {
    return this.#table.restMs(limit);
  }

  holdOff(limit: string, ms: number): void {
    this.#table.hold(limit, Math.min(ms, retryPolicy.longestRetryAfterMs));
  }

  hear(key: string, tell: Tell): void {
    const lane = this.#lanes.get(key);
    if (tell === 'free') lane?.tryAgain();
    else lane?.makeRoom();
  }

  hearSpent(key: string, requests: number): void {
    this.#windows.hear(key, requests);
  }

  renew(): void {
    for (const [key, requests] of this.#windows.news()) {
      this.#table.tellSpent(key, this.#who, requests);
    }
    for (const lane of this.#lanes.values()) void lane.renew();
  }

  #laneOf(key: string): Lane {
    const known = this.#lanes.get(key);
    if (known) return known;
    const lane = new Lane({
      most: this.#table.most,
      take: (wanted, tell) => Promise.resolve(this.#table.take(key, this.#who, wanted, tell)),
      now: () => this.#clock.now,
      refusal: throttled,
      onEmpty: () => this.#lanes.delete(key),
    });
    this.#lanes.set(key, lane);
    return lane;
  }
}
