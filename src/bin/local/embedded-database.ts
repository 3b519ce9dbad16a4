import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm as trigrams } from '@electric-sql/pglite/contrib/pg_trgm';
import { Kysely, PGliteDialect } from 'kysely';
import { UserError } from './options.ts';

/** The embedded PostgreSQL: one process, one folder, one connection. */
export interface EmbeddedDatabase {
  pglite: PGlite;
  db: Kysely<never>;
  close: () => Promise<void>;
}

/** A new database takes about 40 MB; with less left, a failure is no riddle. */
const neededBytes = 64 * 1024 * 1024;

/** PGlite does not say that the disk is full; the disk does. */
async function isDiskFull(dir: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(dirname(dir));
  return bavail * bsize < neededBytes;
}

/**
 * Opens (or makes) the database in `dir`; in memory where `dir` is undefined.
 * @throws UserError where the disk is full or the folder's content cannot be read.
 */
export async function openEmbeddedDatabase(dir: string | undefined): Promise<EmbeddedDatabase> {
  try {
    const pglite = await PGlite.create({
      ...(dir !== undefined && { dataDir: dir }),
      extensions: { pg_trgm: trigrams },
    });
    const db = new Kysely<never>({ dialect: new PGliteDialect({ pglite }) });
    return { pglite, db, close: () => db.destroy() };
  } catch (error) {
    if (dir === undefined) throw error;
    if (await isDiskFull(dir)) {
      throw new UserError(`The disk that holds ${dir} is full. Free some space and start again.`);
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(
      `The database in ${dir} cannot be opened (${reason}). ` +
        'Give another folder with --data, or start over with --fresh.',
    );
  }
}
