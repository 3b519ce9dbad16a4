import { z } from 'zod';

/** A table's logical name: `account`, `opportunity`, `new_project`. */
export const tableName = z.string().regex(/^[a-z][a-z0-9_]{0,99}$/);

export const recordReference = z.strictObject({ table: tableName, id: z.guid() });
export type RecordReference = z.infer<typeof recordReference>;

/** A CRM record as the pane shows it. Names are for the screen: nothing keeps them. */
export const crmRecord = z.object({
  table: tableName,
  id: z.guid(),
  name: z.string(),
  /** A second line: the parent account, the stage, the case number. */
  detail: z.string().optional(),
  /** What the CRM calls its table, in the caller's language; left out for the CRM's usual tables. */
  tableLabel: z.string().optional(),
  /** Closed, resolved or inactive. */
  inactive: z.literal(true).optional(),
  /** The record's page in the CRM. */
  url: z.url(),
});
export type CrmRecord = z.infer<typeof crmRecord>;
