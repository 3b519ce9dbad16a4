import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import type { PgBoss } from 'pg-boss';
import type { WellKnownFolder } from '../../domain/sync/folder-scope.ts';
import type { Reason } from '../../domain/sync/reason.ts';
import type { MasterCategory } from '../../ports/mailbox.ts';
import type {
  CoverageCount,
  DueMark,
  MailCommit,
  MailCopy,
  MailSync,
  SyncFolder,
  SyncMailbox,
  TreeChange,
} from '../../ports/mail-sync.ts';
import type { Fence, MailboxRef } from '../../ports/workloads.ts';
import { acceptIntent } from './accept-intent.ts';
import { forgetLeft, leaveFolder, toMailCopy, touchCopies, writeCopies } from './copy-queries.ts';
import { countDueMarks, dueMarks } from './due-marks.ts';
import { forgetOldCopies } from './forget-copies.ts';
import { holdFence } from './fence.ts';
import type { RegardingDatabase } from './tables.ts';

type Trx = Transaction<RegardingDatabase>;

/** Where reading mailboxes stands, in PostgreSQL. */
export class PostgresMailSync implements MailSync {
  readonly #db: Kysely<RegardingDatabase>;
  readonly #boss: PgBoss;

  constructor(db: Kysely<RegardingDatabase>, boss: PgBoss) {
    this.#db = db;
    this.#boss = boss;
  }

  async open(mailbox: MailboxRef): Promise<SyncMailbox | null> {
    const row = await this.#db
      .selectFrom('regarding.mailbox')
      .select(['category_id', 'category_names', 'tree_link'])
      .select(sql<Date>`greatest(process_from, forgotten_before)`.as('process_from'))
      .select(
        sql<boolean>`coalesce(category_lost_at > clock_timestamp() - interval '1 hour', false)`.as(
          'is_lost',
        ),
      )
      .where('tenant_id', '=', mailbox.tenantId)
      .where('user_id', '=', mailbox.userId)
      .executeTakeFirst();
    if (!row) return null;
    return {
      processFrom: row.process_from,
      category: { id: row.category_id, names: row.category_names, isLost: row.is_lost },
      treeLink: row.tree_link,
      folders: await this.#folders(mailbox),
    };
  }

  async copies({ tenantId, userId }: MailboxRef, itemIds: readonly string[]): Promise<MailCopy[]> {
    if (itemIds.length === 0) return [];
    const rows = await this.#db
      .selectFrom('regarding.copy')
      .selectAll()
      .select(sql<string | null>`to_char(day, 'YYYY-MM-DD')`.as('day'))
      .where('tenant_id', '=', tenantId)
      .where('user_id', '=', userId)
      .where('item_id', 'in', itemIds)
      .execute();
    return rows.map(toMailCopy);
  }

  async keepTree(fence: Fence, change: TreeChange): Promise<void> {
    await this.#fenced(fence, async (trx) => {
      await this.#writeFolders(trx, fence, change);
      await forgetLeft(trx, fence, change.gone);
      await trx
        .updateTable('regarding.mailbox')
        .set({ tree_link: change.link })
        .where('tenant_id', '=', fence.tenantId)
        .where('user_id', '=', fence.userId)
        .execute();
    });
  }

  async keepCategory(
    { tenantId, userId }: MailboxRef,
    { id, name }: MasterCategory,
    isLost: boolean,
  ): Promise<void> {
    await this.#db
      .updateTable('regarding.mailbox')
      .set({
        category_id: id,
        category_names: sql<
          string[]
        >`array_prepend(${name}::text, array_remove(category_names, ${name}::text))`,
        ...(isLost && { category_lost_at: sql<Date>`clock_timestamp()` }),
      })
      .where('tenant_id', '=', tenantId)
      .where('user_id', '=', userId)
      .execute();
  }

  async startAgain(fence: Fence, folderId: string): Promise<void> {
    await this.#fenced(fence, async (trx) => {
      await this.#folder(trx, fence, [folderId])
        .set({ link: null, is_round_open: true, start_again: false })
        .execute();
    });
  }

  async passed(fence: Fence, folderIds: readonly string[]): Promise<void> {
    if (folderIds.length === 0) return;
    await this.#fenced(fence, async (trx) => {
      await this.#folder(trx, fence, folderIds)
        .set({ read_at: sql<Date>`now()` })
        .execute();
    });
  }

  async commit(fence: Fence, commit: MailCommit): Promise<void> {
    const { cursor, intents, copies, touched, left } = commit;
    await this.#fenced(fence, async (trx) => {
      for (const intent of intents) await acceptIntent(this.#boss, trx, intent);
      await writeCopies(trx, fence, copies);
      await touchCopies(trx, fence, cursor.folderId, touched);
      await leaveFolder(trx, fence, cursor.folderId, left);
      await this.#moveCursor(trx, fence, cursor);
    });
  }

  dueMarks(mailbox: MailboxRef, limit: number): Promise<DueMark[]> {
    return dueMarks(this.#db, mailbox, limit);
  }

  async markEarlier(mailbox: MailboxRef): Promise<number> {
    await this.#db
      .updateTable('regarding.mailbox')
      .set({ mark_earlier_than: sql<Date>`clock_timestamp()` })
      .where('tenant_id', '=', mailbox.tenantId)
      .where('user_id', '=', mailbox.userId)
      .execute();
    return countDueMarks(this.#db, mailbox);
  }

  async marked(fence: Fence, itemIds: readonly string[], hasCategory: boolean): Promise<void> {
    if (itemIds.length === 0) return;
    await this.#fenced(fence, async (trx) => {
      await trx
        .updateTable('regarding.copy')
        .set({ has_category: hasCategory })
        .where('tenant_id', '=', fence.tenantId)
        .where('user_id', '=', fence.userId)
        .where('item_id', 'in', itemIds)
        .execute();
    });
  }

  async coverage({ tenantId, userId }: MailboxRef): Promise<CoverageCount[]> {
    const rows = await this.#db
      .selectFrom('regarding.copy')
      .select(({ fn }) => [
        'folder_id',
        sql<string>`to_char(day, 'YYYY-MM-DD')`.as('day'),
        'reason',
        fn.countAll<string>().as('mails'),
      ])
      .where('tenant_id', '=', tenantId)
      .where('user_id', '=', userId)
      .where('left_at', 'is', null)
      .where('day', 'is not', null)
      .groupBy(['folder_id', 'day', 'reason'])
      .orderBy('folder_id')
      .orderBy('day')
      .orderBy('reason')
      .execute();
    return rows.map(({ folder_id: folderId, day, reason, mails }) => {
      return { folderId, day, reason: reason as Reason, mails: Number(mails) };
    });
  }

  forget(): Promise<number> {
    return forgetOldCopies(this.#db);
  }

  #fenced(fence: Fence, work: (trx: Trx) => Promise<void>): Promise<void> {
    return this.#db.transaction().execute(async (trx) => {
      await holdFence(trx, fence);
      await work(trx);
    });
  }

  async #folders({ tenantId, userId }: MailboxRef): Promise<SyncFolder[]> {
    const rows = await this.#db
      .selectFrom('regarding.folder_cursor')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where('user_id', '=', userId)
      .orderBy('folder_id')
      .execute();
    return rows.map((row) => ({
      folderId: row.folder_id,
      parentId: row.parent_id,
      wellKnown: row.well_known as WellKnownFolder | null,
      link: row.start_again ? null : row.link,
      isRoundOpen: row.is_round_open || row.start_again,
      isFirstRound: row.link === null || row.start_again || row.first_round_at !== null,
      readAt: row.read_at,
    }));
  }

  #folder(trx: Trx, { tenantId, userId }: MailboxRef, folderIds: readonly string[]) {
    return trx
      .updateTable('regarding.folder_cursor')
      .where('tenant_id', '=', tenantId)
      .where('user_id', '=', userId)
      .where('folder_id', 'in', folderIds);
  }

  async #writeFolders(
    trx: Trx,
    { tenantId, userId }: Fence,
    { folders, gone, wellKnown }: TreeChange,
  ): Promise<void> {
    const names = new Map([...(wellKnown ?? [])].map(([name, id]) => [id, name]));
    const parents = new Map(folders.map(({ id, parentId }) => [id, parentId]));
    const ids = new Set([...names.keys(), ...parents.keys()]);
    const rows = [...ids].map((id) => ({
      tenant_id: tenantId,
      user_id: userId,
      folder_id: id,
      parent_id: parents.get(id) ?? null,
      well_known: names.get(id) ?? null,
    }));
    if (rows.length > 0) {
      await trx
        .insertInto('regarding.folder_cursor')
        .values(rows)
        .onConflict((conflict) =>
          conflict.columns(['tenant_id', 'user_id', 'folder_id']).doUpdateSet((eb) => ({
            parent_id: eb.ref('excluded.parent_id'),
            well_known: sql<string | null>`coalesce(excluded.well_known, folder_cursor.well_known)`,
          })),
        )
        .execute();
    }
    if (gone.length === 0) return;
    await trx
      .deleteFrom('regarding.folder_cursor')
      .where('tenant_id', '=', tenantId)
      .where('user_id', '=', userId)
      .where('folder_id', 'in', gone)
      .execute();
  }

  /** The end of a round from the beginning shows what is no longer there. */
  async #moveCursor(
    trx: Trx,
    fence: Fence,
    { folderId, link, isRoundOpen }: MailCommit['cursor'],
  ): Promise<void> {
    const before = await this.#folder(trx, fence, [folderId])
      .set({
        first_round_at: sql<Date | null>`case when link is null or start_again
          then now() else first_round_at end`,
        link,
        is_round_open: isRoundOpen,
        start_again: false,
        read_at: sql<Date>`now()`,
      })
      .returning('first_round_at')
      .executeTakeFirst();
    if (isRoundOpen || !before?.first_round_at) return;
    await leaveFolder(trx, fence, folderId, 'unseen', before.first_round_at);
    await this.#folder(trx, fence, [folderId]).set({ first_round_at: null }).execute();
  }
}
