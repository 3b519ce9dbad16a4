import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { routes, tenantRoutes } from '../../../src/sandbox/graph/routes.ts';
import type { Route } from '../../../src/sandbox/graph/route.ts';
import {
  anna,
  bela,
  startTestGraph,
  type GraphReply,
  type TestGraph,
} from '../../support/graph.ts';

let graph: TestGraph;
let nothing: string;
beforeAll(async () => {
  graph = await startTestGraph();
  nothing = await graph.userToken(anna.mail, 'LicenseAssignment.Read.All');
}, 30_000);
afterAll(() => graph.close());

/** Every refusal has exactly these members (wire facts, 2.1). */
function expectForm({ body, headers, status }: GraphReply): void {
  const requestId = headers.get('request-id');
  expect(body).toEqual({
    error: {
      code: expect.stringMatching(/^\w+$/),
      message: expect.stringMatching(/\S/),
      innerError: {
        date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
        'request-id': requestId,
        'client-request-id': headers.get('client-request-id'),
      },
    },
  });
  expect(headers.get('content-type')).toContain('application/json');
  expect(status).toBeGreaterThanOrEqual(400);
}

const address = ({ path }: Route, id: string, owner = '/me'): string =>
  `${owner}/${path}`.replaceAll('*', id).replace(/\/$/, '');

const bodyOf = ({ method }: Route) => (method === 'POST' || method === 'PATCH' ? { body: {} } : {});
const everyRoute = [
  ...routes.map((route) => [route.method, address(route, 'x'), route] as const),
  ...tenantRoutes.map((route) => [route.method, address(route, 'x', ''), route] as const),
];
const isOpen = ({ permission }: Route): boolean => permission.delegated.includes('*');
const asksForIt = ({ permission }: Route): boolean =>
  permission.delegated.includes('LicenseAssignment.Read.All');

type Row = (typeof everyRoute)[number];

/** Runs `check` on all, a few at a time; answers what it complains of. */
async function sweep(rows: readonly Row[], check: (...row: Row) => Promise<unknown>) {
  const complaints: unknown[] = [];
  const rest = [...rows];
  const lane = async () => {
    for (let row = rest.shift(); row; row = rest.shift()) {
      const complaint = await check(...row);
      if (complaint !== undefined) complaints.push([row[0], row[1], complaint]);
    }
  };
  await Promise.all([lane(), lane(), lane(), lane()]);
  return complaints;
}

const unless = (isRight: boolean, complaint: unknown): unknown => (isRight ? undefined : complaint);

/** Status and code of an answer, once its form is right. */
function refusal(reply: GraphReply): string {
  expectForm(reply);
  return `${reply.status} ${reply.body.error.code}`;
}

test('Every route without a token is 401 InvalidAuthenticationToken', async () => {
  const wrong = await sweep(everyRoute, async (method, path, route) => {
    const reply = await graph.call(method, path, { token: 'x', ...bodyOf(route) });
    expect(reply.headers.get('www-authenticate')).toMatch(/^Bearer /);
    const told = refusal(reply);
    return unless(told === '401 InvalidAuthenticationToken', told);
  });
  expect(everyRoute.length).toBeGreaterThan(150);
  expect(wrong).toEqual([]);
}, 60_000);

test('Every route without its permission is 403 ErrorAccessDenied', async () => {
  const rows = everyRoute.filter(([, , route]) => !isOpen(route) && !asksForIt(route));
  const wrong = await sweep(rows, async (method, path, route) => {
    const told = refusal(await graph.call(method, path, { token: nothing, ...bodyOf(route) }));
    return unless(told === '403 ErrorAccessDenied', told);
  });
  expect(wrong).toEqual([]);
}, 60_000);

test('Every route of somebody else’s mailbox is 403 ErrorAccessDenied', async () => {
  const rows = routes
    .filter((route) => !route.others)
    .map((route) => [route.method, address(route, 'x', `/users/${bela.id}`), route] as const);
  const wrong = await sweep(rows, async (method, path, route) => {
    const told = refusal(await graph.call(method, path, bodyOf(route)));
    return unless(told === '403 ErrorAccessDenied', told);
  });
  expect(wrong).toEqual([]);
}, 60_000);

test('Every route with an id that is none is 400 or 404', async () => {
  const plain =
    /photos|reminderView|linkedResources\/\*|mailboxSettings\/\*|supportedTimeZones\/\*/;
  const codes = ['ErrorInvalidIdMalformed', 'ErrorItemNotFound', 'itemNotFound', 'invalidRequest'];
  const window = '?startDateTime=2026-11-01T00:00:00Z&endDateTime=2026-11-30T00:00:00Z';
  const rows = routes
    .filter(({ path }) => path.includes('*') && !plain.test(path))
    .map((route) => [route.method, address(route, 'x'), route] as const);
  const wrong = await sweep(rows, async (method, path, route) => {
    const told = refusal(
      await graph.call(method, path + (method === 'GET' ? window : ''), bodyOf(route)),
    );
    const [status = '', code = ''] = told.split(' ');
    // A body that lacks what it needs may be refused before the id is looked at.
    const isOfBody = status === '400' && method !== 'GET' && method !== 'DELETE';
    return unless(isOfBody || (/^40[04]$/.test(status) && codes.includes(code)), told);
  });
  expect(wrong).toEqual([]);
}, 60_000);
