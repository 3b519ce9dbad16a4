import { execFile, spawn } from 'node:child_process';
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort } from './entra.ts';
import { eventually } from './eventually.ts';

const run = promisify(execFile);
const versions = '/usr/lib/postgresql';
/** PostgreSQL refuses to run as root. */
const nobody = 65_534;

/** A real PostgreSQL for a test: an empty database. */
export interface TestPostgres {
  url: string;
  close: () => Promise<void>;
}

/** The folder of PostgreSQL's programs; undefined where this machine has none. */
async function programs(): Promise<string | undefined> {
  const found = await readdir(versions).catch(() => []);
  const [newest] = found.sort((a, b) => Number(b) - Number(a));
  return newest && join(versions, newest, 'bin');
}

async function withUrl(url: string): Promise<TestPostgres> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const name = `test_${process.pid}_${Date.now()}`;
  await client.query(`create database ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  const close = async (): Promise<void> => {
    await client.query(`drop database ${name} with (force)`);
    await client.end();
  };
  return { url: own.href, close };
}

async function isUp(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

async function start(bin: string): Promise<TestPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'regarding-postgres-'));
  const isRoot = process.getuid?.() === 0;
  const as = isRoot ? { uid: nobody, gid: nobody } : {};
  if (isRoot) await chown(folder, nobody, nobody);
  const data = join(folder, 'data');
  await run(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync'], as);
  const port = await freePort();
  const options = ['-D', data, '-p', String(port), '-k', folder, '-h', '127.0.0.1', '-F'];
  const server = spawn(join(bin, 'postgres'), options, { ...as, stdio: 'ignore' });
  const exited = new Promise((resolve) => server.once('exit', resolve));
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  await eventually(
    () => isUp(url),
    (up) => up,
  );
  const close = async (): Promise<void> => {
    server.kill('SIGINT');
    await exited;
    await rm(folder, { recursive: true, force: true });
  };
  return { url, close };
}

/** Why there is no PostgreSQL to test with; null: there is. */
export async function whyNoPostgres(): Promise<string | null> {
  if (process.env['TEST_DATABASE_URL'] !== undefined) return null;
  const isThere = (await programs()) !== undefined;
  return isThere ? null : `neither TEST_DATABASE_URL nor a PostgreSQL in ${versions}`;
}

/** A database of its own at `TEST_DATABASE_URL`, or in a server started for it. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const url = process.env['TEST_DATABASE_URL'];
  if (url !== undefined) return withUrl(url);
  const bin = await programs();
  if (bin === undefined) throw new Error((await whyNoPostgres()) ?? 'no PostgreSQL');
  return start(bin);
}
