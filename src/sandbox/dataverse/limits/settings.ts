import { z } from 'zod';

/** Service-protection limits, per user; wire.md §1.15. */
export const limitsSchema = z.strictObject({
  /** Milliseconds that requests and execution time are counted over. */
  windowMs: z.number().int().positive(),
  requests: z.number().int().positive(),
  /** Milliseconds of combined execution. */
  executionMs: z.number().positive(),
  concurrent: z.number().int().positive(),
  searchesPerSecond: z.number().int().positive(),
});

export type Limits = z.infer<typeof limitsSchema>;

/** As Microsoft documents them. */
export const documentedLimits: Limits = {
  windowMs: 300_000,
  requests: 6000,
  executionMs: 1_200_000,
  concurrent: 52,
  searchesPerSecond: 1,
};
