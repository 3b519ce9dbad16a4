import type { Json } from '../store/schema.ts';
import { EndpointHealth } from './endpoint-health.ts';

/** Something to be delivered to an endpoint. */
export interface Letter {
  url: string;
  subscription: string;
  body: Json;
  isLifecycle: boolean;
  /** Proof that Graph sent resource data; one for each application of a POST. */
  validationToken?: string;
}

interface Pending extends Letter {
  order: number;
  /** By the sandbox's clock, in milliseconds. */
  due: number;
  /** Of the first attempt; undefined before. */
  since?: number;
  attempts: number;
  isLatestFirst: boolean;
}

export interface OutboxDeps {
  now: () => Date;
  deliver: (url: string, payload: object) => Promise<boolean>;
  /** A letter nobody took within four hours. */
  onLost: (letter: Letter) => void;
}

const giveUpAfter = 4 * 60 * 60_000;
const firstPause = 10_000;
const longestPause = 30 * 60_000;
const mostPerPost = 100;
/** Real milliseconds in which changes gather for one POST, and between looks at what is due. */
const gathering = 30;
const looking = 1_000;

const pauseAfter = (attempts: number): number =>
  Math.min(firstPause * 2 ** (attempts - 1), longestPause);

function payloadOf(letters: Pending[]): object {
  const tokens = new Set(letters.flatMap(({ validationToken }) => validationToken ?? []));
  return {
    value: letters.map(({ body }) => body),
    ...(tokens.size > 0 && { validationTokens: [...tokens] }),
  };
}

function groupBy<T>(all: T[], keyOf: (one: T) => string): Record<string, T[]> {
  const groups: Record<string, T[]> = {};
  for (const one of all) (groups[keyOf(one)] ??= []).push(one);
  return groups;
}

/**
 * Letters on their way to endpoints: several in one POST, tried again after growing pauses for up
 * to four hours of the sandbox's clock, later or never for slow endpoints (wire facts, 2.6). What
 * waits is forgotten when the process ends, and no timer keeps it from ending.
 */
export class Outbox {
  readonly #deps: OutboxDeps;
  readonly #health = new Map<string, EndpointHealth>();
  #pending: Pending[] = [];
  #posted = 0;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<number> = Promise.resolve(0);
  #isClosed = false;

  constructor(deps: OutboxDeps) {
    this.#deps = deps;
  }

  /** Takes a letter, to be sent `delay` milliseconds from now by the sandbox's clock. */
  add(letter: Letter, { delay = 0, isLatestFirst = false } = {}): void {
    const now = this.#now();
    const wait = this.#healthOf(letter.url).delay(now);
    if (wait === undefined) return;
    this.#posted += 1;
    const place = { order: this.#posted, due: now + delay + wait, attempts: 0, isLatestFirst };
    this.#pending.push({ ...letter, ...place });
    this.#look(gathering);
  }

  /** What waits, soonest first. */
  waiting(): { subscription: string; due: string; attempts: number; body: Json }[] {
    return this.#pending
      .toSorted((a, b) => a.due - b.due)
      .map(({ subscription, due, attempts, body }) => ({
        subscription,
        due: new Date(due).toISOString(),
        attempts,
        body,
      }));
  }

  /** Forgets what a subscription that ended still has to say, but not the news of its end. */
  forget(subscription: string): void {
    this.#pending = this.#pending.filter(
      (one) => one.subscription !== subscription || one.isLifecycle,
    );
  }

  /** Sends everything that is due; answers how many letters were taken. */
  run(): Promise<number> {
    this.#running = this.#running.then(() => this.#sendDue());
    return this.#running;
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  #now(): number {
    return this.#deps.now().getTime();
  }

  #healthOf(url: string): EndpointHealth {
    const known = this.#health.get(url);
    if (known) return known;
    const health = new EndpointHealth();
    this.#health.set(url, health);
    return health;
  }

  #look(ms: number): void {
    if (this.#isClosed) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.run(), ms).unref();
  }

  async #sendDue(): Promise<number> {
    const now = this.#now();
    const due = this.#pending.filter((one) => one.due <= now);
    this.#pending = this.#pending.filter((one) => one.due > now);
    const posts = this.#posts(due).map((letters) => this.#post(letters));
    const taken = (await Promise.all(posts)).reduce((sum, count) => sum + count, 0);
    if (this.#pending.length > 0) this.#look(looking);
    return taken;
  }

  /** Letters that travel together: to one endpoint, of one kind, in their order. */
  #posts(due: Pending[]): Pending[][] {
    const groups = Object.values(groupBy(due, ({ url, isLifecycle }) => `${isLifecycle} ${url}`));
    return groups.flatMap((letters) => {
      const sorted = letters.toSorted((a, b) => a.order - b.order);
      if (letters.some((one) => one.isLatestFirst)) sorted.reverse();
      const count = Math.ceil(sorted.length / mostPerPost);
      return Array.from({ length: count }, (_, index) =>
        sorted.slice(index * mostPerPost, (index + 1) * mostPerPost),
      );
    });
  }

  async #post(letters: Pending[]): Promise<number> {
    const url = letters[0]?.url ?? '';
    const started = this.#now();
    const isTaken = await this.#deps.deliver(url, payloadOf(letters));
    const ended = this.#now();
    this.#healthOf(url).record(ended - started, ended);
    if (isTaken) return letters.length;
    for (const letter of letters) this.#tryAgain(letter, started);
    return 0;
  }

  #tryAgain(letter: Pending, started: number): void {
    const since = letter.since ?? started;
    const attempts = letter.attempts + 1;
    const due = started + pauseAfter(attempts);
    if (due - since <= giveUpAfter) this.#pending.push({ ...letter, since, attempts, due });
    else this.#deps.onLost(letter);
  }
}
