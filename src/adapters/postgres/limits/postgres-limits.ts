import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { retryPolicy } from '../../../domain/sync/retry.ts';
import { Failure } from '../../../ports/failure.ts';
import type { LimitedRequest, Limits } from '../../../ports/limits.ts';
import type { Log } from '../../../ports/runtime.ts';
import type { Database } from '../database.ts';
import type { RegardingDatabase } from '../tables.ts';
import { Lane, leaseMs } from './lane.ts';
import type { Taken } from './lane.ts';
import { Windows } from './windows.ts';

const channel = 'regarding_permit';
const renewMs = 3_000;

const news = z.object({
  key: z.string(),
  who: z.string(),
  event: z.enum(['urgent', 'periodic', 'free', 'hold', 'spent']),
  ms: z.number().optional(),
  requests: z.number().optional(),
});

/** An account's name is an id or an address: only what it hashes to is kept. */
const keyOf = (limit: string): string =>
  createHash('sha256').update(limit).digest('base64url').slice(0, 24);

/**
 * The limits of Exchange and Dataverse, shared by every process over PostgreSQL. Permits are taken
 * with one statement, kept for a moment for what follows, and given back at once when another
 * process waits; a process that dies loses them after ten seconds.
 */
export class PostgresLimits implements Limits {
  readonly #db: Kysely<RegardingDatabase>;
  readonly #most: number;
  readonly #log: Log;
  readonly #who = randomUUID();
  readonly #lanes = new Map<string, Lane>();
  readonly #windows = new Windows(() => performance.now());
  /** Until when nobody asks, by this process's monotonic clock. */
  readonly #held = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #stop: (() => Promise<void>) | undefined;

  /** @param most requests at once an account answers. */
  constructor(db: Kysely<RegardingDatabase>, most: number, log: Log) {
    this.#db = db;
    this.#most = most;
    this.#log = log;
  }

  async start(database: Database): Promise<void> {
    this.#stop = await database.listen(channel, (payload) => this.#hear(payload));
    await this.#readHolds();
    this.#timer = setInterval(() => void this.#keep(), renewMs).unref();
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#stop?.();
    const lanes = [...this.#lanes.values()];
    await Promise.all(lanes.map((lane) => lane.giveUp().catch(() => undefined)));
  }

  run<T>(request: LimitedRequest, send: () => Promise<T>): Promise<T> {
    const restMs = this.restMs(request.limit);
    const key = keyOf(request.limit);
    const waitMs = Math.max(restMs, this.#windows.restMs(key, request));
    if (waitMs > 0) return Promise.reject(throttled(waitMs));
    return this.#laneOf(key).run(request, () => {
      this.#windows.spend(key, request.requests);
      return send();
    });
  }

  restMs(limit: string): number {
    const until = this.#held.get(keyOf(limit));
    return until === undefined ? 0 : Math.max(0, Math.ceil(until - performance.now()));
  }

  holdOff(limit: string, ms: number): void {
    const key = keyOf(limit);
    const told = Math.min(ms, retryPolicy.longestRetryAfterMs);
    this.#hold(key, told);
    this.#tellHold(key, told).catch((error: unknown) => {
      this.#log.warn({ code: (error as Error).name }, 'others cannot be told to wait');
    });
  }

  /** So that all processes together leave people their part. */
  async #tellSpent(): Promise<void> {
    for (const [key, requests] of this.#windows.news()) {
      const payload = JSON.stringify({ key, who: this.#who, event: 'spent', requests });
      await sql`select pg_notify(${channel}, ${payload})`.execute(this.#db);
    }
  }

  async #tellHold(key: string, ms: number): Promise<void> {
    const payload = JSON.stringify({ key, who: this.#who, event: 'hold', ms });
    await sql`with held as (
        insert into regarding.permit (key, resume_at)
        values (${key}, clock_timestamp() + ${ms / 1_000} * interval '1 second')
        on conflict (key) do update set resume_at = greatest(permit.resume_at, excluded.resume_at)
        returning key)
      select pg_notify(${channel}, ${payload}) from held`.execute(this.#db);
  }

  #hold(key: string, ms: number): void {
    const until = performance.now() + ms;
    if (until > (this.#held.get(key) ?? 0)) this.#held.set(key, until);
  }

  /** What others were told, also while nobody could tell us. */
  async #readHolds(): Promise<void> {
    const { rows } = await sql<{ key: string; ms: number }>`
      select key, extract(epoch from resume_at - clock_timestamp())::double precision * 1000 as ms
      from regarding.permit where resume_at > clock_timestamp()`.execute(this.#db);
    for (const { key, ms } of rows) this.#hold(key, ms);
  }

  async #keep(): Promise<void> {
    for (const [key, until] of this.#held) if (until < performance.now()) this.#held.delete(key);
    try {
      await this.#tellSpent();
      await Promise.all([...this.#lanes.values()].map((lane) => lane.renew()));
      await this.#readHolds();
    } catch (error) {
      this.#log.warn({ code: (error as Error).name }, 'limits cannot be shared');
    }
  }

  #laneOf(key: string): Lane {
    const known = this.#lanes.get(key);
    if (known) return known;
    const lane = new Lane({
      most: this.#most,
      take: (wanted, tell) => this.#take(key, wanted, tell),
      now: () => performance.now(),
      refusal: throttled,
      onEmpty: () => this.#lanes.delete(key),
    });
    this.#lanes.set(key, lane);
    return lane;
  }

  async #take(key: string, wanted: number, tell: string): Promise<Taken> {
    const lease = leaseMs / 1_000;
    const { rows } = await sql<{ granted: boolean; rest_ms: number }>`
      select granted, rest_ms from regarding.take_permits(
        ${key}, ${this.#who}, ${wanted}, ${this.#most}, ${lease}, ${tell})`.execute(this.#db);
    const [row] = rows;
    return { granted: row?.granted ?? false, restMs: Math.ceil(row?.rest_ms ?? 0) };
  }

  #hear(payload: string): void {
    const { data } = news.safeParse(parse(payload));
    if (!data || data.who === this.#who) return;
    const { key, event, ms = 0, requests = 0 } = data;
    if (event === 'hold') this.#hold(key, ms);
    else if (event === 'spent') this.#windows.hear(key, requests);
    else if (event === 'free') this.#lanes.get(key)?.tryAgain();
    else this.#lanes.get(key)?.makeRoom();
  }
}

const throttled = (retryAfterMs: number): Failure =>
  new Failure('throttled', 'mailbox', 'mailbox: told to wait', { retryAfterMs });

function parse(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    // Whoever may connect to the database may notify anything.
    return undefined;
  }
}
