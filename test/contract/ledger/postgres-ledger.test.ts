import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll } from '@jest/globals';
import type { PgBoss } from 'pg-boss';
import { startBoss } from '../../../src/adapters/postgres/boss.ts';
import { embedded, openPostgres } from '../../../src/adapters/postgres/database.ts';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { PostgresBatches } from '../../../src/adapters/postgres/postgres-batches.ts';
import { PostgresChanges } from '../../../src/adapters/postgres/postgres-changes.ts';
import { PostgresLedgerEvents } from '../../../src/adapters/postgres/ledger-events.ts';
import { migrate } from '../../../src/adapters/postgres/migrate.ts';
import { PostgresLedger } from '../../../src/adapters/postgres/postgres-ledger.ts';
import type { LedgerEvent } from '../../../src/ports/events.ts';
import { sql } from 'kysely';
import { batchCases, ledgerCases } from './ledger-cases.ts';
import { openPglite } from '../../support/pglite.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
/** A real PostgreSQL to run the cases on; its schemas `regarding` and `regarding_jobs` are used. */
const url = process.env['TEST_DATABASE_URL'];

let pglite: PGlite | undefined;
let database: Database;
let boss: PgBoss;
let events: PostgresLedgerEvents;
const seen: LedgerEvent[] = [];

beforeAll(async () => {
  pglite = url === undefined ? await openPglite() : undefined;
  database = pglite ? embedded(pglite) : openPostgres(url ?? '', quiet);
  await migrate(database.db);
  boss = await startBoss({ database, log: quiet, supervise: false });
  events = new PostgresLedgerEvents(quiet);
  await events.start(database);
  events.subscribe((event) => seen.push(event));
}, 60_000);
afterAll(async () => {
  await boss.stop();
  await events.close();
  await database.close();
  await pglite?.close();
});

const current = () => ({
  ledger: new PostgresLedger(database.db, boss),
  changes: new PostgresChanges(database.db),
  batches: new PostgresBatches(database.db, boss),
  events: seen,
  jobs: async (key: string) => {
    const { rows } = await sql<{ seconds: number }>`
      select extract(epoch from start_after - now())::float8 as seconds from regarding_jobs.job
      where singleton_key = ${key} and state = 'created'`.execute(database.db);
    return rows.map(({ seconds }) => seconds);
  },
  forgetJobs: async (key) => {
    await sql`delete from regarding_jobs.job where singleton_key = ${key}`.execute(database.db);
    await sql`update regarding.item set changed_at = now() - interval '1 minute'
      where key = ${key}`.execute(database.db);
  },
  expireLeases: async () => {
    await sql`update regarding.item set lease_until = now() - interval '1 second'
      where lease_until is not null`.execute(database.db);
  },
});

ledgerCases(current);
batchCases(current);
