import { access, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openDataFolder } from '../../../src/bin/local/data-folder.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'regarding-data-'));
});
afterEach(() => rm(dir, { recursive: true }));

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

test('a second process on the same folder is refused and told what to do', async () => {
  const first = await openDataFolder(dir, false);
  await expect(openDataFolder(dir, false)).rejects.toThrow(
    /already running on the data folder.*--data/,
  );
  await first.release();
  await (await openDataFolder(dir, false)).release();
});

test('a lock left by a killed process does not keep the folder', async () => {
  await writeFile(join(dir, 'lock'), '');
  await (await openDataFolder(dir, false)).release();
});

test('a folder whose path is too long for a socket is held as well', async () => {
  const deep = join(dir, 'x'.repeat(120));
  const first = await openDataFolder(deep, false);
  await expect(openDataFolder(deep, false)).rejects.toThrow('already running');
  await first.release();
});

test.each([
  ['a newer', 99],
  ['an older', 2],
])('a folder of %s version is refused and left as it is', async (version, format) => {
  await writeFile(join(dir, 'format'), `${format}\n`);
  await mkdir(join(dir, 'database'));
  await expect(openDataFolder(dir, false)).rejects.toThrow(
    `made by ${version} Regarding (format ${format}`,
  );
  expect(await exists(join(dir, 'database'))).toBe(true);
});

test('what an interrupted first start left is removed, a completed one is kept', async () => {
  await mkdir(join(dir, 'database'));
  const first = await openDataFolder(dir, false);
  expect(await exists(first.databaseDir)).toBe(false);
  await mkdir(first.databaseDir);
  await first.markComplete();
  await first.release();

  const second = await openDataFolder(dir, false);
  expect(await exists(second.databaseDir)).toBe(true);
  await second.release();
});

test('--fresh forgets the data and keeps the certificate', async () => {
  await writeFile(join(dir, 'ca.pem'), 'certificate');
  const first = await openDataFolder(dir, false);
  await mkdir(first.databaseDir);
  await first.markComplete();
  await first.release();

  const second = await openDataFolder(dir, true);
  expect(await exists(second.databaseDir)).toBe(false);
  expect(await exists(join(dir, 'ca.pem'))).toBe(true);
  await second.release();
});
