import type { Kysely } from 'kysely';
import type { FailedItem, FailedItems } from '../../ports/failed-items.ts';
import { notifyItem } from './item-notice.ts';
import { outcomeColumns, writeOutcome } from './item-queries.ts';
import { toLedgerRow } from './item-row.ts';
import type { ItemRow } from './item-row.ts';
import type { RegardingDatabase } from './tables.ts';

interface Person {
  tenantId: string;
  userId: string;
}

const failed = (db: Kysely<RegardingDatabase>, tenantId: string) =>
  db
    .selectFrom('regarding.item')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('state', '=', 'failed');

const toFailed = (row: ItemRow): FailedItem => ({ ...toLedgerRow(row), failedAt: row.changed_at });

/** Failed items in PostgreSQL: rows of the ledger. */
export class PostgresFailedItems implements FailedItems {
  readonly #db: Kysely<RegardingDatabase>;

  constructor(db: Kysely<RegardingDatabase>) {
    this.#db = db;
  }

  async of({ tenantId, userId }: Person, limit: number): Promise<FailedItem[]> {
    const query = failed(this.#db, tenantId).where('requested_by', '=', userId);
    const rows = await query.orderBy('changed_at', 'desc').limit(limit).execute();
    return rows.map(toFailed);
  }

  async ofOthers({ tenantId, userId }: Person, limit: number): Promise<FailedItem[]> {
    const query = failed(this.#db, tenantId).where('requested_by', '!=', userId);
    const rows = await query.orderBy('changed_at', 'desc').limit(limit).execute();
    return rows.map(toFailed);
  }

  async find({ tenantId, userId }: Person, key: string): Promise<FailedItem | null> {
    const row = await failed(this.#db, tenantId)
      .where('requested_by', '=', userId)
      .where('key', '=', key)
      .executeTakeFirst();
    return row ? toFailed(row) : null;
  }

  dismiss({ tenantId, userId }: Person, key: string): Promise<boolean> {
    return this.#db.transaction().execute(async (trx) => {
      const locked = await failed(trx, tenantId)
        .where('requested_by', '=', userId)
        .where('key', '=', key)
        .forUpdate()
        .executeTakeFirst();
      if (!locked) return false;
      const before = toLedgerRow(locked);
      const columns = outcomeColumns(before, { kind: 'untracked' }, before);
      await notifyItem(trx, await writeOutcome(trx, key, columns));
      return true;
    });
  }
}
