import { z } from 'zod';
import { defaultSyncSettings } from '../domain/sync/sync-settings.ts';
import type { SyncSettings } from '../domain/sync/sync-settings.ts';
import { autoTracking, unknownSender } from './settings.ts';

/** An address, or a domain with or without its @. */
const addressOrDomain = z
  .string()
  .trim()
  .toLowerCase()
  .max(320)
  .regex(/^(?:[^\s@]+@|@)?[^\s@]+$/);

/** What an organisation decides about server-side sync; `SyncSettings` says what each means. */
const fields = {
  autoTrackingOverride: autoTracking.nullable(),
  offeredLevels: z.array(autoTracking).max(5),
  trackSent: z.boolean(),
  onlyReadMailboxDecides: z.boolean(),
  forwardsAreReplies: z.boolean(),
  internalMailIsTwo: z.boolean(),
  internalMailNeedsSentCopy: z.boolean(),
  internalMailToQueues: z.boolean(),
  internalMailFromQueues: z.boolean(),
  never: z.array(addressOrDomain).max(1_000),
  createForUnknown: unknownSender,
  ownCreateForUnknown: z.boolean(),
  unclearSender: z.enum(['first', 'unresolved', 'leave']),
  smartMatching: z.boolean(),
  threadHeaders: z.boolean(),
  queueItemsForTracked: z.boolean(),
  trackCategorized: z.boolean(),
  folderMax: z.int().min(0).max(500),
  needsRegarding: z.boolean(),
  sendPerMinute: z.int().min(1).max(30),
} satisfies Record<keyof SyncSettings, z.ZodType>;

/** `GET /api/organization/sync-settings`, for administrators of the CRM. */
export const syncSettings = z.object(fields);

/** `PATCH /api/organization/sync-settings`: the keys to change. */
export const syncSettingsChange = z.strictObject(fields).partial();

/**
 * What was kept by an older or newer version: a key that is missing, or says what nobody knows, has
 * its default.
 */
export function readSyncSettings(kept: object): SyncSettings {
  const values = Object.entries(kept).filter(
    ([name, value]) =>
      name in fields && fields[name as keyof SyncSettings].safeParse(value).success,
  );
  return syncSettings.parse({ ...defaultSyncSettings, ...Object.fromEntries(values) });
}
