import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { PgBoss } from 'pg-boss';
import { queues } from './boss.ts';
import { leaseIsFree, waits } from './item-queries.ts';
import type { RegardingDatabase } from './tables.ts';

/** Longer than an item ever waits between its transaction and its job. */
const missingAfterSeconds = 30;
/** At a time: the next sweep finds the rest. */
const mostAtOnce = 1_000;

/** They wait, and nothing in the queue will ever come of them. */
async function findForgotten(db: Kysely<RegardingDatabase>): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    select item.key from regarding.item item
    where ${waits} and not item.in_bulk and ${leaseIsFree}
      and item.changed_at < now() - ${missingAfterSeconds} * interval '1 second'
      and not exists (select 1 from regarding_jobs.job j
        where j.name in (${queues.completeItem}, ${queues.completeItemDead})
          and j.state < 'completed' and j.singleton_key = item.key::text)
    order by item.changed_at limit ${mostAtOnce}`.execute(db);
  return rows.map(({ key }) => key);
}

/**
 * The guarantee behind the queue: an item that waits without a job gets one. @returns how many did.
 */
export async function sweepItems(db: Kysely<RegardingDatabase>, boss: PgBoss): Promise<number> {
  const keys = await findForgotten(db);
  if (keys.length === 0) return 0;
  // Two sweeps at once insert each job once: the queue has room for one of a key.
  await boss.insert(
    queues.completeItem,
    keys.map((key) => ({ data: { key }, singletonKey: key })),
  );
  return keys.length;
}
