import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import type { DataverseDoor, LoadedRow } from '../../sandbox/dataverse/door.ts';
import { createDataverse } from '../../sandbox/dataverse/index.ts';
import { createEntra } from '../../sandbox/entra/index.ts';
import { tenantId, testClient } from '../../sandbox/entra/registrations.ts';
import type { GraphDoor, IncomingMail } from '../../sandbox/graph/door.ts';
import { createGraph } from '../../sandbox/graph/index.ts';
import { sandboxCertificate } from '../../sandbox/kit/certificate.ts';
import type { SandboxDeps, SandboxUrls } from '../../sandbox/kit/deps.ts';
import { freeBasePort } from '../local/free-ports.ts';
import { openEmbeddedDatabase } from '../local/embedded-database.ts';
import { sandboxUrls } from '../local/start-sandbox.ts';

const userId = '5a4d0000-7e4a-4b1d-9c0e-5a4db0c5c001';
const mail = 'scale@fabrikam.example';

/** A sandbox with one mailbox and one organisation that can be filled. */
export interface ScaleWorld {
  urls: SandboxUrls;
  mailbox: string;
  /** Tops the mailbox and the contacts up to so many. */
  fill(messages: number, contacts: number): Promise<void>;
  /** Answers a GET as JSON; throws on any failure. */
  get(url: string, prefer?: string): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

const message = (n: number): IncomingMail => ({
  mime: Buffer.from(
    `Message-ID: <${n}@scale.example>\r\nFrom: Sender ${n % 977} <sender${n % 977}@scale.example>\r\n` +
      `To: ${mail}\r\nSubject: Offer ${n}${n === 7 ? ' quagga' : ''}\r\nDate: Mon, 02 Nov 2026 10:00:00 +0000\r\n\r\nNumber ${n}.\r\n`,
  ),
  folder: 'inbox',
  isRead: true,
  at: new Date(Date.UTC(2026, 0, 1) + n * 60_000),
});

const contact = (n: number, owner: string): LoadedRow => ({
  table: 'contact',
  id: randomUUID(),
  owner,
  values: {
    firstname: `First${n}`,
    lastname: n === 7 ? 'Quaggason' : `Last${n}`,
    fullname: n === 7 ? 'First7 Quaggason' : `First${n} Last${n}`,
    emailaddress1: `person${n}@scale.example`,
    emailaddress2: `second${n}@scale.example`,
    statecode: 0,
    statuscode: 1,
  },
});

const numbers = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);

function filler(graph: GraphDoor, dataverse: DataverseDoor, owner: string): ScaleWorld['fill'] {
  let messages = 0;
  let contacts = 0;
  return async (wantedMessages, wantedContacts) => {
    const mails = numbers(messages, wantedMessages).map(message);
    await graph.importMails(userId, mails);
    await dataverse.loadMany(numbers(contacts, wantedContacts).map((n) => contact(n, owner)));
    [messages, contacts] = [wantedMessages, wantedContacts];
  };
}

async function appToken(urls: SandboxUrls, resource: string): Promise<string> {
  const response = await fetch(`${urls.entra}/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: testClient.clientId,
      client_secret: testClient.clientSecret,
      scope: `${resource}/.default`,
    }),
  });
  const body = (await response.json()) as { access_token?: string };
  if (!body.access_token) throw new Error(JSON.stringify(body));
  return body.access_token;
}

/** The services, listening, on a database in memory. */
async function startServices(deps: SandboxDeps) {
  const entra = await createEntra(deps);
  const graph = await createGraph({ ...deps, entra: entra.door });
  const dataverse = await createDataverse({ ...deps, entra: entra.door });
  const { urls } = deps;
  const apps = [
    { app: entra.app, url: urls.entra },
    { app: graph.app, url: urls.graph },
    { app: dataverse.app, url: urls.dataverse },
  ];
  for (const { app, url } of apps) {
    await app.listen({ host: 'localhost', port: Number(new URL(url).port) });
  }
  const close = async () => {
    for (const { app } of apps) await app.close();
  };
  return { entra, graph, dataverse, close };
}

/** Starts the sandbox in this process, with nobody but one person in it. */
export async function openScaleWorld(): Promise<ScaleWorld> {
  const dir = await mkdtemp(join(tmpdir(), 'regarding-scale-'));
  const now = (): Date => new Date();
  const { ca, cert, key } = await sandboxCertificate(dir, now());
  await rm(dir, { recursive: true });
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), ca]);
  const database = await openEmbeddedDatabase(undefined);
  const urls = sandboxUrls(await freeBasePort());
  const services = await startServices({ db: database.db, now, urls, tls: { cert, key } });
  const { entra, graph, dataverse } = services;
  const person = { id: userId, displayName: 'Scale', givenName: 'Scale', surname: '', mail };
  await entra.door.addUsers([
    { ...person, jobTitle: '', preferredLanguage: 'en-US', timeZone: 'Europe/Budapest' },
  ]);
  await graph.door.ensureMailbox(person);
  const { systemUserId } = await dataverse.door.ensureUser({
    objectId: userId,
    fullName: 'Scale',
    mail,
    roles: ['System Administrator'],
  });
  const tokens = new Map(
    await Promise.all(
      [urls.graph, urls.dataverse].map(
        async (origin) => [origin, await appToken(urls, origin)] as const,
      ),
    ),
  );
  return {
    urls,
    mailbox: `${urls.graph}/v1.0/users/${userId}`,
    fill: filler(graph.door, dataverse.door, systemUserId),
    get: async (url, prefer) => {
      const authorization = `Bearer ${tokens.get(new URL(url).origin) ?? ''}`;
      const headers = { authorization, ...(prefer && { prefer }) };
      const response = await fetch(url, { headers });
      const text = await response.text();
      if (!response.ok) throw new Error(`${response.status} ${url}: ${text}`);
      return JSON.parse(text) as Record<string, unknown>;
    },
    close: async () => {
      await services.close();
      await database.close();
    },
  };
}
