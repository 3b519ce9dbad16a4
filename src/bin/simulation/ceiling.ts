import type { VirtualClock } from './virtual-clock.ts';

/** What Exchange answers about one mailbox: so many at once, and so many in ten minutes. */
const mostAtOnce = 4;
export const mostInWindow = 10_000;
export const windowMs = 10 * 60_000;

interface Account {
  running: number;
  sent: { at: number; requests: number }[];
  sum: number;
}

/** Counts as the far side counts: over sliding ten minutes, a refused request as well. */
export class Ceiling {
  readonly #clock: VirtualClock;
  readonly #accounts = new Map<string, Account>();
  /** Requests that were too many. */
  refused = 0;

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  /** @returns for how long who asks has to wait; 0: it is answered. */
  enter(userId: string, requests: number, concurrent: number): number {
    const account = this.#accounts.get(userId) ?? { running: 0, sent: [], sum: 0 };
    this.#accounts.set(userId, account);
    const { now } = this.#clock;
    for (let [first] = account.sent; first && first.at <= now - windowMs; [first] = account.sent) {
      account.sum -= first.requests;
      account.sent.shift();
    }
    account.running += concurrent;
    const isTooMany = account.sum + requests > mostInWindow;
    if (!isTooMany && account.running <= mostAtOnce) {
      account.sent.push({ at: now, requests });
      account.sum += requests;
      return 0;
    }
    this.refused += requests;
    return isTooMany ? Math.max(1_000, (account.sent[0]?.at ?? now) + windowMs - now) : 1_000;
  }

  leave(userId: string, concurrent: number): void {
    const account = this.#accounts.get(userId);
    if (account) account.running -= concurrent;
  }
}
