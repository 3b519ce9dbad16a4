import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import tls from 'node:tls';
import { embedded } from '../../adapters/postgres/database.ts';
import { openEmbeddedDatabase } from '../local/embedded-database.ts';
import { localConfig } from '../local/local-config.ts';
import { sandboxUrls } from '../local/start-sandbox.ts';
import { tenantId } from '../../sandbox/entra/registrations.ts';
import type { SyncPorts } from '../../sync/ports.ts';
import { startService } from '../service.ts';
import { cycleNow } from './mailbox-cycle.ts';

/**
 * Regarding's service alone, so that its processor time can be told from the sandbox's. Arguments:
 * the sandbox's first port, the folder of its certificate. Sends its own port when it is ready and
 * answers a message with its `process.cpuUsage()`, or with what a cycle of a mailbox came to.
 */
const [port, certificateDir] = process.argv.slice(2) as [string, string];
const read = (name: string) => readFile(join(certificateDir, name), 'utf8');

tls.setDefaultCACertificates([...tls.getCACertificates('default'), await read('ca.pem')]);
const config = localConfig({
  urls: sandboxUrls(Number(port)),
  tls: { key: await read('localhost.key'), cert: await read('localhost.pem') },
  root: join(import.meta.dirname, '../../..'),
});
const { pglite, db } = await openEmbeddedDatabase(undefined);
let ports: SyncPorts | undefined;
const service = await startService(
  {
    ...config,
    listen: { ...config.listen, port: 0 },
    requestsPerMinute: 1_000_000,
    logLevel: 'error',
  },
  {
    database: embedded(pglite, db),
    wrap: (own) => {
      ports = own as SyncPorts;
      return own;
    },
  },
);
// Whoever measures is gone.
process.on('disconnect', () => process.exit());
process.on('message', (asked: { cycle?: string }) => {
  if (asked.cycle === undefined || !ports) process.send?.(process.cpuUsage());
  else void cycleNow(ports, { tenantId, userId: asked.cycle }).then((done) => process.send?.(done));
});
process.send?.({ port: service.port });
