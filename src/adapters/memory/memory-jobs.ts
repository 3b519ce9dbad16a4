/** How a queue treats jobs whose worker died or whose handler failed; times in milliseconds. */
export interface QueueTerms {
  retryLimit: number;
  heartbeatMs: number;
  deadLetter?: string;
}

export interface JobOptions {
  singletonKey: string;
  /** Seconds from now, or a moment. */
  startAfter?: number | Date;
  /** Of equal readiness the highest first. */
  priority?: number;
}

export interface MemoryJob {
  id: string;
  data: object;
  singletonKey: string;
  startAt: number;
  priority: number;
  order: number;
  retries: number;
  /** While it runs: when its worker was last heard of. */
  heardAt: number;
}

interface Queue {
  terms: QueueTerms;
  /** At most one waits and one runs of each key. */
  waiting: Map<string, MemoryJob>;
  active: Map<string, MemoryJob>;
}

const usual: QueueTerms = { retryLimit: 2, heartbeatMs: 10_000 };

/** First by priority, then by age; as the queue in PostgreSQL. */
const byTurn = (a: MemoryJob, b: MemoryJob): number => b.priority - a.priority || a.order - b.order;

/** A job queue in memory: what of pg-boss the product uses, with the same turns, retries and heartbeats. */
export class MemoryJobs {
  readonly #now: () => number;
  readonly #terms: Readonly<Record<string, QueueTerms>>;
  readonly #queues = new Map<string, Queue>();
  #order = 0;

  constructor(now: () => number, terms: Readonly<Record<string, QueueTerms>> = {}) {
    this.#now = now;
    this.#terms = terms;
  }

  /** Brings the waiting job of the key to that time, or makes one; one that runs is left to end. */
  upsert(queue: string, data: object, options: JobOptions): Promise<void> {
    const { waiting } = this.#queue(queue);
    const known = waiting.get(options.singletonKey);
    const startAt = this.#startOf(options);
    const { priority = 0 } = options;
    if (known) Object.assign(known, { data, startAt, priority });
    else waiting.set(options.singletonKey, this.#job(data, options, startAt));
    return Promise.resolve();
  }

  /** Adds those whose key has no waiting job. */
  insert(queue: string, jobs: readonly { data: object; singletonKey: string }[]): Promise<void> {
    const { waiting } = this.#queue(queue);
    for (const { data, singletonKey } of jobs) {
      if (waiting.has(singletonKey)) continue;
      waiting.set(singletonKey, this.#job(data, { singletonKey }, this.#now()));
    }
    return Promise.resolve();
  }

  cancel(queue: string, singletonKey: string): void {
    this.#queue(queue).waiting.delete(singletonKey);
  }

  isKnown(queue: string, singletonKey: string): boolean {
    const { waiting, active } = this.#queue(queue);
    return (
      waiting.has(singletonKey) ||
      [...active.values()].some((one) => one.singletonKey === singletonKey)
    );
  }

  /** Milliseconds until the waiting job of the key starts; null: none waits. */
  startsInMs(queue: string, singletonKey: string): number | null {
    const job = this.#queue(queue).waiting.get(singletonKey);
    return job ? job.startAt - this.#now() : null;
  }

  fetch(queue: string, { batchSize }: { batchSize: number }): Promise<MemoryJob[]> {
    const { waiting, active } = this.#queue(queue);
    const now = this.#now();
    const running = new Set([...active.values()].map(({ singletonKey }) => singletonKey));
    const due: MemoryJob[] = [];
    for (const job of waiting.values()) {
      if (job.startAt <= now && !running.has(job.singletonKey)) due.push(job);
    }
    const taken = due.sort(byTurn).slice(0, batchSize);
    for (const job of taken) {
      waiting.delete(job.singletonKey);
      active.set(job.id, Object.assign(job, { heardAt: now }));
    }
    return Promise.resolve(taken);
  }

  /** Says that their worker lives. @returns how many of them are still its own. */
  touch(queue: string, jobs: readonly { id: string }[]): Promise<{ affected: number }> {
    const { active } = this.#queue(queue);
    const own = jobs.flatMap(({ id }) => active.get(id) ?? []);
    for (const job of own) job.heardAt = this.#now();
    return Promise.resolve({ affected: own.length });
  }

  complete(queue: string, jobs: readonly { id: string }[]): Promise<void> {
    for (const { id } of jobs) this.#queue(queue).active.delete(id);
    return Promise.resolve();
  }

  fail(queue: string, jobs: readonly { id: string }[]): Promise<void> {
    const { active } = this.#queue(queue);
    for (const job of jobs.flatMap(({ id }) => active.get(id) ?? [])) this.#retry(queue, job);
    return Promise.resolve();
  }

  /** Takes jobs from workers that were not heard of. */
  supervise(): void {
    const now = this.#now();
    for (const [name, { active, terms }] of this.#queues) {
      for (const job of active.values()) {
        if (now - job.heardAt > terms.heartbeatMs) this.#retry(name, job);
      }
    }
  }

  /** One that waits for the same key already stands for both. */
  #retry(name: string, job: MemoryJob): void {
    const { active, waiting, terms } = this.#queue(name);
    active.delete(job.id);
    if (job.retries < terms.retryLimit) {
      if (waiting.has(job.singletonKey)) return;
      waiting.set(job.singletonKey, { ...job, retries: job.retries + 1, startAt: this.#now() });
    } else if (terms.deadLetter) {
      void this.insert(terms.deadLetter, [job]);
    }
  }

  #startOf({ startAfter = 0 }: JobOptions): number {
    return startAfter instanceof Date ? startAfter.getTime() : this.#now() + startAfter * 1_000;
  }

  #job(data: object, { singletonKey, priority = 0 }: JobOptions, startAt: number): MemoryJob {
    this.#order += 1;
    const id = `job-${this.#order}`;
    return {
      id,
      data,
      singletonKey,
      startAt,
      priority,
      order: this.#order,
      retries: 0,
      heardAt: 0,
    };
  }

  #queue(name: string): Queue {
    const known = this.#queues.get(name);
    if (known) return known;
    const made = { terms: this.#terms[name] ?? usual, waiting: new Map(), active: new Map() };
    this.#queues.set(name, made);
    return made;
  }
}
