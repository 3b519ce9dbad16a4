import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freeBasePort } from '../../../src/bin/local/free-ports.ts';
import { root } from '../../../src/bin/local/spawn-local.ts';

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'regarding-refusals-'));
});
afterAll(() => rm(dataDir, { recursive: true }));

/** What a program that cannot start leaves on the terminal, and its exit code. */
const failing = (
  program: string,
  args: string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ code: unknown; said: string }> =>
  new Promise((resolve) => {
    const all = ['--disable-warning=ExperimentalWarning', join(root, program), ...args];
    const environment = { PATH: process.env.PATH, ...env };
    execFile(process.execPath, all, { env: environment }, (error, stdout, stderr) =>
      resolve({ code: error?.code, said: stdout + stderr }),
    );
  });

test('npm start on a port that is taken says which and what to do', async () => {
  const port = await freeBasePort();
  const other = createServer().listen(port + 3, 'localhost');
  const { code, said } = await failing('src/bin/local.ts', [
    '--port',
    `${port}`,
    '--data',
    dataDir,
  ]);
  other.close();
  expect(said).toBe(
    `Port ${port + 3} is in use by another program. Stop it, or choose another first port: npm start -- --port 4000\n`,
  );
  expect(code).toBe(1);
});

test('npm start on a data folder of a newer version says so in one sentence and leaves it alone', async () => {
  await writeFile(join(dataDir, 'format'), '7\n');
  const port = await freeBasePort();
  const { code, said } = await failing('src/bin/local.ts', [
    '--port',
    `${port}`,
    '--data',
    dataDir,
  ]);
  expect(said).toMatch(/^The data folder \S+ was made by a newer Regarding .*--fresh\.\n$/);
  expect(code).toBe(1);
});

test.each(['service', 'worker', 'migrate'])(
  'npm run %s without configuration names every missing variable at once',
  async (program) => {
    const { code, said } = await failing(`src/bin/${program}.ts`, [], { REGARDING_PORT: 'x' });
    for (const name of ['DATABASE_URL', 'PUBLIC_URL', 'TENANTS', 'CLIENT_ID', 'DATAVERSE_URL']) {
      expect(said).toContain(`REGARDING_${name}: is missing`);
    }
    expect(said).toContain('REGARDING_PORT: ');
    expect(said).not.toMatch(/^\s+at /m);
    expect(code).toBe(1);
  },
);
