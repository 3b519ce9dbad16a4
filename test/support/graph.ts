import type { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import type { GraphDoor } from '../../src/sandbox/graph/door.ts';
import { createGraph } from '../../src/sandbox/graph/index.ts';
import { anna, bela, freePort, startTestEntra, type TestEntra } from './entra.ts';
import { openPglite } from './pglite.ts';

export { anna, bela };

/** An answer of Graph. Bodies are read as the tests know them. */
export interface GraphReply {
  status: number;
  headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a test reads, it also checks
  body: any;
  bytes: Buffer;
}

export interface RequestOptions {
  /** JSON; a string goes out as text/plain. */
  body?: unknown;
  headers?: Record<string, string>;
  /** Anna's with every permission where absent. */
  token?: string;
}

export interface TestGraph {
  origin: string;
  door: GraphDoor;
  pglite: PGlite;
  entra: TestEntra;
  /** Advances the clock of the mailboxes. */
  pass(ms: number): void;
  /** An access token for Graph with these delegated permissions. */
  userToken(mail: string, ...scopes: string[]): Promise<string>;
  /** A request below `/v1.0`, or to an absolute link of Graph's. */
  call(method: string, path: string, options?: RequestOptions): Promise<GraphReply>;
  close(): Promise<void>;
}

const everyScope = [
  'User.Read',
  'User.ReadBasic.All',
  'Mail.ReadWrite',
  'Mail.Send',
  'MailboxSettings.ReadWrite',
  'Calendars.ReadWrite',
  'Contacts.ReadWrite',
  'Tasks.ReadWrite',
  'Calendars.ReadWrite.Shared',
];

function requestInit(method: string, token: string, { body, headers }: RequestOptions) {
  const type = typeof body === 'string' ? 'text/plain' : 'application/json';
  return {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': type }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  };
}

async function readReply(response: Response): Promise<GraphReply> {
  const bytes = Buffer.from(await response.arrayBuffer());
  const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
  const body: unknown = isJson && bytes.length > 0 ? JSON.parse(bytes.toString()) : undefined;
  return { status: response.status, headers: response.headers, body, bytes };
}

/**
 * The sandbox's Graph with its Entra on free ports; Anna and Béla have mailboxes. `pglite` is a
 * database to go on with: it stays open. The mailboxes' clock stands at 2026-11-22T09:30Z.
 */
export async function startTestGraph(pglite?: PGlite): Promise<TestGraph> {
  const origin = `https://localhost:${await freePort()}`;
  const database = pglite ?? (await openPglite());
  const db = new Kysely<never>({ dialect: new PGliteDialect({ pglite: database }) });
  const entra = await startTestEntra({ db, urls: { graph: origin } });
  let now = Date.parse('2026-11-22T09:30:00Z');
  const { app, door } = await createGraph({
    ...entra.deps,
    now: () => new Date(now),
    entra: entra.door,
  });
  await door.ensureMailbox(anna);
  await door.ensureMailbox(bela);
  await app.listen({ port: Number(new URL(origin).port), host: 'localhost' });
  const userToken = (mail: string, ...scopes: string[]) =>
    entra.userToken(mail, scopes.map((scope) => `${origin}/${scope}`).join(' '));
  const annas = await userToken(anna.mail, ...everyScope);
  return {
    origin,
    door,
    pglite: database,
    entra,
    userToken,
    pass: (ms) => void (now += ms),
    async call(method, path, options = {}) {
      const url = path.startsWith('https://') ? path : `${origin}/v1.0${path}`;
      return readReply(await fetch(url, requestInit(method, options.token ?? annas, options)));
    },
    async close() {
      await app.close();
      await entra.close();
      if (!pglite) await database.close();
    },
  };
}

/** One property of every object in a list. */
export const pluck = (reply: GraphReply, name: string): unknown[] =>
  (reply.body.value as Record<string, unknown>[]).map((one) => one[name]);

/** A small mail as it comes off the wire. */
export function mime(lines: Record<string, string>, body = 'Hello\r\n'): Buffer {
  const headers = {
    From: 'Carl Fischer <carl@contoso.example>',
    To: 'Anna Berger <anna@fabrikam.example>',
    Date: 'Sun, 22 Nov 2026 08:00:00 +0000',
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=utf-8',
    ...lines,
  };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${head.join('')}\r\n${body}`);
}

let arrivals = 0;

/** Puts a mail into Anna's inbox, later than all before it. Answers its immutable id. */
export async function arrive(
  graph: TestGraph,
  lines: Record<string, string> = {},
  {
    text,
    folder = 'inbox',
    userId = anna.id,
  }: { text?: string; folder?: string; userId?: string } = {},
): Promise<{ id: string; bytes: Buffer; messageId: string }> {
  arrivals += 1;
  const messageId = lines['Message-ID'] ?? `<${arrivals}@contoso.example>`;
  const bytes = mime({ Subject: `Mail ${arrivals}`, ...lines, 'Message-ID': messageId }, text);
  const at = new Date(Date.parse('2026-11-22T08:00:00Z') + arrivals * 1_000);
  const { id } = await graph.door.importMail(userId, { mime: bytes, folder, isRead: false, at });
  return { id, bytes, messageId };
}
