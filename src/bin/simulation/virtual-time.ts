import type { PlannedEvent, VirtualClock } from './virtual-clock.ts';

/** What a timer of Node is to those who only set and clear it. */
class Timer {
  event: PlannedEvent | null = null;

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}

type Run = (...given: unknown[]) => void;
type Globals = Pick<
  typeof globalThis,
  'setTimeout' | 'clearTimeout' | 'setInterval' | 'clearInterval'
>;

/**
 * Puts the virtual clock in the place of Node's timers, so that what the product does by time
 * (leases that are kept, requests that take too long, answers that cannot wait, queues that are looked
 * at) happens in virtual time, unchanged. One at a time in a process.
 */
export class VirtualTime {
  readonly #clock: VirtualClock;
  #orphans = 0;

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  /** The timer that runs belongs to a process that is dead: it never comes again. */
  orphan(): void {
    this.#orphans += 1;
  }

  /** @returns what gives Node's own timers back. */
  install(): () => void {
    const { setTimeout, clearTimeout, setInterval, clearInterval } = globalThis;
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    const now = performance.now.bind(performance);
    const clear = (timer?: Timer): void => {
      if (timer?.event) this.#clock.cancel(timer.event);
    };
    const virtual: unknown = {
      setTimeout: (run: Run, ms?: number, ...given: unknown[]) => this.#once(run, ms, given),
      setInterval: (run: Run, ms?: number) => this.#again(run, ms),
      ...{ clearTimeout: clear, clearInterval: clear },
    };
    Object.assign(globalThis, virtual as Globals);
    AbortSignal.timeout = (ms) => this.#timeUp(ms);
    performance.now = () => this.#clock.now;
    return () => {
      Object.assign(globalThis, { setTimeout, clearTimeout, setInterval, clearInterval });
      AbortSignal.timeout = timeout;
      performance.now = now;
    };
  }

  #once(run: Run, ms = 0, given: unknown[] = []): Timer {
    const timer = new Timer();
    timer.event = this.#clock.at(this.#clock.now + ms, () => run(...given));
    return timer;
  }

  #again(run: Run, ms = 0): Timer {
    const timer = new Timer();
    const turn = (): void => {
      timer.event = this.#clock.at(this.#clock.now + ms, turn);
      const before = this.#orphans;
      run();
      if (this.#orphans > before) this.#clock.cancel(timer.event);
    };
    timer.event = this.#clock.at(this.#clock.now + ms, turn);
    return timer;
  }

  #timeUp(ms: number): AbortSignal {
    const controller = new AbortController();
    this.#clock.at(this.#clock.now + ms, () => {
      controller.abort(new DOMException('The operation timed out', 'TimeoutError'));
    });
    return controller.signal;
  }
}
