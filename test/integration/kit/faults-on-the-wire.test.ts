import { get } from 'node:https';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { openProbeHouse, type Probe, type ProbeHouse } from '../../support/probe.ts';

let house: ProbeHouse;
let probe: Probe;

beforeAll(async () => {
  house = await openProbeHouse();
  probe = await house.start('entra');
});
afterAll(async () => {
  await probe[Symbol.asyncDispose]();
  await house[Symbol.asyncDispose]();
});
afterEach(async () => {
  await call('DELETE', '/_sandbox/faults');
  probe.changed.length = 0;
});

const call = (method: string, path: string, body?: unknown): Promise<Response> =>
  fetch(probe.origin + path, {
    method,
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
const setFault = async (fault: object): Promise<void> => {
  const response = await call('POST', '/_sandbox/faults', fault);
  expect(response.status).toBe(201);
};
const outcome = (method: string, path: string, body?: unknown): Promise<string> =>
  call(method, path, body)
    .then(async (response) => `${response.status} ${await response.text()}`)
    .catch(() => 'broken');

/** The status over a connection of its own: one that is kept alive has its handshake behind it. */
const freshly = (path: string): Promise<number | 'broken'> =>
  new Promise((resolve) => {
    get(probe.origin + path, { agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    }).on('error', () => resolve('broken'));
  });

describe('Answers that break on the wire (quality.md §3.2, 2 and 38)', () => {
  test('A reset connection changes nothing', async () => {
    await setFault({ preset: 'connection-reset', times: 1 });
    expect(await outcome('POST', '/things/1')).toBe('broken');
    expect(probe.changed).toEqual([]);
    expect(await outcome('POST', '/things/1')).toBe('200 {"id":"1"}');
  });

  test('A lost answer leaves the change done', async () => {
    await setFault({ preset: 'answer-lost', times: 1 });
    expect(await outcome('POST', '/things/1')).toBe('broken');
    expect(probe.changed).toEqual(['1']);
  });

  test('A reset in the middle of the body: the status came, the body does not', async () => {
    await setFault({ preset: 'reset-mid-body', times: 1 });
    const response = await call('GET', '/things/1');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-length')).toBe('10');
    await expect(response.text()).rejects.toThrow();
  });

  test('A truncated body is a whole answer whose JSON ends in the middle', async () => {
    await setFault({ preset: 'truncated-body', times: 1 });
    expect(await outcome('GET', '/things/1')).toBe('200 {"id"');
  });

  test('A slow body comes byte by byte', async () => {
    await setFault({ preset: 'slow-body', times: 1 });
    const response = await call('GET', '/things/1');
    const reader = response.body?.getReader();
    const first = await reader?.read();
    expect(first?.value?.length).toBe(1);
    await reader?.cancel();
  });

  test('A bomb is small on the wire and endless unpacked', async () => {
    await setFault({ preset: 'gzip-bomb', times: 1 });
    const response = await call('GET', '/things/1');
    expect(response.headers.get('content-encoding')).toBe('gzip');
    let unpacked = 0;
    const reader = response.body?.getReader();
    for (let read = await reader?.read(); unpacked < 20_000_000; read = await reader?.read()) {
      if (!read?.value) break;
      unpacked += read.value.length;
    }
    await reader?.cancel();
    expect(unpacked).toBeGreaterThanOrEqual(20_000_000);
  });

  test('A failed TLS handshake never reaches the service', async () => {
    await setFault({ preset: 'tls-failure', times: 1 });
    const attempts = [await freshly('/things/1'), await freshly('/things/1')];
    expect(attempts).toEqual(['broken', 200]);
  });

  test('A web page in place of JSON says so in its type', async () => {
    await setFault({ preset: 'not-json', times: 1 });
    const response = await call('GET', '/things/1');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toMatch(/^<!doctype html>/);
  });
});

describe('When a fault begins and ends', () => {
  test('It lets requests pass first', async () => {
    await setFault({ respond: { status: 503 }, skip: 2, times: 1 });
    const answers = [];
    for (const id of [1, 2, 3, 4]) answers.push((await call('GET', `/things/${id}`)).status);
    expect(answers).toEqual([200, 200, 503, 200]);
  });

  test('It tells how often it was met', async () => {
    await setFault({ name: 'mine', respond: { status: 503 } });
    await call('GET', '/things/1');
    await call('GET', '/things/1');
    expect(await (await call('GET', '/_sandbox/faults')).json()).toEqual([
      expect.objectContaining({ name: 'mine', met: 2 }),
    ]);
  });

  test('A barrier lets two changes run at the same moment', async () => {
    await setFault({ preset: 'race', times: 2 });
    const first = outcome('POST', '/things/1');
    expect(probe.changed).toEqual([]);
    const second = outcome('POST', '/things/2');
    expect(await Promise.all([first, second])).toEqual(['200 {"id":"1"}', '200 {"id":"2"}']);
    expect(probe.changed.sort()).toEqual(['1', '2']);
  });

  test('A word in the body can be what it waits for', async () => {
    await setFault({ match: { body: 'poison' }, respond: { status: 400 } });
    expect(await outcome('POST', '/things/1', { rows: ['good', 'poison'] })).toMatch(/^400/);
    expect(await outcome('POST', '/things/2', { rows: ['good'] })).toMatch(/^200/);
    expect(probe.changed).toEqual(['2']);
  });
});

describe('Retry-After (quality.md §3.2, 8)', () => {
  test.each([
    ['throttled', '5'],
    ['throttled-until', 'Sun, 22 Nov 2026 09:30:05 GMT'],
    ['throttled-unsaid', null],
    ['throttled-negative', '-1'],
    ['throttled-absurd', '1000000000'],
  ])('%s', async (preset, expected) => {
    await using graph = await house.start('graph');
    const set = await fetch(`${graph.origin}/_sandbox/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ preset, times: 1 }),
    });
    expect(set.status).toBe(201);
    const response = await fetch(`${graph.origin}/things/1`);
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe(expected);
  });
});

describe('Presets', () => {
  test('A service lists its own, and one can be narrowed when it is set', async () => {
    const presets = (await (await call('GET', '/_sandbox/faults/presets')).json()) as object[];
    expect(presets).toContainEqual(expect.objectContaining({ name: 'consent-withdrawn' }));
    await setFault({ preset: 'consent-withdrawn', match: { path: '/things/1' } });
    expect(await outcome('POST', '/things/1')).toMatch(/^400 .*AADSTS65001/);
    expect(await outcome('POST', '/things/2')).toMatch(/^200/);
  });

  test('An unknown one is refused by name', async () => {
    const response = await call('POST', '/_sandbox/faults', { preset: 'no-such' });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("'no-such'");
  });
});

describe('The clock (quality.md §3.2, 29)', () => {
  const clock = async (): Promise<unknown> => (await call('GET', '/_sandbox/clock')).json();

  test('It jumps for the whole sandbox while the fault lasts', async () => {
    await setFault({ preset: 'clock-ahead' });
    expect(await clock()).toEqual({ now: '2026-11-22T09:40:00.000Z', offsetMs: 600_000 });
    await call('DELETE', '/_sandbox/faults');
    expect(await clock()).toEqual({ now: '2026-11-22T09:30:00.000Z', offsetMs: 0 });
  });
});

describe('Hooks', () => {
  test('A service is told what to do where it asks, and only about its subject', async () => {
    await setFault({
      match: { path: '/inbox' },
      hook: 'delta-page',
      effect: { kind: 'gone', location: false },
      times: 1,
    });
    expect(await probe.app.meetHook('notification', '/inbox')).toBeUndefined();
    expect(await probe.app.meetHook('delta-page', '/archive')).toBeUndefined();
    expect(await probe.app.meetHook('delta-page', '/inbox')).toEqual({
      kind: 'gone',
      location: false,
    });
    expect(await probe.app.meetHook('delta-page', '/inbox')).toBeUndefined();
  });

  test('A request never meets them', async () => {
    await setFault({ hook: 'notification', effect: { kind: 'lose' } });
    expect(await outcome('GET', '/things/1')).toBe('200 {"id":"1"}');
  });
});
