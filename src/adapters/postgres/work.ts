import type { Job, JobResult, PgBoss } from 'pg-boss';
import type { Log } from '../../ports/runtime.ts';
import { queues } from './boss.ts';

/** What a worker does with each payload. A rejection is tried again by the queue's own rules. */
export interface JobHandlers {
  /** `busy`: somebody else works on it; come back after `retryInMs`. */
  completeItem(payload: unknown): Promise<{ kind: 'done' } | { kind: 'busy'; retryInMs: number }>;
  deadItem(payload: unknown): Promise<void>;
  prepareMailbox(payload: unknown): Promise<void>;
}

interface WaitingJob {
  id: string;
  data: object;
}

const batch = { batchSize: 10, perJobResults: true } as const;

/** Runs a batch side by side; one job's failure is its own. */
async function runAll(
  jobs: WaitingJob[],
  log: Log,
  run: (job: WaitingJob) => Promise<void>,
): Promise<JobResult[]> {
  return Promise.all(
    jobs.map(async (job): Promise<JobResult> => {
      try {
        await run(job);
        return { id: job.id, status: 'completed' };
      } catch (error) {
        log.error({ job: job.id, err: error }, 'job failed');
        return { id: job.id, status: 'failed' };
      }
    }),
  );
}

async function postpone(boss: PgBoss, { data }: WaitingJob, retryInMs: number): Promise<void> {
  const { key } = data as { key: string };
  const startAfter = Math.max(1, Math.ceil(retryInMs / 1_000));
  await boss.upsert(queues.completeItem, data, { singletonKey: key, startAfter });
}

/** Starts fetching. Interactive work is polled every second, the rest less often. */
export async function startWorking(boss: PgBoss, handlers: JobHandlers, log: Log): Promise<void> {
  await boss.work(
    queues.completeItem,
    { ...batch, pollingIntervalSeconds: 1, localConcurrency: 2 },
    (jobs: Job[]) =>
      runAll(jobs, log, async (job) => {
        const result = await handlers.completeItem(job.data);
        if (result.kind === 'busy') await postpone(boss, job, result.retryInMs);
      }),
  );
  await boss.work(queues.completeItemDead, { ...batch, pollingIntervalSeconds: 5 }, (jobs: Job[]) =>
    runAll(jobs, log, ({ data }) => handlers.deadItem(data)),
  );
  await boss.work(queues.prepareMailbox, { ...batch, pollingIntervalSeconds: 2 }, (jobs: Job[]) =>
    runAll(jobs, log, ({ data }) => handlers.prepareMailbox(data)),
  );
}
