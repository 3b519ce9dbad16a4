import type { Transaction } from 'kysely';
import { fromKysely } from 'pg-boss';
import type { PgBoss } from 'pg-boss';
import type { MailboxRef, Workload } from '../../ports/workloads.ts';
import { queues } from './boss.ts';
import type { RegardingDatabase } from './tables.ts';

/** What every mailbox has a clock for. */
export const workloads: readonly Workload[] = ['incoming', 'outgoing'];

export interface CycleJob extends MailboxRef {
  workload: Workload;
}

/** One waiting and one running job each. */
export const cycleKey = ({ tenantId, userId, workload }: CycleJob): string =>
  `${tenantId}|${userId}|${workload}`;

/** Brings the waiting job of a clock to `dueAt`, or makes it, in the transaction that sets the clock. */
export async function scheduleCycle(
  boss: PgBoss,
  trx: Transaction<RegardingDatabase>,
  { tenantId, userId, workload }: CycleJob,
  dueAt: Date,
): Promise<void> {
  const job = { tenantId, userId, workload };
  await boss.upsert(queues.mailCycle, job, {
    db: fromKysely(trx),
    singletonKey: cycleKey(job),
    startAfter: dueAt,
  });
}

/** Gives a mailbox that is new its clocks; they start at once. */
export async function startClocks(
  boss: PgBoss,
  trx: Transaction<RegardingDatabase>,
  { tenantId, userId }: MailboxRef,
): Promise<void> {
  const made = await trx
    .insertInto('regarding.workload')
    .values(workloads.map((workload) => ({ tenant_id: tenantId, user_id: userId, workload })))
    .onConflict((conflict) => conflict.doNothing())
    .returning(['workload', 'due_at'])
    .execute();
  for (const { workload, due_at: dueAt } of made) {
    await scheduleCycle(boss, trx, { tenantId, userId, workload: workload as Workload }, dueAt);
  }
}
