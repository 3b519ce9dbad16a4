import { z } from 'zod';
import { hookEffectSchema, hooks } from './hook-effect.ts';

/** Ways in which an answer breaks on the wire. */
export const breakages = [
  /** The connection is closed before the request is worked on. */
  'reset',
  /** The request is worked on, then the connection is closed without an answer. */
  'lose-answer',
  /** The connection is closed in the middle of the body. */
  'reset-mid-body',
  /** The body ends in the middle, and its length says that this is all. */
  'truncate',
  /** The body comes a byte at a time. */
  'trickle',
  /** A small compressed body that unpacks to half a gigabyte. */
  'gzip-bomb',
  /** The connection is closed before TLS is agreed on. */
  'handshake',
] as const;

export type Breakage = (typeof breakages)[number];

const matchSchema = z.strictObject({
  method: z.string().optional(),
  /** Part of the path with its query; with `*` a pattern of the whole. Case is ignored. */
  path: z.string().optional(),
  /** Part of the body. */
  body: z.string().min(1).optional(),
  /** Requests by themselves, or those inside a `$batch`; both where absent. */
  within: z.enum(['request', 'batch']).optional(),
});

const respondSchema = z.strictObject({
  // An interim answer (1xx) would leave the caller waiting for the real one.
  status: z.int().min(200).max(599),
  headers: z.record(z.string(), z.string()).optional(),
  /** A Retry-After so many seconds from the answer, in one of its two forms. */
  retryAfter: z.strictObject({ seconds: z.int(), form: z.enum(['seconds', 'date']) }).optional(),
  body: z.unknown().optional(),
});

/** What `POST /_sandbox/faults` takes. */
export const faultSchema = z
  .strictObject({
    match: matchSchema.default({}),
    /** Where absent, the request is served; a delay or a breakage may still change how. */
    respond: respondSchema.optional(),
    delayMs: z.int().min(0).max(600_000).optional(),
    breakage: z.enum(breakages).optional(),
    /** Requests wait for each other until there are so many, half a minute at most. */
    barrier: z.int().min(2).max(100).optional(),
    /** What happens where a service asks, instead of to requests. */
    hook: z.enum(hooks).optional(),
    effect: hookEffectSchema.optional(),
    /** The sandbox's clock is off by so much while the fault lasts. */
    clockJumpMs: z.int().optional(),
    /** How many requests pass before the fault begins. */
    skip: z.int().min(1).optional(),
    /** How many requests it meets before it is gone; for ever where absent. */
    times: z.int().min(1).optional(),
    name: z.string().optional(),
  })
  .refine(({ hook, effect }) => (hook === undefined) === (effect === undefined), {
    error: 'A hook and its effect go together.',
  })
  .refine(({ breakage, times }) => breakage !== 'handshake' || times !== undefined, {
    error: 'A broken handshake needs times: without, nobody could switch it off.',
  });

export type FaultSpec = z.infer<typeof faultSchema>;
export type Fault = FaultSpec & {
  id: string;
  /** How many requests it met. */
  met: number;
};

/** A request as a fault looks at it. */
export interface Subject {
  method: string;
  /** Path with its query. */
  url: string;
  body?: string | undefined;
  within?: 'request' | 'batch';
}

const escape = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');

function pathMatches(path: string, url: string): boolean {
  if (!path.includes('*')) return url.toLowerCase().includes(path.toLowerCase());
  return new RegExp(`^${path.split('*').map(escape).join('.*')}$`, 'i').test(url);
}

/** Whether a request meets a fault. */
export function matches({ match }: Pick<FaultSpec, 'match'>, subject: Subject): boolean {
  if (match.method && match.method.toUpperCase() !== subject.method.toUpperCase()) return false;
  if (match.within && subject.within && match.within !== subject.within) return false;
  if (match.body !== undefined && !subject.body?.includes(match.body)) return false;
  return !match.path || pathMatches(match.path, subject.url);
}
