import { PassThrough } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { OutlookDeps } from '../types.ts';
import { userOf } from './guard.ts';

/**
 * `GET /api/changes`: server-sent events, one `change` with Graph's kind of item (`message`,
 * `folder`, `event`, `contact`, `category`) whenever something changed in the person's
 * mailbox or in one shared with them.
 */
export function registerChanges(app: FastifyInstance, deps: OutlookDeps): void {
  app.get('/api/changes', async (request, reply) => {
    const userId = userOf(request);
    const shared = await deps.graph.mailboxesSharedWith(userId);
    const watched = new Set([userId, ...shared.map(({ id }) => id)]);
    const stream = new PassThrough();
    // A first comment opens the stream at once; without it the browser waits for the first event.
    stream.write(':\n\n');
    const stop = deps.graph.onChange((change) => {
      if (watched.has(change.userId)) stream.write(`event: change\ndata: ${change.kind}\n\n`);
    });
    request.raw.once('close', () => {
      stop();
      stream.end();
    });
    return reply.type('text/event-stream').send(stream);
  });
}
