import type { SyncSettings } from '../domain/sync/sync-settings.ts';

export type SyncSettingsChange = { [K in keyof SyncSettings]?: SyncSettings[K] | undefined };

/** What an organisation decided about server-side sync. */
export interface OrganizationSettings {
  /** Defaults where it decided nothing. */
  get(tenantId: string): Promise<SyncSettings>;
  /** Changes the given keys alone. @returns all of them as they are then. */
  change(tenantId: string, change: SyncSettingsChange): Promise<SyncSettings>;
}
