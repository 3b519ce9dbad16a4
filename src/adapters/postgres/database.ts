import type { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import pg from 'pg';
import { fromPglite } from 'pg-boss';
import type { ConstructorOptions } from 'pg-boss';
import type { Log } from '../../ports/runtime.ts';
import { listenOnPostgres } from './listen.ts';
import type { RegardingDatabase } from './tables.ts';

/** Calls back for every notification of a channel; the answer ends it. */
export type Listen = (
  channel: string,
  onNotification: (payload: string) => void,
) => Promise<() => Promise<void>>;

/** PostgreSQL, by itself or embedded: the same SQL, the same code. */
export interface Database {
  db: Kysely<RegardingDatabase>;
  listen: Listen;
  /** How pg-boss reaches it. */
  jobs: Pick<ConstructorOptions, 'db' | 'backend' | 'connectionString'>;
  /** Frees what `openPostgres` opened; an embedded database stays its opener's. */
  close(): Promise<void>;
}

export function openPostgres(connectionString: string, log: Log): Database {
  const pool = new pg.Pool({
    connectionString,
    max: 10,
    connectionTimeoutMillis: 5_000,
    // A process that is paused inside a transaction must not keep others from taking its work over.
    idle_in_transaction_session_timeout: 10_000,
  });
  pool.on('error', (error) => log.warn({ code: error.name }, 'idle database connection lost'));
  // One in use tells its user with the next statement; unheard, it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<RegardingDatabase>({ dialect: new PostgresDialect({ pool }) });
  return {
    db,
    listen: (channel, onNotification) =>
      listenOnPostgres({ connectionString, channel, onNotification, log }),
    jobs: { connectionString },
    close: () => db.destroy(),
  };
}

/** @param db another user's Kysely over `pglite`: it keeps transactions apart, so there must be one. */
export function embedded(pglite: PGlite, db?: Kysely<never>): Database {
  const own = db ?? new Kysely<never>({ dialect: new PGliteDialect({ pglite }) });
  return {
    db: own as unknown as Kysely<RegardingDatabase>,
    listen: async (channel, onNotification) => pglite.listen(channel, onNotification),
    jobs: { db: fromPglite(pglite), backend: 'pglite' },
    close: () => Promise.resolve(),
  };
}
