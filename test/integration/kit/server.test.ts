import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { openProbeHouse, type Probe, type ProbeHouse } from '../../support/probe.ts';

let house: ProbeHouse;
let probe: Probe;
let origin: string;

beforeAll(async () => {
  house = await openProbeHouse();
  probe = await house.start('probe');
  origin = probe.origin;
});
afterAll(async () => {
  await probe[Symbol.asyncDispose]();
  await house[Symbol.asyncDispose]();
});
afterEach(async () => {
  await send('DELETE', '/_sandbox/faults');
  await send('DELETE', '/_sandbox/requests');
});

const send = (method: string, path: string, headers: Record<string, string> = {}) =>
  fetch(origin + path, { method, headers });
const status = async (method: string, path: string) => (await send(method, path)).status;
const list = async (path: string): Promise<Record<string, unknown>[]> =>
  (await (await send('GET', path)).json()) as Record<string, unknown>[];
const setFault = async (fault: unknown): Promise<{ status: number; body: { id: string } }> => {
  const response = await fetch(`${origin}/_sandbox/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fault),
  });
  return { status: response.status, body: (await response.json()) as { id: string } };
};

describe('The request log', () => {
  test('It tells method, path with query, status and caller, and leaves out control calls', async () => {
    await send('GET', '/things/1?x=%20y');
    await send('PATCH', '/things/2');
    await send('GET', '/nothing');
    await send('GET', '/_sandbox/faults');
    expect(await list('/_sandbox/requests')).toEqual([
      {
        at: '2026-11-22T09:30:00.000Z',
        method: 'GET',
        path: '/things/1?x=%20y',
        status: 200,
        caller: 'somebody',
        ms: expect.any(Number),
      },
      expect.objectContaining({ method: 'PATCH', path: '/things/2', status: 200 }),
      expect.objectContaining({ path: '/nothing', status: 404, caller: null }),
    ]);
  });

  test('It tells the parts of a batch', async () => {
    await send('GET', '/batch');
    expect(await list('/_sandbox/requests')).toEqual([
      expect.objectContaining({
        path: '/batch',
        parts: [{ method: 'GET', path: '/things/inner', status: 200 }],
      }),
    ]);
  });

  test('It can be cleared', async () => {
    await send('GET', '/things/1');
    expect(await status('DELETE', '/_sandbox/requests')).toBe(204);
    expect(await list('/_sandbox/requests')).toEqual([]);
  });
});

describe('Faults', () => {
  test('A fault answers with its status, headers and body, and the log shows it', async () => {
    const { status: created } = await setFault({
      match: { method: 'GET', path: '/things/*' },
      respond: { status: 429, headers: { 'Retry-After': '7' }, body: { error: 'slow down' } },
    });
    expect(created).toBe(201);
    const response = await send('GET', '/things/1');
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('7');
    expect(response.headers.get('content-type')).toContain('application/json');
    expect(await response.json()).toEqual({ error: 'slow down' });
    expect(await status('PATCH', '/things/1')).toBe(200);
    expect(await list('/_sandbox/requests')).toEqual([
      expect.objectContaining({ method: 'GET', status: 429 }),
      expect.objectContaining({ method: 'PATCH', status: 200 }),
    ]);
  });

  test.each([
    ['text', 'not json', 'not json', 'text/plain; charset=utf-8'],
    ['null', null, 'null', 'application/json; charset=utf-8'],
    ['an empty text', '', '', 'text/plain; charset=utf-8'],
  ])('A body that is %s is sent as it is', async (_what, body, text, type) => {
    await setFault({ respond: { status: 500, body } });
    const response = await send('GET', '/things/1');
    expect(await response.text()).toBe(text);
    expect(response.headers.get('content-type')).toBe(type);
  });

  test('A fault may set the content type of whatever body', async () => {
    const headers = { 'content-type': 'text/html' };
    await setFault({ respond: { status: 503, headers, body: { a: 1 } } });
    const response = await send('GET', '/things/1');
    expect(response.headers.get('content-type')).toBe('text/html');
    expect(await response.text()).toBe('{"a":1}');
  });

  test('A 204 has no body', async () => {
    await setFault({ respond: { status: 204 } });
    const response = await send('GET', '/things/1');
    expect([response.status, await response.text()]).toEqual([204, '']);
  });

  test('A fault meets as many requests as it says, even at once, then it is gone', async () => {
    await setFault({ respond: { status: 503 }, times: 2 });
    const met = await Promise.all([1, 2, 3, 4].map((id) => status('GET', `/things/${id}`)));
    expect(met.sort()).toEqual([200, 200, 503, 503]);
    expect(await list('/_sandbox/faults')).toEqual([]);
  });

  test('The older of two faults comes first', async () => {
    await setFault({ respond: { status: 500 }, times: 1 });
    await setFault({ respond: { status: 503 } });
    expect(await status('GET', '/things/1')).toBe(500);
    expect(await status('GET', '/things/1')).toBe(503);
  });

  test('A delay without an answer holds the request back, then it is served', async () => {
    await setFault({ delayMs: 120, times: 1 });
    const started = performance.now();
    expect(await status('GET', '/things/1')).toBe(200);
    expect(performance.now() - started).toBeGreaterThanOrEqual(115);
  });

  test('One fault is removed by its id', async () => {
    const first = await setFault({ match: { path: '/things/1' }, respond: { status: 500 } });
    await setFault({ match: { path: '/things/2' }, respond: { status: 500 } });
    expect(await status('DELETE', `/_sandbox/faults/${first.body.id}`)).toBe(204);
    expect(await status('GET', '/things/1')).toBe(200);
    expect(await status('GET', '/things/2')).toBe(500);
  });

  test('A restart ends no outage, and the times left are those left before', async () => {
    await setFault({ name: 'outage', respond: { status: 503 }, times: 3 });
    await send('GET', '/things/1');
    await using restarted = await house.start('probe');
    const stored = await fetch(`${restarted.origin}/_sandbox/faults`);
    expect(await stored.json()).toEqual([expect.objectContaining({ name: 'outage', times: 2 })]);
    expect((await fetch(`${restarted.origin}/things/1`)).status).toBe(503);
  });

  test("Another service does not share them, nor does clearing it clear this one's", async () => {
    await setFault({ respond: { status: 503 } });
    await using other = await house.start('other');
    expect((await fetch(`${other.origin}/things/1`)).status).toBe(200);
    await fetch(`${other.origin}/_sandbox/faults`, { method: 'DELETE' });
    await using restarted = await house.start('probe');
    expect((await fetch(`${restarted.origin}/things/1`)).status).toBe(503);
  });

  test('A batch can meet them part by part', async () => {
    await setFault({ match: { path: '/things/inner' }, respond: { status: 429 } });
    await send('GET', '/batch');
    expect(await list('/_sandbox/requests')).toEqual([
      expect.objectContaining({ status: 200, parts: [expect.objectContaining({ status: 429 })] }),
    ]);
  });

  test('What is no fault is refused with the reason', async () => {
    const { status: refused, body } = await setFault({ respond: { status: 42 } });
    expect(refused).toBe(400);
    expect(body).toMatchObject({ error: { code: 'bad-fault', message: expect.any(String) } });
  });

  test('Control calls and preflights meet no fault', async () => {
    await setFault({ respond: { status: 503 } });
    expect(await status('GET', '/_sandbox/requests')).toBe(200);
    const preflight = await send('OPTIONS', '/things/1', { origin: 'https://localhost:3001' });
    expect(preflight.status).toBe(204);
  });
});

describe('Calls from a page', () => {
  test('Any page may call with a bearer token, and read all headers', async () => {
    const page = 'https://localhost:3001';
    const preflight = await send('OPTIONS', '/things/1', {
      origin: page,
      'access-control-request-headers': 'authorization,prefer',
    });
    expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization,prefer');
    const response = await send('GET', '/things/1', { origin: page });
    expect(response.headers.get('access-control-allow-origin')).toBe(page);
    expect(response.headers.get('access-control-expose-headers')).toBe('*');
  });

  test.each([
    ['the Outlook page', () => 'https://localhost:3000', 200],
    ['a page of the service itself', () => origin, 200],
    ['another page', () => 'https://evil.example', 403],
    ['a sandboxed frame', () => 'null', 403],
  ])('The control paths answer %s as they should', async (_who, page, expected) => {
    const response = await send('GET', '/_sandbox/requests', { origin: page() });
    expect(response.status).toBe(expected);
  });
});
