import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { readManifest } from '../manifest/read-manifest.ts';
import { brokerFailure, entraOutage } from '../naa-broker.ts';
import { problem } from '../problem.ts';
import type { NaaTokenRequest, OutlookDeps } from '../types.ts';
import { userOf } from './guard.ts';

const tokenRequest = z.strictObject({
  clientId: z.string(),
  scopes: z.array(z.string()).min(1),
  origin: z.url(),
}) satisfies z.ZodType<NaaTokenRequest>;

/** The add-in as its manifest describes it, and its tokens through nested app authentication. */
export function registerAddIn(app: FastifyInstance, deps: OutlookDeps): void {
  const addInIn = (language: string) =>
    readManifest(deps.manifestPath, deps.urls.service, language);

  app.get('/api/add-in', async (request) => {
    const userId = userOf(request);
    const user = (await deps.entra.users()).find((candidate) => candidate.id === userId);
    return addInIn(user?.preferredLanguage ?? 'en-US');
  });

  app.post('/api/naa-token', async (request, reply) => {
    const body = tokenRequest.safeParse(request.body);
    if (!body.success) return problem(reply, 400, 'bad-request', z.prettifyError(body.error));
    const { origins } = await addInIn('en-US');
    if (!origins.includes(body.data.origin)) {
      return problem(reply, 403, 'foreign-origin', `${body.data.origin} is not the add-in's.`);
    }
    const outage = await entraOutage(deps);
    if (outage) return reply.code(503).send(outage);
    try {
      return await deps.entra.brokerToken({ userId: userOf(request), ...body.data });
    } catch (error) {
      return reply.code(400).send(brokerFailure(error));
    }
  });
}
