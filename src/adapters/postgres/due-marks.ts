import { sql } from 'kysely';
import type { Kysely, Selectable } from 'kysely';
import type { DueMark } from '../../ports/mail-sync.ts';
import type { Mark } from '../../ports/mailbox.ts';
import type { MailboxRef } from '../../ports/workloads.ts';
import type { ItemTable, RegardingDatabase } from './tables.ts';

const markOf = (
  row: Pick<Selectable<ItemTable>, 'state' | 'activity_id' | 'regarding_table' | 'regarding_id'>,
): Mark | null => {
  const { state, activity_id: activityId, regarding_table: table, regarding_id: id } = row;
  if (state !== 'tracked' || activityId === null) return null;
  return { activityId, regarding: table !== null && id !== null ? { table, id } : null };
};

/**
 * Copies of a mailbox whose category is not what the ledger says. A copy gets it where the mail was
 * tracked automatically (E-20), or before its owner wanted it on everything (K-04), and nobody took
 * it off; what was tracked by hand marks the item of the gesture alone. A copy of an untracked mail
 * loses it. The item an attempt marks itself is left to it.
 */
const dueCopies = (db: Kysely<RegardingDatabase>, { tenantId, userId }: MailboxRef) =>
  db
    .selectFrom('regarding.copy as copy')
    .innerJoin('regarding.item as item', 'item.key', 'copy.key')
    .innerJoin('regarding.mailbox as mailbox', (join) =>
      join
        .onRef('mailbox.tenant_id', '=', 'copy.tenant_id')
        .onRef('mailbox.user_id', '=', 'copy.user_id'),
    )
    .where('copy.tenant_id', '=', tenantId)
    .where('copy.user_id', '=', userId)
    .where('copy.left_at', 'is', null)
    .where('item.tenant_id', '=', tenantId)
    .where(
      sql<boolean>`case item.state
        when 'tracked' then not copy.has_category and not copy.category_refused
          and (item.tracked_at < mailbox.mark_earlier_than
            or item.item_id <> copy.item_id and item.tracked_via in ('automatic', 'rule'))
        when 'untracked' then item.item_id <> copy.item_id and copy.has_category
        else false end`,
    );

/** At most so many. */
export async function dueMarks(
  db: Kysely<RegardingDatabase>,
  mailbox: MailboxRef,
  limit: number,
): Promise<DueMark[]> {
  const rows = await dueCopies(db, mailbox)
    .select(['copy.item_id', 'copy.key', 'item.state'])
    .select(['item.activity_id', 'item.regarding_table', 'item.regarding_id'])
    .orderBy('copy.item_id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ itemId: row.item_id, key: row.key, mark: markOf(row) }));
}

export async function countDueMarks(
  db: Kysely<RegardingDatabase>,
  mailbox: MailboxRef,
): Promise<number> {
  const { count } = await dueCopies(db, mailbox)
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('item.state', '=', 'tracked')
    .executeTakeFirstOrThrow();
  return Number(count);
}
