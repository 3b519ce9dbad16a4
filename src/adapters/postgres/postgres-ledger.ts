import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { PgBoss } from 'pg-boss';
import { LruCache } from '../../lib/lru-cache.ts';
import type {
  AcceptedIntent,
  Claim,
  Lease,
  Ledger,
  LedgerRow,
  Outcome,
} from '../../ports/ledger.ts';
import { cancelCompletion, enqueuePreparation, scheduleCompletion } from './completion-job.ts';
import { notifyItem } from './item-notice.ts';
import {
  leaseRest,
  lockItem,
  outcomeColumns,
  renewLease,
  takeLease,
  writeIntent,
  writeOutcome,
} from './item-queries.ts';
import { toLedgerRow } from './item-row.ts';
import type { RegardingDatabase } from './tables.ts';

/** The worker leaves the service's own attempt this head start. */
const headStartMs = 4_000;

const sameIntent = (row: LedgerRow, intent: AcceptedIntent): boolean =>
  row.state === 'pending' &&
  row.intent === intent.intent &&
  row.requestedBy === intent.requestedBy &&
  row.wanted?.table === intent.wanted?.table &&
  row.wanted?.id === intent.wanted?.id;

/** Tracking without naming a record keeps the one that is still waiting to be set. */
const withWaiting = (intent: AcceptedIntent, row: LedgerRow | undefined): AcceptedIntent => {
  const isWaiting = row?.state === 'pending' && row.intent === 'track';
  return intent.intent === 'track' && intent.wanted === null && isWaiting
    ? { ...intent, wanted: row.wanted }
    : intent;
};

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

  async accept(intent: AcceptedIntent): Promise<{ row: LedgerRow; lease: Lease | null }> {
    const { key } = intent;
    return this.#db.transaction().execute(async (trx) => {
      const before = await lockItem(trx, key);
      const known = before && toLedgerRow(before);
      // A second click on what is under way asks for nothing new.
      const isRepeat = before && known && sameIntent(known, intent);
      const row = isRepeat ? before : await writeIntent(trx, withWaiting(intent, known));
      const token = randomUUID();
      const leased = await takeLease(trx, { key, token });
      if (!isRepeat) {
        await scheduleCompletion(this.#boss, trx, { key, delayMs: headStartMs });
        await notifyItem(trx, row);
      }
      return { row: toLedgerRow(leased ?? row), lease: leased ? { key, token } : null };
    });
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

  async settle(
    { key, token }: Lease,
    revision: number,
    outcome: Outcome,
  ): Promise<LedgerRow | null> {
    return this.#db.transaction().execute(async (trx) => {
      const locked = await lockItem(trx, key);
      if (locked?.lease_token !== token) return null;
      const before = toLedgerRow(locked);
      const isNewest = before.revision === revision;
      const columns = outcomeColumns(before, outcome);
      const row = await writeOutcome(trx, key, {
        ...columns,
        ...(!isNewest && { state: 'pending', problem: null, failures: 0, failing_since: null }),
        ...(!isNewest && { wanted_table: locked.wanted_table, wanted_id: locked.wanted_id }),
      });
      await this.#schedule(trx, key, isNewest ? outcome : null);
      await notifyItem(trx, row);
      return toLedgerRow(row);
    });
  }

  async abandon(key: string): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      const locked = await lockItem(trx, key);
      if (locked?.state !== 'pending') return;
      const columns = outcomeColumns(toLedgerRow(locked), {
        kind: 'failed',
        problem: 'unexpected',
      });
      await notifyItem(trx, await writeOutcome(trx, key, columns));
    });
  }

  async mailboxSeen(mailbox: { tenantId: string; userId: string }): Promise<void> {
    if (this.#seen.get(mailbox.userId)) return;
    await this.#db.transaction().execute(async (trx) => {
      const { numInsertedOrUpdatedRows } = await trx
        .insertInto('regarding.mailbox')
        .values({ tenant_id: mailbox.tenantId, user_id: mailbox.userId })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows) await enqueuePreparation(this.#boss, trx, mailbox);
    });
    this.#seen.set(mailbox.userId, true, Infinity);
  }

  /** `outcome` null: a newer intent waits and can start at once. */
  async #schedule(
    trx: Parameters<typeof scheduleCompletion>[1],
    key: string,
    outcome: Outcome | null,
  ): Promise<void> {
    if (outcome === null) {
      await scheduleCompletion(this.#boss, trx, { key, delayMs: 1_000 });
    } else if (outcome.kind === 'postponed') {
      await scheduleCompletion(this.#boss, trx, { key, delayMs: outcome.retryInMs });
    } else {
      await cancelCompletion(this.#boss, trx, key);
    }
  }
}
