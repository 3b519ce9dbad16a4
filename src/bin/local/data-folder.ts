import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from './options.ts';

/** Raised whenever a version could no longer read what another one wrote into the folder. */
const format = 3;

/** Sockets with longer paths cannot be bound on Linux and macOS. */
const longestSocketPath = 100;

function lockPath(dataDir: string): string {
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  if (process.platform === 'win32') return `\\\\.\\pipe\\regarding-${hash}`;
  const inside = join(dataDir, 'lock');
  return inside.length <= longestSocketPath ? inside : join(tmpdir(), `regarding-${hash}.lock`);
}

const bind = (path: string): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.end());
    server.once('error', reject);
    server.listen(path, () => resolve(server));
  });

const isAnswering = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

/**
 * Holds the folder for this process. A bound socket and not a file, since it is gone with the
 * process however that ends: two processes on one embedded database silently lose rows.
 */
async function lock(dataDir: string): Promise<Server> {
  const path = lockPath(dataDir);
  try {
    return await bind(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
  }
  if (await isAnswering(path)) {
    throw new UserError(
      `Regarding is already running on the data folder ${dataDir}. Stop it first, or give another folder with --data.`,
    );
  }
  await rm(path, { force: true });
  return bind(path);
}

const readFormat = (path: string): Promise<string | null> =>
  readFile(path, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  });

function checkFormat(dataDir: string, found: string): void {
  if (Number(found) === format) return;
  if (Number(found) < format) {
    throw new UserError(
      `The sandbox in the data folder ${dataDir} was made by an older Regarding (format ${found.trim()}, this one knows ${format}) and cannot be carried over. ` +
        'Start over with --fresh, or give another folder with --data.',
    );
  }
  throw new UserError(
    `The data folder ${dataDir} was made by a newer Regarding (format ${found.trim()}, this one knows ${format}). ` +
      'Update Regarding, give another folder with --data, or start over with --fresh.',
  );
}

/** A data folder held by this process. */
export interface DataFolder {
  databaseDir: string;
  certificateDir: string;
  /** To be called once the first start has filled the database. */
  markComplete: () => Promise<void>;
  release: () => Promise<void>;
}

/**
 * Makes the folder if it is missing, holds it and checks that this version can read it. With
 * `fresh` its data is deleted first, and so is what an interrupted first start left; the
 * certificate stays, since browsers may trust it already.
 * @throws UserError where another process holds it or a newer version made it.
 */
export async function openDataFolder(dataDir: string, fresh: boolean): Promise<DataFolder> {
  // It may hold real mail: nobody else reads it.
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const held = await lock(dataDir);
  const release = () => new Promise<void>((resolve) => held.close(() => resolve()));
  const databaseDir = join(dataDir, 'database');
  const formatPath = join(dataDir, 'format');
  try {
    if (fresh) await rm(formatPath, { force: true });
    const found = await readFormat(formatPath);
    if (found === null) await rm(databaseDir, { recursive: true, force: true });
    else checkFormat(dataDir, found);
  } catch (error) {
    await release();
    throw error;
  }
  const markComplete = () => writeFile(formatPath, `${format}\n`);
  return { databaseDir, certificateDir: dataDir, markComplete, release };
}
