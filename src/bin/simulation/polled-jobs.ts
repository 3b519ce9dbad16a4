import type { MemoryJob, MemoryJobs } from '../../adapters/memory/memory-jobs.ts';

type Asked = Pick<MemoryJobs, 'upsert' | 'fetch' | 'touch' | 'complete' | 'fail'>;
type Handler = (jobs: MemoryJob[]) => Promise<{ id: string; status: string }[]>;

interface WorkOptions {
  batchSize: number;
  pollingIntervalSeconds: number;
  localConcurrency?: number;
}

const heartbeatMs = 5_000;

/** What of pg-boss a worker has: `work` looks at a queue again and again, and keeps what it runs. */
export class PolledJobs implements Asked {
  readonly #jobs: Asked;

  constructor(jobs: Asked) {
    this.#jobs = jobs;
  }

  upsert: Asked['upsert'] = (...given) => this.#jobs.upsert(...given);
  fetch: Asked['fetch'] = (...given) => this.#jobs.fetch(...given);
  touch: Asked['touch'] = (...given) => this.#jobs.touch(...given);
  complete: Asked['complete'] = (...given) => this.#jobs.complete(...given);
  fail: Asked['fail'] = (...given) => this.#jobs.fail(...given);

  work(queue: string, options: WorkOptions, handler: Handler): Promise<void> {
    const { localConcurrency = 1 } = options;
    for (let one = 0; one < localConcurrency; one += 1) void this.#loop(queue, options, handler);
    return Promise.resolve();
  }

  async #loop(queue: string, options: WorkOptions, handler: Handler): Promise<never> {
    for (;;) {
      const jobs = await this.#jobs.fetch(queue, options);
      if (jobs.length > 0) await this.#run(queue, jobs, handler);
      else await later(options.pollingIntervalSeconds * 1_000);
    }
  }

  async #run(queue: string, jobs: MemoryJob[], handler: Handler): Promise<void> {
    const timer = setInterval(() => void this.#jobs.touch(queue, jobs), heartbeatMs);
    const results = await handler(jobs);
    clearInterval(timer);
    const those = (status: string) => results.filter((one) => one.status === status);
    await this.#jobs.complete(queue, those('completed'));
    await this.#jobs.fail(queue, those('failed'));
  }
}

const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
