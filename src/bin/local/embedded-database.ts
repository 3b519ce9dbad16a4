import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { UserError } from './options.ts';

/** The embedded PostgreSQL: one process, one folder, one connection. */
export interface EmbeddedDatabase {
  pglite: PGlite;
  db: Kysely<never>;
  close: () => Promise<void>;
}

const noSpace = (error: unknown): boolean => /ENOSPC|No space left|53100/i.test(String(error));

/**
 * Opens (or makes) the database in `dir`; in memory where `dir` is undefined.
 * @throws UserError where the disk is full or the folder's content cannot be read.
 */
export async function openEmbeddedDatabase(dir: string | undefined): Promise<EmbeddedDatabase> {
  try {
    const pglite = await PGlite.create(dir);
    const db = new Kysely<never>({ dialect: new PGliteDialect({ pglite }) });
    return { pglite, db, close: () => db.destroy() };
  } catch (error) {
    if (noSpace(error)) {
      throw new UserError(
        `The disk that holds ${dir ?? 'memory'} is full. Free some space and start again.`,
      );
    }
    throw new UserError(
      `The database in ${dir ?? 'memory'} cannot be opened (${(error as Error).message}). ` +
        'Give another folder with --data, or start over with --fresh.',
    );
  }
}
