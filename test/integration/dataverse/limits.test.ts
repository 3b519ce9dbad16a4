import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../../support/eventually.ts';
import { asTestClient, startTestDataverse, type TestDataverse } from '../../support/dataverse.ts';
import { refusal } from '../../support/dataverse-rows.ts';

let dataverse: TestDataverse;
const clock = { ms: Date.parse('2026-11-22T09:00:00Z'), execution: 0, perRequest: 0 };
const call: TestDataverse['call'] = (...request) => dataverse.call(...request);

beforeAll(async () => {
  dataverse = await startTestDataverse({
    now: () => new Date(clock.ms),
    stopwatch: () => (clock.execution += clock.perRequest),
    limits: {},
  });
});
afterAll(() => dataverse.close());

const control = async (method: string, body?: object) =>
  fetch(`${dataverse.url}/_sandbox/limits`, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
/** Sets limits for a test that begins with nothing counted. */
const limits = async (body: object) => {
  await control('DELETE');
  expect((await control('POST', body)).status).toBe(200);
};
const concurrent = async () => {
  const { callers } = (await (await control('GET')).json()) as {
    callers: { caller: string; concurrent: number }[];
  };
  return callers.find(({ caller }) => asTestClient.endsWith(caller))?.concurrent ?? 0;
};

test("Microsoft's limits hold where nobody set others", async () => {
  await control('DELETE');
  expect(await (await control('GET')).json()).toEqual({
    limits: {
      windowMs: 300_000,
      requests: 6000,
      executionMs: 1_200_000,
      concurrent: 52,
      searchesPerSecond: 1,
    },
    callers: [],
  });
  const bad = await control('POST', { requests: -1 });
  expect(bad.status).toBe(400);
});

test('The request over the limit is answered 429 with Retry-After until the window has moved on', async () => {
  await limits({ requests: 3 });
  const remaining: (string | null)[] = [];
  for (let i = 0; i < 3; i += 1) {
    const { headers } = await call('GET', 'WhoAmI');
    remaining.push(headers.get('x-ms-ratelimit-burst-remaining-xrm-requests'));
    clock.ms += 1000;
  }
  expect(remaining).toEqual(['2', '1', '0']);
  const refused = await call('GET', 'WhoAmI');
  expect(refusal(refused)).toEqual({ status: 429, code: '0x80072322' });
  expect(refused.body.error.message).toBe(
    'Number of requests exceeded the limit of 3 over time window of 300 seconds.',
  );
  expect(refused.headers.get('retry-after')).toBe('297');
  clock.ms += 296_999;
  expect((await call('GET', 'WhoAmI')).status).toBe(429);
  clock.ms += 1;
  expect((await call('GET', 'WhoAmI')).status).toBe(200);
});

test('A batch counts as one request; a request without a valid token counts for nobody', async () => {
  await limits({ requests: 2 });
  const part = ['--b', 'Content-Type: application/http', '', 'GET WhoAmI HTTP/1.1', '', ''].join(
    '\r\n',
  );
  const body = `${part.repeat(5)}--b--\r\n`;
  const headers = { 'content-type': 'multipart/mixed; boundary=b' };
  expect((await call('POST', '$batch', { body, headers })).status).toBe(200);
  expect((await call('GET', 'WhoAmI', { as: 'invalid' })).status).toBe(401);
  expect((await call('GET', 'WhoAmI')).status).toBe(200);
  expect((await call('GET', 'WhoAmI')).status).toBe(429);
});

test('Execution time adds up, and is given back when it leaves the window', async () => {
  await limits({});
  clock.perRequest = 600_000;
  const first = await call('GET', 'WhoAmI');
  expect(first.headers.get('x-ms-ratelimit-time-remaining-xrm-requests')).toBe('600.00');
  await call('GET', 'WhoAmI');
  const refused = await call('GET', 'WhoAmI');
  expect(refusal(refused)).toEqual({ status: 429, code: '0x80072321' });
  expect(refused.headers.get('retry-after')).toBe('300');
  clock.ms += 300_000;
  expect((await call('GET', 'WhoAmI')).status).toBe(200);
  clock.perRequest = 0;
});

test('The 53rd request at once is refused while 52 run', async () => {
  await limits({});
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  // Whoever holds the one connection to the database keeps every request waiting.
  const holding = dataverse.db.transaction().execute(() => held);
  const running = Array.from({ length: 52 }, () => call('GET', 'WhoAmI'));
  try {
    await eventually(concurrent, (running) => running === 52);
    const refused = await call('GET', 'WhoAmI');
    expect(refusal(refused)).toEqual({ status: 429, code: '0x80072326' });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  } finally {
    release();
    await holding;
  }
  const answers = await Promise.all(running);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect((await call('GET', 'WhoAmI')).status).toBe(200);
});

test('A second search within a second is refused, in both forms of the API', async () => {
  await limits({});
  const searches = [
    () => call('POST', 'searchquery', { body: { search: 'anna' } }),
    () => call('POST', '../../search/v2.0/query', { body: { search: 'anna' } }),
  ];
  for (const search of searches) {
    clock.ms += 1000;
    expect((await search()).status).not.toBe(429);
    expect(refusal(await search())).toEqual({ status: 429, code: '0x80072322' });
  }
});
