import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Entra } from '../entra.ts';
import { EntraError, errorBody } from '../errors.ts';

const given = z.object({ 'client-request-id': z.guid() });

/** The caller's own correlation id where it sent one. */
export function correlationId({ query, headers, body }: FastifyRequest): string {
  for (const source of [query, headers, body]) {
    const parsed = given.safeParse(source);
    if (parsed.success) return parsed.data['client-request-id'];
  }
  return randomUUID();
}

/** Endpoints Entra has and the sandbox has not. */
const notBuilt: [RegExp, string][] = [
  [/^\/[^/]+\/oauth2\/devicecode$/, 'version 1 of the device authorization grant'],
  [/^\/[^/]+\/oauth2\/checksession$/, 'session checks'],
  [/^\/[^/]+\/saml2$/, 'SAML'],
  [/^\/[^/]+\/wsfed$/, 'WS-Federation'],
  [/^\/[^/]+\/kerberos$/, 'Kerberos'],
];

/** Refusals in Entra's form; 501 for what is not built, 404 for what Entra has not either. */
export function registerErrors(app: FastifyInstance, entra: Entra): void {
  app.setErrorHandler((error, request, reply) => {
    if (!(error instanceof EntraError)) return reply.send(error);
    const context = {
      at: entra.now(),
      correlationId: correlationId(request),
      origin: entra.urls.entra,
    };
    return reply
      .code(error.kind.status)
      .header('cache-control', 'no-store, no-cache')
      .send(errorBody(error, context));
  });
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.replace(/\?.*/, '');
    const missing = notBuilt.find(([pattern]) => pattern.test(path));
    return missing
      ? reply.code(501).send({
          error: 'not_implemented',
          error_description: `The sandbox does not build ${missing[1]}.`,
        })
      : reply.code(404).send({ error: 'not_found', error_description: 'No such page.' });
  });
}
