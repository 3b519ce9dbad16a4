import { createHash } from 'node:crypto';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { pino } from 'pino';
import { startBoss } from '../../src/adapters/postgres/boss.ts';
import { embedded } from '../../src/adapters/postgres/database.ts';
import { migrate } from '../../src/adapters/postgres/migrate.ts';
import { createDataverse } from '../../src/sandbox/dataverse/index.ts';
import { createEntra } from '../../src/sandbox/entra/index.ts';
import { createGraph } from '../../src/sandbox/graph/index.ts';

const root = join(import.meta.dirname, '../..');

/** Whatever decides which tables there are and what is in them at first. */
const sources = ['src/sandbox/**/*.ts', 'src/adapters/postgres/**/*.ts', 'package-lock.json'];

/** The same sources make the same image. */
export async function imageName(): Promise<string> {
  const hash = createHash('sha256');
  const files: string[] = [];
  for await (const file of glob(sources, { cwd: root })) files.push(file);
  for (const file of files.toSorted()) hash.update(file).update(await readFile(join(root, file)));
  return `${hash.digest('hex').slice(0, 16)}.tar`;
}

/** Makes everything a start of sandbox and service makes in an empty database. */
export async function fillImage(pglite: PGlite): Promise<void> {
  const db = new Kysely<never>({ dialect: new PGliteDialect({ pglite }) });
  const url = 'https://localhost:1';
  const urls = { outlook: url, service: url, entra: url, graph: url, dataverse: url };
  const deps = { db, urls, now: () => new Date(), tls: { key: '', cert: '' } };
  const { door: entra } = await createEntra(deps);
  await createGraph({ ...deps, entra });
  await createDataverse({ ...deps, entra });
  const database = embedded(pglite, db);
  await migrate(database.db);
  const log = pino({ level: 'silent' });
  const boss = await startBoss({ database, log, supervise: false });
  await boss.stop({ graceful: false });
}
