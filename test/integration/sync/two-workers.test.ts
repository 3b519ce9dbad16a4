import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { MailboxRef } from '../../../src/ports/workloads.ts';
import { startTestClock } from '../../support/clock.ts';
import type { TestClock } from '../../support/clock.ts';
import { eventually } from '../../support/eventually.ts';
import { startTestPostgres, whyNoPostgres } from '../../support/postgres.ts';
import type { TestPostgres } from '../../support/postgres.ts';

/** The long form: `KILLS=25 npm run jest -- test/integration/sync/two-workers`. */
const kills = Number(process.env['KILLS'] ?? 2);
const mailboxCount = 12;
const mailsEach = 30 * kills;
const takeOverMs = 30_000;

/** Null: there is a PostgreSQL to test with. */
const reason = await whyNoPostgres();
const testWithPostgres = reason === null ? test : test.skip;

let postgres: TestPostgres;
let clock: TestClock;
const workers: ChildProcess[] = [];

beforeAll(async () => {
  if (reason !== null) return;
  postgres = await startTestPostgres();
  clock = await startTestClock(postgres.url);
  for (const table of [
    'test_mail (mailbox uuid, n integer)',
    'test_cursor (mailbox uuid, n integer)',
    'test_effect (mailbox uuid, n integer, worker integer, at timestamptz default clock_timestamp())',
    'test_begin (mailbox uuid, epoch text, worker integer, at timestamptz default clock_timestamp())',
  ])
    await sql.raw(`create table ${table}`).execute(clock.database.db);
}, 60_000);

afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL');
  if (reason !== null) return;
  await clock.close();
  await postgres.close();
}, 30_000);

async function startWorkerProcess(url: string): Promise<ChildProcess> {
  const program = join(import.meta.dirname, '../../support/worker-process.ts');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      REGARDING_DATABASE_URL: url,
      REGARDING_PUBLIC_URL: 'https://regarding.example',
      REGARDING_TENANTS: '11111111-1111-4111-8111-111111111111',
      REGARDING_CLIENT_ID: '22222222-2222-4222-8222-222222222222',
      REGARDING_CLIENT_SECRET: 'none',
      REGARDING_DATAVERSE_URL: 'https://crm.example',
      REGARDING_LOG_LEVEL: 'silent',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  workers.push(child);
  await once(child.stdout, 'data');
  return child;
}

async function rows<T>(query: ReturnType<typeof sql<T>>): Promise<T[]> {
  return (await query.execute(clock.database.db)).rows;
}

/**
 * Ends a worker at a random moment, stops another for as long, and waits until others began what they
 * were at. Answers how much that was, and how long it took.
 */
async function killOne(
  victim: ChildProcess,
  stopped?: ChildProcess,
): Promise<{ left: number; tookMs: number }> {
  await pause(300 + Math.random() * 900);
  victim.kill('SIGKILL');
  stopped?.kill('SIGSTOP');
  await once(victim, 'exit');
  const dead = [victim.pid, ...(stopped ? [stopped.pid] : [])];
  const left = await rows(
    sql<{ mailbox: string; epoch: string }>`
      select user_id as mailbox, epoch::text from regarding.workload w
      where started_at > coalesce(ended_at, '-infinity') and exists (select 1 from test_begin b
        where b.mailbox = w.user_id and b.epoch = w.epoch::text and b.worker = any(${dead}))`,
  );
  const start = performance.now();
  await Promise.all(
    left.map(({ mailbox, epoch }) =>
      eventually(
        () =>
          rows(sql`select 1 from regarding.workload where user_id = ${mailbox}
            and (epoch > ${epoch}::bigint or ended_at > started_at)`),
        (found) => found.length > 0,
        takeOverMs,
      ),
    ),
  );
  stopped?.kill('SIGCONT');
  return { left: left.length, tookMs: performance.now() - start };
}

testWithPostgres(
  `kill -9 of either of two workers at any time, and a pause of the other, loses and doubles nothing, and is taken over within 30 s (fault 37)${reason === null ? '' : `; skipped: ${reason}`}`,
  async () => {
    const { url } = postgres;
    const mailboxes: MailboxRef[] = [];
    for (let count = 0; count < mailboxCount; count += 1) mailboxes.push(await clock.newMailbox());
    // Reading alone is at stake: nothing is sent.
    await sql`update regarding.workload set due_at = now() + interval '1 hour'
      where workload = 'outgoing'`.execute(clock.database.db);
    await sql`delete from regarding_jobs.job where singleton_key like '%outgoing'`.execute(
      clock.database.db,
    );
    for (const { userId } of mailboxes)
      await sql`insert into test_mail select ${userId}::uuid, generate_series(1, ${mailsEach}::integer)`.execute(
        clock.database.db,
      );

    let pair = [await startWorkerProcess(url), await startWorkerProcess(url)];
    const taken: { left: number; tookMs: number }[] = [];
    for (let kill = 0; kill < kills; kill += 1) {
      const [victim, other] = kill % 2 === 0 ? pair : pair.toReversed();
      const [took, next] = await Promise.all([
        killOne(victim!, kill % 2 === 0 ? other : undefined),
        pause(1_500).then(() => startWorkerProcess(url)),
      ]);
      taken.push(took);
      pair = kill % 2 === 0 ? [next, other!] : [other!, next];
    }
    expect(Math.max(...taken.map(({ left }) => left))).toBeGreaterThan(0);
    expect(Math.max(...taken.map(({ tookMs }) => tookMs))).toBeLessThan(takeOverMs);

    await eventually(
      () => rows(sql<{ n: number }>`select count(*)::integer as n from test_effect`),
      ([all]) => all!.n >= mailboxCount * mailsEach,
      60_000,
    );
    const doubled = await rows(
      sql`select mailbox, n from test_effect group by mailbox, n having count(*) > 1`,
    );
    expect(doubled).toEqual([]);
    const [count] = await rows(
      sql<{ n: number }>`select count(distinct (mailbox, n))::integer as n from test_effect`,
    );
    expect(count!.n).toBe(mailboxCount * mailsEach);
    expect(new Set(workers.map(({ pid }) => pid)).size).toBe(2 + kills);
  },
  60_000 + kills * takeOverMs,
);
