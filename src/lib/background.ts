/** Work nobody waits for any more, so that a process can end after it. */
export class Background {
  readonly #running = new Set<Promise<unknown>>();

  /** Rejections are the giver's to handle. */
  add(work: Promise<unknown>): void {
    const entry = work.then(
      () => undefined,
      () => undefined,
    );
    this.#running.add(entry);
    void entry.then(() => this.#running.delete(entry));
  }

  async drain(): Promise<void> {
    await Promise.all(this.#running);
  }
}
