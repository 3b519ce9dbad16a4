import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Caller } from '../ports/actor.ts';
import type { TokenVerifier } from '../ports/directory.ts';
import { InvalidToken } from '../ports/directory.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on every route below `/api`. */
    caller: Caller | null;
  }
}

/** The verified caller. @throws InvalidToken outside the routes that authenticate. */
export function callerOf(request: FastifyRequest): Caller {
  if (!request.caller) throw new InvalidToken('no caller');
  return request.caller;
}

/** Lets nobody in without a bearer token of an allowed person and client. */
export function registerAuthentication(app: FastifyInstance, tokens: TokenVerifier): void {
  app.decorateRequest('caller', null);
  app.addHook('onRequest', async (request) => {
    const token = /^Bearer ([\w.~+/=-]+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) throw new InvalidToken('no bearer token');
    const caller = await tokens.verify(token);
    request.caller = caller;
    request.log = request.log.child({ tenant: caller.tenantId, user: caller.userId });
  });
}
