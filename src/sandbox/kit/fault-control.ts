import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { SandboxDeps } from './deps.ts';
import { faultSchema } from './fault.ts';
import type { FaultStore } from './fault-store.ts';
import { findPreset, presetsOf } from './presets/index.ts';

/** A fault by the name of its preset; what else is given changes the preset's own. */
const namedSchema = z.looseObject({ preset: z.string() });

const refuse = (reply: FastifyReply, message: string): FastifyReply =>
  reply.code(400).send({ error: { code: 'bad-fault', message } });

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The preset with its match widened or narrowed by the caller's. */
function fromPreset(service: string, { preset: name, ...changes }: z.infer<typeof namedSchema>) {
  const preset = findPreset(service, name);
  if (!preset) return undefined;
  const match = isRecord(changes['match']) ? changes['match'] : {};
  return { ...preset.spec, ...changes, name, match: { ...preset.spec.match, ...match } };
}

/**
 * `/_sandbox/faults`: `POST` sets a fault (`{"preset": name}` one of `/_sandbox/faults/presets`),
 * `GET` lists them, `DELETE` ends one or all. `/_sandbox/clock` tells the sandbox's time.
 */
export function registerFaultControl(
  app: FastifyInstance,
  service: string,
  store: FaultStore,
  { now, clock }: SandboxDeps,
): void {
  app.get('/_sandbox/faults', () => store.list());
  app.get('/_sandbox/faults/presets', () => presetsOf(service));
  app.get('/_sandbox/clock', () => ({ now: now().toISOString(), offsetMs: clock?.offsetMs ?? 0 }));
  app.post('/_sandbox/faults', async (request, reply) => {
    const named = namedSchema.safeParse(request.body);
    const spec = named.success ? fromPreset(service, named.data) : request.body;
    if (!spec) return refuse(reply, `There is no preset '${named.data?.preset ?? ''}' here.`);
    const parsed = faultSchema.safeParse(spec);
    if (!parsed.success) return refuse(reply, z.prettifyError(parsed.error));
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
