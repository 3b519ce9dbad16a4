import type { Job, PgBoss } from 'pg-boss';
import type { Log } from '../../ports/runtime.ts';
import { takeOver } from './boss.ts';

export interface JobLoopOptions {
  boss: PgBoss;
  queue: string;
  /** Jobs at once. */
  slots: number;
  /** Between two looks at a queue that has nothing to do. */
  pollMs: number;
  /** `signal`: somebody else has the job, or the process ends. A rejection has it tried again. */
  run: (payload: unknown, signal: AbortSignal) => Promise<void>;
  log: Log;
}

/** How many of the jobs are still ours; pg-boss answers it, but its types leave it out. */
async function touched(boss: PgBoss, queue: string, jobs: Job[]): Promise<number> {
  const { affected } = (await boss.touch(queue, jobs)) as { affected: number };
  return affected;
}

/**
 * Takes as many jobs from a queue as there are free slots, in one fetch, and settles those that are
 * done together. Unlike a batch of `work()`, no job waits for the others of its fetch.
 */
export class JobLoop {
  readonly #options: JobLoopOptions;
  readonly #running = new Map<Job, AbortController>();
  readonly #heartbeat: NodeJS.Timeout;
  #settled: Record<'complete' | 'fail', Job[]> = { complete: [], fail: [] };
  #settling: Promise<void> = Promise.resolve();
  #isStopped = false;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void>;

  constructor(options: JobLoopOptions) {
    this.#options = options;
    const everyMs = (takeOver.heartbeatSeconds * 1_000) / 4;
    this.#heartbeat = setInterval(() => void this.#touch(), everyMs).unref();
    this.#looking = this.#look();
  }

  /** Takes nothing new; what runs may go on for so long, then it is told to stop. */
  async stop(withinMs: number): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#looking;
    const timer = setTimeout(() => this.#abortAll(), withinMs).unref();
    while (this.#running.size > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    clearTimeout(timer);
    clearInterval(this.#heartbeat);
    await this.#settling;
  }

  #abortAll(): void {
    for (const controller of this.#running.values()) controller.abort();
  }

  /** Fetches until the queue or the slots have no more. */
  async #look(): Promise<void> {
    let isMore = true;
    while (isMore && !this.#isStopped) isMore = await this.#take();
    if (this.#isStopped) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#lookAgain(), this.#options.pollMs);
  }

  #lookAgain(): void {
    this.#looking = this.#looking.then(() => this.#look());
  }

  /** Whether there may be more to take at once. */
  async #take(): Promise<boolean> {
    const { boss, queue, slots, log } = this.#options;
    const free = slots - this.#running.size;
    if (free === 0) return false;
    try {
      const jobs = await boss.fetch<object>(queue, { batchSize: free });
      for (const job of jobs) this.#start(job);
      return jobs.length === free;
    } catch (error) {
      log.error({ queue, code: (error as Error).name }, 'cannot look for jobs');
      return false;
    }
  }

  #start(job: Job): void {
    const { run, queue, log } = this.#options;
    const controller = new AbortController();
    const wasFull = this.#running.size + 1 === this.#options.slots;
    this.#running.set(job, controller);
    const ended = run(job.data, controller.signal).then(
      () => 'complete' as const,
      (error: unknown) => {
        log.error({ queue, job: job.id, err: error }, 'job failed');
        return 'fail' as const;
      },
    );
    void ended.then((end) => {
      this.#running.delete(job);
      this.#settle(job, end);
      if (wasFull && !this.#isStopped) this.#lookAgain();
    });
  }

  /** Those that end together are settled together. */
  #settle(job: Job, end: 'complete' | 'fail'): void {
    this.#settled[end].push(job);
    this.#settling = this.#settling.then(() => this.#flush());
  }

  async #flush(): Promise<void> {
    const { boss, queue, log } = this.#options;
    const { complete, fail } = this.#settled;
    this.#settled = { complete: [], fail: [] };
    try {
      if (complete.length > 0) await boss.complete(queue, complete);
      if (fail.length > 0) await boss.fail(queue, fail);
    } catch (error) {
      // Without heartbeats they are taken over, and then there is nothing to do.
      log.error({ queue, code: (error as Error).name }, 'cannot settle jobs');
    }
  }

  /** Keeps what runs; whatever was taken over is told to stop. */
  async #touch(): Promise<void> {
    const { boss, queue, log } = this.#options;
    const jobs = [...this.#running.keys()];
    if (jobs.length === 0) return;
    try {
      if ((await touched(boss, queue, jobs)) < jobs.length)
        await Promise.all(jobs.map((job) => this.#check(job)));
    } catch (error) {
      log.error({ queue, code: (error as Error).name }, 'cannot keep jobs');
    }
  }

  async #check(job: Job): Promise<void> {
    const { boss, queue } = this.#options;
    if ((await touched(boss, queue, [job])) === 0) this.#running.get(job)?.abort();
  }
}
