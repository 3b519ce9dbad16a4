import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { RegardingDatabase } from './tables.ts';

/** The longest a folder may be read anew with every decision still known. */
const keptDays = 90;
/** What left may come back: moved, or restored from the bin. */
const leftDays = 7;
/** More of them wait for the next time. */
const atOnce = 5_000;

/**
 * Forgets copies nobody tracked or untracked. A mailbox first learns from when on nothing is known,
 * so that a mail whose copy is forgotten counts as older than the mailbox's start and is not decided
 * about twice.
 */
export async function forgetOldCopies(db: Kysely<RegardingDatabase>): Promise<number> {
  await sql`update regarding.mailbox set forgotten_before = current_date - ${keptDays}::integer
    where forgotten_before is distinct from current_date - ${keptDays}::integer`.execute(db);
  const { numAffectedRows } = await sql`delete from regarding.copy where ctid in (
    select copy.ctid from regarding.copy copy
    where (copy.day < current_date - ${keptDays}::integer
        or copy.left_at < clock_timestamp() - ${leftDays} * interval '1 day')
      and not exists (select from regarding.item item where item.key = copy.key)
    limit ${atOnce})`.execute(db);
  return Number(numAffectedRows ?? 0);
}
