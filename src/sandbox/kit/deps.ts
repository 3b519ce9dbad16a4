import type { Kysely } from 'kysely';
import type { SandboxClock } from './clock.ts';

/** Where each part of the sandbox is reached; absolute https origins without a trailing slash. */
export interface SandboxUrls {
  outlook: string;
  /** Regarding's own service. The sandbox needs it only to know where the add-in's pages live. */
  service: string;
  entra: string;
  graph: string;
  dataverse: string;
}

/**
 * What every sandbox service is given. The database is shared by all of them and by Regarding
 * itself, so a service creates its tables in a schema of its own: `sandbox_<service>`.
 */
export interface SandboxDeps {
  // Each service narrows this to its own tables.
  db: Kysely<never>;
  now: () => Date;
  /** Behind `now`, where faults may put it off; one for all services. */
  clock?: SandboxClock;
  urls: SandboxUrls;
  tls: { key: string; cert: string };
}
