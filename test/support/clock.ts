import { randomUUID } from 'node:crypto';
import { Kysely, PGliteDialect, sql } from 'kysely';
import type { PgBoss } from 'pg-boss';
import { queues, startBoss } from '../../src/adapters/postgres/boss.ts';
import { cycleKey } from '../../src/adapters/postgres/cycle-job.ts';
import { embedded, openPostgres } from '../../src/adapters/postgres/database.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { migrate } from '../../src/adapters/postgres/migrate.ts';
import { PostgresLedger } from '../../src/adapters/postgres/postgres-ledger.ts';
import { PostgresWorkloads } from '../../src/adapters/postgres/postgres-workloads.ts';
import type { Log } from '../../src/ports/runtime.ts';
import type { MailboxRef, Workload, Workloads } from '../../src/ports/workloads.ts';
import { openPglite } from './pglite.ts';

export const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Regarding's database with its queue, and the clocks in it. */
export interface TestClock {
  database: Database;
  boss: PgBoss;
  workloads: Workloads;
  ledger: PostgresLedger;
  /** A new mailbox, as the service sees it first. */
  newMailbox: () => Promise<MailboxRef>;
  /** The clock of a mailbox, times in seconds from now. */
  clockOf: (mailbox: MailboxRef, workload?: Workload) => Promise<ClockRow>;
  /** Jobs of a mailbox by state, and when the waiting one starts, in seconds from now. */
  jobsOf: (mailbox: MailboxRef) => Promise<{ state: string; inSeconds: number }[]>;
  /** Moves everything that is known of a mailbox's time into the past. */
  pass: (mailbox: MailboxRef, seconds: number) => Promise<void>;
  close: () => Promise<void>;
}

export interface ClockRow {
  epoch: string;
  dueIn: number;
  lateMs: number;
  isPaused: boolean;
  failures: number;
  problem: string | null;
}

export async function startTestClock(url = process.env['TEST_DATABASE_URL']): Promise<TestClock> {
  const pglite = url === undefined ? await openPglite() : undefined;
  const db = pglite && new Kysely<never>({ dialect: new PGliteDialect({ pglite }) });
  const database = pglite ? embedded(pglite, db) : openPostgres(url!, silent);
  await migrate(database.db);
  const boss = await startBoss({ database, log: silent, supervise: false });
  const workloads = new PostgresWorkloads(database.db, boss);
  const ledger = new PostgresLedger(database.db, boss);
  const where = ({ tenantId, userId }: MailboxRef) =>
    sql`tenant_id = ${tenantId} and user_id = ${userId}`;
  return {
    database,
    boss,
    workloads,
    ledger,
    newMailbox: async () => {
      const mailbox = { tenantId: randomUUID(), userId: randomUUID() };
      await ledger.mailboxSeen(mailbox);
      return mailbox;
    },
    clockOf: async (mailbox, workload = 'incoming') => {
      const { rows } = await sql<ClockRow>`
        select epoch::text, late_ms as "lateMs", paused_at is not null as "isPaused", failures, problem,
          extract(epoch from due_at - clock_timestamp())::double precision as "dueIn"
        from regarding.workload where ${where(mailbox)} and workload = ${workload}`.execute(
        database.db,
      );
      return rows[0]!;
    },
    jobsOf: async (mailbox) => {
      const key = cycleKey({ ...mailbox, workload: 'incoming' });
      const { rows } = await sql<{ state: string; inSeconds: number }>`
        select state::text, extract(epoch from start_after - clock_timestamp())::double precision as "inSeconds"
        from regarding_jobs.job where name = ${queues.mailCycle} and singleton_key = ${key}
          and state < 'completed' order by state`.execute(database.db);
      return rows;
    },
    pass: async (mailbox, seconds) => {
      const earlier = (column: string) =>
        sql`${sql.ref(column)} = ${sql.ref(column)} - ${seconds} * interval '1 second'`;
      await sql`update regarding.workload set ${sql.join(
        ['due_at', 'started_at', 'ended_at', 'hinted_at', 'not_before', 'paused_at'].map(earlier),
      )} where ${where(mailbox)}`.execute(database.db);
      await sql`update regarding_jobs.job set ${earlier('start_after')}
        where singleton_key = ${cycleKey({ ...mailbox, workload: 'incoming' })}`.execute(
        database.db,
      );
    },
    close: async () => {
      await boss.stop({ graceful: false });
      await database.close();
      await pglite?.close();
    },
  };
}
