interface Waiting {
  isUrgent: boolean;
  start: () => void;
}

interface Lane {
  running: number;
  waiting: Waiting[];
}

/** Runs at most so many pieces of work of one key at once; urgent ones go before the others. */
export class KeyedLimiter {
  readonly #permits: number;
  readonly #lanes = new Map<string, Lane>();

  constructor(permits: number) {
    this.#permits = permits;
  }

  async run<T>(
    { key, isUrgent }: { key: string; isUrgent: boolean },
    work: () => Promise<T>,
  ): Promise<T> {
    const lane = this.#lanes.get(key) ?? { running: 0, waiting: [] };
    this.#lanes.set(key, lane);
    if (lane.running < this.#permits) lane.running += 1;
    else await new Promise<void>((start) => lane.waiting.push({ isUrgent, start }));
    try {
      return await work();
    } finally {
      this.#release(key, lane);
    }
  }

  /** Hands the permit on to who waits. */
  #release(key: string, lane: Lane): void {
    const urgent = lane.waiting.findIndex(({ isUrgent }) => isUrgent);
    const [next] = lane.waiting.splice(Math.max(urgent, 0), 1);
    if (next) {
      next.start();
      return;
    }
    lane.running -= 1;
    if (lane.running === 0) this.#lanes.delete(key);
  }
}
