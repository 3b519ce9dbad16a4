import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What the pane marked on a copy, and what finds items without a job and copies to forget. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table regarding.copy add column pane_mark text`.execute(db);
  await sql`create index copy_by_day on regarding.copy (day) where not has_category`.execute(db);
  await sql`create index item_waiting on regarding.item (changed_at)
    where (state = 'pending' or revisit_since is not null)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index regarding.item_waiting`.execute(db);
  await sql`drop index regarding.copy_by_day`.execute(db);
  await sql`alter table regarding.copy drop column pane_mark`.execute(db);
}
