import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { findApplication } from '../client.ts';
import type { Entra } from '../entra.ts';
import { policySchema } from '../policies.ts';
import { regardingApp, sandboxPassword, tenantId, testClient } from '../registrations.ts';

/**
 * `GET /_sandbox/directory`: who is there and how to get a token as them.
 * `POST /_sandbox/keys`: a new signing key takes over; the old ones stay published.
 * `/_sandbox/policies`: conditional failures. `POST /_sandbox/users/{id}/revoke`: ends sessions.
 * `DELETE|PUT /_sandbox/consents/{client}`: withdraws or restores the administrator's consent.
 * `POST /_sandbox/applications/{client}/certificates`: registers a certificate (`{"pem": …}`).
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
  registerPolicies(app, entra);
  registerConsents(app, entra);
  app.post<{ Params: { id: string } }>('/_sandbox/users/:id/revoke', async (request, reply) => {
    const { id } = request.params;
    await entra.grants.revoke(id);
    await entra.sessions.revoke(id);
    return reply.code(204).send();
  });
  app.post<{ Params: { client: string } }>(
    '/_sandbox/applications/:client/certificates',
    async (request, reply) => {
      const { clientId } = findApplication(entra, request.params.client);
      const body = z.strictObject({ pem: z.string() }).safeParse(request.body);
      if (!body.success) return refuse(reply, z.prettifyError(body.error));
      try {
        return await reply.code(201).send(await entra.certificates.add(clientId, body.data.pem));
      } catch (error) {
        return refuse(reply, `That is no certificate in PEM form: ${String(error)}`);
      }
    },
  );
}

const refuse = (reply: FastifyReply, error_description: string): FastifyReply =>
  reply.code(400).send({ error: 'invalid_request', error_description });

function registerPolicies(app: FastifyInstance, entra: Entra): void {
  app.get('/_sandbox/policies', () => entra.policies.all());
  app.post('/_sandbox/policies', async (request, reply) => {
    const parsed = policySchema.safeParse(request.body);
    if (!parsed.success) return refuse(reply, z.prettifyError(parsed.error));
    return reply.code(201).send(await entra.policies.add(parsed.data));
  });
  app.delete('/_sandbox/policies', async (_request, reply) => {
    await entra.policies.remove();
    return reply.code(204).send();
  });
  app.delete<{ Params: { id: string } }>('/_sandbox/policies/:id', async (request, reply) => {
    await entra.policies.remove(request.params.id);
    return reply.code(204).send();
  });
}

function registerConsents(app: FastifyInstance, entra: Entra): void {
  const path = '/_sandbox/consents/:client';
  app.delete<{ Params: { client: string } }>(path, async (request, reply) => {
    await entra.consents.withdraw(findApplication(entra, request.params.client));
    return reply.code(204).send();
  });
  app.put<{ Params: { client: string } }>(path, async (request, reply) => {
    await entra.consents.restore(findApplication(entra, request.params.client));
    return reply.code(204).send();
  });
}
