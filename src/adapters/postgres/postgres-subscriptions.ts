import { createHash, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { watchedFolders } from '../../ports/subscriptions.ts';
import type {
  DueSubscription,
  NoticeProof,
  Subscription,
  Subscriptions,
  WatchedFolder,
} from '../../ports/subscriptions.ts';
import type { MailboxRef } from '../../ports/workloads.ts';
import type { RegardingDatabase } from './tables.ts';

/** Only what a secret hashes to is kept: who reads the database cannot notify. */
const hash = (secret: string): string => createHash('sha256').update(secret).digest('hex');

const isSame = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** Of a life, after which it is renewed. */
const renewPart = 0.5;

/** Subscriptions in PostgreSQL. */
export class PostgresSubscriptions implements Subscriptions {
  readonly #db: Kysely<RegardingDatabase>;

  constructor(db: Kysely<RegardingDatabase>) {
    this.#db = db;
  }

  async due({ tenantId, userId }: MailboxRef): Promise<DueSubscription[]> {
    const rows = await this.#db
      .selectFrom('regarding.subscription')
      .select(['folder', 'id', 'failures', sql<boolean>`renew_at <= now()`.as('is_due')])
      .where('tenant_id', '=', tenantId)
      .where('user_id', '=', userId)
      .execute();
    return watchedFolders.flatMap((folder): DueSubscription[] => {
      const row = rows.find((one) => one.folder === folder);
      if (!row) return [{ folder, id: null, failures: 0 }];
      return row.is_due ? [{ folder, id: row.id, failures: row.failures }] : [];
    });
  }

  async keep(
    { tenantId, userId }: MailboxRef,
    folder: WatchedFolder,
    { id, expiresAt }: Subscription,
    secret?: string,
  ): Promise<void> {
    const values = {
      id,
      expires_at: expiresAt,
      renew_at: sql<Date>`now() + (${expiresAt}::timestamptz - now()) * ${renewPart}`,
      failures: 0,
    };
    await this.#db
      .insertInto('regarding.subscription')
      .values({
        ...values,
        tenant_id: tenantId,
        user_id: userId,
        folder,
        secret: hash(secret ?? ''),
      })
      .onConflict((conflict) =>
        conflict
          .columns(['tenant_id', 'user_id', 'folder'])
          .doUpdateSet({ ...values, ...(secret !== undefined && { secret: hash(secret) }) }),
      )
      .execute();
  }

  async failed(
    { tenantId, userId }: MailboxRef,
    folder: WatchedFolder,
    retryInMs: number,
  ): Promise<void> {
    const renew_at = sql<Date>`now() + ${retryInMs / 1_000} * interval '1 second'`;
    await this.#db
      .insertInto('regarding.subscription')
      .values({ tenant_id: tenantId, user_id: userId, folder, secret: '', renew_at, failures: 1 })
      .onConflict((conflict) =>
        conflict.columns(['tenant_id', 'user_id', 'folder']).doUpdateSet((eb) => ({
          renew_at,
          failures: eb('regarding.subscription.failures', '+', 1),
        })),
      )
      .execute();
  }

  async forget({ tenantId, userId }: MailboxRef): Promise<string[]> {
    const rows = await this.#db
      .deleteFrom('regarding.subscription')
      .where('tenant_id', '=', tenantId)
      .where('user_id', '=', userId)
      .returning('id')
      .execute();
    return rows.flatMap(({ id }) => id ?? []);
  }

  async verify(proofs: readonly NoticeProof[]): Promise<Map<string, MailboxRef>> {
    const ids = [...new Set(proofs.map(({ subscriptionId }) => subscriptionId))];
    if (ids.length === 0) return new Map();
    const rows = await this.#db
      .selectFrom('regarding.subscription')
      .select(['id', 'tenant_id', 'user_id', 'secret'])
      .where('id', 'in', ids)
      .execute();
    return new Map(
      rows.flatMap(({ id, tenant_id: tenantId, user_id: userId, secret }) => {
        const holds = proofs.some(
          (proof) =>
            proof.subscriptionId.toLowerCase() === id &&
            proof.tenantId.toLowerCase() === tenantId &&
            isSame(hash(proof.secret), secret),
        );
        return id !== null && holds ? [[id, { tenantId, userId }] as const] : [];
      }),
    );
  }

  async renewNow(subscriptionId: string, isGone: boolean): Promise<void> {
    await this.#db
      .updateTable('regarding.subscription')
      .set({ renew_at: sql<Date>`now()`, ...(isGone && { id: null }) })
      .where('id', '=', subscriptionId)
      .execute();
  }
}
