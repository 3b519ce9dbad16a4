interface Entry {
  at: number;
  amount: number;
}

/** A sum over the last `length` milliseconds of a clock that may also go back. */
export class SlidingWindow {
  readonly #length: number;
  #entries: Entry[] = [];
  #start = 0;
  #sum = 0;

  constructor(length: number) {
    this.#length = length;
  }

  add(now: number, amount: number): void {
    const last = this.#entries.at(-1);
    if (last?.at === now) last.amount += amount;
    else this.#entries.push({ at: now, amount });
    this.#sum += amount;
  }

  sum(now: number): number {
    this.#forget(now);
    return this.#sum;
  }

  /** Milliseconds until `amount` more fits under `limit`; 0: it does now. */
  waitFor(now: number, amount: number, limit: number): number {
    let excess = this.sum(now) + amount - limit;
    if (excess <= 0) return 0;
    for (const entry of this.#entries.slice(this.#start)) {
      excess -= entry.amount;
      if (excess <= 0) return entry.at + this.#length - now;
    }
    return this.#length;
  }

  #forget(now: number): void {
    // After a clock went back, what was counted then is of no time at all.
    if ((this.#entries.at(-1)?.at ?? now) > now) this.#clear();
    for (;;) {
      const first = this.#entries[this.#start];
      if (!first || first.at > now - this.#length) break;
      this.#sum -= first.amount;
      this.#start += 1;
    }
    if (this.#start > 1_000 && this.#start > this.#entries.length / 2) {
      this.#entries = this.#entries.slice(this.#start);
      this.#start = 0;
    }
  }

  #clear(): void {
    this.#entries = [];
    this.#start = 0;
    this.#sum = 0;
  }
}
