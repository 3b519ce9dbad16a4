import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  openEmbeddedDatabase,
  type EmbeddedDatabase,
} from '../../../src/bin/local/embedded-database.ts';
import { freeBasePort } from '../../../src/bin/local/free-ports.ts';
import { root, trustSandbox } from '../../../src/bin/local/spawn-local.ts';
import { startSandbox, type RunningSandbox } from '../../../src/bin/local/start-sandbox.ts';
import type { ItemReference } from '../../../src/contracts/item.ts';
import { loadDemo } from '../../../src/sandbox/demo/index.ts';
import { sandboxCertificate } from '../../../src/sandbox/kit/certificate.ts';
import { Person } from '../../support/api.ts';
import { emailsWithMessageId } from '../../support/crm.ts';

/** In one file it starts in a fraction of the time; it dies dozens of times. */
const program = join(root, 'dist/crash/crash-service.js');

const buildProgram = () =>
  build({
    entryPoints: [join(root, 'test/support/crash-service.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'esm',
    packages: 'external',
    // Programs that are part of it must not take themselves for the one that was started.
    define: { 'import.meta.url': '"file:///"' },
    logLevel: 'error',
  });

let dir: string;
let port: number;
let database: EmbeddedDatabase;
let sandbox: RunningSandbox;
let alice: Person;
let mails: ItemReference[];
/** The process there is, if any. */
let running: Doomed | undefined;

beforeAll(async () => {
  await buildProgram();
  dir = await mkdtemp(join(tmpdir(), 'regarding-crash-'));
  port = await freeBasePort();
  const tls = await sandboxCertificate(dir, new Date());
  await trustSandbox(dir);
  database = await openEmbeddedDatabase(undefined);
  sandbox = await startSandbox({ db: database.db, now: () => new Date(), tls, port, root });
  await loadDemo(sandbox.doors, { seed: 1, now: new Date() });
  alice = new Person(sandbox.urls, 'alice.harper@fabrikam.example');
  mails = await alice.inbox(60);
}, 120_000);

afterAll(async () => {
  await running?.kill();
  await sandbox.close();
  await database.close();
  await rm(dir, { recursive: true });
});

interface Doomed {
  points: () => string[];
  /** Resolves once an item is settled for good and the process has outlived that. */
  final: Promise<void>;
  exited: Promise<string | number>;
  kill: () => Promise<string | number>;
}

/** Service and worker as a process of their own that dies at the point. */
async function start(crashAt: string): Promise<Doomed> {
  const args = [
    '--disable-warning=ExperimentalWarning',
    program,
    String(port),
    dir,
    join(dir, 'database'),
    crashAt,
  ];
  const child = spawn(process.execPath, args, { env: { ...process.env, NODE_OPTIONS: '' } });
  let output = '';
  const collect = (chunk: Buffer) => (output += chunk.toString());
  child.stderr.on('data', collect);
  const exited = new Promise<string | number>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? code ?? -1));
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      collect(chunk);
      if (output.includes('ready\n')) resolve();
    });
    child.once('exit', () => reject(new Error(output)));
  });
  const final = new Promise<void>((resolve) => {
    child.stdout.on('data', () => {
      if (output.includes('final\n')) resolve();
    });
  });
  running = {
    final,
    points: () => [...output.matchAll(/point \d+: (\S+)/g)].map((match) => match[1] ?? ''),
    exited,
    kill: () => {
      child.kill('SIGKILL');
      return exited;
    },
  };
  return running;
}

/** Several times what taking over takes: whatever waits longer was forgotten. */
const forgottenMs = 90_000;

/** The state once nothing is pending any more. */
async function finalState(mail: ItemReference): Promise<string> {
  const begun = Date.now();
  while (Date.now() - begun < forgottenMs) {
    const { item } = await alice.context(mail);
    if (item.state !== 'pending') return item.state;
    await sleep(100);
  }
  return 'pending';
}

interface Click {
  mail: ItemReference;
  crashAt: string;
  /** What the click was told; null where the process died before it answered. */
  answer: string | null;
}

/** Once a process is up again: the state tells the truth, and there is one activity at most. */
async function checkTruth({ mail, crashAt, answer }: Click): Promise<void> {
  const state = await finalState(mail);
  const { length } = await emailsWithMessageId(sandbox.urls, mail.internetMessageId);
  // A click that died before it was written down is lost, and nobody was told otherwise.
  const isLost = crashAt === '1 before';
  expect({ crashAt, answer, state, activities: length }).toEqual({
    crashAt,
    answer: isLost ? null : answer,
    state: isLost ? 'not-tracked' : 'tracked',
    activities: isLost ? 0 : 1,
  });
}

/** `died` is false where the process lived through the whole click. */
async function click(
  doomed: Doomed,
  mail: ItemReference,
): Promise<{ answer: string | null; died: boolean }> {
  const answer = await alice.track(mail).then(
    (item) => item.state,
    () => null,
  );
  const died = await Promise.race([doomed.exited.then(() => true), doomed.final.then(() => false)]);
  return { answer, died };
}

/** The short form dies once at each point, the long one (`CRASHES=all`) before and after it. */
const sidesOf = (number: number): string[] => {
  if (process.env['CRASHES'] === 'all') return ['before', 'after'];
  return [number % 2 === 1 ? 'after' : 'before'];
};

/** Dies at every point in turn; each next process first has to finish what the last one left. */
async function dieEverywhere(prepare: () => Promise<unknown>): Promise<string[]> {
  let last: Click | undefined;
  for (let number = 1; ; number += 1) {
    for (const side of sidesOf(number)) {
      const crashAt = `${number} ${side}`;
      const doomed = await start(crashAt);
      if (last) await checkTruth(last);
      const mail = mails.shift();
      if (!mail) throw new Error('not enough mails for all points');
      await prepare();
      const { answer, died } = await click(doomed, mail);
      last = { mail, crashAt, answer };
      if (died) continue;
      await checkTruth(last);
      await doomed.kill();
      return doomed.points();
    }
  }
}

const failNextBatch = () =>
  fetch(`${sandbox.urls.dataverse}/_sandbox/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ match: { path: '$batch' }, respond: { status: 503 }, times: 1 }),
  });

describe('kill -9 before and after every step from click to completion leaves exactly one activity', () => {
  test('when the immediate attempt does the work', async () => {
    const points = await dieEverywhere(() => Promise.resolve());
    expect(points).toEqual(
      expect.arrayContaining([
        'ledger.accept',
        'mailbox.readMessage',
        'crm.createEmail',
        'mailbox.mark',
        'ledger.settle',
      ]),
    );
  }, 600_000);

  test('when the CRM fails at first and the worker does the work', async () => {
    const points = await dieEverywhere(failNextBatch);
    expect(points).toEqual(
      expect.arrayContaining([
        'ledger.accept',
        'ledger.claim',
        'crm.createEmail',
        'mailbox.mark',
        'ledger.settle',
      ]),
    );
  }, 600_000);
});
