import type { Actor } from '../../ports/actor.ts';
import { Failure } from '../../ports/failure.ts';
import type { FailingService } from '../../ports/failure.ts';
import type { Ceiling } from './ceiling.ts';
import type { Random } from './random.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** Chances, a request. */
export interface FaultRates {
  /** Refused before anything was done. */
  unavailable: number;
  /** Done, but the answer is lost. */
  lostAnswer: number;
  /** No answer for as long as anybody waits. */
  silent: number;
  throttled: number;
}

export const noFaults: FaultRates = { unavailable: 0, lostAnswer: 0, silent: 0, throttled: 0 };

export interface RequestOptions {
  actor: Actor;
  /** For how many requests it counts, in all and at once. */
  weight?: number;
  concurrent?: number;
  signal: AbortSignal;
  isWrite?: boolean;
}

/** As long as the product waits for an answer. */
const timeoutMs = 8_000;
/** What each further round of requests that came together takes. */
const furtherMs = 50;

export interface OutsideDeps {
  service: FailingService;
  clock: VirtualClock;
  random: Random;
  faults: () => FaultRates;
  /** Nobody answers at the moment. */
  isAway: (userId: string) => boolean;
  latencyMs: readonly [least: number, most: number];
  /** What it answers; absent: everything. */
  ceiling?: Ceiling;
}

/** A service at the other end of the network: slow, and not always there. */
export class Outside {
  readonly #deps: OutsideDeps;
  requests = 0;
  writes = 0;
  throttled = 0;
  faults = 0;

  constructor(deps: OutsideDeps) {
    this.#deps = deps;
  }

  /** Sends a request: what `serve` does is done at the far side whatever becomes of who asked. */
  async request<T>(options: RequestOptions, serve: () => T): Promise<T> {
    const { actor, weight = 1, concurrent = 1 } = options;
    const { ceiling } = this.#deps;
    this.requests += weight;
    const told = ceiling?.enter(actor.userId, weight, concurrent) ?? 0;
    try {
      return await this.#serve(options, told, serve);
    } finally {
      ceiling?.leave(actor.userId, concurrent);
    }
  }

  async #serve<T>(
    { actor, weight = 1, concurrent = 1, isWrite = false }: RequestOptions,
    toldMs: number,
    serve: () => T,
  ): Promise<T> {
    const { clock, random, latencyMs, isAway } = this.#deps;
    // What comes together is worked on a few at a time.
    const tookMs = random.between(...latencyMs) + (Math.ceil(weight / concurrent) - 1) * furtherMs;
    const fate = this.#fate();
    await clock.sleep(tookMs / 2);
    if (toldMs > 0) throw this.#throttle(toldMs);
    if (isAway(actor.userId) || fate === 'unavailable') throw this.#fail('unavailable');
    if (fate === 'silent') {
      await clock.sleep(timeoutMs);
      throw this.#fail('unavailable');
    }
    if (fate === 'throttled') throw this.#throttle(Math.round(random.between(5_000, 120_000)));
    if (isWrite) this.writes += weight;
    const answer = serve();
    await clock.sleep(tookMs / 2);
    if (fate === 'lostAnswer') throw this.#fail('unavailable');
    return answer;
  }

  #fate(): keyof FaultRates | 'fine' {
    const { unavailable, lostAnswer, silent, throttled } = this.#deps.faults();
    const drawn = this.#deps.random.next();
    if (drawn < unavailable) return 'unavailable';
    if (drawn < unavailable + lostAnswer) return 'lostAnswer';
    if (drawn < unavailable + lostAnswer + silent) return 'silent';
    return drawn < unavailable + lostAnswer + silent + throttled ? 'throttled' : 'fine';
  }

  #fail(kind: 'unavailable'): Failure {
    this.faults += 1;
    const { service } = this.#deps;
    return new Failure(kind, service, `${service}: out of reach`);
  }

  #throttle(retryAfterMs: number): Failure {
    this.throttled += 1;
    const { service } = this.#deps;
    return new Failure('throttled', service, `${service}: too many requests`, { retryAfterMs });
  }
}
