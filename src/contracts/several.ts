import { z } from 'zod';
import { itemReference, problemCode, trackingState } from './item.ts';
import { recordReference } from './record.ts';

/** Which of the caller's mail goes with the open one. */
export const severalAbout = z.enum([
  'conversation',
  /** From the same sender, or to the same first recipient where the caller sent it. */
  'sender',
  'folder',
]);
export type SeveralAbout = z.infer<typeof severalAbout>;

/** `POST /api/items/several/list`: newest first, 25 a page. */
export const severalListRequest = z.strictObject({
  item: itemReference,
  about: severalAbout,
  /** `next` of the page before. */
  cursor: z.string().max(4_000).optional(),
});
export type SeveralListRequest = z.infer<typeof severalListRequest>;

export const severalMessage = z.object({
  /** Names the message to every other request. */
  item: itemReference,
  /** Read from the mailbox for the screen; nothing keeps it. */
  subject: z.string(),
  from: z.object({ name: z.string(), address: z.string() }),
  /** UTC, ISO 8601. */
  receivedAt: z.iso.datetime().nullable(),
  hasAttachments: z.boolean(),
  state: trackingState,
});
export type SeveralMessage = z.infer<typeof severalMessage>;

export const severalListResponse = z.object({
  messages: z.array(severalMessage),
  /** Gets the next page; null at the end. */
  next: z.string().nullable(),
});
export type SeveralListResponse = z.infer<typeof severalListResponse>;

/** `POST /api/items/several`: tracks them all; goes on when the pane is closed. */
export const severalRequest = z.strictObject({
  items: z.array(itemReference).min(1).max(100),
  regarding: recordReference.optional(),
});
export type SeveralRequest = z.infer<typeof severalRequest>;

/** `GET /api/items/several/{id}`; also the answer of accepting and of `POST …/{id}/undo`. */
export const severalProgress = z.object({
  id: z.guid(),
  total: z.int(),
  /** Items that are tracked; after undoing, that are not any more. */
  done: z.int(),
  pending: z.int(),
  failed: z.array(
    z.object({
      key: z.guid(),
      /** REST id of the message. */
      itemId: z.string(),
      problem: problemCode,
    }),
  ),
  /** Whether it is being, or was, taken back. */
  isUndone: z.boolean(),
  /** Whether something of it can still be taken back. */
  canUndo: z.boolean(),
});
export type SeveralProgress = z.infer<typeof severalProgress>;

/** `GET /api/items/several`: the caller's latest that is still running, for a pane opened anew. */
export const severalRunning = z.object({ batch: severalProgress.nullable() });
export type SeveralRunning = z.infer<typeof severalRunning>;

export const severalParams = z.object({ id: z.guid() });
