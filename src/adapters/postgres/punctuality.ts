import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Punctuality } from '../../ports/workloads.ts';
import type { RegardingDatabase } from './tables.ts';

/** Later than this, a worker should have begun. */
const overdueSeconds = 30;

interface Counts {
  clocks: number;
  paused: number;
  running: number;
  overdue: number;
  latest: number | null;
}

/** What an administrator is told of the queue: what waits for a worker, and for how long. */
export async function punctuality(db: Kysely<RegardingDatabase>): Promise<Punctuality> {
  const { rows } = await sql<Counts>`
    with clock as (
      select w.paused_at is not null or m.paused as is_paused,
        w.started_at is not null and w.started_at > coalesce(w.ended_at, '-infinity') as is_running,
        extract(epoch from clock_timestamp() - w.due_at)::double precision as late
      from regarding.workload w join regarding.mailbox m using (tenant_id, user_id)
    )
    select count(*)::integer as clocks,
      (count(*) filter (where is_paused))::integer as paused,
      (count(*) filter (where is_running))::integer as running,
      (count(*) filter (where not is_paused and not is_running and late > ${overdueSeconds}))::integer as overdue,
      max(late) filter (where not is_paused and not is_running) as latest
    from clock`.execute(db);
  const [row] = rows;
  const { clocks = 0, paused = 0, running = 0, overdue = 0, latest = 0 } = row ?? {};
  return {
    clocks,
    paused,
    running,
    overdue,
    latestMs: Math.max(0, Math.round((latest ?? 0) * 1_000)),
  };
}
