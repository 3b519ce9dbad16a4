import { z } from 'zod';
import { crmRecord } from './record.ts';

/** `GET /api/search?q=…`: records that can be regarding, found by part of their name. */
export const searchQuery = z.object({ q: z.string().trim().min(2).max(100) });
export type SearchQuery = z.infer<typeof searchQuery>;

export const searchResponse = z.object({
  /** Grouped by table, in the order the pane shows them. */
  groups: z.array(z.object({ table: z.string(), records: z.array(crmRecord) })),
});
export type SearchResponse = z.infer<typeof searchResponse>;
