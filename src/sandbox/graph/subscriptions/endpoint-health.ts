/** An answer later than this many milliseconds is slow (wire facts, 2.6). */
const slowMs = 2_900;
const lastAnswers = 100;
const slowPart = 0.1;
const dropPart = 0.15;
/** Fewer answers tell nothing. */
const fewest = 10;
const slowDelay = 10_000;
const dropTime = 10 * 60_000;

/** How fast one endpoint answers, and what Graph does about it. */
export class EndpointHealth {
  #times: boolean[] = [];
  #droppedUntil = 0;

  record(ms: number, now: number): void {
    this.#times = [...this.#times, ms > slowMs].slice(-lastAnswers);
    if (this.#slow() <= dropPart) return;
    this.#droppedUntil = now + dropTime;
    this.#times = [];
  }

  /** Milliseconds by which new notifications wait; undefined: they are dropped. */
  delay(now: number): number | undefined {
    if (now < this.#droppedUntil) return undefined;
    return this.#slow() > slowPart ? slowDelay : 0;
  }

  #slow(): number {
    const { length } = this.#times;
    return length < fewest ? 0 : this.#times.filter(Boolean).length / length;
  }
}
