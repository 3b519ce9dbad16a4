import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { installedAddIns } from '../add-ins.ts';
import { problem } from '../problem.ts';
import type { SideLoads } from '../side-loads.ts';
import type { OutlookDeps } from '../types.ts';
import { userOf } from './guard.ts';

const request = z.strictObject({ url: z.url() });

/** What Exchange Online takes in one attachment. */
const maxBytes = 25 * 1024 * 1024;
const patienceMs = 30_000;

/**
 * `POST /api/download`: a file an add-in attaches by its address, `{ content: base64, contentType }`.
 * Exchange fetches from anywhere; this laptop only from the add-ins' own origins.
 */
export function registerDownload(
  app: FastifyInstance,
  deps: OutlookDeps,
  sideLoads: SideLoads,
): void {
  app.post('/api/download', async (received, reply) => {
    const body = request.safeParse(received.body);
    if (!body.success) return problem(reply, 400, 'bad-request', z.prettifyError(body.error));
    const { origin } = new URL(body.data.url);
    const addIns = await installedAddIns(deps, sideLoads, userOf(received), 'en-US');
    if (!addIns.some(({ origins }) => origins.includes(origin))) {
      return problem(reply, 403, 'foreign-origin', `${origin} is not the add-in's.`);
    }
    const answer = await fetch(body.data.url, {
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    });
    if (!answer.ok) {
      await answer.body?.cancel();
      return problem(reply, answer.status, 'not-answered', `The file: ${answer.status}.`);
    }
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (bytes.length > maxBytes) return problem(reply, 413, 'too-large', 'The file is too large.');
    const contentType = answer.headers.get('content-type') ?? 'application/octet-stream';
    return { content: bytes.toString('base64'), contentType };
  });
}
