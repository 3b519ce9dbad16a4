import type { FastifyInstance } from 'fastify';
import { Kysely, PGliteDialect } from 'kysely';
import { SandboxClock } from '../../src/sandbox/kit/clock.ts';
import type { SandboxDeps } from '../../src/sandbox/kit/deps.ts';
import { createSandboxServer } from '../../src/sandbox/kit/server.ts';
import { trustedCertificate } from './entra.ts';
import { openPglite } from './pglite.ts';

/** A sandbox service that does nothing but what the kit gives every service. */
export interface Probe extends AsyncDisposable {
  origin: string;
  /** Ids of the things that were really changed. */
  changed: string[];
  app: FastifyInstance;
}

export interface ProbeHouse extends AsyncDisposable {
  deps: SandboxDeps & { clock: SandboxClock };
  /** Starts a service of that name; the second of a name is the same service after a restart. */
  start(name: string): Promise<Probe>;
}

function addPages(app: FastifyInstance, changed: string[]): void {
  app.all<{ Params: { id: string } }>('/things/:id', (request) => {
    request.sandboxCaller = 'somebody';
    if (request.method !== 'GET') changed.push(request.params.id);
    return { id: request.params.id };
  });
  app.get('/batch', async (request) => {
    const met = await app.meetFault('GET', '/things/inner');
    request.sandboxParts = [{ method: 'GET', path: '/things/inner', status: met?.status ?? 200 }];
    return {};
  });
}

/** A database in memory with services on it. */
export async function openProbeHouse(): Promise<ProbeHouse> {
  const pglite = await openPglite();
  const clock = new SandboxClock(() => new Date('2026-11-22T09:30:00Z'));
  const urls = {
    outlook: 'https://localhost:3000',
    service: 'https://localhost:3001',
    entra: 'https://localhost:3002',
    graph: 'https://localhost:3003',
    dataverse: 'https://localhost:3004',
  };
  const db = new Kysely<never>({ dialect: new PGliteDialect({ pglite }) });
  const deps = { db, now: clock.now, clock, urls, tls: await trustedCertificate() };
  const start = async (name: string): Promise<Probe> => {
    const app = await createSandboxServer(name, deps);
    const changed: string[] = [];
    addPages(app, changed);
    const url = await app.listen({ host: 'localhost', port: 0 });
    const origin = url.replace('127.0.0.1', 'localhost').replace('[::1]', 'localhost');
    return { origin, changed, app, [Symbol.asyncDispose]: () => app.close() };
  };
  return { deps, start, [Symbol.asyncDispose]: () => pglite.close() };
}
