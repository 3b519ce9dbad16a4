import type { FastifyInstance } from 'fastify';
import type { Punctuality } from '../../ports/workloads.ts';
import { RequestProblem } from '../problem.ts';

/** Later than this, the longest gap between two cycles (12 minutes) is in danger. */
const tooLateMs = 3 * 60_000;

/**
 * `/health/live`: the process runs. `/health/ready` and `/health`: it can accept work. `/health/sync`:
 * whether mailboxes are read in time (numbers only); 503 where some wait too long for a worker.
 */
export function registerHealth(
  app: FastifyInstance,
  isReady: () => Promise<boolean>,
  punctuality: () => Promise<Punctuality>,
): void {
  const ready = async (): Promise<{ status: string }> => {
    if (await isReady()) return { status: 'ready' };
    throw new RequestProblem({ status: 503, code: 'unexpected', detail: 'Not ready.' });
  };
  app.get('/health', ready);
  app.get('/health/ready', ready);
  app.get('/health/sync', async (_request, reply) => {
    const numbers = await punctuality();
    return reply.code(numbers.latestMs > tooLateMs ? 503 : 200).send(numbers);
  });
  app.get('/health/live', () => ({ status: 'live' }));
}
