import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { PgBoss } from 'pg-boss';
import type { Workload } from '../../ports/workloads.ts';
import { missingAfterMs } from '../ledger/terms.ts';
import { queues } from './boss.ts';
import { cycleKey, workloads } from './cycle-job.ts';
import type { RegardingDatabase } from './tables.ts';

/** At a time: the next sweep finds the rest. */
const mostAtOnce = 1_000;

interface Lost {
  tenant_id: string;
  user_id: string;
  workload: Workload;
}

/** Clocks of mailboxes that have none. */
async function makeMissing(db: Kysely<RegardingDatabase>): Promise<void> {
  await sql`insert into regarding.workload (tenant_id, user_id, workload)
    select m.tenant_id, m.user_id, w.name
    from regarding.mailbox m cross join unnest(${[...workloads]}::text[]) as w (name)
    where not exists (select 1 from regarding.workload known
      where known.tenant_id = m.tenant_id and known.user_id = m.user_id and known.workload = w.name)
    on conflict do nothing`.execute(db);
}

/** Due, and nothing in the queue will ever come of it. */
async function findLost(db: Kysely<RegardingDatabase>): Promise<Lost[]> {
  const { rows } = await sql<Lost>`
    select w.tenant_id, w.user_id, w.workload from regarding.workload w
    join regarding.mailbox m using (tenant_id, user_id)
    where not m.paused
      and w.due_at < clock_timestamp() - ${missingAfterMs / 1_000} * interval '1 second'
      and not exists (select 1 from regarding_jobs.job j
        where j.name = ${queues.mailCycle} and j.state < 'completed'
          and j.singleton_key = w.tenant_id || '|' || w.user_id || '|' || w.workload)
    order by w.due_at limit ${mostAtOnce}`.execute(db);
  return rows;
}

/**
 * The guarantee behind the queue: a mailbox whose job was lost, or whose workers died on it too
 * often, gets a new one; one that was never given a clock gets it. @returns how many jobs were lost.
 */
export async function sweepClocks(db: Kysely<RegardingDatabase>, boss: PgBoss): Promise<number> {
  await makeMissing(db);
  const lost = await findLost(db);
  if (lost.length === 0) return 0;
  const jobs = lost.map(({ tenant_id: tenantId, user_id: userId, workload }) => {
    const data = { tenantId, userId, workload };
    return { data, singletonKey: cycleKey(data) };
  });
  // Two sweeps at once insert each job once: the queue has room for one of a key.
  await boss.insert(queues.mailCycle, jobs);
  return lost.length;
}
