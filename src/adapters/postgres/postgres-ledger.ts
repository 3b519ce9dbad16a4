import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { PgBoss } from 'pg-boss';
import { LruCache } from '../../lib/lru-cache.ts';
import type {
  AcceptedIntent,
  Attempted,
  Claim,
  ItemKind,
  Lease,
  Ledger,
  LedgerRow,
  Outcome,
  Settlement,
} from '../../ports/ledger.ts';
import { acceptIntent } from './accept-intent.ts';
import { renewLeases, strikeOut, takeLeases } from './bulk-queries.ts';
import { enqueuePreparation } from './completion-job.ts';
import { startClocks } from './cycle-job.ts';
import { notifyItem, notifyItems } from './item-notice.ts';
import {
  leaseRest,
  lockItem,
  outcomeColumns,
  renewLease,
  takeLease,
  writeOutcome,
} from './item-queries.ts';
import { toLedgerRow } from './item-row.ts';
import { settleItem, settleItems } from './settle-items.ts';
import { sweepItems } from './sweep-items.ts';
import type { RegardingDatabase } from './tables.ts';

/** The ledger in PostgreSQL. Each change of state is one transaction with its job and its notice. */
export class PostgresLedger implements Ledger {
  readonly #db: Kysely<RegardingDatabase>;
  readonly #boss: PgBoss;
  readonly #seen = new LruCache<true>({ capacity: 10_000, now: () => 0 });

  constructor(db: Kysely<RegardingDatabase>, boss: PgBoss) {
    this.#db = db;
    this.#boss = boss;
  }

  async find(tenantId: string, key: string): Promise<LedgerRow | null> {
    const row = await this.#db
      .selectFrom('regarding.item')
      .selectAll()
      .where('key', '=', key)
      .where('tenant_id', '=', tenantId)
      .executeTakeFirst();
    return row ? toLedgerRow(row) : null;
  }

  async ofMailbox(tenantId: string, userId: string, kind: ItemKind): Promise<LedgerRow[]> {
    const rows = await this.#db
      .selectFrom('regarding.item')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where('mailbox_user_id', '=', userId)
      .where('kind', '=', kind)
      .execute();
    return rows.map(toLedgerRow);
  }

  async findMany(tenantId: string, keys: readonly string[]): Promise<LedgerRow[]> {
    if (keys.length === 0) return [];
    const rows = await this.#db
      .selectFrom('regarding.item')
      .selectAll()
      .where('key', 'in', keys)
      .where('tenant_id', '=', tenantId)
      .execute();
    return rows.map(toLedgerRow);
  }

  async accept(intent: AcceptedIntent): Promise<{ row: LedgerRow; lease: Lease | null }> {
    return this.#db.transaction().execute((trx) => acceptIntent(this.#boss, trx, intent));
  }

  async claim(key: string, requestedBy?: string): Promise<Claim | null> {
    const token = randomUUID();
    const row = await takeLease(this.#db, { key, token, requestedBy });
    return row ? { row: toLedgerRow(row), lease: { key, token } } : null;
  }

  leaseEndsInMs(key: string): Promise<number | null> {
    return leaseRest(this.#db, key);
  }

  renew({ key, token }: Lease): Promise<boolean> {
    return renewLease(this.#db, key, token);
  }

  settle(lease: Lease, attempted: Attempted, outcome: Outcome): Promise<LedgerRow | null> {
    return this.#db
      .transaction()
      .execute((trx) => settleItem(this.#boss, trx, lease, { attempted, outcome }));
  }

  async claimMany(mailbox: { tenantId: string; userId: string }, limit: number): Promise<Claim[]> {
    return this.#db.transaction().execute(async (trx) => {
      await notifyItems(trx, await strikeOut(trx, mailbox));
      return takeLeases(trx, mailbox, limit);
    });
  }

  renewMany(leases: readonly Lease[]): Promise<boolean> {
    return renewLeases(this.#db, leases);
  }

  async settleMany(settlements: readonly Settlement[]): Promise<(LedgerRow | null)[]> {
    if (settlements.length === 0) return [];
    return this.#db.transaction().execute((trx) => settleItems(this.#boss, trx, settlements));
  }

  async abandon(key: string): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      const locked = await lockItem(trx, key);
      if (locked?.state !== 'pending') return;
      const before = toLedgerRow(locked);
      const columns = outcomeColumns(before, { kind: 'failed', problem: 'unexpected' }, before);
      await notifyItem(trx, await writeOutcome(trx, key, columns));
    });
  }

  sweep(): Promise<number> {
    return sweepItems(this.#db, this.#boss);
  }

  async mailboxSeen(mailbox: { tenantId: string; userId: string }): Promise<void> {
    if (this.#seen.get(mailbox.userId)) return;
    await this.#db.transaction().execute(async (trx) => {
      const { numInsertedOrUpdatedRows } = await trx
        .insertInto('regarding.mailbox')
        .values({ tenant_id: mailbox.tenantId, user_id: mailbox.userId })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (!numInsertedOrUpdatedRows) return;
      await enqueuePreparation(this.#boss, trx, mailbox);
      await startClocks(this.#boss, trx, mailbox);
    });
    this.#seen.set(mailbox.userId, true, Infinity);
  }
}
