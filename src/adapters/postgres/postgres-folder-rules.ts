import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Kysely, Selectable } from 'kysely';
import type { RecordRef } from '../../domain/mail/email-activity.ts';
import type {
  FolderRuleChange,
  FolderRules,
  NewFolderRule,
  StoredFolderRule,
} from '../../ports/folder-rules.ts';
import type { MailboxRef } from '../../ports/workloads.ts';
import type { FolderRuleTable, RegardingDatabase } from './tables.ts';

const toRule = (row: Selectable<FolderRuleTable>): StoredFolderRule => ({
  id: row.id,
  folderId: row.folder_id,
  regarding:
    row.regarding_table !== null && row.regarding_id !== null
      ? { table: row.regarding_table, id: row.regarding_id }
      : null,
  includeSubfolders: row.include_subfolders,
  keepsManual: row.keeps_manual,
  isPaused: row.paused,
  batchId: row.batch_id,
  createdAt: row.created_at,
});

const regardingColumns = ({ regarding }: Pick<NewFolderRule, 'regarding'>) => ({
  regarding_table: regarding?.table ?? null,
  regarding_id: regarding?.id ?? null,
});

/** Mapped folders in PostgreSQL. */
export class PostgresFolderRules implements FolderRules {
  readonly #db: Kysely<RegardingDatabase>;

  constructor(db: Kysely<RegardingDatabase>) {
    this.#db = db;
  }

  async list({ tenantId, userId }: MailboxRef): Promise<StoredFolderRule[]> {
    const rows = await this.#db
      .selectFrom('regarding.folder_rule')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where('user_id', '=', userId)
      .orderBy('created_at')
      .orderBy('id')
      .execute();
    return rows.map(toRule);
  }

  async counts(tenantId: string): Promise<Map<string, number>> {
    const rows = await this.#db
      .selectFrom('regarding.folder_rule')
      .select(['user_id', sql<number>`count(*)::integer`.as('rules')])
      .where('tenant_id', '=', tenantId)
      .groupBy('user_id')
      .execute();
    return new Map(rows.map(({ user_id: userId, rules }) => [userId, rules]));
  }

  add(
    mailbox: MailboxRef,
    rule: NewFolderRule & { batchId: string | null },
    most: number,
  ): Promise<StoredFolderRule | 'limit-reached' | 'duplicate'> {
    const { tenantId, userId } = mailbox;
    return this.#db.transaction().execute(async (trx) => {
      // Two rules at once count each other.
      await sql`select pg_advisory_xact_lock(hashtextextended(${`folder-rules|${userId}`}, 0))`.execute(
        trx,
      );
      const rules = await new PostgresFolderRules(trx).list(mailbox);
      if (rules.some(({ folderId }) => folderId === rule.folderId)) return 'duplicate';
      if (rules.length >= most) return 'limit-reached';
      const row = await trx
        .insertInto('regarding.folder_rule')
        .values({
          id: randomUUID(),
          tenant_id: tenantId,
          user_id: userId,
          folder_id: rule.folderId,
          ...regardingColumns(rule),
          include_subfolders: rule.includeSubfolders,
          keeps_manual: rule.keepsManual,
          batch_id: rule.batchId,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      return toRule(row);
    });
  }

  async change(
    { tenantId, userId }: MailboxRef,
    id: string,
    { regarding, includeSubfolders, keepsManual, isPaused, batchId }: FolderRuleChange,
  ): Promise<StoredFolderRule | null> {
    const row = await this.#db
      .updateTable('regarding.folder_rule')
      .set({
        id,
        ...(regarding !== undefined && regardingColumns({ regarding })),
        ...(includeSubfolders !== undefined && { include_subfolders: includeSubfolders }),
        ...(keepsManual !== undefined && { keeps_manual: keepsManual }),
        ...(isPaused !== undefined && { paused: isPaused }),
        ...(batchId !== undefined && { batch_id: batchId }),
      })
      .where('id', '=', id)
      .where('tenant_id', '=', tenantId)
      .where('user_id', '=', userId)
      .returningAll()
      .executeTakeFirst();
    return row ? toRule(row) : null;
  }

  async remove({ tenantId, userId }: MailboxRef, id: string): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('regarding.folder_rule')
      .where('id', '=', id)
      .where('tenant_id', '=', tenantId)
      .where('user_id', '=', userId)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }

  async countLinkedElsewhere(
    { tenantId, userId }: MailboxRef,
    folderIds: readonly string[],
    than: RecordRef,
  ): Promise<number> {
    if (folderIds.length === 0) return 0;
    const { mails } = await this.#db
      .selectFrom('regarding.copy')
      .innerJoin('regarding.item', 'regarding.item.key', 'regarding.copy.key')
      .select(({ fn }) => fn.countAll<string>().as('mails'))
      .where('regarding.copy.tenant_id', '=', tenantId)
      .where('regarding.copy.user_id', '=', userId)
      .where('regarding.copy.folder_id', 'in', folderIds)
      .where('regarding.item.state', '=', 'tracked')
      .where('regarding.item.regarding_id', 'is not', null)
      .where('regarding.item.regarding_id', '!=', than.id)
      .executeTakeFirstOrThrow();
    return Number(mails);
  }

  async readAgain({ tenantId, userId }: MailboxRef, folderIds: readonly string[]): Promise<void> {
    if (folderIds.length === 0) return;
    await this.#db
      .updateTable('regarding.folder_cursor')
      .set({ start_again: true })
      .where('tenant_id', '=', tenantId)
      .where('user_id', '=', userId)
      .where('folder_id', 'in', folderIds)
      .execute();
  }
}
