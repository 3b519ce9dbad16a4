/** Numbers that look random and are the same for the same seed (mulberry32). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** In [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  between(least: number, most: number): number {
    return least + this.next() * (most - least);
  }

  /** How many of something that happens `mean` times on average (Poisson). */
  count(mean: number): number {
    if (mean > 50)
      return Math.round(mean + Math.sqrt(mean) * (this.next() + this.next() - 1) * 2.4);
    const limit = Math.exp(-mean);
    let [events, product] = [0, this.next()];
    while (product > limit) {
      events += 1;
      product *= this.next();
    }
    return events;
  }
}
