import { z } from 'zod';
import type { Actor } from '../../ports/actor.ts';
import { readJson } from '../fetch/json.ts';
import type { GraphClient } from './graph-client.ts';

/** Everything a list has, page after page. @param path with its query, below the person's root. */
export async function readPages<T>(
  graph: GraphClient,
  actor: Actor,
  path: string,
  schema: z.ZodType<T>,
  signal: AbortSignal,
): Promise<T[]> {
  const page = z.object({ value: z.array(schema), '@odata.nextLink': z.string().nullish() });
  const all: T[] = [];
  let next: { path: string; url?: string } = { path };
  for (;;) {
    const answer = await graph.call(actor, { method: 'GET', ...next, signal });
    const { value, '@odata.nextLink': url } = readJson(answer.body, page, 'mailbox');
    all.push(...value);
    if (!url) return all;
    next = { path, url };
  }
}
