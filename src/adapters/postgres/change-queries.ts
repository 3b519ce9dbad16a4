import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { InsertObject, Kysely, Selectable } from 'kysely';
import type { RecordRef } from '../../domain/mail/email-activity.ts';
import type { Change, ChangeKind } from '../../ports/changes.ts';
import type { Attempted, ItemKind, LedgerRow, Outcome, Via } from '../../ports/ledger.ts';
import { settledChange } from '../ledger/settled-change.ts';
import type { SettledChange } from '../ledger/settled-change.ts';
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

/** The last change of each item that has any. */
async function lastChanges(db: Db, keys: readonly string[]): Promise<Map<string, Change>> {
  const rows = await selectChanges(db)
    .where('change.key', 'in', keys)
    .where(
      sql<boolean>`not exists (select from regarding.change newer
        where newer.key = change.key and newer.at > change.at)`,
    )
    .execute();
  return new Map(rows.map((row) => [row.key, toChange(row)]));
}

/** What an attempt came to for an item, as it was before. */
export interface Settled {
  before: LedgerRow;
  attempted: Attempted;
  outcome: Outcome;
}

const changeRow = (
  { before, attempted }: Settled,
  change: SettledChange,
): InsertObject<RegardingDatabase, 'regarding.change'> => ({
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
});

/**
 * Writes down what outcomes changed, in the transaction that settles them and under the items' locks,
 * so that the times of an item's changes are in their order.
 */
export async function recordChanges(trx: Db, all: readonly Settled[]): Promise<void> {
  const settled = all.filter(({ outcome: { kind } }) => kind === 'tracked' || kind === 'untracked');
  if (settled.length === 0) return;
  for (const { attempted } of settled) {
    if (attempted.undoes !== null) await markUndone(trx, attempted.undoes);
  }
  const last = await lastChanges(
    trx,
    settled.map(({ before }) => before.key),
  );
  const rows = settled.flatMap((one) => {
    const change = settledChange(one.before, one.outcome, last.get(one.before.key) ?? null);
    return change ? [changeRow(one, change)] : [];
  });
  if (rows.length > 0) await trx.insertInto('regarding.change').values(rows).execute();
}
