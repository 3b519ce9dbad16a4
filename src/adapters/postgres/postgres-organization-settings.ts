import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { readSyncSettings } from '../../contracts/sync-settings.ts';
import type { SyncSettings } from '../../domain/sync/sync-settings.ts';
import type {
  OrganizationSettings,
  SyncSettingsChange,
} from '../../ports/organization-settings.ts';
import type { RegardingDatabase } from './tables.ts';

/** An organisation's settings in PostgreSQL: the decided keys as JSON. */
export class PostgresOrganizationSettings implements OrganizationSettings {
  readonly #db: Kysely<RegardingDatabase>;

  constructor(db: Kysely<RegardingDatabase>) {
    this.#db = db;
  }

  async get(tenantId: string): Promise<SyncSettings> {
    const row = await this.#db
      .selectFrom('regarding.organization')
      .select('settings')
      .where('tenant_id', '=', tenantId)
      .executeTakeFirst();
    return readSyncSettings(row?.settings ?? {});
  }

  async change(tenantId: string, change: SyncSettingsChange): Promise<SyncSettings> {
    const row = await this.#db
      .insertInto('regarding.organization')
      .values({ tenant_id: tenantId, settings: JSON.stringify(change) })
      .onConflict((conflict) =>
        conflict.column('tenant_id').doUpdateSet({
          // Both keys changed at once by two people stay.
          settings: sql<string>`regarding.organization.settings || excluded.settings`,
          changed_at: sql<Date>`now()`,
        }),
      )
      .returning('settings')
      .executeTakeFirstOrThrow();
    return readSyncSettings(row.settings);
  }
}
