import { z } from 'zod';
import { crmRecord, recordReference } from './record.ts';

/** 320 is the longest address a mail can carry (RFC 3696 erratum 1690). */
const address = z.string().max(320);

export const personRole = z.enum(['from', 'to', 'cc', 'bcc', 'organizer', 'required', 'optional']);
export type PersonRole = z.infer<typeof personRole>;

export const itemPerson = z.strictObject({
  name: z.string().max(1_000),
  address,
  role: personRole,
});
export type ItemPerson = z.infer<typeof itemPerson>;

/** What the pane knows of the open item from Office.js; enough to find it in the mailbox again. */
export const itemReference = z.strictObject({
  kind: z.enum(['message', 'appointment']),
  /** REST form of the item's id (`convertToRestId`). Case matters. */
  itemId: z.string().min(1).max(1_024),
  /** With angle brackets; for an appointment its iCalUId where the host tells it, else empty. */
  internetMessageId: z.string().max(2_000),
  /** Sender or organizer. With `mailbox` it decides the direction (E-02, E-03). */
  from: address,
  /** The address of the mailbox the item is open in. */
  mailbox: address,
});
export type ItemReference = z.infer<typeof itemReference>;

/** Behaviour §1.1.3. `not-tracked` is also the state of an item nobody ever touched. */
export const trackingState = z.enum(['not-tracked', 'pending', 'tracked', 'failed']);
export type TrackingState = z.infer<typeof trackingState>;

/** Why an item is not tracked yet or cannot be; the pane has a sentence for each. */
export const problemCode = z.enum([
  /** The CRM or the mailbox cannot be reached now; it is tried again. */
  'crm-unavailable',
  'mailbox-unavailable',
  /** Told to wait by the CRM or the mailbox; it is tried again. */
  'throttled',
  'forbidden',
  'record-not-found',
  'item-not-found',
  /** The item in the mailbox is not the one the pane described. */
  'item-changed',
  'item-unsupported',
  'sign-in-needed',
  /** The CRM refused the content (a plug-in, a rule, a length). */
  'refused',
  /** Given up after the last attempt. */
  'gave-up',
  'unexpected',
]);
export type ProblemCode = z.infer<typeof problemCode>;

export const itemState = z.object({
  /** The ledger's key of the item; also the subject of its events. */
  key: z.guid(),
  state: trackingState,
  /** `name` is empty where the caller may not read the record. */
  regarding: crmRecord.partial({ url: true }).nullable(),
  /** The CRM's page of the activity; null until there is one or where the caller may not read it. */
  activityUrl: z.url().nullable(),
  trackedBy: z.object({ name: z.string(), isYou: z.boolean() }).nullable(),
  /** UTC, ISO 8601. */
  trackedAt: z.iso.datetime().nullable(),
  problem: problemCode.nullable(),
});
export type ItemState = z.infer<typeof itemState>;

/** A person on the item with the records that have this address, best match first (§1.5.2). */
export const personCard = z.object({
  name: z.string(),
  address: z.string(),
  roles: z.array(personRole),
  /** Contacts, accounts, leads and users; empty: not in the CRM yet. */
  records: z.array(crmRecord),
});
export type PersonCard = z.infer<typeof personCard>;

export const contextRequest = z.strictObject({
  item: itemReference,
  people: z.array(itemPerson).max(500),
});
export type ContextRequest = z.infer<typeof contextRequest>;

/** Everything the pane draws for one item, in one answer. */
export const contextResponse = z.object({
  item: itemState,
  people: z.array(personCard),
  /** What this person may do; `reason` says why not. */
  can: z.object({ track: z.boolean(), reason: problemCode.nullable() }),
  /** Set where the CRM did not answer: `people` then have no records. */
  problem: problemCode.nullable(),
});
export type ContextResponse = z.infer<typeof contextResponse>;

/** `POST /api/items/track`. `regarding` absent: track only, or keep the regarding there is. */
export const trackRequest = z.strictObject({
  item: itemReference,
  regarding: recordReference.optional(),
});
export type TrackRequest = z.infer<typeof trackRequest>;

/** `POST /api/items/untrack`. */
export const untrackRequest = z.strictObject({ item: itemReference });
export type UntrackRequest = z.infer<typeof untrackRequest>;
