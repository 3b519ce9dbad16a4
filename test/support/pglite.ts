import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';

const cache = join(import.meta.dirname, '../../node_modules/.cache/pglite');
const extensions = { pg_trgm };

/** Named after the version: a newer one makes its own. */
async function imagePath(): Promise<string> {
  const manifest = join(
    import.meta.dirname,
    '../../node_modules/@electric-sql/pglite/package.json',
  );
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
  return join(cache, `${version}.tar`);
}

async function makeImage(path: string): Promise<Buffer> {
  const pglite = await PGlite.create({ extensions });
  const image = Buffer.from(await (await pglite.dumpDataDir('none')).arrayBuffer());
  await pglite.close();
  await mkdir(cache, { recursive: true });
  // Renamed when it is whole: another test may be looking for it.
  const half = `${path}.${process.pid}`;
  await writeFile(half, image);
  await rename(half, path);
  return image;
}

/** An empty database in memory. It is unpacked from one made once: making it takes seconds. */
export async function openPglite(): Promise<PGlite> {
  const path = await imagePath();
  const image = await readFile(path).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return makeImage(path);
  });
  return PGlite.create({ extensions, loadDataDir: new Blob([new Uint8Array(image)]) });
}
