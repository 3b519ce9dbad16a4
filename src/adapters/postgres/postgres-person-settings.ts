import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { defaultSettings, personSettings } from '../../contracts/settings.ts';
import type {
  Person,
  PersonSettings,
  PersonSettingsStore,
  SettingsChange,
} from '../../ports/person-settings.ts';
import type { RegardingDatabase } from './tables.ts';

/** Settings in PostgreSQL: the decided keys of each person as JSON. */
export class PostgresPersonSettings implements PersonSettingsStore {
  readonly #db: Kysely<RegardingDatabase>;

  constructor(db: Kysely<RegardingDatabase>) {
    this.#db = db;
  }

  async get({ tenantId, userId }: Person): Promise<PersonSettings> {
    const row = await this.#db
      .selectFrom('regarding.person')
      .select('settings')
      .where('tenant_id', '=', tenantId)
      .where('user_id', '=', userId)
      .executeTakeFirst();
    return row ? personSettings.parse(row.settings) : defaultSettings;
  }

  async ofMany(tenantId: string, userIds: readonly string[]): Promise<Map<string, PersonSettings>> {
    const wanted = [...new Set(userIds)];
    if (wanted.length === 0) return new Map();
    const rows = await this.#db
      .selectFrom('regarding.person')
      .select(['user_id', 'settings'])
      .where('tenant_id', '=', tenantId)
      .where('user_id', 'in', wanted)
      .execute();
    const decided = new Map(rows.map((row) => [row.user_id, personSettings.parse(row.settings)]));
    return new Map(wanted.map((id) => [id, decided.get(id) ?? defaultSettings]));
  }

  async change({ tenantId, userId }: Person, change: SettingsChange): Promise<PersonSettings> {
    const settings = JSON.stringify(change);
    const row = await this.#db
      .insertInto('regarding.person')
      .values({ tenant_id: tenantId, user_id: userId, settings })
      .onConflict((conflict) =>
        conflict.columns(['tenant_id', 'user_id']).doUpdateSet({
          // Both keys changed at once by two panes stay.
          settings: sql<string>`regarding.person.settings || excluded.settings`,
          changed_at: sql<Date>`now()`,
        }),
      )
      .returning('settings')
      .executeTakeFirstOrThrow();
    return personSettings.parse(row.settings);
  }
}
