import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Limiter } from './limiter.ts';
import { limitsSchema } from './settings.ts';

/**
 * The limits by hand: `GET /_sandbox/limits` shows limits and counters, `POST` changes limits,
 * `DELETE` sets the first ones again and forgets what was counted.
 */
export function registerLimitsControl(app: FastifyInstance, limiter: Limiter): void {
  const state = () => ({ limits: limiter.limits, callers: limiter.counters() });
  app.get('/_sandbox/limits', state);
  app.post('/_sandbox/limits', async (request, reply) => {
    const parsed = limitsSchema.partial().safeParse(request.body);
    if (!parsed.success) {
      return reply
        .code(400)
        .send({ error: { code: 'bad-limits', message: z.prettifyError(parsed.error) } });
    }
    const given = Object.entries(parsed.data).filter(([, value]) => value !== undefined);
    limiter.limits = { ...limiter.limits, ...Object.fromEntries(given) };
    return state();
  });
  app.delete('/_sandbox/limits', async (_request, reply) => {
    limiter.reset();
    return reply.code(204).send();
  });
}
