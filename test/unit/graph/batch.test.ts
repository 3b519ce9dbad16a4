import { describe, expect, test } from '@jest/globals';
import { GraphBatch } from '../../../src/adapters/graph/graph-batch.ts';
import type { BatchClient, BatchPart } from '../../../src/adapters/graph/graph-batch.ts';
import { Failure } from '../../../src/ports/failure.ts';

const actor = { tenantId: 't', userId: 'u' };
const signal = AbortSignal.timeout(10_000);

interface Asked {
  id: string;
  url: string;
}
type Answered = { status: number; headers?: Record<string, string>; body?: unknown } | null;

/** A Graph that answers each part by its path; the paths of each request are kept. */
function graphThat(answer: (path: string, request: number) => Answered) {
  const requests: string[][] = [];
  const weights: (number | undefined)[] = [];
  const client: BatchClient = {
    call: (_actor, { body, weight }) => {
      const parts = (body as { requests: Asked[] }).requests;
      requests.push(parts.map(({ url }) => url));
      weights.push(weight);
      const responses = parts.flatMap(({ id, url }) => {
        const answered = answer(url, requests.length);
        return answered ? [{ id, ...answered }] : [];
      });
      const json = JSON.stringify({ responses: responses.toReversed() });
      return Promise.resolve({ status: 200, headers: {}, body: Buffer.from(json) });
    },
    failure: ({ status, headers }) => {
      const wait = headers['retry-after'];
      const kind = status === 429 ? 'throttled' : 'not-found';
      return new Failure(kind, 'mailbox', String(status), {
        retryAfterMs: wait === undefined ? undefined : Number(wait) * 1_000,
      });
    },
    heed: () => undefined,
    target: (_actor, { path }) => path,
  };
  const waits: number[] = [];
  const wait = (ms: number) => Promise.resolve(waits.push(ms));
  return { batch: new GraphBatch(client, wait), requests, weights, waits };
}

const parts = (count: number): BatchPart[] =>
  Array.from({ length: count }, (_, index) => ({ method: 'GET', path: `/p${index}` }));
const fine = (path: string): Answered => ({ status: 200, body: path });
const told = (seconds: number): Answered => ({
  status: 429,
  headers: { 'Retry-After': String(seconds) },
  body: { error: { code: 'ApplicationThrottled' } },
});

describe('A batch of Graph', () => {
  test('holds twenty parts, answers in their order, and counts as four requests at once', async () => {
    const { batch, requests, weights } = graphThat(fine);
    const answers = await batch.run(actor, parts(43), signal);
    expect(requests.map(({ length }) => length)).toEqual([20, 20, 3]);
    expect(weights).toEqual([4, 4, 3]);
    expect(answers).toEqual(parts(43).map(({ path }) => ({ body: path })));
  });

  test('tries those alone again that are told to wait, after the longest of the waits (fault 10)', async () => {
    const slow = new Map([
      ['/p1', 2],
      ['/p3', 5],
    ]);
    const { batch, requests, waits } = graphThat((path, request) =>
      request === 1 && slow.has(path) ? told(slow.get(path)!) : fine(path),
    );
    const answers = await batch.run(actor, parts(5), signal);
    expect(requests[1]).toEqual(['/p1', '/p3']);
    expect(waits).toEqual([5_000]);
    expect(answers).toEqual(parts(5).map(({ path }) => ({ body: path })));
  });

  test('leaves a long wait, or a third refusal, to the caller', async () => {
    const long = graphThat((path) => (path === '/p0' ? told(60) : fine(path)));
    const [refused, other] = await long.batch.run(actor, parts(2), signal);
    expect(refused).toMatchObject({ kind: 'throttled', retryAfterMs: 60_000 });
    expect(other).toEqual({ body: '/p1' });
    expect([long.requests.length, long.waits]).toEqual([1, []]);
    const stubborn = graphThat(() => told(1));
    expect(await stubborn.batch.run(actor, parts(1), signal)).toEqual([expect.any(Failure)]);
    expect(stubborn.requests).toHaveLength(3);
  });

  test('tells a part that failed from one that was not done and one without an answer', async () => {
    const { batch } = graphThat((path) => {
      if (path === '/p0') return { status: 404, body: {} };
      return path === '/p1' ? { status: 424, body: {} } : null;
    });
    const answers = await batch.run(actor, parts(3), signal);
    expect(answers.map((one) => (one as Failure).kind)).toEqual([
      'not-found',
      'unavailable',
      'unavailable',
    ]);
  });
});
