import { z } from 'zod';
import { crmRecord, recordReference } from './record.ts';

export const recordField = z.object({
  label: z.string(),
  /** As the CRM writes it. */
  value: z.string(),
  kind: z.enum(['text', 'email', 'phone', 'url', 'record']),
  /** Where the field refers to a record. */
  record: crmRecord.nullable(),
});
export type RecordField = z.infer<typeof recordField>;

export const activityLine = z.object({
  record: crmRecord,
  /** When it was done, or is due; UTC, ISO 8601. */
  at: z.string().nullable(),
  overdue: z.boolean(),
});
export type ActivityLine = z.infer<typeof activityLine>;

/** A record the page's record is connected to (L-04). */
export const connection = z.object({
  record: crmRecord,
  /** What that record is, and what the page's record is; empty where nobody said. */
  role: z.string(),
  ownRole: z.string(),
});
export type Connection = z.infer<typeof connection>;

/** What is worth knowing before writing back (UI-14), the most urgent first. */
export const insight = z.object({
  kind: z.enum(['overdue', 'upcoming', 'closing', 'silent']),
  /** The activity or opportunity it is about; null: the record itself. */
  record: crmRecord.nullable(),
  /** UTC, ISO 8601, or a day. */
  at: z.string(),
  /** Whole days from now, past ones too. */
  days: z.int(),
});
export type Insight = z.infer<typeof insight>;

/** `GET /api/records/{table}/{id}`: a record and what is around it (UI-04, UI-06, UI-09). */
export const recordPage = z.object({
  record: crmRecord,
  fields: z.array(recordField),
  emails: z.array(z.string()),
  phones: z.array(z.string()),
  parent: crmRecord.nullable(),
  opportunities: z.array(
    z.object({ record: crmRecord, closesOn: z.string().nullable(), value: z.string() }),
  ),
  cases: z.array(crmRecord),
  /** The newest first. */
  connections: z.array(connection),
  past: z.array(activityLine),
  next: z.array(activityLine),
  insights: z.array(insight),
  pinned: z.boolean(),
});
export type RecordPage = z.infer<typeof recordPage>;

/** `GET /api/recent`: what the person opened or chose last, and what they pinned (UI-03). */
export const recentRecords = z.object({ recent: z.array(crmRecord), pinned: z.array(crmRecord) });
export type RecentRecords = z.infer<typeof recentRecords>;

/** `PUT /api/pinned`. */
export const pinRequest = z.strictObject({ record: recordReference, pinned: z.boolean() });
export type PinRequest = z.infer<typeof pinRequest>;

/** `PUT /api/people/match`: who somebody is where several records have one address (UI-05). */
export const matchRequest = z.strictObject({
  /** 320 is the longest address a mail can carry. */
  address: z.string().min(1).max(320),
  /** Null: ask again. */
  record: recordReference.nullable(),
});
export type MatchRequest = z.infer<typeof matchRequest>;
