import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Kysely, Selectable } from 'kysely';
import type { RecordRef } from '../../domain/mail/email-activity.ts';
import type { Change, ChangeKind } from '../../ports/changes.ts';
import type { Attempted, ItemKind, LedgerRow, Outcome, Via } from '../../ports/ledger.ts';
import { settledChange } from './settled-change.ts';
import type { ChangeTable, RegardingDatabase } from './tables.ts';

type Db = Kysely<RegardingDatabase>;
type ChangeRow = Selectable<ChangeTable>;

const reference = (table: string | null, id: string | null): RecordRef | null =>
  table !== null && id !== null ? { table, id } : null;

export const toChange = (row: ChangeRow & { is_last: boolean }): Change => ({
  id: row.id,
  tenantId: row.tenant_id,
  key: row.key,
  kind: row.kind as ItemKind,
  itemId: row.item_id,
  at: row.at,
  by: row.by_user_id,
  via: row.via as Via,
  change: row.change as ChangeKind,
  activityId: row.activity_id,
  before: reference(row.before_table, row.before_id),
  after: reference(row.after_table, row.after_id),
  copyDeleted: row.copy_deleted,
  adopted: row.adopted,
  undoneAt: row.undone_at,
  isLast: row.is_last,
});

/** Changes with whether each is its item's last. */
export const selectChanges = (db: Db) =>
  db
    .selectFrom('regarding.change as change')
    .selectAll('change')
    .select(
      sql<boolean>`not exists (select from regarding.change newer
        where newer.key = change.key and newer.at > change.at)`.as('is_last'),
    );

/** The last change of an item. */
export async function lastChange(db: Db, tenantId: string, key: string): Promise<Change | null> {
  const row = await selectChanges(db)
    .where('change.key', '=', key)
    .where('change.tenant_id', '=', tenantId)
    .orderBy('change.at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? toChange(row) : null;
}

const markUndone = (trx: Db, id: string): Promise<unknown> =>
  trx
    .updateTable('regarding.change')
    .set({ undone_at: sql<Date>`clock_timestamp()` })
    .where('id', '=', id)
    .execute();

/**
 * Writes down what an outcome changed, in the transaction that settles it and under the item's lock,
 * so that the times of an item's changes are in their order.
 */
export async function recordChange(
  trx: Db,
  before: LedgerRow,
  { attempted, outcome }: { attempted: Attempted; outcome: Outcome },
): Promise<void> {
  if (outcome.kind !== 'tracked' && outcome.kind !== 'untracked') return;
  if (attempted.undoes !== null) await markUndone(trx, attempted.undoes);
  const change = settledChange(before, outcome, await lastChange(trx, before.tenantId, before.key));
  if (!change) return;
  await trx
    .insertInto('regarding.change')
    .values({
      id: randomUUID(),
      tenant_id: before.tenantId,
      key: before.key,
      kind: before.kind,
      item_id: attempted.itemId,
      at: sql<Date>`clock_timestamp()`,
      by_user_id: attempted.requestedBy,
      via: attempted.via,
      change: change.change,
      activity_id: change.activityId,
      before_table: change.before?.table ?? null,
      before_id: change.before?.id ?? null,
      after_table: change.after?.table ?? null,
      after_id: change.after?.id ?? null,
      copy_deleted: change.copyDeleted,
      adopted: change.adopted,
      undone_at: null,
    })
    .execute();
}
