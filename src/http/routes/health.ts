import type { FastifyInstance } from 'fastify';
import { RequestProblem } from '../problem.ts';

/** `/health/live`: the process runs. `/health/ready` and `/health`: it can accept work. */
export function registerHealth(app: FastifyInstance, isReady: () => Promise<boolean>): void {
  const ready = async (): Promise<{ status: string }> => {
    if (await isReady()) return { status: 'ready' };
    throw new RequestProblem({ status: 503, code: 'unexpected', detail: 'Not ready.' });
  };
  app.get('/health', ready);
  app.get('/health/ready', ready);
  app.get('/health/live', () => ({ status: 'live' }));
}
