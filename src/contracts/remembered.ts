import { z } from 'zod';
import { language } from './tables.ts';
import { crmRecord } from './record.ts';

/** What a record was chosen for: who somebody is (UI-05), or what their items are regarding (UI-13). */
export const choiceKind = z.enum(['match', 'regarding']);
export type ChoiceKind = z.infer<typeof choiceKind>;

/** Names the choice; a hash takes the place of the address. */
const topic = z.string().regex(/^(match|regarding):[0-9a-f]{64}$/);

export const rememberedChoice = z.object({
  topic,
  kind: choiceKind,
  record: crmRecord,
  /** UTC, ISO 8601. */
  at: z.iso.datetime(),
});
export type RememberedChoice = z.infer<typeof rememberedChoice>;

/** `GET /api/remembered`, the last chosen first; records the caller may not read are left out. */
export const rememberedQuery = z.object({ language });
export const rememberedResponse = z.object({ choices: z.array(rememberedChoice) });
export type RememberedResponse = z.infer<typeof rememberedResponse>;

/** `POST /api/remembered/forget`: one topic, or every choice. */
export const forgetRequest = z.strictObject({ topic: topic.optional() });
export type ForgetRequest = z.infer<typeof forgetRequest>;
