import { resolve } from 'node:path';
import { CompiledQuery, Kysely, PGliteDialect } from 'kysely';
import { pino } from 'pino';
import { embedded, openPostgres } from '../../src/adapters/postgres/database.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import type { Overrides } from '../../src/bin/compose.ts';
import { defaultSync } from '../../src/bin/config.ts';
import type { Config } from '../../src/bin/config.ts';
import type { Running } from '../../src/bin/run.ts';
import { startService } from '../../src/bin/service.ts';
import { startWorker } from '../../src/bin/worker.ts';
import type { DataverseDoor } from '../../src/sandbox/dataverse/door.ts';
import { createDataverse } from '../../src/sandbox/dataverse/index.ts';
import type { DirectoryUser } from '../../src/sandbox/entra/door.ts';
import { regardingApp, tenantId, testClient } from '../../src/sandbox/entra/registrations.ts';
import type { GraphDoor } from '../../src/sandbox/graph/door.ts';
import { createGraph } from '../../src/sandbox/graph/index.ts';
import type { SandboxUrls } from '../../src/sandbox/kit/deps.ts';
import type { LoggedRequest } from '../../src/sandbox/kit/request-log.ts';
import { anna, bela, freePort, startTestEntra } from './entra.ts';
import type { TestEntra } from './entra.ts';
import { openPglite } from './pglite.ts';

export { anna, bela };

/** An answer of Regarding's API. Bodies are read as the tests know them. */
export interface Reply {
  status: number;
  headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a test reads, it also checks
  body: any;
}

export interface Fault {
  match?: { method?: string; path?: string; body?: string; within?: 'request' | 'batch' };
  respond?: { status: number; headers?: Record<string, string>; body?: unknown };
  delayMs?: number;
  breakage?: 'lose-answer' | 'reset';
  skip?: number;
  times?: number;
}

type Upstream = 'graph' | 'dataverse' | 'entra';

/** Two people with mailboxes, a CRM with a customer, and Regarding in between; all over HTTPS. */
export interface TestRegarding {
  urls: SandboxUrls;
  entra: TestEntra;
  graph: GraphDoor;
  dataverse: DataverseDoor;
  /** SQL on Regarding's own database. */
  query: (text: string, parameters?: unknown[]) => Promise<Record<string, unknown>[]>;
  config: Config;
  /** System users of Anna and Béla. */
  systemUsers: Record<string, string>;
  token: (person: DirectoryUser) => Promise<string>;
  call: (person: DirectoryUser, path: string, body?: unknown, origin?: string) => Promise<Reply>;
  /** Requests a service answered since the last `forget`, without those to `/_sandbox/`. */
  requests: (service: Upstream) => Promise<LoggedRequest[]>;
  forget: () => Promise<void>;
  break: (service: Upstream, fault: Fault) => Promise<void>;
  mend: () => Promise<void>;
  /** Dataverse as a person sees it. */
  crm: (person: DirectoryUser, path: string, init?: RequestInit) => Promise<Reply>;
  /** One more service on the same database; closed with the rest. Answers its origin. */
  addService: (overrides?: Overrides) => Promise<string>;
  addWorker: (overrides?: Overrides) => Promise<Running>;
  close: () => Promise<void>;
}

export const ids = {
  account: 'acc00000-0000-4000-8000-000000000001',
  contact: 'c0000000-0000-4000-8000-000000000001',
  opportunity: '09900000-0000-4000-8000-000000000001',
  incident: '1ec00000-0000-4000-8000-000000000001',
};

export const customer = { name: 'Carla Customer', address: 'carla@customer.example' };

const port = (url: string): number => Number(new URL(url).port);

async function freeUrls(): Promise<SandboxUrls> {
  const url = async (): Promise<string> => `https://localhost:${await freePort()}`;
  return {
    outlook: await url(),
    service: await url(),
    entra: await url(),
    graph: await url(),
    dataverse: await url(),
  };
}

function configFor(urls: SandboxUrls, tls: { key: string; cert: string }): Config {
  return {
    databaseUrl: '',
    publicUrl: urls.service,
    listen: { host: 'localhost', port: port(urls.service), tls },
    tenants: [tenantId],
    clientId: regardingApp.clientId,
    credential: { clientSecret: regardingApp.clientSecret },
    allowedClients: [regardingApp.clientId, testClient.clientId],
    authority: urls.entra,
    graphUrl: urls.graph,
    dataverseUrl: urls.dataverse,
    officeScripts: [`${urls.outlook}/office/office.js`],
    frameAncestors: [urls.outlook],
    paneDir: resolve('test/support/pane-build'),
    assetsDir: resolve('assets'),
    manifestFile: resolve('test/support/pane-build/manifest.xml'),
    requestsPerMinute: 1_000,
    sync: defaultSync,
    logLevel: 'silent',
  };
}

async function loadCustomer(dataverse: DataverseDoor, owner: string): Promise<void> {
  await dataverse.load([
    { table: 'account', id: ids.account, owner, values: { name: 'Customer Ltd' } },
    {
      table: 'contact',
      id: ids.contact,
      owner,
      values: {
        firstname: 'Carla',
        lastname: 'Customer',
        fullname: customer.name,
        emailaddress1: customer.address,
        parentcustomerid: { table: 'account', id: ids.account },
      },
    },
    {
      table: 'opportunity',
      id: ids.opportunity,
      owner,
      values: { name: '100 % wool', customerid: { table: 'account', id: ids.account } },
    },
    {
      table: 'incident',
      id: ids.incident,
      owner,
      values: {
        title: "Carla's torn coat",
        ticketnumber: 'CAS-1',
        customerid: { table: 'account', id: ids.account },
      },
    },
  ]);
}

/** Starts everything; `close` ends it. */
export async function startRegarding(): Promise<TestRegarding> {
  const urls = await freeUrls();
  const pglite = await openPglite();
  const db = new Kysely<never>({ dialect: new PGliteDialect({ pglite }) });
  const entra = await startTestEntra({ db, urls });
  const graph = await createGraph({ ...entra.deps, entra: entra.door });
  const dataverse = await createDataverse({ ...entra.deps, entra: entra.door });
  for (const [app, url] of [
    [graph.app, urls.graph],
    [dataverse.app, urls.dataverse],
  ] as const) {
    await app.listen({ host: 'localhost', port: port(url) });
  }
  const systemUsers: Record<string, string> = {};
  for (const person of [anna, bela]) {
    await graph.door.ensureMailbox(person);
    const { systemUserId } = await dataverse.door.ensureUser({
      objectId: person.id,
      fullName: person.displayName,
      mail: person.mail,
      roles: ['Salesperson'],
    });
    systemUsers[person.id] = systemUserId;
  }
  await loadCustomer(dataverse.door, systemUsers[anna.id]!);

  const config = configFor(urls, entra.deps.tls);
  const logger = pino({ level: process.env['TEST_LOG'] ?? 'silent' });
  // The same tests on a real PostgreSQL; otherwise everything shares the embedded database.
  const url = process.env['TEST_DATABASE_URL'];
  const openDatabase = (): Database =>
    url === undefined ? embedded(pglite, db) : openPostgres(url, logger);
  const database = openDatabase();
  const usual = { database, logger };
  const running = [await startService(config, usual)];
  const closers: (() => Promise<void>)[] = running.map(({ close }) => close);

  const control = async (url: string, method: string, body?: unknown): Promise<unknown> => {
    const json = { 'content-type': 'application/json' };
    const init =
      body === undefined ? { method } : { method, headers: json, body: JSON.stringify(body) };
    const response = await fetch(url, init);
    if (!response.ok) throw new Error(`${method} ${url}: ${response.status}`);
    return response.status === 204 ? null : response.json();
  };
  const upstreams: Upstream[] = ['graph', 'dataverse', 'entra'];
  const token = (person: DirectoryUser): Promise<string> =>
    entra.userToken(person.mail, regardingApp.scope);
  const read = async (response: Response): Promise<Reply> => {
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      body: isJson && text ? JSON.parse(text) : text,
    };
  };
  return {
    urls,
    entra,
    graph: graph.door,
    dataverse: dataverse.door,
    query: async (text, parameters = []) => {
      const { rows } = await database.db.executeQuery(CompiledQuery.raw(text, parameters));
      return rows as Record<string, unknown>[];
    },
    config,
    systemUsers,
    token,
    call: async (person, path, body, origin = urls.service) => {
      const authorization = `Bearer ${await token(person)}`;
      const init: RequestInit =
        body === undefined
          ? { headers: { authorization } }
          : {
              method: 'POST',
              headers: { authorization, 'content-type': 'application/json' },
              body: JSON.stringify(body),
            };
      return read(await fetch(`${origin}${path}`, init));
    },
    requests: async (service) =>
      (await control(`${urls[service]}/_sandbox/requests`, 'GET')) as LoggedRequest[],
    forget: async () => {
      for (const name of upstreams) await control(`${urls[name]}/_sandbox/requests`, 'DELETE');
    },
    break: async (service, fault) => {
      await control(`${urls[service]}/_sandbox/faults`, 'POST', fault);
    },
    mend: async () => {
      for (const name of upstreams) await control(`${urls[name]}/_sandbox/faults`, 'DELETE');
    },
    crm: async (person, path, init = {}) => {
      const scope = `${urls.dataverse}/user_impersonation`;
      const authorization = `Bearer ${await entra.userToken(person.mail, scope)}`;
      const headers = { 'content-type': 'application/json', authorization };
      return read(await fetch(`${urls.dataverse}/api/data/v9.2/${path}`, { ...init, headers }));
    },
    addService: async (overrides = {}) => {
      const own = { ...config, listen: { ...config.listen, port: 0 } };
      const service = await startService(own, { ...usual, database: openDatabase(), ...overrides });
      closers.push(service.close);
      return `https://localhost:${service.port}`;
    },
    addWorker: async (overrides = {}) => {
      const worker = await startWorker(config, {
        ...usual,
        database: openDatabase(),
        ...overrides,
      });
      closers.push(worker.close);
      return worker;
    },
    close: async () => {
      for (const close of closers.reverse()) await close();
      await graph.app.close();
      await dataverse.app.close();
      await entra.close();
      await pglite.close();
    },
  };
}

let mails = 0;

export interface TestMail {
  from?: { name: string; address: string };
  to?: { name: string; address: string }[];
  subject?: string;
  messageId?: string;
  folder?: string;
  /** When it was received. */
  at?: string;
  /** More header lines. */
  headers?: string[];
}

const person = ({ displayName, mail }: DirectoryUser): { name: string; address: string } => ({
  name: displayName,
  address: mail,
});

/** Puts a mail into a mailbox; answers what the pane would know of it. */
export async function deliver(
  { graph }: Pick<TestRegarding, 'graph'>,
  owner: DirectoryUser,
  mail: TestMail = {},
) {
  mails += 1;
  const {
    from = customer,
    to = [person(anna)],
    subject = `Mail ${mails}`,
    folder = 'inbox',
  } = mail;
  const messageId = mail.messageId ?? `<mail-${mails}@customer.example>`;
  const list = to.map(({ name, address }) => `"${name}" <${address}>`).join(', ');
  const mime = [
    `From: "${from.name}" <${from.address}>`,
    `To: ${list}`,
    `Subject: ${subject}`,
    `Date: Fri, 20 Nov 2026 09:30:00 +0000`,
    ...(messageId ? [`Message-ID: ${messageId}`] : []),
    ...(mail.headers ?? ['Content-Type: text/html; charset=utf-8']),
    '',
    '<p>Hello</p>',
    '',
  ].join('\r\n');
  const { id } = await graph.importMail(owner.id, {
    mime: Buffer.from(mime),
    folder,
    isRead: true,
    at: new Date(mail.at ?? '2026-11-20T09:30:00Z'),
  });
  const item = {
    kind: 'message' as const,
    itemId: id,
    internetMessageId: messageId,
    from: from.address,
    mailbox: owner.mail,
  };
  const people = [
    { ...from, role: 'from' as const },
    ...to.map((recipient) => ({ ...recipient, role: 'to' as const })),
  ];
  return { id, item, people, messageId };
}
