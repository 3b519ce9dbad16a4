import type { Transaction } from 'kysely';
import { fromKysely } from 'pg-boss';
import type { Db, PgBoss } from 'pg-boss';
import { queues } from './boss.ts';
import type { RegardingDatabase } from './tables.ts';

type Trx = Transaction<RegardingDatabase>;

const within = (trx: Trx): Db => fromKysely(trx);

/**
 * Makes sure a job completes the item `delayMs` from now: brings the waiting one to that time, or
 * makes one. One that runs is left to end.
 */
export async function scheduleCompletion(
  boss: PgBoss,
  trx: Trx,
  job: { key: string; delayMs: number; inBackground?: boolean },
): Promise<void> {
  await boss.upsert(
    queues.completeItem,
    { key: job.key },
    {
      db: within(trx),
      singletonKey: job.key,
      startAfter: Math.ceil(job.delayMs / 1_000),
      // Jobs of equal readiness are taken by priority, highest first.
      priority: job.inBackground ? 0 : 10,
    },
  );
}

/** Takes back the waiting job of an item that is done; one that runs finds nothing to do. */
export async function cancelCompletion(boss: PgBoss, trx: Trx, key: string): Promise<void> {
  const db = within(trx);
  const waiting = await boss.findJobs(queues.completeItem, { db, key, queued: true });
  if (waiting.length === 0) return;
  await boss.deleteJob(
    queues.completeItem,
    waiting.map(({ id }) => id),
    { db },
  );
}

export async function enqueuePreparation(
  boss: PgBoss,
  trx: Trx,
  mailbox: { tenantId: string; userId: string },
): Promise<void> {
  const db = within(trx);
  await boss.send(queues.prepareMailbox, mailbox, { db, singletonKey: mailbox.userId });
}
