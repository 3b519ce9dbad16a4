import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { installedAddIns } from '../add-ins.ts';
import { brokerFailure, entraOutage } from '../naa-broker.ts';
import { problem } from '../problem.ts';
import type { SideLoads } from '../side-loads.ts';
import type { NaaTokenRequest, OutlookDeps } from '../types.ts';
import { userOf } from './guard.ts';

const tokenRequest = z.strictObject({
  clientId: z.string(),
  scopes: z.array(z.string()).min(1),
  origin: z.url(),
  claims: z.string().optional(),
  isInteractive: z.boolean().optional(),
}) satisfies z.ZodType<NaaTokenRequest>;

/** Tokens for pages of the add-ins through nested app authentication. */
export function registerNaaToken(
  app: FastifyInstance,
  deps: OutlookDeps,
  sideLoads: SideLoads,
): void {
  app.post('/api/naa-token', async (request, reply) => {
    const body = tokenRequest.safeParse(request.body);
    if (!body.success) return problem(reply, 400, 'bad-request', z.prettifyError(body.error));
    const addIns = await installedAddIns(deps, sideLoads, userOf(request), 'en-US');
    if (!addIns.some(({ origins }) => origins.includes(body.data.origin))) {
      return problem(reply, 403, 'foreign-origin', `${body.data.origin} is no add-in's.`);
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
