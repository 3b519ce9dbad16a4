import { join } from 'node:path';
import tls from 'node:tls';
import { embedded } from '../../adapters/postgres/database.ts';
import { loadDemo, loadEmpty } from '../../sandbox/demo/index.ts';
import { formatReport, importPaths, ImportPathError } from '../../sandbox/import/index.ts';
import { sandboxCertificate } from '../../sandbox/kit/certificate.ts';
import type { Overrides } from '../compose.ts';
import type { Running } from '../run.ts';
import { startService } from '../service.ts';
import { startWorker } from '../worker.ts';
import { buildPages } from './build-pages.ts';
import { openDataFolder, type DataFolder } from './data-folder.ts';
import { openEmbeddedDatabase, type EmbeddedDatabase } from './embedded-database.ts';
import { checkPorts } from './free-ports.ts';
import { localConfig } from './local-config.ts';
import { UserError, type LocalOptions } from './options.ts';
import { portsFrom, startSandbox, type RunningSandbox } from './start-sandbox.ts';

/** The number the demo organisation grows from. */
const demoSeed = 365;

const root = join(import.meta.dirname, '../../..');

/** Everything `npm start` runs. */
export interface Local extends Running {
  urls: RunningSandbox['urls'];
  /** Base64 SHA-256 of the certificate's public key. */
  spki: string;
}

/** Closes in the opposite order of opening, each once, also where opening stopped half-way. */
class Opened {
  #closers: (() => Promise<unknown>)[] = [];

  async add<T>(opening: Promise<T>, close: (opened: T) => Promise<unknown>): Promise<T> {
    const opened = await opening;
    this.#closers.unshift(() => close(opened));
    return opened;
  }

  async close(): Promise<void> {
    for (const close of this.#closers.splice(0)) await close();
  }
}

async function importInto(sandbox: RunningSandbox, paths: string[]): Promise<void> {
  if (paths.length === 0) return;
  const [person] = await sandbox.doors.entra.users();
  if (!person)
    throw new UserError('There is no mailbox to import into. Start with --seed demo or empty.');
  try {
    const report = await importPaths(paths, { userId: person.id }, sandbox.doors);
    console.log(`Imported into the mailbox of ${person.displayName}:\n${formatReport(report)}`);
  } catch (error) {
    if (error instanceof ImportPathError) throw new UserError(error.message);
    throw error;
  }
}

async function fill(sandbox: RunningSandbox, options: LocalOptions): Promise<void> {
  const now = new Date();
  await (options.seed === 'demo'
    ? loadDemo(sandbox.doors, { seed: demoSeed, now })
    : loadEmpty(sandbox.doors));
  await importInto(sandbox, options.importPaths);
}

async function startParts(
  options: LocalOptions,
  overrides: Overrides,
  opened: Opened,
): Promise<Omit<Local, 'close'>> {
  const now = () => new Date();
  await checkPorts(portsFrom(options.port));
  const folder = await opened.add<DataFolder>(
    openDataFolder(options.dataDir, options.fresh),
    (it) => it.release(),
  );
  const pages = buildPages(root);
  // Awaited below; a failure before that must not count as unhandled.
  pages.catch(() => undefined);
  const certificate = await sandboxCertificate(folder.certificateDir, now());
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), certificate.ca]);
  const database = await opened.add<EmbeddedDatabase>(
    openEmbeddedDatabase(folder.databaseDir),
    (it) => it.close(),
  );
  await pages;
  const sandbox = await opened.add<RunningSandbox>(
    startSandbox({ db: database.db, now, tls: certificate, port: options.port, root }),
    (it) => it.close(),
  );
  await fill(sandbox, options);
  await folder.markComplete();
  const config = localConfig({ urls: sandbox.urls, tls: certificate, root });
  const shared = { ...overrides, database: embedded(database.pglite, database.db) };
  const worker = await opened.add(startWorker(config, shared), (it) => it.close());
  await opened.add(startService(config, shared), (it) => it.close());
  for (const { id: userId } of await sandbox.doors.entra.users()) {
    for (const tenantId of config.tenants) await worker.lookAfter({ tenantId, userId });
  }
  return { urls: sandbox.urls, spki: certificate.spki };
}

/**
 * Starts the sandbox and Regarding's service and worker in this process.
 * @param overrides replaces or wraps parts of service and worker.
 * @throws UserError where the person at the terminal can do something about it.
 */
export async function startLocal(options: LocalOptions, overrides: Overrides = {}): Promise<Local> {
  const opened = new Opened();
  try {
    const parts = await startParts(options, overrides, opened);
    return { ...parts, close: () => opened.close() };
  } catch (error) {
    await opened.close();
    throw error;
  }
}
