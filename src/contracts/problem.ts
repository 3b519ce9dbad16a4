import { z } from 'zod';

/** Body of every answer of 400 and above (RFC 9457). `detail` is safe to show. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  /** A `ProblemCode`, or `invalid-request`, `unauthenticated`, `rate-limited`, `not-found`,
   * `storage-unavailable`. */
  code: z.string(),
  /** Finds the request in the service's log. */
  correlationId: z.string(),
  /** Base64 claims challenge; the pane signs in again with it (Entra conditional access). */
  claims: z.string().optional(),
});
export type Problem = z.infer<typeof problem>;
