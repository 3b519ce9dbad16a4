import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Migration } from 'kysely/migration';
import type { RegardingDatabase } from './tables.ts';
import * as first from './migrations/2026-11-22-first.ts';
import * as kinds from './migrations/2026-11-23-kinds.ts';
import * as mailSync from './migrations/2026-11-24-mail-sync.ts';
import * as forgetting from './migrations/2026-11-25-forgetting.ts';

/** By name, in order; a name never changes once it was released. */
const migrations: Record<string, Migration> = {
  '2026-11-22-first': first,
  '2026-11-23-kinds': kinds,
  '2026-11-24-mail-sync': mailSync,
  '2026-11-25-forgetting': forgetting,
};

/** Brings the schema `regarding` up to date. Safe to call from several processes at once. */
export async function migrate(db: Kysely<RegardingDatabase>): Promise<void> {
  await sql`create schema if not exists regarding`.execute(db);
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(migrations) },
    migrationTableSchema: 'regarding',
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined)
    throw new Error('The database schema cannot be updated', { cause: error });
}
