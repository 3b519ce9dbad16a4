import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { rememberedDays } from '../../domain/sync/seen-mail.ts';
import type { RegardingDatabase } from './tables.ts';

/** What left its folder may come back: moved on, or restored from the bin. */
const goneDays = 7;
/** Rows a statement deletes, so that none holds up a mailbox for long. */
const atOnce = 5_000;

const horizon = sql<Date>`clock_timestamp() - ${rememberedDays} * interval '1 day'`;

/** What is older is from before their start from now on, unless they are still being read to there. */
async function advanceStarts(db: Kysely<RegardingDatabase>): Promise<void> {
  await sql`update regarding.mailbox m set process_from = ${horizon}
    where m.process_from < ${horizon} - interval '1 day'
      and exists (select 1 from regarding.workload w
        where w.tenant_id = m.tenant_id and w.user_id = m.user_id
          and w.workload = 'incoming' and w.idle_cycles > 0)
      and not exists (select 1 from regarding.folder_cursor f
        where f.tenant_id = m.tenant_id and f.user_id = m.user_id
          and (f.is_round_open or f.start_again))`.execute(db);
}

/** Copies without a gesture on them, of mail nobody ever tracked. */
async function deleteSome(db: Kysely<RegardingDatabase>): Promise<number> {
  const { numAffectedRows = 0n } = await sql`delete from regarding.copy where ctid in (
    select c.ctid from regarding.copy c
    join regarding.mailbox m using (tenant_id, user_id)
    where (c.day < m.process_from::date and c.day < (${horizon})::date
        or c.left_at < clock_timestamp() - ${goneDays} * interval '1 day')
      and not c.has_category and not c.category_refused
      and not exists (select 1 from regarding.item where item.key = c.key)
    limit ${atOnce})`.execute(db);
  return Number(numAffectedRows);
}

/** See `MailSync.forgetOld`. */
export async function forgetOldMail(db: Kysely<RegardingDatabase>): Promise<number> {
  await advanceStarts(db);
  let forgotten = 0;
  for (;;) {
    const deleted = await deleteSome(db);
    forgotten += deleted;
    if (deleted < atOnce) return forgotten;
  }
}
