import { startBoss } from '../adapters/postgres/boss.ts';
import { openPostgres } from '../adapters/postgres/database.ts';
import { migrate } from '../adapters/postgres/migrate.ts';
import { isMain } from '../lib/is-main.ts';
import type { Config } from './config.ts';
import { run } from './run.ts';

/** Brings the database up to date and ends; service and worker do the same when they start. */
async function migrateOnce(config: Config): Promise<{ close: () => Promise<void> }> {
  const log = { info: console.info, warn: console.warn, error: console.error };
  const database = openPostgres(config.databaseUrl, log);
  await migrate(database.db);
  const boss = await startBoss({ database, log, supervise: false });
  await boss.stop();
  await database.close();
  return { close: () => Promise.resolve() };
}

if (isMain(import.meta.url)) await run(migrateOnce);
