import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { SandboxDeps } from './deps.ts';
import { faultSchema, type Fault } from './fault.ts';
import { FaultStore } from './fault-store.ts';

type FaultAnswer = NonNullable<Fault['respond']>;

declare module 'fastify' {
  interface FastifyInstance {
    /**
     * The answer a fault has for a request, after its delay; undefined where the request goes on.
     * Called for every request by itself; a service's `$batch` route calls it for each part.
     */
    meetFault(method: string, url: string): Promise<FaultAnswer | undefined>;
  }
}

const defaultBody = (status: number): unknown => ({
  error: { code: `sandbox-fault-${status}`, message: 'Fault set by hand.' },
});

/** Text is sent as it is, anything else as JSON, whatever the fault's content type says. */
function answer(reply: FastifyReply, { status, headers, body }: FaultAnswer): FastifyReply {
  const isText = typeof body === 'string';
  return reply
    .code(status)
    .type(isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8')
    .headers(headers ?? {})
    .send(isText ? body : JSON.stringify(body === undefined ? defaultBody(status) : body));
}

function registerControl(app: FastifyInstance, store: FaultStore): void {
  app.get('/_sandbox/faults', () => store.list());
  app.post('/_sandbox/faults', async (request, reply) => {
    const parsed = faultSchema.safeParse(request.body);
    if (!parsed.success) {
      return reply
        .code(400)
        .send({ error: { code: 'bad-fault', message: z.prettifyError(parsed.error) } });
    }
    return reply.code(201).send(await store.add(parsed.data));
  });
  app.delete('/_sandbox/faults', async (_request, reply) => {
    await store.remove();
    return reply.code(204).send();
  });
  app.delete<{ Params: { id: string } }>('/_sandbox/faults/:id', async (request, reply) => {
    await store.remove(request.params.id);
    return reply.code(204).send();
  });
}

/** The faults a service shows on demand: `POST /_sandbox/faults`, `GET`, `DELETE`. */
export async function registerFaults(
  app: FastifyInstance,
  service: string,
  { db }: SandboxDeps,
): Promise<void> {
  const store = await FaultStore.open(db, service);
  app.decorate('meetFault', async (method: string, url: string) => {
    const fault = await store.meet(method, url);
    // A delay does not keep the process from ending.
    if (fault?.delayMs) await sleep(fault.delayMs, undefined, { ref: false });
    return fault?.respond;
  });
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/_sandbox/') || request.method === 'OPTIONS') return;
    const met = await app.meetFault(request.method, request.url);
    if (met) return answer(reply, met);
  });
  registerControl(app, store);
}
