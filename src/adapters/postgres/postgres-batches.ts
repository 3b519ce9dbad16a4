import type { Kysely } from 'kysely';
import type { PgBoss } from 'pg-boss';
import type { Batch, Batches } from '../../ports/batches.ts';
import { Overtaken } from '../../ports/ledger.ts';
import type { AcceptedIntent } from '../../ports/ledger.ts';
import { acceptIntent } from './accept-intent.ts';
import { toLedgerRow } from './item-row.ts';
import type { RegardingDatabase } from './tables.ts';

const byKey = (a: AcceptedIntent, b: AcceptedIntent): number => (a.key < b.key ? -1 : 1);

/** Batches in PostgreSQL. */
export class PostgresBatches implements Batches {
  readonly #db: Kysely<RegardingDatabase>;
  readonly #boss: PgBoss;

  constructor(db: Kysely<RegardingDatabase>, boss: PgBoss) {
    this.#db = db;
    this.#boss = boss;
  }

  async accept(
    { id, tenantId, userId }: Pick<Batch, 'id' | 'tenantId' | 'userId'>,
    intents: readonly AcceptedIntent[],
  ): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      await trx
        .insertInto('regarding.batch')
        .values({ id, tenant_id: tenantId, user_id: userId, size: intents.length })
        .execute();
      // In the same order everywhere, so that two batches never wait for each other's rows.
      for (const intent of intents.toSorted(byKey)) {
        await acceptIntent(this.#boss, trx, { ...intent, batchId: id, inBackground: true });
      }
    });
  }

  async find(
    { tenantId, userId }: { tenantId: string; userId: string },
    id: string,
  ): Promise<Batch | null> {
    const batch = await this.#db
      .selectFrom('regarding.batch')
      .select(['size', 'created_at'])
      .where('id', '=', id)
      .where('tenant_id', '=', tenantId)
      .where('user_id', '=', userId)
      .executeTakeFirst();
    if (!batch) return null;
    const rows = await this.#db
      .selectFrom('regarding.item')
      .selectAll()
      .where('batch_id', '=', id)
      .execute();
    const { size, created_at: createdAt } = batch;
    return { id, tenantId, userId, size, createdAt, rows: rows.map(toLedgerRow) };
  }

  async findRunning(person: { tenantId: string; userId: string }): Promise<Batch | null> {
    const running = await this.#db
      .selectFrom('regarding.batch')
      .innerJoin('regarding.item', 'regarding.item.batch_id', 'regarding.batch.id')
      .select('regarding.batch.id')
      .where('regarding.batch.tenant_id', '=', person.tenantId)
      .where('regarding.batch.user_id', '=', person.userId)
      .where('regarding.item.kind', '=', 'message')
      .where('regarding.item.state', '=', 'pending')
      .orderBy('regarding.batch.created_at', 'desc')
      .limit(1)
      .executeTakeFirst();
    return running ? this.find(person, running.id) : null;
  }

  async takeBack(intents: readonly AcceptedIntent[]): Promise<number> {
    const accepted = await Promise.all(intents.map((intent) => this.#takeOneBack(intent)));
    return accepted.filter(Boolean).length;
  }

  async #takeOneBack(intent: AcceptedIntent): Promise<boolean> {
    try {
      await this.#db
        .transaction()
        .execute((trx) => acceptIntent(this.#boss, trx, { ...intent, inBackground: true }));
      return true;
    } catch (error) {
      if (error instanceof Overtaken) return false;
      throw error;
    }
  }
}
