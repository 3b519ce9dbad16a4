import { defaultSettings } from '../../contracts/settings.ts';
import { readSyncSettings } from '../../contracts/sync-settings.ts';
import { trackedCategory } from '../../domain/mail/tracked-category.ts';
import type { SyncSettings } from '../../domain/sync/sync-settings.ts';
import type { CategoryNames, TrackedNames } from '../../ports/category-names.ts';
import type {
  OrganizationSettings,
  SyncSettingsChange,
} from '../../ports/organization-settings.ts';
import type {
  Person,
  PersonSettings,
  PersonSettingsStore,
  SettingsChange,
} from '../../ports/person-settings.ts';
import type { MailboxRef } from '../../ports/workloads.ts';
import { mailboxKey } from './memory-database.ts';
import type { MemoryDatabase } from './memory-database.ts';

/** Organisations' settings in memory. */
export class MemoryOrganizationSettings implements OrganizationSettings {
  readonly #kept = new Map<string, SyncSettings>();

  get(tenantId: string): Promise<SyncSettings> {
    return Promise.resolve(this.#kept.get(tenantId) ?? readSyncSettings({}));
  }

  async change(tenantId: string, change: SyncSettingsChange): Promise<SyncSettings> {
    const next = readSyncSettings({ ...(await this.get(tenantId)), ...change });
    this.#kept.set(tenantId, next);
    return next;
  }
}

/** People's settings in memory. */
export class MemoryPersonSettings implements PersonSettingsStore {
  readonly #kept = new Map<string, PersonSettings>();

  get(person: Person): Promise<PersonSettings> {
    return Promise.resolve(this.#kept.get(mailboxKey(person)) ?? defaultSettings);
  }

  async ofMany(tenantId: string, userIds: readonly string[]): Promise<Map<string, PersonSettings>> {
    const known = await Promise.all(
      [...new Set(userIds)].map(async (userId) => {
        return [userId, await this.get({ tenantId, userId })] as const;
      }),
    );
    return new Map(known);
  }

  async change(person: Person, change: SettingsChange): Promise<PersonSettings> {
    const decided = Object.entries(change).filter(([, value]) => value !== undefined);
    const next = { ...(await this.get(person)), ...Object.fromEntries(decided) };
    this.#kept.set(mailboxKey(person), next);
    return next;
  }
}

/** What mailboxes call the category, as server-side sync last saw it. */
export class MemoryCategoryNames implements CategoryNames {
  readonly #db: MemoryDatabase;
  readonly #organization: OrganizationSettings;

  constructor(db: MemoryDatabase, organization: OrganizationSettings) {
    this.#db = db;
    this.#organization = organization;
  }

  async of(ref: MailboxRef): Promise<TrackedNames> {
    const { trackCategorized } = await this.#organization.get(ref.tenantId);
    const names = this.#db.mailbox(ref)?.categoryNames ?? [];
    const { displayName } = trackedCategory;
    return {
      put: trackCategorized ? (names[0] ?? displayName) : null,
      all: [...names, displayName],
    };
  }
}
