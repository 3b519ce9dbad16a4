import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createApi, createSend } from '../../../src/pane/api/api.ts';
import { createCall } from '../../../src/pane/api/call.ts';
import { listenToItems } from '../../../src/pane/api/event-stream.ts';
import { lazyTokens, type TokenSource } from '../../../src/pane/auth/token-source.ts';
import { context, message, state } from '../../support/pane/samples.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const seen: { url: string | undefined; authorization: string | undefined }[] = [];
let answers: Answer[] = [];
const server = createServer((request, response) => {
  seen.push({ url: request.url, authorization: request.headers.authorization });
  const answer = answers.shift();
  if (answer) answer(request, response);
  else response.writeHead(500).end();
});
let origin = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const json =
  (status: number, body: unknown, type = 'application/json'): Answer =>
  (_request, response) =>
    response.writeHead(status, { 'content-type': type }).end(JSON.stringify(body));
const problem = (status: number, code: string, more: object = {}) =>
  json(status, { status, code, ...more }, 'application/problem+json');

const tokens: TokenSource = {
  silent: ({ fresh = false } = {}) => Promise.resolve(fresh ? 'fresh' : 'token'),
  interactive: () => Promise.resolve(),
};

const prepare = (...next: Answer[]) => {
  seen.length = 0;
  answers = next;
  const send = createSend(origin, tokens);
  const call = createCall(send);
  return { send, call, api: createApi(call) };
};
const { reference: item, people } = message('a');
const request = { item: item!, people };
const never = new AbortController().signal;

describe('The API', () => {
  test('Sends the access token and returns the answer', async () => {
    const { api } = prepare(json(200, context()));
    expect(await api.context(request, never)).toEqual(context());
    expect(seen).toEqual([{ url: '/api/items/context', authorization: 'Bearer token' }]);
  });

  test('Searches for text with any sign in it', async () => {
    const { call } = prepare(json(200, { groups: [] }));
    await call.get('/api/search', { q: "O'Neil & Söhne", tables: '' }, never);
    expect(new URL(seen[0]?.url ?? '', origin).searchParams.get('q')).toBe("O'Neil & Söhne");
  });

  test('Asks once more with a fresh token where the first is refused', async () => {
    const { api } = prepare(problem(401, 'unauthenticated'), json(200, state()));
    expect(await api.track({ item: item! })).toEqual(state());
    expect(seen.map(({ authorization }) => authorization)).toEqual([
      'Bearer token',
      'Bearer fresh',
    ]);
  });

  test('Gives up after the second refusal', async () => {
    const { api } = prepare(problem(401, 'unauthenticated'), problem(401, 'unauthenticated'));
    await expect(api.track({ item: item! })).rejects.toMatchObject({ code: 'sign-in-needed' });
    expect(seen).toHaveLength(2);
  });

  test('Passes on a claims challenge as JSON, which MSAL wants, without another try', async () => {
    const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
    const { api } = prepare(problem(401, 'sign-in-needed', { claims: btoa(claims) }));
    const failure = { code: 'sign-in-needed', claims };
    await expect(api.track({ item: item! })).rejects.toMatchObject(failure);
    expect(seen).toHaveLength(1);
  });

  test.each<[string, Answer, string]>([
    ['a problem of ours', problem(403, 'forbidden'), 'forbidden'],
    ['too many requests', problem(429, 'rate-limited'), 'throttled'],
    ['an unknown code', problem(418, 'teapot'), 'unexpected'],
    [
      'a proxy’s page',
      (_q, response) => response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>'),
      'unreachable',
    ],
    [
      'broken JSON in a problem',
      (_q, response) => response.writeHead(403, { 'content-type': 'application/json' }).end('{'),
      'forbidden',
    ],
    [
      'a page in place of JSON',
      (_q, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>'),
      'unreachable',
    ],
    ['a cut connection', (query) => query.socket.destroy(), 'unreachable'],
  ])('Turns %s into a failure with a sentence', async (_name, answer, code) => {
    const { api } = prepare(answer);
    await expect(api.track({ item: item! })).rejects.toMatchObject({ name: 'Failure', code });
  });

  test('A cancelled question rejects as cancelled', async () => {
    const { api } = prepare(() => undefined);
    const question = new AbortController();
    const answer = api.context(request, question.signal);
    question.abort();
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('The event stream', () => {
  const event = { key: state().key, state: 'tracked' };
  const stream =
    (...chunks: string[]): Answer =>
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(chunks.join(''));
    };

  test('Comes back after a cut and a refusal, says so, and stops when told', async () => {
    const { send } = prepare(
      stream(`event: item\ndata: ${JSON.stringify(event)}\n\n`),
      problem(503, 'crm-unavailable'),
      stream(': hello\n\n'),
    );
    const log: unknown[] = [];
    await new Promise<void>((resolve) => {
      const sleep = (ms: number) => {
        log.push(ms);
        return Promise.resolve();
      };
      const stop = listenToItems(
        { send, sleep, random: () => 1 },
        {
          onItem: (heard) => log.push(heard),
          onOpened: (isAgain) => {
            log.push(isAgain ? 'resumed' : 'opened');
            if (!isAgain) return;
            stop();
            resolve();
          },
        },
      );
    });
    expect(log).toEqual(['opened', event, 1_000, 2_000, 'resumed']);
  });

  test('Ends where the person must sign in', async () => {
    const refused = problem(401, 'sign-in-needed', { claims: btoa('{}') });
    const { send } = prepare(refused);
    await new Promise<void>((resolve) => {
      const watched: typeof send = async (...asked) => {
        try {
          return await send(...asked);
        } finally {
          setImmediate(resolve);
        }
      };
      listenToItems(
        { send: watched, sleep: () => Promise.reject(new Error('slept')), random: () => 1 },
        { onItem: () => undefined, onOpened: () => undefined },
      );
    });
    expect(seen).toHaveLength(1);
  });
});

test('A sign-in part that could not be loaded is loaded again with the next request', async () => {
  let loads = 0;
  const lazy = lazyTokens(() => {
    loads += 1;
    return loads === 1 ? Promise.reject(new Error('chunk')) : Promise.resolve(tokens);
  });
  await expect(lazy.silent()).rejects.toThrow('chunk');
  expect(await lazy.silent()).toBe('token');
  expect(await lazy.silent({ fresh: true })).toBe('fresh');
  expect(loads).toBe(2);
});
