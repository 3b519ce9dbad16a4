import type { SyncSettings } from '../domain/sync/sync-settings.ts';

/** What an organisation decided about server-side sync. */
export interface OrganizationSettings {
  /** Defaults where it decided nothing. */
  get(tenantId: string): Promise<SyncSettings>;
  change(tenantId: string, change: Partial<SyncSettings>): Promise<SyncSettings>;
}
