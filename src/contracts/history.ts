import { z } from 'zod';
import { trackReasons } from '../domain/sync/reason.ts';
import { itemState, trackedVia, undoable } from './item.ts';
import { crmRecord } from './record.ts';

/** A record an item was or is regarding; `name` is empty where the caller may not read it. */
const shownRecord = crmRecord.partial({ url: true }).nullable();

const change = z.object({
  /** Names the change to `POST /api/items/undo`. */
  id: z.guid(),
  change: undoable.shape.change,
  /** UTC, ISO 8601. */
  at: z.iso.datetime(),
  /** Through what (E-13). */
  via: trackedVia,
  /** What the item was regarding, and what it was after the change. */
  before: shownRecord,
  after: shownRecord,
  /** Untracking: whether the CRM's copy was deleted (§1.5.3). */
  copyDeleted: z.boolean(),
  undoneAt: z.iso.datetime().nullable(),
  canUndo: z.boolean(),
});

/** One change of the caller's. */
export const historyEntry = change.extend({
  /** The ledger's key of the item. */
  key: z.guid(),
  kind: z.enum(['message', 'appointment', 'contact', 'task']),
  /** REST id of the item, to open it. */
  itemId: z.string(),
  /** The subject as the CRM or the caller's mailbox has it now; empty where neither does. */
  title: z.string(),
});
export type HistoryEntry = z.infer<typeof historyEntry>;

/** `GET /api/history?before=…`: the caller's changes, newest first. */
export const historyQuery = z.object({
  /** `next` of the page before. */
  before: z.guid().optional(),
});
export const historyResponse = z.object({
  entries: z.array(historyEntry),
  /** Gets the next page; null at the end. */
  next: z.guid().nullable(),
});
export type HistoryResponse = z.infer<typeof historyResponse>;

/** One change of an item, whoever made it. */
export const itemHistoryEntry = change.extend({
  by: z.object({ name: z.string(), isYou: z.boolean() }),
});
export type ItemHistoryEntry = z.infer<typeof itemHistoryEntry>;

/** Why the service tracked an item by itself (E-22). */
export const trackedWhy = z.object({
  reason: z.enum(trackReasons),
  /** Whose rule accepted it, a person or a queue; `name` is empty where the caller may not read it. */
  acceptedBy: z.object({ name: z.string(), isYou: z.boolean() }).nullable(),
  /** How the tracked mail it answers was found: In-Reply-To, token, conversation, likeness. */
  method: z.literal([3, 4, 5, 6]).nullable(),
  /** The page of that mail in the CRM. */
  answersUrl: z.string().nullable(),
});
export type TrackedWhy = z.infer<typeof trackedWhy>;

/** `GET /api/items/{key}/history`: newest first; only of items whose activity the caller may read. */
export const itemHistoryParams = z.object({ key: z.guid() });
export const itemHistoryResponse = z.object({
  entries: z.array(itemHistoryEntry),
  /** Null where a person tracked it, or nobody. */
  why: trackedWhy.nullable(),
});
export type ItemHistoryResponse = z.infer<typeof itemHistoryResponse>;

/**
 * `POST /api/items/undo`: takes one of the caller's own changes back, within 30 days and while nobody
 * changed the item since. Refused with 409 `overtaken` or 410 `too-late`; an untracking whose mail
 * is gone ends in `item-not-found`.
 */
export const undoRequest = z.strictObject({ changeId: z.guid() });
export type UndoRequest = z.infer<typeof undoRequest>;
export const undoResponse = itemState;
