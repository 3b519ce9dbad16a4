import type { Limits } from './settings.ts';

/** A request that counts: when it came and, once it is answered, how long it took. */
interface Counted {
  at: number;
  executionMs: number;
  /** Whether it has left the window, perhaps while it was still running. */
  isGone: boolean;
}

/** What one user did within the window. Times in milliseconds of the sandbox's clock. */
export class Usage {
  #counted: Counted[] = [];
  #first = 0;
  #executionMs = 0;
  #searches: number[] = [];
  running = 0;

  /** Forgets what has left the window; a clock that was put back forgets what is to come. */
  slide(now: number, windowMs: number): void {
    const newest = this.#counted.at(-1);
    if (newest && newest.at > now) this.#forgetAfter(now);
    let oldest = this.#counted[this.#first];
    while (oldest && oldest.at <= now - windowMs) {
      this.#executionMs -= oldest.executionMs;
      oldest.isGone = true;
      this.#first += 1;
      oldest = this.#counted[this.#first];
    }
    if (this.#first > 1000) {
      this.#counted = this.#counted.slice(this.#first);
      this.#first = 0;
    }
    this.#searches = this.#searches.filter((at) => at > now - 1000 && at <= now);
  }

  #forgetAfter(now: number): void {
    for (const counted of this.#counted) counted.isGone ||= counted.at > now;
    this.#counted = this.#counted.filter(({ isGone }) => !isGone);
    this.#first = 0;
    this.#executionMs = this.#counted.reduce((sum, { executionMs }) => sum + executionMs, 0);
  }

  get requests(): number {
    return this.#counted.length - this.#first;
  }

  get executionMs(): number {
    return this.#executionMs;
  }

  get searches(): number {
    return this.#searches.length;
  }

  /** When the oldest request leaves the window. */
  freeAt(windowMs: number): number {
    return (this.#counted[this.#first]?.at ?? 0) + windowMs;
  }

  /** When enough execution time has left the window. */
  timeFreeAt({ windowMs, executionMs }: Limits): number {
    let used = this.#executionMs;
    for (const counted of this.#counted.slice(this.#first)) {
      used -= counted.executionMs;
      if (used < executionMs) return counted.at + windowMs;
    }
    return this.freeAt(windowMs);
  }

  /** Counts a request; the answer adds how long it took. */
  begin(now: number, isSearch: boolean): (executionMs: number) => void {
    const counted = { at: now, executionMs: 0, isGone: false };
    this.#counted.push(counted);
    if (isSearch) this.#searches.push(now);
    this.running += 1;
    return (executionMs) => {
      this.running -= 1;
      counted.executionMs = executionMs;
      if (!counted.isGone) this.#executionMs += executionMs;
    };
  }
}
