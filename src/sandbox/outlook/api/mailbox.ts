import type { FastifyInstance } from 'fastify';
import { problem } from '../problem.ts';
import type { OutlookDeps, SharedMailbox } from '../types.ts';
import { userOf } from './guard.ts';

const passedOn = ['prefer', 'if-match', 'content-type'];
const immutableIds = 'IdType="ImmutableId"';

function headersFor(received: Record<string, string | string[] | undefined>) {
  const headers: Record<string, string> = {};
  for (const name of passedOn) {
    const value = received[name];
    if (typeof value === 'string') headers[name] = value;
  }
  headers['prefer'] = headers['prefer'] ? `${headers['prefer']}, ${immutableIds}` : immutableIds;
  return headers;
}

/**
 * `/api/me/…` and `/api/users/…` are Graph's `/me/…` and `/users/…` for the person signed in, in
 * Graph's own shapes; `/api/mailboxes` lists the mailboxes shared with them; `/api/ids` knows an
 * item by any form of its id.
 */
export function registerMailbox(app: FastifyInstance, deps: OutlookDeps): void {
  for (const url of ['/api/me/*', '/api/users/*']) {
    app.route({
      method: ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'],
      url,
      handler: async (request, reply) => {
        const answer = await deps.graph.call(userOf(request), {
          method: request.method,
          path: request.url.slice('/api'.length),
          headers: headersFor(request.headers),
          ...(request.body !== undefined && { body: request.body }),
        });
        const type = answer.headers['content-type'];
        if (type) reply.type(type);
        return reply.code(answer.status).send(answer.body ?? undefined);
      },
    });
  }

  app.get('/api/mailboxes', (request): Promise<SharedMailbox[]> =>
    deps.graph.mailboxesSharedWith(userOf(request)),
  );

  app.get<{ Querystring: { id?: string } }>('/api/ids', async (request, reply) => {
    const { id } = request.query;
    if (!id) return problem(reply, 400, 'bad-request', 'The query parameter "id" is missing.');
    const immutableId = deps.graph.fromAnyId(id);
    return { id: immutableId, ewsId: deps.graph.toEwsId(immutableId) };
  });
}
