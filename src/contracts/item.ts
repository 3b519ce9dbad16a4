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
  /**
   * REST form of the item's id (`convertToRestId`). Case matters. Empty: being written and never
   * saved, so there is nothing to track yet.
   */
  itemId: z.string().max(1_024),
  /** With angle brackets; for an appointment its iCalUId where the host tells it, else empty. */
  internetMessageId: z.string().max(2_000),
  /** Sender or organizer. With `mailbox` it decides the direction (E-02, E-03). */
  from: address,
  /** The address of the mailbox the item is open in. */
  mailbox: address,
  /** The mailbox is somebody else's: shared with, or delegated to, the person (DEL-01…04). */
  isShared: z.boolean().optional(),
  /** Being written, and saved: it is tracked once it is sent (E-08). */
  isDraft: z.boolean().optional(),
  /**
   * Id of the conversation the message is in. Outlook and Graph write the same one with different
   * letters for two of its 64 values; Graph's count.
   */
  conversationId: z
    .string()
    .max(1_024)
    .overwrite((id) => id.replaceAll('/', '-').replaceAll('+', '_'))
    .optional(),
  /** An appointment that belongs to a series: REST id of the series. */
  seriesId: z.string().max(1_024).optional(),
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
  /** A draft that waits to be sent (E-08); nothing is wrong. */
  'not-sent-yet',
  /** A private or confidential item that nobody confirmed (AP-26). */
  'private',
  /** A series that is over, or repeats in a way the CRM does not know. */
  'series-unsupported',
  /** Encrypted mail, which nothing but Outlook can read (E-16). */
  'encrypted',
  /** The mailbox cannot sync: see `mailboxState` (UI-16). */
  'mailbox-not-ready',
  /** The person's role has no right to use Regarding (SEC-01). */
  'no-licence',
  /** The organisation lets people track only what is regarding a record (E-06). */
  'needs-regarding',
  'unexpected',
]);
export type ProblemCode = z.infer<typeof problemCode>;

/** By which gesture an item was tracked (E-13, E-22). */
export const trackedVia = z.enum([
  'pane',
  'several',
  'draft',
  'rule',
  'undo',
  'new-record',
  'automatic',
  'category',
  'folder',
  'mark',
]);
export type TrackedVia = z.infer<typeof trackedVia>;

/** What can be taken back with one click. */
export const undoable = z.object({
  changeId: z.guid(),
  change: z.enum(['track', 'set-regarding', 'untrack']),
  /** UTC, ISO 8601; 30 days after the change. */
  until: z.iso.datetime(),
});
export type Undoable = z.infer<typeof undoable>;

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
  /** Null: not tracked, or by somebody who did not use Regarding. */
  trackedVia: trackedVia.nullable(),
  /** The caller's last change of this item. */
  undo: undoable.nullable(),
  /** Whether the caller owns the CRM's copy, so that untracking deletes it (§1.5.3). */
  ownsCopy: z.boolean().nullable(),
  /** The address of somebody else's mailbox it was tracked from (E-13, DEL-01…04). */
  onBehalfOf: z.string().nullable(),
  /** A whole series of meetings, not one. */
  isSeries: z.boolean(),
});
export type ItemState = z.infer<typeof itemState>;

/** A person on the item with the records that have this address, best match first (§1.5.2). */
export const personCard = z.object({
  name: z.string(),
  address: z.string(),
  roles: z.array(personRole),
  /** Contacts, accounts, leads, users and others; empty: not in the CRM yet. Inactive ones last. */
  records: z.array(crmRecord),
  /** The first record is the caller's own choice among several. */
  chosen: z.boolean().optional(),
});
export type PersonCard = z.infer<typeof personCard>;

export const contextRequest = z.strictObject({
  item: itemReference,
  people: z.array(itemPerson).max(500),
  /** Case, quote and order numbers found in the subject; the subject itself stays in Outlook. */
  references: z.array(z.string().min(2).max(100)).max(10).optional(),
});
export type ContextRequest = z.infer<typeof contextRequest>;

/** Why a record is suggested; the pane has a sentence for each. */
export const suggestionReason = z.enum([
  /** Other mail of this conversation is regarding it. */
  'conversation',
  /** Its number is in the subject. */
  'number',
  /** The person chose it for this sender before. */
  'chosen-before',
  /** An open opportunity or case of somebody on the item, or of their account. */
  'open',
  /** Somebody on the item. */
  'participant',
  /** The account of somebody on the item. */
  'account',
]);
export type SuggestionReason = z.infer<typeof suggestionReason>;

export const suggestion = z.object({ record: crmRecord, reason: suggestionReason });
export type Suggestion = z.infer<typeof suggestion>;

/** Whether the mailbox can sync at all, as the CRM's mailbox record says (UI-16, M-01). */
export const mailboxState = z.enum([
  'ready',
  'not-configured',
  'not-approved',
  'inactive',
  /** The CRM has no mailbox record for the person, or did not tell. */
  'unknown',
]);
export type MailboxState = z.infer<typeof mailboxState>;

/** A decision of the person about everything from somebody or of a conversation. */
export const ruleScope = z.enum(['conversation', 'address', 'domain']);
export const ruleDecision = z.enum(['always', 'never']);
export const appliedRule = z.object({
  id: z.guid(),
  scope: ruleScope,
  decision: ruleDecision,
});
export type AppliedRule = z.infer<typeof appliedRule>;

/** What tracking a meeting means; the pane says it before it happens. */
export const meetingFacts = z.object({
  /** A part of a series can be tracked alone or as the whole series; a series only as a whole. */
  kind: z.enum(['single', 'part', 'series']),
  /** An attendee's copy leaves the organizer's, and everybody's calendars, as they are. */
  isOrganizer: z.boolean(),
  isCancelled: z.boolean(),
  isAllDay: z.boolean(),
  /** It is over: untracking will not delete its copy (§1.5.3). */
  isPast: z.boolean(),
  /** UTC, ISO 8601; of an all-day meeting midnight of its dates. */
  start: z.iso.datetime(),
  end: z.iso.datetime(),
});
export type MeetingFacts = z.infer<typeof meetingFacts>;

/** Everything the pane draws for one item, in one answer. */
export const contextResponse = z.object({
  item: itemState,
  people: z.array(personCard),
  /** What this person may do; `reason` says why not. */
  can: z.object({
    track: z.boolean(),
    reason: problemCode.nullable(),
    /** Only regarding a record (E-06). */
    needsRegarding: z.boolean().optional(),
  }),
  /** Set where the CRM did not answer: `people` then have no records. */
  problem: problemCode.nullable(),
  /** What the item is probably regarding, likeliest first. */
  suggestions: z.array(suggestion),
  mailbox: mailboxState,
  /** The rule that decides about this item, if there is one. */
  rule: appliedRule.nullable(),
  /** Marked private, personal or confidential: tracking takes `evenIfPrivate` (AP-26). */
  isPrivate: z.boolean(),
  /** Null: a message, or a meeting not saved yet. */
  meeting: meetingFacts.nullable(),
  /** Other tracked mail of this conversation (E-21). */
  trackedInConversation: z.int(),
});
export type ContextResponse = z.infer<typeof contextResponse>;

/**
 * `POST /api/items/track`. `regarding` absent: track only, or keep the regarding there is; null:
 * take it off.
 */
export const trackRequest = z.strictObject({
  item: itemReference,
  regarding: recordReference.nullable().optional(),
  /** The whole series instead of the one meeting. */
  series: z.boolean().optional(),
  /** REST ids of attachments to leave out (E-14). */
  leaveOut: z.array(z.string().max(1_024)).max(500).optional(),
  /** The person knows that the item is private (AP-26). */
  evenIfPrivate: z.boolean().optional(),
  /** Absent: `pane`. */
  via: trackedVia.optional(),
});
export type TrackRequest = z.infer<typeof trackRequest>;

/** `POST /api/items/untrack`. */
export const untrackRequest = z.strictObject({
  item: itemReference,
  /**
   * The CRM's copy stays, also where the caller owns it (§1.5.3). Absent: as the person's settings
   * say, else it is deleted.
   */
  keepCopy: z.boolean().optional(),
});
export type UntrackRequest = z.infer<typeof untrackRequest>;
