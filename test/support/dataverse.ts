import type { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import type { DataverseDeps } from '../../src/sandbox/dataverse/api/authenticate.ts';
import type { DataverseDoor } from '../../src/sandbox/dataverse/door.ts';
import { createDataverse } from '../../src/sandbox/dataverse/index.ts';
import type { EntraDoor } from '../../src/sandbox/entra/door.ts';
import { regardingApp, tenantId, testClient } from '../../src/sandbox/entra/registrations.ts';
import type { SandboxDeps } from '../../src/sandbox/kit/deps.ts';
import { freePort, trustedCertificate } from './entra.ts';
import { openPglite } from './pglite.ts';

export interface ApiAnswer {
  status: number;
  headers: Headers;
  /** Parsed where it is JSON, else text; undefined where empty. */
  // Tests look into answers of every shape.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
}

export interface Call {
  body?: unknown;
  headers?: Record<string, string>;
  /** Object id of a person, or `app:<client id>`. */
  as?: string;
}

export interface TestDataverse {
  /** `https://localhost:<port>`. */
  url: string;
  root: string;
  door: DataverseDoor;
  db: Kysely<never>;
  deps: SandboxDeps & { entra: Pick<EntraDoor, 'verify'> };
  /** One request below `/api/data/v9.2/`, as the test client unless told otherwise. */
  call(method: string, path: string, call?: Call): Promise<ApiAnswer>;
  close(): Promise<void>;
}

export const asTestClient = `app:${testClient.clientId}`;
export const asRegarding = `app:${regardingApp.clientId}`;

/** Tokens are the caller's id itself: the rules of tokens are tested with Entra. */
const verify: EntraDoor['verify'] = (token) => {
  if (token === 'invalid') return Promise.reject(new Error('The token is not valid.'));
  const isApplication = token.startsWith('app:');
  const id = token.replace('app:', '');
  return Promise.resolve({
    tenantId,
    objectId: id,
    applicationId: isApplication ? id : testClient.clientId,
    scopes: isApplication ? [] : ['user_impersonation'],
    roles: [],
    isApplication,
  });
};

async function answer(response: Response): Promise<ApiAnswer> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  const body = text === '' ? undefined : isJson ? (JSON.parse(text) as unknown) : text;
  return { status: response.status, headers: response.headers, body };
}

/** Dataverse on a free port; its tokens are callers' ids unless `entra` is given. */
export async function startTestDataverse(
  options: {
    pglite?: PGlite;
    db?: Kysely<never>;
    now?: () => Date;
    entra?: Pick<EntraDoor, 'verify'>;
    tls?: SandboxDeps['tls'];
    url?: string;
    limits?: DataverseDeps['limits'];
    stopwatch?: DataverseDeps['stopwatch'];
  } = {},
): Promise<TestDataverse> {
  const url = options.url ?? `https://localhost:${await freePort()}`;
  const own = options.db ? undefined : (options.pglite ?? (await openPglite()));
  const db =
    options.db ?? new Kysely<never>({ dialect: new PGliteDialect({ pglite: own as PGlite }) });
  const deps = {
    db,
    now: options.now ?? (() => new Date()),
    tls: options.tls ?? (await trustedCertificate()),
    urls: {
      outlook: 'https://localhost:3000',
      service: 'https://localhost:3001',
      entra: 'https://localhost:3002',
      graph: 'https://localhost:3003',
      dataverse: url,
    },
    entra: options.entra ?? { verify },
    // Tests search more often than once a second; those of the limits set their own.
    limits: options.limits ?? { searchesPerSecond: 1000 },
    ...(options.stopwatch && { stopwatch: options.stopwatch }),
  };
  const { app, door } = await createDataverse(deps);
  await app.listen({ host: 'localhost', port: Number(new URL(url).port) });
  const root = `${url}/api/data/v9.2`;
  const call: TestDataverse['call'] = async (method, path, { body, headers = {}, as } = {}) => {
    const isText = typeof body === 'string';
    return answer(
      await fetch(`${root}/${path}`, {
        method,
        headers: {
          authorization: `Bearer ${as ?? asTestClient}`,
          ...(body !== undefined && !isText && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: isText ? body : JSON.stringify(body) }),
      }),
    );
  };
  const close = async () => {
    await app.close();
    if (own && !options.pglite) await own.close();
  };
  return { url, root, door, db, deps, call, close };
}
