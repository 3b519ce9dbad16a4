import { z } from 'zod';

/** What `POST /_sandbox/faults` takes. */
export const faultSchema = z.strictObject({
  match: z
    .strictObject({
      method: z.string().optional(),
      /** Part of the path with its query; with `*` a pattern of the whole. Case is ignored. */
      path: z.string().optional(),
    })
    .default({}),
  /** Where absent, the request is only delayed. */
  respond: z
    .strictObject({
      // An interim answer (1xx) would leave the caller waiting for the real one.
      status: z.int().min(200).max(599),
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
