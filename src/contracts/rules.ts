import { z } from 'zod';
import { itemReference, ruleDecision, ruleScope } from './item.ts';
import { crmRecord, recordReference } from './record.ts';

/** What a person decided about a conversation, everything from an address, or from a domain. */
export const trackingRule = z.object({
  id: z.guid(),
  scope: ruleScope,
  /** The address or domain; of a conversation its subject as the mailbox has it now, or empty. */
  about: z.string(),
  decision: ruleDecision,
  /** What `always` sets; `name` is empty where the caller may not read it. */
  regarding: crmRecord.partial({ url: true }).nullable(),
  /** UTC, ISO 8601. */
  createdAt: z.iso.datetime(),
});
export type TrackingRule = z.infer<typeof trackingRule>;

/** `GET /api/rules`: the caller's, newest first. */
export const rulesResponse = z.object({ rules: z.array(trackingRule) });
export type RulesResponse = z.infer<typeof rulesResponse>;

/**
 * `PUT /api/rules`: decides about the open item's conversation, its other side's address, or that
 * address's domain; replaces what was decided before. `always` also tracks what is there. A domain
 * of a public mail provider is refused with 422 `public-domain`, one's own organisation's with
 * `own-domain`, a mail without what the scope needs with `nothing-to-match`.
 */
export const ruleRequest = z.strictObject({
  item: itemReference,
  scope: ruleScope,
  decision: ruleDecision,
  /** With `always`: what the mail is to be regarding. */
  regarding: recordReference.optional(),
  /** The other side's address where the caller sent the mail: one of its recipients. */
  address: z.string().max(320).optional(),
});
export type RuleRequest = z.infer<typeof ruleRequest>;

export const ruleResponse = z.object({
  rule: trackingRule,
  /** Mail that was there already and is being tracked now (`always`). */
  accepted: z.int(),
  /** Asks for its progress, and takes it back: see several.ts. */
  batchId: z.guid().nullable(),
});
export type RuleResponse = z.infer<typeof ruleResponse>;

/** `DELETE /api/rules/{id}`; what was tracked stays tracked. */
export const ruleParams = z.object({ id: z.guid() });
