import { PgBoss } from 'pg-boss';
import type { Log } from '../../ports/runtime.ts';
import type { Database } from './database.ts';

/**
 * Queues. `complete-item`: one job an item (singleton key = its ledger key) that does what a person
 * asked for and the immediate attempt did not. `prepare-mailbox`: one a mailbox. `mail-cycle`: one a
 * mailbox and workload, the next cycle.
 */
export const queues = {
  completeItem: 'complete-item',
  completeItemDead: 'complete-item-dead',
  prepareMailbox: 'prepare-mailbox',
  mailCycle: 'mail-cycle',
} as const;

/**
 * A worker that dies is noticed after `heartbeatSeconds` by a supervision every few seconds, so its
 * job is taken over within 15 seconds.
 */
export const takeOver = { heartbeatSeconds: 10, expireInSeconds: 120 };

export interface BossOptions {
  database: Database;
  log: Log;
  /** Workers supervise; the service only enqueues. */
  supervise: boolean;
}

/** pg-boss with its queues; the caller stops it. */
export async function startBoss({ database, log, supervise }: BossOptions): Promise<PgBoss> {
  const boss = new PgBoss({
    ...database.jobs,
    schema: 'regarding_jobs',
    supervise,
    schedule: false,
    superviseIntervalSeconds: 3,
    monitorIntervalSeconds: 3,
    registerInstance: false,
    max: 4,
  });
  boss.on('error', (error) => log.error({ code: error.name }, 'job queue error'));
  await boss.start();
  await boss.createQueue(queues.completeItemDead, {
    policy: 'stately',
    retryLimit: 100,
    ...takeOver,
  });
  await boss.createQueue(queues.completeItem, {
    policy: 'stately',
    // Only crashes count: whatever can be foreseen is rescheduled by the handler itself.
    retryLimit: 4,
    deadLetter: queues.completeItemDead,
    deleteAfterSeconds: 3_600,
    ...takeOver,
  });
  await boss.createQueue(queues.prepareMailbox, {
    policy: 'stately',
    retryLimit: 12,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 3_600,
    deleteAfterSeconds: 3_600,
    ...takeOver,
  });
  await boss.createQueue(queues.mailCycle, {
    policy: 'stately',
    // Only crashes count; the sweeper brings back what they used up.
    retryLimit: 2,
    deleteAfterSeconds: 600,
    heartbeatSeconds: takeOver.heartbeatSeconds,
    expireInSeconds: 900,
  });
  return boss;
}
