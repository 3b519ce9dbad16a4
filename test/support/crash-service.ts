import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import tls from 'node:tls';
import { embedded } from '../../src/adapters/postgres/database.ts';
import type { Overrides } from '../../src/bin/compose.ts';
import { openEmbeddedDatabase } from '../../src/bin/local/embedded-database.ts';
import { localConfig } from '../../src/bin/local/local-config.ts';
import { sandboxUrls } from '../../src/bin/local/start-sandbox.ts';
import { startService } from '../../src/bin/service.ts';
import { startWorker } from '../../src/bin/worker.ts';
import type { TrackingPorts } from '../../src/tracking/ports.ts';

/**
 * Service and worker that die at a numbered point: the fourth argument is `3 before` or `3 after`,
 * counted in calls to the outside (mailbox, CRM, ledger) from the click on; `0` never dies.
 * Prints each point, and `final` once the item is settled. The other arguments: the sandbox's first port, the folder of its certificate, the database's folder.
 */
const [port, certificateDir, databaseDir, crashAt] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
];
const [number, side] = crashAt.split(' ');

let passed = 0;
let isCounting = false;

/** kill -9: no handler, no flush, no goodbye. */
const die = () => process.kill(process.pid, 'SIGKILL');

/** Not on the click's way: what only reads our own database, and what another job does beside it. */
const uncounted = new Set([
  'find',
  'renew',
  'mailboxSeen',
  'ensureCategory',
  'recordUrl',
  'leaseEndsInMs',
]);

const isPending = (row: unknown): boolean => (row as { state: string } | null)?.state === 'pending';

type Method = (...args: unknown[]) => unknown;

function counted(name: string, method: Method): Method {
  return async (...args) => {
    if (name === 'ledger.accept') isCounting = true;
    if (!isCounting) return method(...args);
    passed += 1;
    const point = passed;
    process.stdout.write(`point ${point}: ${name}\n`);
    if (point === Number(number) && side === 'before') die();
    const result = await method(...args);
    if (point === Number(number) && side === 'after') die();
    if (name === 'ledger.settle' && !isPending(result)) {
      isCounting = false;
      process.stdout.write('final\n');
    }
    return result;
  };
}

const numbered = <T extends object>(port: string, object: T): T =>
  new Proxy(object, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function' || typeof name !== 'string') return value;
      const method = (value as Method).bind(target);
      return uncounted.has(name) ? method : counted(`${port}.${name}`, method);
    },
  });

const wrap = (ports: TrackingPorts): TrackingPorts => ({
  ...ports,
  crm: numbered('crm', ports.crm),
  mailbox: numbered('mailbox', ports.mailbox),
  ledger: numbered('ledger', ports.ledger),
});

const read = (name: string) => readFile(join(certificateDir, name), 'utf8');
tls.setDefaultCACertificates([...tls.getCACertificates('default'), await read('ca.pem')]);
const config = localConfig({
  urls: sandboxUrls(Number(port)),
  tls: { key: await read('localhost.key'), cert: await read('localhost.pem') },
  root: join(import.meta.dirname, '../..'),
});
const { pglite, db } = await openEmbeddedDatabase(databaseDir);
const overrides: Overrides = { wrap, database: embedded(pglite, db) };
// Only what a click sets going is counted; the mailboxes' own cycles have their own tests.
await startWorker({ ...config, logLevel: 'error' }, { ...overrides, cycles: {} });
await startService({ ...config, logLevel: 'error' }, overrides);
process.stdout.write('ready\n');
