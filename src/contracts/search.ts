import { z } from 'zod';
import { language } from './tables.ts';
import { crmRecord, tableName } from './record.ts';

const tableNames = z
  .string()
  .max(2_000)
  .transform((text) => text.split(','))
  .pipe(z.array(tableName).max(20));

/**
 * `GET /api/search?q=…`: records that can be regarding, found by part of their name, by number,
 * address or phone. `tables`: logical names with commas between, to search in these alone.
 */
export const searchQuery = z.object({
  q: z.string().trim().min(2).max(100),
  tables: tableNames.optional(),
  language,
});
export type SearchQuery = z.infer<typeof searchQuery>;

export const searchResponse = z.object({
  /** Grouped by table, in the order the pane shows them. */
  groups: z.array(
    z.object({
      table: z.string(),
      /** What the CRM calls the records of the table: `Projects`. */
      label: z.string().optional(),
      records: z.array(crmRecord),
    }),
  ),
});
export type SearchResponse = z.infer<typeof searchResponse>;
