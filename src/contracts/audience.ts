import { z } from 'zod';
import { itemReference } from './item.ts';

/** `POST /api/items/audience`: who will be able to read the activity once the item is tracked. */
export const audienceRequest = z.strictObject({ item: itemReference });
export type AudienceRequest = z.infer<typeof audienceRequest>;

/** Whose e-mails a person's roles let them read. */
export const readDepth = z.enum(['organization', 'unit-and-below', 'unit', 'own']);
export type ReadDepth = z.infer<typeof readDepth>;

export const audienceResponse = z.object({
  /** Null where the caller may not read the CRM's roles: then nobody can say. */
  readers: z
    .object({
      /** People with a licence who are enabled, without the caller. */
      total: z.int(),
      /** Of them, outside the caller's business unit. */
      outsideUnit: z.int(),
      /** By the right that lets them read it; depths nobody has are left out. */
      byDepth: z.array(z.object({ depth: readDepth, people: z.int() })),
      /** Some of them, those outside first. */
      some: z.array(z.object({ name: z.string(), unit: z.string(), isOutside: z.boolean() })),
    })
    .nullable(),
  /** The caller's business unit; empty where it cannot be read. */
  unit: z.string(),
});
export type AudienceResponse = z.infer<typeof audienceResponse>;
