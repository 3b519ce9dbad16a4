/** The sandbox's own time: the real one, and by how much a fault put it off. */
export class SandboxClock {
  readonly #real: () => Date;
  #offsetMs = 0;

  constructor(real: () => Date) {
    this.#real = real;
  }

  readonly now = (): Date => new Date(this.#real().getTime() + this.#offsetMs);

  get offsetMs(): number {
    return this.#offsetMs;
  }

  /** Puts the clock ahead, or with a negative number back. */
  jump(ms: number): void {
    this.#offsetMs += ms;
  }
}
