/** What Exchange answers about one mailbox, whoever asks: 10,000 requests in ten minutes. */
export const mailboxWindow = {
  ms: 10 * 60_000,
  /** What the clock may use of it; the rest is for people, whom nothing may keep waiting. */
  periodic: 9_850,
} as const;

const stepMs = 1_000;

/** How many requests an account was sent lately. */
export class Window {
  readonly #now: () => number;
  /** By step, the oldest first. */
  readonly #steps = new Map<number, number>();
  #sum = 0;
  #untold = 0;

  /** @param now milliseconds; never goes back. */
  constructor(now: () => number) {
    this.#now = now;
  }

  get isEmpty(): boolean {
    this.#forget();
    return this.#sum === 0;
  }

  /** For how long the clock's work must leave what is left to people, in milliseconds; 0: not at all. */
  restMs(requests: number): number {
    this.#forget();
    let over = this.#sum + requests - mailboxWindow.periodic;
    if (over <= 0) return 0;
    for (const [step, count] of this.#steps) {
      over -= count;
      if (over <= 0) return Math.max(1, (step + 1) * stepMs + mailboxWindow.ms - this.#now());
    }
    return mailboxWindow.ms;
  }

  /** This process sent some. */
  spend(requests: number): void {
    this.#add(requests);
    this.#untold += requests;
  }

  /** Another process did. */
  hear(requests: number): void {
    this.#add(requests);
  }

  /** What the other processes do not know yet; few of them are not worth telling. */
  tell(least: number): number {
    if (this.#untold < least) return 0;
    const untold = this.#untold;
    this.#untold = 0;
    return untold;
  }

  #add(requests: number): void {
    const step = Math.floor(this.#now() / stepMs);
    this.#steps.set(step, (this.#steps.get(step) ?? 0) + requests);
    this.#sum += requests;
  }

  #forget(): void {
    const before = this.#now() - mailboxWindow.ms;
    for (const [step, count] of this.#steps) {
      if ((step + 1) * stepMs > before) break;
      this.#steps.delete(step);
      this.#sum -= count;
    }
  }
}
