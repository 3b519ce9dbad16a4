import { Writable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { anna, deliver, ids, startRegarding } from '../../support/regarding.ts';
import type { TestRegarding } from '../../support/regarding.ts';

let regarding: TestRegarding;
beforeAll(async () => {
  regarding = await startRegarding();
}, 60_000);
afterAll(() => regarding.close());
beforeEach(() => regarding.mend());

const item = {
  kind: 'message',
  itemId: 'AAMk1',
  internetMessageId: '<a@b>',
  from: 'carla@customer.example',
  mailbox: anna.mail,
};
const get = (path: string, init?: RequestInit) => fetch(`${regarding.urls.service}${path}`, init);
const post = async (path: string, body: string, headers: Record<string, string> = {}) =>
  get(path, {
    method: 'POST',
    body,
    headers: {
      authorization: `Bearer ${await regarding.token(anna)}`,
      'content-type': 'application/json',
      ...headers,
    },
  });

describe('A request that cannot be done', () => {
  test.each<[string, object, RegExp]>([
    ['with a body nobody asked for (V-11)', { item: { ...item, body: 'canary' } }, /body/],
    ['with an id that is none', { item, regarding: { table: 'account', id: 'canary' } }, /id/],
    [
      'with a table name that is none',
      { item, regarding: { table: '../x', id: ids.account } },
      /table/,
    ],
    ['without an item', {}, /item/],
    ['of a kind that does not cross (V-01)', { item: { ...item, kind: 'opportunity' } }, /kind/],
    ['with an endless id', { item: { ...item, itemId: 'x'.repeat(5_000) } }, /itemId/],
  ])(
    '%s is answered with 400, which field is wrong, and nothing of what was sent',
    async (_n, body, where) => {
      const response = await post('/api/items/track', JSON.stringify(body));
      expect(response.status).toBe(400);
      expect(response.headers.get('content-type')).toMatch('application/problem+json');
      const problem = (await response.json()) as { detail: string };
      expect(problem).toMatchObject({ status: 400, code: 'invalid-request' });
      expect(problem).toHaveProperty('correlationId', expect.stringMatching(/^[-0-9a-f]{36}$/));
      expect(problem.detail).toMatch(where);
      expect(JSON.stringify(problem)).not.toContain('canary');
    },
  );

  test.each<[string, string, Record<string, string>, number]>([
    ['is no JSON', '{', {}, 400],
    ['is of another type', 'x', { 'content-type': 'text/xml' }, 415],
    ['is larger than a megabyte', JSON.stringify({ x: 'x'.repeat(1_100_000) }), {}, 413],
    ['reaches for the prototype', '{"__proto__":{"a":1},"item":{}}', {}, 400],
  ])('because its body %s is refused as a problem', async (_name, body, headers, status) => {
    const response = await post('/api/items/context', body, headers);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ status, code: 'invalid-request' });
  });

  test('because nobody built it is a problem, too', async () => {
    const response = await get('/nothing');
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'not-found' });
  });

  test('since a meeting is none of several messages is refused', async () => {
    const items = JSON.stringify({ items: [{ ...item, kind: 'appointment' }] });
    const response = await post('/api/items/several', items);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ code: 'item-unsupported' });
  });

  test('because of a fault of our own shows no stack trace', async () => {
    const origin = await regarding.addService({
      wrap: (ports) => ({
        ...ports,
        reader: Object.assign(Object.create(ports.reader) as typeof ports.reader, {
          search: () => Promise.reject(new TypeError('canary in code')),
        }),
      }),
    });
    const { status, body } = await regarding.call(anna, '/api/search?q=abc', undefined, origin);
    expect(status).toBe(500);
    expect(body).toMatchObject({ code: 'unexpected' });
    expect(JSON.stringify(body)).not.toMatch(/canary|at /);
  });
});

describe('Conditional access', () => {
  test('that wants more of the person is passed on with its claims, and nothing is accepted', async () => {
    const claims = '{"access_token":{"capolids":{"essential":true,"values":["c1"]}}}';
    const authorization = `Bearer ${await regarding.token(anna)}`;
    await regarding.break('entra', {
      match: { path: '/oauth2/v2.0/token' },
      respond: {
        status: 400,
        body: { error: 'interaction_required', error_description: 'AADSTS50076: canary', claims },
      },
    });
    const mail = await deliver(regarding, anna);
    const response = await get('/api/items/track', {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ item: mail.item }),
    });
    const problem = (await response.json()) as { claims: string };
    expect(problem).toMatchObject({ status: 401, code: 'sign-in-needed' });
    expect(Buffer.from(problem.claims, 'base64').toString()).toBe(claims);
    expect(response.headers.get('www-authenticate')).toMatch(/insufficient_claims.*claims="/);
    expect(JSON.stringify(problem)).not.toContain('canary');
    await regarding.mend();
    const { body } = await regarding.call(anna, '/api/items/context', {
      item: mail.item,
      people: [],
    });
    expect(body.item).toMatchObject({ state: 'not-tracked' });
  });
});

test('A person who asks too often is told to wait, nobody else', async () => {
  const origin = await regarding.addService();
  const asks = await Promise.all(
    Array.from({ length: 3 }, () => regarding.call(anna, '/api/search?q=abc', undefined, origin)),
  );
  for (const { headers } of asks) expect(headers.get('x-ratelimit-limit')).toBe('1000');
  expect(new Set(asks.map(({ headers }) => headers.get('x-ratelimit-remaining'))).size).toBe(3);
});

test('Health needs no token', async () => {
  for (const path of ['/health', '/health/live', '/health/ready']) {
    expect((await get(path)).status).toBe(200);
  }
});

test('The API describes itself', async () => {
  const api = (await (await get('/openapi.json')).json()) as { paths: Record<string, object> };
  expect(Object.keys(api.paths)).toEqual(
    expect.arrayContaining([
      '/api/items/context',
      '/api/items/track',
      '/api/items/untrack',
      '/api/search',
      '/api/events',
    ]),
  );
  expect(JSON.stringify(api.paths['/api/items/track'])).toContain('internetMessageId');
});

describe('The pane’s pages', () => {
  test('carry a fresh nonce, the configuration and office.js, under a policy that allows no more', async () => {
    const [one, two] = [await get('/pane/pane.html'), await get('/pane/pane.html')];
    const policy = one.headers.get('content-security-policy') ?? '';
    const nonce = /'nonce-([\w-]+)'/.exec(policy)?.[1] ?? '';
    expect(two.headers.get('content-security-policy')).not.toContain(nonce);
    expect(policy).toMatch(/^default-src 'none'; /);
    expect(policy).not.toMatch(/unsafe/);
    expect(policy).toContain(`frame-ancestors ${regarding.urls.outlook}`);
    const html = await one.text();
    expect(html).toContain(`<script nonce="${nonce}">`);
    expect(html).toContain(`src="${regarding.urls.outlook}/office/office.js"`);
    expect(html).toContain('&quot;clientId&quot;');
    expect(html).not.toMatch(/__[A-Z]/);
    expect(one.headers.get('cache-control')).toBe('no-store');
    expect(one.headers.get('x-content-type-options')).toBe('nosniff');
    expect(one.headers.get('x-frame-options')).toBeNull();
  });

  test('load files that may be kept for ever, compressed', async () => {
    const response = await get('/pane/pane.0123.js');
    expect(response.headers.get('cache-control')).toContain('immutable');
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(await response.text()).toContain('use strict');
  });

  test.each([
    '/pane/..%2f..%2fpackage.json',
    '/pane/manifest.xml',
    '/pane/%2e%2e/people.ts',
    '/pane/',
  ])('lead to no other file: %s', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  test('are named in the manifest by their public address', async () => {
    const manifest = await (await get('/manifest.xml')).text();
    expect(manifest).toContain(`${regarding.urls.service}/pane/pane.html`);
  });
});

test('Logs hold no address, subject, body or token, whatever happens (V-11, ASVS 16.2.5)', async () => {
  const lines: string[] = [];
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString());
      done();
    },
  });
  const origin = await regarding.addService({ logger: pino({ level: 'trace' }, sink) });
  const from = { name: 'Canary Person', address: 'canary@customer.example' };
  const mail = await deliver(regarding, anna, { from, subject: 'Canary subject' });
  const ask = (path: string, body: object) => regarding.call(anna, path, body, origin);
  await ask('/api/items/context', { item: mail.item, people: mail.people });
  await regarding.break('dataverse', { respond: { status: 500, body: 'canary answer' } });
  await ask('/api/items/context', { item: mail.item, people: mail.people });
  await ask('/api/items/track', { item: mail.item });
  await regarding.mend();
  await ask('/api/items/track', { item: mail.item });
  await ask('/api/items/track', { item: { ...mail.item, canary: 1 } });
  expect(lines.length).toBeGreaterThan(2);
  expect(lines.join('')).not.toMatch(/canary|eyJ0|fabrikam\.example/i);
});
