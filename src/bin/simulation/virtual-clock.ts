export interface PlannedEvent {
  readonly at: number;
  /** Of events at one time the one that was planned first. */
  readonly order: number;
  run: () => void;
}

const isBefore = (a: PlannedEvent, b: PlannedEvent): boolean =>
  a.at < b.at || (a.at === b.at && a.order < b.order);

/** Everything that was started by an event goes on as far as it can. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const nothing = (): void => undefined;

/** Time that passes from event to event, as fast as they can be worked off; in milliseconds. */
export class VirtualClock {
  #now: number;
  #order = 0;
  /** A binary heap, the next event first. */
  readonly #events: PlannedEvent[] = [];

  constructor(start: number) {
    this.#now = start;
  }

  get now(): number {
    return this.#now;
  }

  at(time: number, run: () => void): PlannedEvent {
    this.#order += 1;
    const event = { at: Math.max(time, this.#now), order: this.#order, run };
    this.#push(event);
    return event;
  }

  cancel(event: PlannedEvent): void {
    event.run = nothing;
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.at(this.#now + ms, resolve));
  }

  /** Works off everything that is planned for before `end`. */
  async runUntil(end: number): Promise<void> {
    for (let next = this.#events[0]; next && next.at <= end; next = this.#events[0]) {
      this.#pop();
      this.#now = next.at;
      const { run } = next;
      if (run === nothing) continue;
      run();
      await settled();
    }
    this.#now = end;
  }

  #push(event: PlannedEvent): void {
    const events = this.#events;
    let index = events.push(event) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = events[parent];
      if (!above || isBefore(above, event)) break;
      events[index] = above;
      index = parent;
    }
    events[index] = event;
  }

  #pop(): void {
    const events = this.#events;
    const last = events.pop();
    if (!last || events.length === 0) return;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      const [left, right] = [events[child], events[child + 1]];
      if (!left) break;
      if (right && isBefore(right, left)) child += 1;
      const below = child % 2 === 1 ? left : (right ?? left);
      if (!isBefore(below, last)) break;
      events[index] = below;
      index = child;
    }
    events[index] = last;
  }
}
