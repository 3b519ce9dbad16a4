import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:https';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Kysely, PGliteDialect } from 'kysely';
import type { GraphDoor } from '../../../src/sandbox/graph/door.ts';
import { createGraph } from '../../../src/sandbox/graph/index.ts';
import { SandboxClock } from '../../../src/sandbox/kit/clock.ts';
import type { SandboxUrls } from '../../../src/sandbox/kit/deps.ts';
import { createOutlook } from '../../../src/sandbox/outlook/index.ts';
import { anna, bela, freePort, startTestEntra, trustedCertificate } from '../entra.ts';
import { sampleAddIn } from './sample-add-in.ts';
import { sampleManifest } from './sample-manifest.ts';
import { openPglite } from '../pglite.ts';

const root = resolve(import.meta.dirname, '../../..');

export interface TestOutlook {
  urls: SandboxUrls;
  graph: GraphDoor;
  close(): Promise<void>;
}

async function freeUrls(): Promise<SandboxUrls> {
  const url = async () => `https://localhost:${await freePort()}`;
  return {
    outlook: await url(),
    service: await url(),
    entra: await url(),
    graph: await url(),
    dataverse: await url(),
  };
}

const listening = (server: Server, url: string) =>
  new Promise<void>((done) => server.listen(Number(new URL(url).port), 'localhost', () => done()));

export interface TestAddIn {
  /** The manifest, written for an origin. */
  manifest: (origin: string) => string;
  /** Serves the add-in's pages. */
  serve: (tls: { key: string; cert: string }, officeOrigin: string) => Server;
}

const sample: TestAddIn = { manifest: sampleManifest, serve: sampleAddIn };

/**
 * Outlook with the real Entra and Graph in memory, Anna and Béla in it, and an add-in where the
 * service would be. `pageDir` is the built page, or any folder where no page is needed.
 */
export async function startTestOutlook(
  pageDir = join(root, 'dist/outlook'),
  { manifest, serve }: TestAddIn = sample,
): Promise<TestOutlook> {
  const pglite = await openPglite();
  const db = new Kysely<never>({ dialect: new PGliteDialect({ pglite }) });
  const urls = await freeUrls();
  const tls = await trustedCertificate();
  const entra = await startTestEntra({ db, urls, tls });
  const { deps, door } = entra;
  const graph = await createGraph({ ...deps, entra: door });
  const dir = await mkdtemp(join(tmpdir(), 'regarding-manifest-'));
  const manifestPath = join(dir, 'manifest.xml');
  // Written for another address: the page takes the add-in from where the service is.
  await writeFile(manifestPath, manifest('https://localhost:1'));
  const outlook = await createOutlook({
    ...deps,
    clock: new SandboxClock(() => new Date()),
    entra: door,
    graph: graph.door,
    manifestPath,
    pageDir,
    officeJsDir: join(root, 'node_modules/@microsoft/office-js/dist'),
  });
  const addIn = serve(tls, urls.outlook);
  await outlook.app.listen({ host: 'localhost', port: Number(new URL(urls.outlook).port) });
  await graph.app.listen({ host: 'localhost', port: Number(new URL(urls.graph).port) });
  await listening(addIn, urls.service);
  for (const person of [anna, bela]) await graph.door.ensureMailbox(person);
  return {
    urls,
    graph: graph.door,
    close: async () => {
      await Promise.all([outlook.app.close(), graph.app.close(), entra.close()]);
      addIn.closeAllConnections();
      await new Promise((done) => addIn.close(done));
      await pglite.close();
      await rm(dir, { recursive: true });
    },
  };
}

/** A mail in MIME with text and HTML and, where asked, a file. */
export const sampleMail = (options: {
  subject: string;
  from: string;
  to: string;
  messageId: string;
  html: string;
}): Buffer =>
  Buffer.from(
    [
      `From: ${options.from}`,
      `To: ${options.to}`,
      'Cc: Carla Third <carla@contoso.example>',
      `Subject: ${options.subject}`,
      `Message-ID: <${options.messageId}>`,
      'Date: Sun, 22 Nov 2026 09:00:00 +0000',
      'X-Sample: yes',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/html; charset=utf-8',
      '',
      options.html,
      '--b',
      'Content-Type: text/plain; name=offer.txt',
      'Content-Disposition: attachment; filename=offer.txt',
      '',
      'An offer.',
      '--b--',
      '',
    ].join('\r\n'),
  );
