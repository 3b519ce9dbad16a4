import { z } from 'zod';

/** What the service tells the pane's page; carried in `<meta name="regarding-config">` as JSON. */
export const paneConfig = z.object({
  clientId: z.guid(),
  /** Entra authority with the tenant, or `/common`. */
  authority: z.url(),
  /** The scope of Regarding's own API. */
  scope: z.string(),
  /** Hosts of `authority` outside Microsoft's own clouds. */
  knownAuthorities: z.array(z.string()),
});
export type PaneConfig = z.infer<typeof paneConfig>;
