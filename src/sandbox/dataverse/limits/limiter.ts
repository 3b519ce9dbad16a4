import { DataverseError, type ErrorName } from '../errors.ts';
import { documentedLimits, type Limits } from './settings.ts';
import { Usage } from './usage.ts';

/** A 429: the error and how long to wait, in whole seconds. */
export class LimitError extends DataverseError {
  readonly retryAfter: number;

  constructor(name: ErrorName, message: string, waitMs: number) {
    super(name, message);
    this.retryAfter = Math.max(1, Math.ceil(waitMs / 1000));
  }
}

export interface Counters {
  caller: string;
  requests: number;
  executionMs: number;
  concurrent: number;
}

const whole = new Intl.NumberFormat('en-US');
const seconds = new Intl.NumberFormat('en-US', {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});

const overLimit = (limit: number, windowMs: number): string =>
  `Number of requests exceeded the limit of ${limit} over time window of ${windowMs / 1000} seconds.`;

/** Service-protection limits of every user, on the sandbox's clock. */
export class Limiter {
  readonly #now: () => Date;
  readonly #usage = new Map<string, Usage>();
  readonly #initial: Limits;
  limits: Limits;

  constructor(now: () => Date, limits: Partial<Limits> = {}) {
    this.#now = now;
    this.#initial = { ...documentedLimits, ...limits };
    this.limits = this.#initial;
  }

  #of(caller: string): Usage {
    const usage = this.#usage.get(caller) ?? new Usage();
    this.#usage.set(caller, usage);
    usage.slide(this.#now().getTime(), this.limits.windowMs);
    return usage;
  }

  /**
   * Counts a request of a caller; call the answer with its execution time in milliseconds when it
   * is over. Throws a {@link LimitError}; what is refused does not count.
   */
  begin(caller: string, isSearch: boolean): (executionMs: number) => void {
    const now = this.#now().getTime();
    const usage = this.#of(caller);
    this.#refuse(usage, now, isSearch);
    return usage.begin(now, isSearch);
  }

  #refuse(usage: Usage, now: number, isSearch: boolean): void {
    const { windowMs, requests, executionMs, concurrent, searchesPerSecond } = this.limits;
    if (usage.requests >= requests) {
      const name = 'ThrottlingBurstRequestLimitExceededError';
      throw new LimitError(name, overLimit(requests, windowMs), usage.freeAt(windowMs) - now);
    }
    if (usage.executionMs >= executionMs) {
      throw new LimitError(
        'ThrottlingTimeExceededError',
        `Combined execution time of incoming requests exceeded limit of ${whole.format(executionMs)} ` +
          `milliseconds over time window of ${windowMs / 1000} seconds. Decrease number of concurrent ` +
          `requests or reduce the duration of requests and try again later.`,
        usage.timeFreeAt(this.limits) - now,
      );
    }
    if (usage.running >= concurrent) {
      const text = `Number of concurrent requests exceeded the limit of ${concurrent}.`;
      throw new LimitError('ThrottlingConcurrencyLimitExceededError', text, 0);
    }
    if (isSearch && usage.searches >= searchesPerSecond) {
      const text = overLimit(searchesPerSecond, 1000);
      throw new LimitError('ThrottlingBurstRequestLimitExceededError', text, 1000);
    }
  }

  /** The headers that tell a caller what is left. */
  headers(caller: string): Record<string, string> {
    const usage = this.#of(caller);
    const time = Math.max(0, this.limits.executionMs - usage.executionMs) / 1000;
    return {
      'x-ms-ratelimit-burst-remaining-xrm-requests': String(
        Math.max(0, this.limits.requests - usage.requests),
      ),
      'x-ms-ratelimit-time-remaining-xrm-requests': seconds.format(time),
    };
  }

  counters(): Counters[] {
    return [...this.#usage.keys()].map((caller) => {
      const { requests, executionMs, running } = this.#of(caller);
      return { caller, requests, executionMs, concurrent: running };
    });
  }

  /** Sets the limits it began with and forgets what everybody did. */
  reset(): void {
    this.limits = this.#initial;
    this.#usage.clear();
  }
}
