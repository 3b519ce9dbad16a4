import { z } from 'zod';
import { readReasons } from '../domain/people/audience.ts';
import { itemPerson, itemReference } from './item.ts';
import { recordReference } from './record.ts';

/** `POST /api/items/audience`: who will be able to read the activity once the item is tracked. */
export const audienceRequest = z.strictObject({
  item: itemReference,
  /** Who is on it: they decide who owns its activity (E-12), and may read it (SEC-10). */
  people: z.array(itemPerson).max(500).default([]),
  /** What it is, or would be, regarding. */
  regarding: recordReference.nullable().default(null),
});
export type AudienceRequest = z.infer<typeof audienceRequest>;

export const readReason = z.enum(readReasons);

export const audienceResponse = z.object({
  /** Null where the caller may not read the CRM's roles: then nobody can say. */
  readers: z
    .object({
      /** People with a licence who are enabled, without the caller. */
      total: z.int(),
      /** Of them, outside the caller's business unit. */
      outsideUnit: z.int(),
      /** By the first reason that lets them read it; reasons nobody has are left out. */
      byReason: z.array(z.object({ reason: readReason, people: z.int() })),
      /** Some of them, those outside first. */
      some: z.array(z.object({ name: z.string(), unit: z.string(), isOutside: z.boolean() })),
    })
    .nullable(),
  /** The caller's business unit; empty where it cannot be read. */
  unit: z.string(),
  /** Who owns it, or will; null where the CRM does not tell. */
  owner: z.object({ name: z.string(), isYou: z.boolean() }).nullable(),
  /** What its record hands down: it has none, it is counted, or the caller may not see it. */
  record: z.enum(['none', 'counted', 'unknown']),
});
export type AudienceResponse = z.infer<typeof audienceResponse>;
