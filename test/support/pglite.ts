import { access, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { fillImage, imageName } from './database-image.ts';

const cache = join(import.meta.dirname, '../../node_modules/.cache/pglite');
const extensions = { pg_trgm };

/** Makes the image there is to unpack, unless it is there; answers its path. */
export async function makeImage(): Promise<string> {
  const path = join(cache, await imageName());
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (isThere) return path;
  const pglite = await PGlite.create({ extensions });
  await fillImage(pglite);
  const image = Buffer.from(await (await pglite.dumpDataDir('none')).arrayBuffer());
  await pglite.close();
  await mkdir(cache, { recursive: true });
  // Renamed when it is whole: another run may be looking for it.
  const half = `${path}.${process.pid}`;
  await writeFile(half, image);
  await rename(half, path);
  return path;
}

/**
 * A database in memory, with the tables of sandbox and service but nobody and nothing in them. It is
 * unpacked from one made once: making it takes seconds.
 */
export async function openPglite(): Promise<PGlite> {
  const path = process.env['TEST_DATABASE_IMAGE'] ?? (await makeImage());
  const image = await readFile(path);
  return PGlite.create({ extensions, loadDataDir: new Blob([new Uint8Array(image)]) });
}
