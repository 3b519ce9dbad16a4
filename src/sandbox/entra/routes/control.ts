import type { FastifyInstance } from 'fastify';
import type { Entra } from '../entra.ts';
import { regardingApp, sandboxPassword, tenantId, testClient } from '../registrations.ts';

/**
 * `GET /_sandbox/directory`: who is there and how to get a token as them.
 * `POST /_sandbox/keys`: a new signing key takes over; the old ones stay published.
 */
export function registerControl(app: FastifyInstance, entra: Entra): void {
  app.get('/_sandbox/directory', async () => ({
    tenantId,
    testClient,
    password: sandboxPassword,
    regarding: { clientId: regardingApp.clientId, scope: regardingApp.scope },
    users: await entra.directory.all(),
  }));
  app.post('/_sandbox/keys', async (_request, reply) =>
    reply.code(201).send(await entra.keys.rotate()),
  );
}
