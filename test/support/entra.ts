import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import type { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import type { EntraDoor } from '../../src/sandbox/entra/door.ts';
import { createEntra } from '../../src/sandbox/entra/index.ts';
import { sandboxPassword, tenantId, testClient } from '../../src/sandbox/entra/registrations.ts';
import { sandboxCertificate } from '../../src/sandbox/kit/certificate.ts';
import type { SandboxDeps, SandboxUrls } from '../../src/sandbox/kit/deps.ts';
import { anna, bela } from './people.ts';
import { openPglite } from './pglite.ts';

export { anna, bela };

/** A port nobody listens on at the moment. */
export function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(0, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** A certificate for `localhost` that this process trusts from now on. */
export async function trustedCertificate(): Promise<SandboxDeps['tls']> {
  const dir = await mkdtemp(join(tmpdir(), 'regarding-certificate-'));
  const { ca, cert, key } = await sandboxCertificate(dir, new Date());
  await rm(dir, { recursive: true });
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), ca]);
  return { cert, key };
}

export interface TestEntra {
  /** `https://localhost:<port>`. */
  url: string;
  authority: string;
  urls: SandboxUrls;
  deps: SandboxDeps;
  door: EntraDoor;
  /** The token endpoint's answer to a form. */
  token(
    form: Record<string, string>,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: Record<string, unknown> }>;
  /** An access token of a person for `scope`, by the test client. */
  userToken(mail: string, scope: string): Promise<string>;
  /** The test client's own access token for `<resource>/.default`. */
  appToken(resource: string): Promise<string>;
  close(): Promise<void>;
}

/**
 * Entra on a free port, with Anna and Béla in it. Without `db` it gets a PGlite of its own, closed
 * with it. `urls` replaces the places of the other services.
 */
export async function startTestEntra(
  options: {
    db?: Kysely<never>;
    urls?: Partial<SandboxUrls>;
    now?: () => Date;
    tls?: SandboxDeps['tls'];
  } = {},
): Promise<TestEntra> {
  const url = options.urls?.entra ?? `https://localhost:${await freePort()}`;
  const own = options.db ? undefined : await openPglite();
  const db =
    options.db ?? new Kysely<never>({ dialect: new PGliteDialect({ pglite: own as PGlite }) });
  const urls: SandboxUrls = {
    outlook: 'https://localhost:3000',
    service: 'https://localhost:3001',
    graph: 'https://localhost:3003',
    dataverse: 'https://localhost:3004',
    ...options.urls,
    entra: url,
  };
  const deps: SandboxDeps = {
    db,
    urls,
    now: options.now ?? (() => new Date()),
    tls: options.tls ?? (await trustedCertificate()),
  };
  const { app, door } = await createEntra(deps);
  await door.addUsers([anna, bela]);
  await app.listen({ host: 'localhost', port: Number(new URL(url).port) });
  const token: TestEntra['token'] = async (form, headers = {}) => {
    const response = await fetch(`${url}/${tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers,
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const accessToken = async (form: Record<string, string>): Promise<string> => {
    const { clientId: client_id, clientSecret: client_secret } = testClient;
    const { status, body } = await token({ client_id, client_secret, ...form });
    if (status !== 200) throw new Error(String(body['error_description']));
    return String(body['access_token']);
  };
  return {
    url,
    authority: `${url}/${tenantId}`,
    urls,
    deps,
    door,
    token,
    userToken: (username, scope) =>
      accessToken({ grant_type: 'password', username, password: sandboxPassword, scope }),
    appToken: (resource) =>
      accessToken({ grant_type: 'client_credentials', scope: `${resource}/.default` }),
    close: async () => {
      await app.close();
      await own?.close();
    },
  };
}
