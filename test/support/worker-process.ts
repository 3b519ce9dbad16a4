import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { openPostgres } from '../../src/adapters/postgres/database.ts';
import { holdFence } from '../../src/adapters/postgres/fence.ts';
import { readConfig } from '../../src/bin/config.ts';
import { startWorker } from '../../src/bin/worker.ts';
import { Failure } from '../../src/ports/failure.ts';
import type { Cycle } from '../../src/sync/run-cycle.ts';
import { silent } from './clock.ts';

/**
 * A worker whose cycles do what reading a mailbox does to the database, and nothing outside: each
 * takes what is next in `test_mail`, a page a transaction, together with how far it came. It notes
 * when it began, and is slow enough to be killed half-way.
 */
const config = readConfig(process.env);
const { db } = openPostgres(config.databaseUrl, silent);
const pageSize = 3;
const pagesACycle = 4;

const incoming: Cycle = async (fence, signal) => {
  const { userId, epoch } = fence;
  await sql`insert into test_begin (mailbox, epoch, worker) values (${userId}, ${epoch}, ${process.pid})`.execute(
    db,
  );
  let items = 0;
  for (let page = 0; page < pagesACycle; page += 1) {
    await pause(40 + Math.random() * 80, undefined, { signal });
    items += await db.transaction().execute(async (trx) => {
      await holdFence(trx, fence);
      const { rows } = await sql<{ n: number }>`
        select n from test_mail where mailbox = ${userId}
          and n > (select coalesce(max(n), 0) from test_cursor where mailbox = ${userId})
        order by n limit ${pageSize}`.execute(trx);
      for (const { n } of rows) {
        await sql`insert into test_effect (mailbox, n, worker) values (${userId}, ${n}, ${process.pid})`.execute(
          trx,
        );
        await sql`insert into test_cursor (mailbox, n) values (${userId}, ${n})`.execute(trx);
      }
      return rows.length;
    });
  }
  return { items, isMore: items > 0 };
};

const away = () => Promise.reject(new Failure('unavailable', 'mailbox', 'no Exchange here'));
await startWorker(config, {
  cycles: { incoming },
  wrap: (ports) => ({ ...ports, notices: { subscribe: away, renew: away, end: away } }),
});
process.stdout.write('ready\n');
