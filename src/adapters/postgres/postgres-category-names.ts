import type { Kysely } from 'kysely';
import { readSyncSettings } from '../../contracts/sync-settings.ts';
import { trackedCategory } from '../../domain/mail/tracked-category.ts';
import type { CategoryNames, TrackedNames } from '../../ports/category-names.ts';
import type { MailboxRef } from '../../ports/workloads.ts';
import type { RegardingDatabase } from './tables.ts';

/** What mailboxes call the category, as server-side sync last saw it. */
export class PostgresCategoryNames implements CategoryNames {
  readonly #db: Kysely<RegardingDatabase>;

  constructor(db: Kysely<RegardingDatabase>) {
    this.#db = db;
  }

  async of({ tenantId, userId }: MailboxRef): Promise<TrackedNames> {
    const row = await this.#db
      .selectFrom('regarding.mailbox as mailbox')
      .leftJoin(
        'regarding.organization as organization',
        'organization.tenant_id',
        'mailbox.tenant_id',
      )
      .select(['mailbox.category_names', 'organization.settings'])
      .where('mailbox.tenant_id', '=', tenantId)
      .where('mailbox.user_id', '=', userId)
      .executeTakeFirst();
    const { displayName } = trackedCategory;
    const names = row?.category_names ?? [];
    const { trackCategorized } = readSyncSettings(row?.settings ?? {});
    return {
      put: trackCategorized ? (names[0] ?? displayName) : null,
      all: [...names, displayName],
    };
  }
}
