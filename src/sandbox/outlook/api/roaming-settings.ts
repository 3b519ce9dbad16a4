import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { z } from 'zod';
import { problem } from '../problem.ts';
import type { OutlookDeps } from '../types.ts';
import { userOf } from './guard.ts';

/** Each value is itself JSON, as Office.js sends it. */
const settings = z.record(z.string(), z.string());
/** Office.js: 32 KB for one add-in in one mailbox. */
const limit = 32 * 1024;

/** `GET` and `PUT /api/roaming-settings/{add-in}`: an add-in's settings in a person's mailbox. */
export async function registerRoamingSettings(
  app: FastifyInstance,
  { db }: OutlookDeps,
): Promise<void> {
  await sql`create table if not exists sandbox_outlook.roaming_settings (
    user_id text, add_in_id text, settings jsonb not null,
    primary key (user_id, add_in_id))`.execute(db);

  app.get<{ Params: { addIn: string } }>('/api/roaming-settings/:addIn', async (request) => {
    const found = await sql<{ settings: Record<string, string> }>`
      select settings from sandbox_outlook.roaming_settings
      where user_id = ${userOf(request)} and add_in_id = ${request.params.addIn}`.execute(db);
    return found.rows[0]?.settings ?? {};
  });

  app.put<{ Params: { addIn: string } }>('/api/roaming-settings/:addIn', async (request, reply) => {
    const parsed = settings.safeParse(request.body);
    if (!parsed.success) return problem(reply, 400, 'bad-request', z.prettifyError(parsed.error));
    const json = JSON.stringify(parsed.data);
    if (Buffer.byteLength(json) > limit) {
      return problem(reply, 413, 'too-large', 'Roaming settings are limited to 32 KB.');
    }
    await sql`insert into sandbox_outlook.roaming_settings (user_id, add_in_id, settings)
      values (${userOf(request)}, ${request.params.addIn}, ${json}::jsonb)
      on conflict (user_id, add_in_id) do update set settings = excluded.settings`.execute(db);
    return reply.code(204).send();
  });
}
