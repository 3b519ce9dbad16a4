import { z } from 'zod';

/** Body of every answer of 400 and above (RFC 9457). `detail` is safe to show. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  /** A `ProblemCode`, a `RefusalCode`, or `invalid-request`, `unauthenticated`, `rate-limited`,
   * `storage-unavailable`. */
  code: z.string(),
  /** Finds the request in the service's log. */
  correlationId: z.string(),
  /** Base64 claims challenge; the pane signs in again with it (Entra conditional access). */
  claims: z.string().optional(),
});
export type Problem = z.infer<typeof problem>;

/** Why a request cannot be done now, though nothing failed. */
export type RefusalCode =
  | 'not-found'
  /** Somebody changed the item since. */
  | 'overtaken'
  /** More than 30 days ago. */
  | 'too-late'
  | 'public-domain'
  | 'own-domain'
  /** The mail has no conversation, or nobody on its other side. */
  | 'nothing-to-match'
  /** Of mapped folders (F-13). */
  | 'limit-reached'
  | 'duplicate'
  | 'folder-gone'
  | 'folder-not-allowed'
  | 'record-gone';
