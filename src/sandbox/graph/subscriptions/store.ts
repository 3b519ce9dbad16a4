import { sql, type Selectable } from 'kysely';
import type { Db } from '../store/schema.ts';

export interface SubscriptionTable {
  id: string;
  /** Application that owns it. */
  app: string;
  /** User or application that made it. */
  creator: string;
  kind: 'message' | 'event' | 'contact' | 'task';
  mailbox: string;
  /** Number of a folder or task list; null: all of the mailbox. */
  container: number | null;
  /** As the caller wrote it. */
  resource: string;
  selected: string | null;
  change_types: string;
  notification_url: string;
  lifecycle_url: string | null;
  client_state: string | null;
  expires: Date;
  /** When a reminder to reauthorize is due; null: none. */
  remind: Date | null;
  is_immutable: boolean;
  includes_data: boolean;
  certificate: string | null;
  certificate_id: string | null;
  tls_version: string;
}
export type Subscription = Selectable<SubscriptionTable>;

const statement = `create table if not exists sandbox_graph.subscription (
  id text primary key, app text not null, creator text not null, kind text not null,
  mailbox text not null, container integer, resource text not null, selected text,
  change_types text not null, notification_url text not null, lifecycle_url text,
  client_state text, expires timestamptz not null, remind timestamptz,
  is_immutable boolean not null, includes_data boolean not null, certificate text,
  certificate_id text, tls_version text not null)`;

/** The subscriptions of the tenant; memory is never behind the table, which outlasts restarts. */
export class SubscriptionStore {
  readonly #db: Db;
  readonly #all = new Map<string, Subscription>();

  private constructor(db: Db) {
    this.#db = db;
  }

  static async open(db: Db): Promise<SubscriptionStore> {
    await sql.raw(statement).execute(db);
    const store = new SubscriptionStore(db);
    for (const row of await db.selectFrom('subscription').selectAll().execute()) {
      store.#all.set(row.id, row);
    }
    return store;
  }

  list(): Subscription[] {
    return [...this.#all.values()];
  }

  find(id: string): Subscription | undefined {
    return this.#all.get(id);
  }

  watches(mailbox: string): boolean {
    return this.list().some((one) => one.mailbox === mailbox);
  }

  async save(subscription: Subscription): Promise<void> {
    this.#all.set(subscription.id, subscription);
    await this.#db
      .insertInto('subscription')
      .values(subscription)
      .onConflict((conflict) => conflict.column('id').doUpdateSet(subscription))
      .execute();
  }

  async remove(id: string): Promise<void> {
    this.#all.delete(id);
    await this.#db.deleteFrom('subscription').where('id', '=', id).execute();
  }
}
