import type { Kysely } from 'kysely';
import type { Application, Resource } from './registrations.ts';
import type { EntraDatabase } from './schema.ts';

/** Stands for the whole tenant in place of a person. */
export const everybody = '';

/**
 * Who consented to what. At first the administrator has consented to all that an application is
 * registered for; only what was withdrawn or given since is stored.
 */
export class ConsentStore {
  readonly #db: Kysely<EntraDatabase>;

  constructor(db: Kysely<EntraDatabase>) {
    this.#db = db;
  }

  /** The permissions an application may use for a person, in the registration's own order. */
  async permissions(
    application: Application,
    resource: Resource,
    userId: string,
  ): Promise<string[]> {
    const changes = await this.#db
      .selectFrom('consent')
      .select(['permission', 'user_id', 'is_given'])
      .where('client_id', '=', application.clientId)
      .where('resource', '=', resource.appId)
      .where('user_id', 'in', [userId, everybody])
      .execute();
    const find = (permission: string, user: string) =>
      changes.find((one) => one.permission === permission && one.user_id === user)?.is_given;
    return (application.delegated[resource.appId] ?? []).filter(
      (name) => find(name, userId) ?? find(name, everybody) ?? true,
    );
  }

  /** Consent of one person, or of the administrator for `everybody`. */
  async give(
    application: Application,
    resource: Resource,
    names: string[],
    userId: string,
  ): Promise<void> {
    for (const name of names) await this.#set(application, resource.appId, name, userId, true);
  }

  /** Withdraws an application's consent: the administrator's, and with it everybody's own. */
  async withdraw(application: Application): Promise<void> {
    await this.#db.deleteFrom('consent').where('client_id', '=', application.clientId).execute();
    for (const [resource, names] of Object.entries(application.delegated)) {
      for (const name of names) await this.#set(application, resource, name, everybody, false);
    }
  }

  /** Back to the administrator's consent to everything. */
  async restore(application: Application): Promise<void> {
    await this.#db.deleteFrom('consent').where('client_id', '=', application.clientId).execute();
  }

  async #set(
    { clientId }: Application,
    resource: string,
    permission: string,
    user: string,
    isGiven: boolean,
  ): Promise<void> {
    await this.#db
      .insertInto('consent')
      .values({ client_id: clientId, resource, permission, user_id: user, is_given: isGiven })
      .onConflict((conflict) =>
        conflict
          .columns(['client_id', 'resource', 'permission', 'user_id'])
          .doUpdateSet({ is_given: isGiven }),
      )
      .execute();
  }
}
