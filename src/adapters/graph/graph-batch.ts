import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Actor } from '../../ports/actor.ts';
import { Failure } from '../../ports/failure.ts';
import { errorCodeOf, readJson } from '../fetch/json.ts';
import type { GraphCall, GraphClient } from './graph-client.ts';

/** One request inside a `$batch`. */
export type BatchPart = Omit<GraphCall, 'signal' | 'weight' | 'requests'>;

/** What one part came to: its body, parsed, or why there is none. */
export type BatchAnswer = { body: unknown } | Failure;

/** Where the client's usual limits do not fit. */
export type BatchLimits = Pick<GraphCall, 'timeoutMs' | 'maxBytes'>;

export type Wait = (ms: number, signal: AbortSignal) => Promise<unknown>;

const sleepFor: Wait = (ms, signal) => sleep(ms, undefined, { signal });

/** Microsoft Graph takes no more parts at once, and works on so many of them at a time. */
const mostParts = 20;
const atOnce = 4;
/** A part that is told to wait is tried again, but for a longer wait the caller has better to do. */
const attempts = 3;
const longestWaitMs = 10_000;

const answers = z.object({
  responses: z.array(
    z.object({
      id: z.string(),
      status: z.number(),
      headers: z.record(z.string(), z.string()).nullish(),
      body: z.unknown(),
    }),
  ),
});
type PartAnswer = z.infer<typeof answers>['responses'][number];

const lost = (): Failure =>
  new Failure('unavailable', 'mailbox', 'mailbox: a part of the batch has no answer');

const lowerCase = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

const inPieces = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, piece) =>
    list.slice(piece * size, (piece + 1) * size),
  );

/** How long those that were told to wait want to; null: none was, or one wants too long. */
function waitOf(results: readonly BatchAnswer[]): number | null {
  const waits = results.flatMap((one) =>
    one instanceof Failure && one.retryAfterMs !== undefined ? [one.retryAfterMs] : [],
  );
  const longest = Math.max(...waits);
  return waits.length > 0 && longest <= longestWaitMs ? longest : null;
}

/** What of the client a batch is made with. */
export type BatchClient = Pick<GraphClient, 'call' | 'failure' | 'heed' | 'target'>;

/** Several requests about one mailbox in one: JSON batching of Microsoft Graph. */
export class GraphBatch {
  readonly #graph: BatchClient;
  readonly #wait: Wait;

  /** @param wait absent: by the clock. */
  constructor(graph: BatchClient, wait: Wait = sleepFor) {
    this.#graph = graph;
    this.#wait = wait;
  }

  /**
   * Sends the parts, twenty a request, and answers in their order. A part that fails does not touch
   * the others; one that is told to wait a little is tried again alone.
   * @throws Failure where the first batch as a whole was refused.
   */
  async run(
    actor: Actor,
    parts: readonly BatchPart[],
    signal: AbortSignal,
    limits: BatchLimits = {},
  ): Promise<BatchAnswer[]> {
    const results: BatchAnswer[] = [];
    for (const piece of inPieces(parts, mostParts)) {
      results.push(...(await this.#runPiece(actor, piece, signal, limits, results.length > 0)));
    }
    return results;
  }

  /** Once something was done, what is refused later must not make it forgotten. */
  async #runPiece(
    actor: Actor,
    parts: readonly BatchPart[],
    signal: AbortSignal,
    limits: BatchLimits,
    isLater: boolean,
  ): Promise<BatchAnswer[]> {
    try {
      return await this.#runPatiently(actor, parts, signal, limits);
    } catch (error) {
      if (!isLater || !(error instanceof Failure)) throw error;
      return parts.map(() => error);
    }
  }

  async #runPatiently(
    actor: Actor,
    parts: readonly BatchPart[],
    signal: AbortSignal,
    limits: BatchLimits = {},
  ): Promise<BatchAnswer[]> {
    const results = await this.#send(actor, parts, signal, limits);
    for (let attempt = 1; attempt < attempts; attempt += 1) {
      const waitMs = waitOf(results);
      if (waitMs === null) break;
      await this.#wait(waitMs, signal);
      const told = [...results.entries()].filter(([, one]) => isTold(one));
      const again = told.flatMap(([index]) => parts[index] ?? []);
      const later = await this.#sendAgain(actor, again, signal, limits);
      for (const [place, [index]] of told.entries()) results[index] = later[place] ?? lost();
    }
    return results;
  }

  /** Others may have been told to wait a moment longer; then that is waited for as well. */
  async #sendAgain(
    actor: Actor,
    parts: readonly BatchPart[],
    signal: AbortSignal,
    limits: BatchLimits,
  ): Promise<BatchAnswer[]> {
    try {
      return await this.#send(actor, parts, signal, limits);
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== 'throttled') throw error;
      return parts.map(() => error);
    }
  }

  async #send(
    actor: Actor,
    parts: readonly BatchPart[],
    signal: AbortSignal,
    limits: BatchLimits = {},
  ): Promise<BatchAnswer[]> {
    const requests = parts.map((part, index) => this.#request(actor, part, String(index)));
    const answer = await this.#graph.call(actor, {
      method: 'POST',
      path: '/$batch',
      isRoot: true,
      weight: Math.min(parts.length, atOnce),
      requests: parts.length,
      body: { requests },
      ...limits,
      signal,
    });
    const { responses } = readJson(answer.body, answers, 'mailbox');
    const byId = new Map(responses.map((response) => [response.id, response]));
    return parts.map(({ mailbox }, index) => {
      const read = this.#read(byId.get(String(index)));
      if (read instanceof Failure) this.#graph.heed(actor, mailbox, read);
      return read;
    });
  }

  #request(actor: Actor, part: BatchPart, id: string): object {
    const { method, headers, body } = part;
    const all = {
      // What the batch itself prefers does not count for its parts.
      prefer: 'IdType="ImmutableId"',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    };
    const url = this.#graph.target(actor, part);
    return { id, method, url, headers: all, ...(body !== undefined && { body }) };
  }

  #read(answer: PartAnswer | undefined): BatchAnswer {
    if (!answer) return lost();
    const { status, headers, body } = answer;
    if (status < 400) return { body };
    // What it depends on failed; nothing is wrong with it.
    if (status === 424) return lost();
    const failed = { status, headers: lowerCase(headers ?? {}) };
    return this.#graph.failure(failed, errorCodeOf(JSON.stringify(body ?? null)));
  }
}

const isTold = (answer: BatchAnswer): boolean =>
  answer instanceof Failure && answer.retryAfterMs !== undefined;
