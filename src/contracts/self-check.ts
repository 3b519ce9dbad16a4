import { z } from 'zod';
import { mailboxState, problemCode } from './item.ts';
import { mailboxClock } from './mailboxes.ts';

/** Whether something outside answered the caller, and why not. */
export const probe = z.object({
  /** Null: it answered. */
  problem: problemCode.nullable(),
  /** Milliseconds until the answer. */
  ms: z.int(),
});
export type Probe = z.infer<typeof probe>;

/** `GET /api/self-check`: what the service finds with the caller's own rights (UI-15). */
export const selfCheckResponse = z.object({
  /** Of the service. */
  version: z.string(),
  crm: probe,
  mailbox: probe,
  /** The caller's name in the CRM; null where it did not answer. */
  userName: z.string().nullable(),
  mailboxState,
  /** How reading the mailbox goes; null: nobody reads it yet. */
  sync: mailboxClock.nullable(),
});
export type SelfCheckResponse = z.infer<typeof selfCheckResponse>;
