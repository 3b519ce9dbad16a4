import { sql } from 'kysely';
import type { Selectable, Transaction } from 'kysely';
import type { Reason } from '../../domain/sync/reason.ts';
import type { MailCopy } from '../../ports/mail-sync.ts';
import type { MailboxRef } from '../../ports/workloads.ts';
import type { CopyTable, RegardingDatabase } from './tables.ts';

type Trx = Transaction<RegardingDatabase>;

export const toMailCopy = (row: Selectable<CopyTable>): MailCopy => ({
  itemId: row.item_id,
  key: row.key,
  folderId: row.folder_id,
  hasCategory: row.has_category,
  reason: row.reason as Reason,
  day: row.day,
  paneMark: row.pane_mark,
});

/** What one page saw; the same item twice is its last state. */
export async function writeCopies(
  trx: Trx,
  { tenantId, userId }: MailboxRef,
  copies: readonly MailCopy[],
): Promise<void> {
  if (copies.length === 0) return;
  const last = new Map(copies.map((copy) => [copy.itemId, copy]));
  await trx
    .insertInto('regarding.copy')
    .values(
      [...last.values()].map((copy) => ({
        tenant_id: tenantId,
        user_id: userId,
        item_id: copy.itemId,
        key: copy.key,
        folder_id: copy.folderId,
        has_category: copy.hasCategory,
        reason: copy.reason,
        day: copy.day,
        pane_mark: copy.paneMark,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'user_id', 'item_id']).doUpdateSet((eb) => ({
        key: eb.ref('excluded.key'),
        folder_id: eb.ref('excluded.folder_id'),
        has_category: eb.ref('excluded.has_category'),
        category_refused: sql<boolean>`not excluded.has_category
          and (copy.has_category or copy.category_refused)`,
        reason: eb.ref('excluded.reason'),
        day: eb.ref('excluded.day'),
        pane_mark: eb.ref('excluded.pane_mark'),
        seen_at: sql<Date>`now()`,
        left_at: null,
      })),
    )
    .execute();
}

/** Known items that are in the folder; nothing else is known of them. */
export async function touchCopies(
  trx: Trx,
  { tenantId, userId }: MailboxRef,
  folderId: string,
  itemIds: readonly string[],
): Promise<void> {
  if (itemIds.length === 0) return;
  await trx
    .updateTable('regarding.copy')
    .set({ folder_id: folderId, seen_at: sql<Date>`now()`, left_at: null })
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .where('item_id', 'in', itemIds)
    .execute();
}

/**
 * Copies that are no longer in the folder: those named, or those a whole round since `since` did not
 * show. One that was seen in another folder meanwhile is there.
 */
export async function leaveFolder(
  trx: Trx,
  { tenantId, userId }: MailboxRef,
  folderId: string,
  which: readonly string[] | 'unseen',
  since: Date = new Date(),
): Promise<void> {
  if (which.length === 0) return;
  const inFolder = trx
    .updateTable('regarding.copy')
    .set({ left_at: sql<Date>`now()` })
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .where('folder_id', '=', folderId)
    .where('left_at', 'is', null);
  await (
    which === 'unseen'
      ? inFolder.where('seen_at', '<', since)
      : inFolder.where('item_id', 'in', which)
  ).execute();
}

/** What was in folders that are gone. */
export async function forgetLeft(
  trx: Trx,
  { tenantId, userId }: MailboxRef,
  folderIds: readonly string[],
): Promise<void> {
  if (folderIds.length === 0) return;
  await trx
    .updateTable('regarding.copy')
    .set({ left_at: sql<Date>`now()` })
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .where('folder_id', 'in', folderIds)
    .where('left_at', 'is', null)
    .execute();
}
