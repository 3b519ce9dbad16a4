import type { LimitedRequest } from '../../../ports/limits.ts';
import { Window } from './window.ts';

/** So many requests are told to the other processes together. */
const leastTold = 100;

/** The windows of all accounts a process knows of. */
export class Windows {
  readonly #now: () => number;
  readonly #windows = new Map<string, Window>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** For how long a request must wait; a person's never does. */
  restMs(key: string, { isUrgent, requests = 1 }: Omit<LimitedRequest, 'limit'>): number {
    return isUrgent ? 0 : this.#of(key).restMs(requests);
  }

  spend(key: string, requests = 1): void {
    this.#of(key).spend(requests);
  }

  hear(key: string, requests: number): void {
    this.#of(key).hear(requests);
  }

  /** What the others are to be told, by account; forgets those nobody asked for long. */
  news(): Map<string, number> {
    const news = new Map<string, number>();
    for (const [key, window] of this.#windows) {
      const untold = window.tell(leastTold);
      if (untold > 0) news.set(key, untold);
      else if (window.isEmpty) this.#windows.delete(key);
    }
    return news;
  }

  #of(key: string): Window {
    const known = this.#windows.get(key) ?? new Window(this.#now);
    this.#windows.set(key, known);
    return known;
  }
}
