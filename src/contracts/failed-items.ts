import { z } from 'zod';
import { problemCode, trackedVia } from './item.ts';

/** An item that could not be tracked, and that nobody decided about since. */
export const failedItem = z.object({
  /** The ledger's key; names it to retry and dismiss. */
  key: z.guid(),
  kind: z.enum(['message', 'appointment', 'contact', 'task']),
  /** As the caller's mailbox has it now; empty where it does not. Of others' items `***` (V-14). */
  title: z.string(),
  problem: problemCode,
  via: trackedVia,
  /** When it was given up: UTC, ISO 8601. */
  at: z.iso.datetime(),
  /** It was to be regarding a record; it may be tracked without it. */
  hasRecord: z.boolean(),
  /** Of others' items: whose mailbox it is in, as the CRM names them. */
  owner: z.string().optional(),
});
export type FailedItem = z.infer<typeof failedItem>;

/** `GET /api/failed-items`: the caller's own; `…/others`: everybody else's, for administrators. */
export const failedItems = z.object({ items: z.array(failedItem) });
export type FailedItemsResponse = z.infer<typeof failedItems>;

/** `POST /api/failed-items/retry` */
export const retryRequest = z.strictObject({
  key: z.guid(),
  /** Track it without the record it was to be regarding. */
  withoutRecord: z.boolean().optional(),
});
export type RetryRequest = z.infer<typeof retryRequest>;

/** `POST /api/failed-items/dismiss` */
export const dismissRequest = z.strictObject({ key: z.guid() });
