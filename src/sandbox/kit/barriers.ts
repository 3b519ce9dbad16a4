const patienceMs = 30_000;

/** Lets requests wait for each other, so that they race on purpose. */
export class Barriers {
  readonly #waiting = new Map<string, (() => void)[]>();

  /** Resolves once `size` callers wait at barrier `id`, or after half a minute. */
  wait(id: string, size: number): Promise<void> {
    const waiting = this.#waiting.get(id) ?? [];
    this.#waiting.set(id, waiting);
    return new Promise((resolve) => {
      // A request that stays alone does not keep the process from ending.
      setTimeout(resolve, patienceMs).unref();
      waiting.push(resolve);
      if (waiting.length < size) return;
      this.#waiting.delete(id);
      for (const go of waiting) go();
    });
  }
}
