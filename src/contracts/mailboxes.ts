import { z } from 'zod';
import type { CycleProblem } from '../domain/sync/cycle-failure.ts';

/** Why a mailbox is not read at the moment. */
const cycleProblem = z.enum([
  'mailbox-gone',
  'sign-in-needed',
  'forbidden',
  'throttled',
  'mailbox-unavailable',
  'crm-unavailable',
  'unexpected',
] satisfies CycleProblem[]);

/** How one of a mailbox's clocks goes; times in UTC, ISO 8601. */
export const mailboxClock = z.object({
  /** When its last cycle ended; null: there was none yet. */
  endedAt: z.iso.datetime().nullable(),
  dueAt: z.iso.datetime(),
  /** Since when it stands still; null: it goes. */
  pausedAt: z.iso.datetime().nullable(),
  /** Why its last cycle failed. */
  problem: cycleProblem.nullable(),
});
export type MailboxClock = z.infer<typeof mailboxClock>;

/** A mailbox server-side sync looks after. */
export const mailboxOverview = z.object({
  userId: z.guid(),
  /** The owner's name; empty where the CRM knows no such user. */
  name: z.string(),
  incoming: mailboxClock.nullable(),
  outgoing: mailboxClock.nullable(),
  mappedFolders: z.int(),
});
export type MailboxOverview = z.infer<typeof mailboxOverview>;

/** `GET /api/organization/mailboxes`: those in trouble first, then by name. */
export const mailboxesResponse = z.object({
  mailboxes: z.array(mailboxOverview),
  /** How many there are; the list ends after some hundreds. */
  total: z.int(),
});
export type MailboxesResponse = z.infer<typeof mailboxesResponse>;

/** Whose mailbox an administrator means (Entra object id). */
export const mailboxParams = z.object({ userId: z.guid() });
