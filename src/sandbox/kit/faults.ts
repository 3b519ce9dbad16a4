import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { z } from 'zod';
import type { SandboxDeps } from './deps.ts';

const faultSchema = z.strictObject({
  match: z
    .strictObject({
      method: z.string().optional(),
      /** Part of the path with its query; with `*` a pattern of the whole. Case is ignored. */
      path: z.string().optional(),
    })
    .default({}),
  respond: z
    .strictObject({
      status: z.int().min(100).max(599),
      headers: z.record(z.string(), z.string()).optional(),
      body: z.unknown().optional(),
    })
    .optional(),
  delayMs: z.int().min(0).max(600_000).optional(),
  /** How many requests it meets before it is gone; for ever where absent. */
  times: z.int().min(1).optional(),
  name: z.string().optional(),
});

export type Fault = z.infer<typeof faultSchema> & { id: string };

const escape = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');

/** Whether a request meets a fault. */
export function matches(fault: Pick<Fault, 'match'>, method: string, url: string): boolean {
  const { method: wantedMethod, path } = fault.match;
  if (wantedMethod && wantedMethod.toUpperCase() !== method.toUpperCase()) return false;
  if (!path) return true;
  if (!path.includes('*')) return url.toLowerCase().includes(path.toLowerCase());
  return new RegExp(`^${path.split('*').map(escape).join('.*')}$`, 'i').test(url);
}

/**
 * The faults a service shows on demand: `POST /_sandbox/faults`, `GET`, `DELETE`. They are kept in
 * the database, since an outage does not end because the laptop restarted.
 */
export async function registerFaults(
  app: FastifyInstance,
  service: string,
  deps: SandboxDeps,
): Promise<void> {
  const { db } = deps;
  await sql`create schema if not exists sandbox_kit`.execute(db);
  await sql`create table if not exists sandbox_kit.fault (
    id text primary key, service text not null, seq bigserial, spec jsonb not null)`.execute(db);
  const stored = await sql<{ spec: Fault }>`
    select spec from sandbox_kit.fault where service = ${service} order by seq`.execute(db);
  let faults = stored.rows.map((row) => row.spec);

  const save = async (fault: Fault): Promise<void> => {
    await sql`insert into sandbox_kit.fault (id, service, spec)
      values (${fault.id}, ${service}, ${JSON.stringify(fault)}::jsonb)
      on conflict (id) do update set spec = excluded.spec`.execute(db);
  };
  const remove = async (gone: (fault: Fault) => boolean): Promise<void> => {
    const ids = faults.filter(gone).map((fault) => fault.id);
    faults = faults.filter((fault) => !gone(fault));
    for (const id of ids) await sql`delete from sandbox_kit.fault where id = ${id}`.execute(db);
  };
  const spend = async (fault: Fault): Promise<void> => {
    if (fault.times === undefined) return;
    fault.times -= 1;
    await (fault.times < 1 ? remove((other) => other.id === fault.id) : save(fault));
  };

  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/_sandbox/') || request.method === 'OPTIONS') return;
    const fault = faults.find((candidate) => matches(candidate, request.method, request.url));
    if (!fault) return;
    await spend(fault);
    if (fault.delayMs) await sleep(fault.delayMs);
    if (!fault.respond) return;
    const { status, headers, body } = fault.respond;
    return reply
      .code(status)
      .headers(headers ?? {})
      .send(body ?? { error: { code: `sandbox-fault-${status}`, message: 'Fault set by hand.' } });
  });

  app.get('/_sandbox/faults', () => faults);
  app.post('/_sandbox/faults', async (request, reply) => {
    const parsed = faultSchema.safeParse(request.body);
    if (!parsed.success) {
      return reply
        .code(400)
        .send({ error: { code: 'bad-fault', message: z.prettifyError(parsed.error) } });
    }
    const fault: Fault = { ...parsed.data, id: randomUUID() };
    faults.push(fault);
    await save(fault);
    return reply.code(201).send(fault);
  });
  app.delete('/_sandbox/faults', async (_request, reply) => {
    await remove(() => true);
    return reply.code(204).send();
  });
  app.delete<{ Params: { id: string } }>('/_sandbox/faults/:id', async (request, reply) => {
    await remove((fault) => fault.id === request.params.id);
    return reply.code(204).send();
  });
}
