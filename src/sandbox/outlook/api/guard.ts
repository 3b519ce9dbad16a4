import type { FastifyInstance, FastifyRequest } from 'fastify';
import { problem } from '../problem.ts';
import type { Sessions } from '../sessions.ts';

/** The person the guard let in. */
export function userOf(request: FastifyRequest): string {
  if (!request.outlookUser) throw new Error(`${request.url} is not behind the session guard.`);
  return request.outlookUser;
}

/**
 * Everything under `/api` is for the page itself: a request another origin made is refused (the
 * add-in's pages are of the same site, so the cookie alone does not keep them out), and all but the
 * session needs somebody signed in.
 */
export function registerGuard(app: FastifyInstance, ownOrigin: string, sessions: Sessions): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/api/')) return;
    reply.header('cache-control', 'no-store');
    // An attachment opened by its address must not run as a page of this origin.
    reply.header('content-security-policy', "default-src 'none'; sandbox");
    const { origin } = request.headers;
    const site = request.headers['sec-fetch-site'] ?? 'same-origin';
    if ((origin && origin !== ownOrigin) || site !== 'same-origin') {
      return problem(reply, 403, 'foreign-origin', 'Only the Outlook page itself may ask this.');
    }
    if (request.url === '/api/session') return;
    const userId = await sessions.userOf(request);
    if (!userId) return problem(reply, 401, 'not-signed-in', 'Pick a person first.');
    request.outlookUser = userId;
    request.sandboxCaller = userId;
  });
}
