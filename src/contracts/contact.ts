import { z } from 'zod';
import { problemCode, trackingState } from './item.ts';
import { crmRecord, recordReference } from './record.ts';

/** Ids a request may name at once. */
export const mostContacts = 100;

/** Immutable id of a contact in the mailbox. Case matters. */
const contactId = z.string().min(1).max(1_024);

export const stateFilter = z.enum(['all', 'tracked', 'untracked']);
export type StateFilter = z.infer<typeof stateFilter>;

/** `GET /api/contacts/outlook`. */
export const outlookContactsQuery = z.object({
  /** Words that must all be in some field (C-06). */
  q: z.string().max(200).default(''),
  state: stateFilter.default('all'),
  /** Index of the first contact wanted. */
  from: z.coerce.number().int().min(0).max(1_000_000).default(0),
  /** BCP 47 tag of the language names are sorted in. */
  language: z
    .string()
    .regex(/^[A-Za-z0-9-]{2,35}$/)
    .default('en'),
  /** Reads the mailbox anew. */
  fresh: z.literal('1').optional(),
});
export type OutlookContactsQuery = z.infer<typeof outlookContactsQuery>;

export const outlookContact = z.object({
  id: z.string(),
  /** The ledger's key: the subject of its events. */
  key: z.guid(),
  name: z.string(),
  jobTitle: z.string(),
  company: z.string(),
  email: z.string(),
  phone: z.string(),
  state: trackingState,
  problem: problemCode.nullable(),
  /** The contact's page in the CRM; null until it is tracked. */
  url: z.url().nullable(),
  recordId: z.guid().nullable(),
  /** The account it belongs to in the CRM; `name` is empty where the caller may not read it. */
  account: crmRecord.partial({ url: true }).nullable(),
});
export type OutlookContact = z.infer<typeof outlookContact>;

export const outlookContacts = z.object({
  contacts: z.array(outlookContact),
  /** Contacts that fit, of which `contacts` are some. */
  total: z.int(),
  /** `from` of the next page; null: there is none. */
  next: z.int().nullable(),
  /** Where each first letter begins. */
  letters: z.array(z.object({ letter: z.string(), at: z.int() })),
  /** Contacts of the mailbox that are not tracked finally. */
  pending: z.int(),
  can: z.object({ track: z.boolean(), create: z.boolean(), delete: z.boolean() }),
});
export type OutlookContacts = z.infer<typeof outlookContacts>;

/** `GET /api/contacts/crm`. */
export const crmContactsQuery = z.object({
  q: z.string().max(200).default(''),
  /** A view; absent: every active contact. */
  view: z.guid().optional(),
  /** The view is one the person made. */
  own: z.literal('1').optional(),
  page: z.coerce.number().int().min(1).max(500).default(1),
});
export type CrmContactsQuery = z.infer<typeof crmContactsQuery>;

export const crmContact = z.object({
  id: z.guid(),
  name: z.string(),
  jobTitle: z.string(),
  company: z.string(),
  email: z.string(),
  phone: z.string(),
  url: z.url(),
  /** The person has it in Outlook, tracked. */
  isInOutlook: z.boolean(),
});
export type CrmContact = z.infer<typeof crmContact>;

export const crmContacts = z.object({
  contacts: z.array(crmContact),
  hasMore: z.boolean(),
});
export type CrmContacts = z.infer<typeof crmContacts>;

/** `GET /api/contacts/views`. */
export const contactViews = z.object({
  views: z.array(
    z.object({ id: z.guid(), name: z.string(), isOwn: z.boolean(), isDefault: z.boolean() }),
  ),
});
export type ContactViews = z.infer<typeof contactViews>;

const ids = z.array(contactId).min(1).max(mostContacts);

/** `POST /api/contacts/track`. */
export const trackContactsRequest = z.strictObject({
  contacts: z
    .array(
      z.strictObject({
        id: contactId,
        /** The CRM contact it is; null: a new one. Absent: found by its addresses. */
        is: z.guid().nullable().optional(),
      }),
    )
    .min(1)
    .max(mostContacts),
  /** The account they shall belong to. */
  account: recordReference.optional(),
});
export type TrackContactsRequest = z.infer<typeof trackContactsRequest>;

/** `POST /api/contacts/untrack`. */
export const untrackContactsRequest = z.strictObject({
  ids,
  /** The CRM's copy is deleted, whoever owns it (C-04). */
  deleteCopy: z.boolean(),
});
export type UntrackContactsRequest = z.infer<typeof untrackContactsRequest>;

/** `POST /api/contacts/link`; `account` null takes them off theirs (C-05). */
export const linkContactsRequest = z.strictObject({ ids, account: recordReference.nullable() });
export type LinkContactsRequest = z.infer<typeof linkContactsRequest>;

/** `POST /api/contacts/add-to-outlook`: contacts of the CRM (CT-01 by hand). */
export const addToOutlookRequest = z.strictObject({
  ids: z.array(z.guid()).min(1).max(mostContacts),
});
export type AddToOutlookRequest = z.infer<typeof addToOutlookRequest>;

/** What became of one contact. */
export const contactOutcome = z.object({
  id: z.string(),
  state: trackingState,
  problem: problemCode.nullable(),
  /** Names of required columns it has no value for; then nothing was done (C-03). */
  missing: z.array(z.string()),
  /** Several of the CRM's contacts have its address: which one is it? Then nothing was done. */
  matches: z.array(z.object({ id: z.guid(), name: z.string(), detail: z.string() })),
});
export type ContactOutcome = z.infer<typeof contactOutcome>;

export const contactOutcomes = z.object({
  contacts: z.array(contactOutcome),
  /** Of several: `GET /api/items/several/{id}` tells how far they are (C-03). */
  batchId: z.guid().nullable(),
});
export type ContactOutcomes = z.infer<typeof contactOutcomes>;
