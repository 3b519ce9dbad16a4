import type { LimitedRequest } from '../../../ports/limits.ts';

/** Answer of the database to a process that wants to have so many permits in all. */
export interface Taken {
  granted: boolean;
  /** Nobody may ask the far side for so long. */
  restMs: number;
}

export interface LaneDeps {
  /** Permits there are in all processes together. */
  most: number;
  /** `free`: somebody waits for what is given back. */
  take: (wanted: number, tell: 'urgent' | 'periodic' | 'free') => Promise<Taken>;
  /** Milliseconds; never goes back. */
  now: () => number;
  /** What becomes of requests that are told to wait so long. */
  refusal: (restMs: number) => Error;
  /** Nothing is held or waits any more. */
  onEmpty: () => void;
}

interface Waiting {
  isUrgent: boolean;
  weight: number;
  start: () => void;
  fail: (error: unknown) => void;
}

/** Of a lease: somebody else may have the permits afterwards. Shorter here than in the database. */
export const leaseMs = 10_000;
const safeLeaseMs = 8_000;
/** Permits are kept for what comes next. */
const keepMs = 2_000;
/** Who was refused asks again, should the news that something is free be lost. */
const againMs = 50;
/** What the clock does waits for who was refused: longer than until they ask again. */
const yieldMs = 80;

/** The requests of one process to one account. */
export class Lane {
  readonly #deps: LaneDeps;
  readonly #waiting: Waiting[] = [];
  #running = 0;
  #held = 0;
  #validUntil = 0;
  #yieldUntil = 0;
  #isAsking = false;
  #taking: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(deps: LaneDeps) {
    this.#deps = deps;
  }

  async run<T>({ isUrgent, weight = 1 }: LimitedRequest, send: () => Promise<T>): Promise<T> {
    const taken = Math.min(weight, this.#deps.most);
    await new Promise<void>((start, fail) => {
      this.#waiting.push({ isUrgent, weight: taken, start, fail });
      this.#pump();
    });
    try {
      return await send();
    } finally {
      this.#running -= taken;
      this.#pump();
    }
  }

  /** Somebody else waits for permits. */
  makeRoom(): void {
    this.#yieldUntil = this.#deps.now() + yieldMs;
    if (!this.#next()?.isUrgent && this.#held > this.#running) this.#giveBack(this.#running);
  }

  /** Somebody else gave permits back. */
  tryAgain(): void {
    this.#pump();
  }

  /** Keeps what is held, before it runs out. */
  async renew(): Promise<void> {
    if (this.#held === 0 || this.#isAsking) return;
    // Refused, it runs out; whoever needs it asks.
    await this.#ask(this.#held, 'periodic').catch(() => false);
    this.#pump();
  }

  async giveUp(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#held > 0) await this.#take(0, 'free');
    this.#held = 0;
  }

  #next(): Waiting | undefined {
    return this.#waiting.find(({ isUrgent }) => isUrgent) ?? this.#waiting[0];
  }

  #has(permits: number): boolean {
    return permits <= this.#held && this.#deps.now() < this.#validUntil;
  }

  #pump(): void {
    clearTimeout(this.#timer);
    for (let next = this.#next(); next; next = this.#next()) {
      const yields = next.isUrgent ? 0 : this.#yieldUntil - this.#deps.now();
      const wanted = this.#running + next.weight;
      if (yields > 0) this.#pumpIn(yields);
      else if (!this.#has(wanted)) this.#want(wanted, next.isUrgent);
      else {
        this.#waiting.splice(this.#waiting.indexOf(next), 1);
        this.#running = wanted;
        next.start();
        continue;
      }
      return;
    }
    this.#rest();
  }

  #pumpIn(ms: number): void {
    if (this.#held > this.#running) this.#giveBack(this.#running);
    this.#timer = setTimeout(() => this.#pump(), ms);
  }

  /** Nothing waits: what is held is kept for a while. */
  #rest(): void {
    if (this.#running > 0) return;
    if (this.#held === 0) this.#leave();
    else this.#timer = setTimeout(() => this.#giveBack(0), keepMs).unref();
  }

  #giveBack(rest: number): void {
    // What is being asked for would be held here and given back there; the answer is looked at anew.
    if (this.#isAsking) return;
    this.#held = rest;
    // Where it fails, the lease ends by itself.
    this.#take(rest, 'free').catch(() => undefined);
    this.#leave();
  }

  /** Gone once the database has heard the last of it, unless something came meanwhile. */
  #leave(): void {
    void this.#taking.then(() => {
      const isEmpty = this.#running + this.#held + this.#waiting.length === 0;
      if (isEmpty && !this.#isAsking) this.#deps.onEmpty();
    });
  }

  #want(wanted: number, isUrgent: boolean): void {
    // More than its process ever has: what runs must end first.
    if (this.#isAsking || wanted > this.#deps.most) return;
    const all = this.#waiting.reduce((sum, { weight }) => sum + weight, this.#running);
    void this.#askFor(Math.min(all, this.#deps.most), wanted, isUrgent);
  }

  /** As many as could be used, or else what the next one needs. */
  async #askFor(many: number, few: number, isUrgent: boolean): Promise<void> {
    const tell = isUrgent ? 'urgent' : 'periodic';
    try {
      const isEnough = await this.#ask(many, tell);
      if (isEnough || (many > few && (await this.#ask(few, tell)))) this.#pump();
      else this.#timer = setTimeout(() => this.#pump(), againMs);
    } catch (error) {
      for (const one of this.#waiting.splice(0)) one.fail(error);
      this.#rest();
    }
  }

  /** One after the other: what was given back last must not undo what was taken since. */
  #take(wanted: number, tell: 'urgent' | 'periodic' | 'free'): Promise<Taken> {
    const taking = this.#taking.then(() => this.#deps.take(wanted, tell));
    this.#taking = taking.catch(() => undefined);
    return taking;
  }

  async #ask(wanted: number, tell: 'urgent' | 'periodic'): Promise<boolean> {
    const { now, refusal } = this.#deps;
    const askedAt = now();
    this.#isAsking = true;
    try {
      const { granted, restMs } = await this.#take(wanted, tell);
      if (granted) {
        this.#held = wanted;
        this.#validUntil = askedAt + safeLeaseMs;
      } else if (restMs > 0) {
        throw refusal(restMs);
      }
      return granted;
    } finally {
      this.#isAsking = false;
    }
  }
}
