import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { arrive, startTestGraph, type TestGraph } from '../../support/graph.ts';

let graph: TestGraph;
let id: string;
beforeAll(async () => {
  graph = await startTestGraph();
  ({ id } = await arrive(graph));
}, 60_000);
afterAll(() => graph.close());

test.each([
  ['a NUL in a filter', 'GET', "/me/messages?$filter=subject eq 'a%00'", 400, 'BadRequest'],
  ['a broken percent sign', 'GET', '/me/messages?$filter=%', 400, 'BadRequest'],
  ['an unknown property', 'GET', '/me/messages?$select=topic', 400, 'BadRequest'],
  ['an unknown folder name', 'GET', '/me/mailFolders/nowhere', 400, 'ErrorInvalidIdMalformed'],
  ['an unknown sort', 'GET', '/me/messages?$orderby=body', 400, 'ErrorInvalidProperty'],
  ['types that differ', 'GET', '/me/messages?$filter=isRead eq 1', 400, 'BadRequest'],
  [
    'properties without a filter',
    'GET',
    '/me/messages?$expand=singleValueExtendedProperties',
    400,
    'BadRequest',
  ],
  [
    'a bad property id',
    'GET',
    "/me/messages?$expand=singleValueExtendedProperties($filter=id eq 'x')",
    400,
    'ErrorInvalidProperty',
  ],
  ['another expansion', 'GET', '/me/messages?$expand=extensions', 501, 'notSupported'],
  ['another version', 'GET', '/../beta/me', 501, 'notSupported'],
])('%s is answered in Graph’s form', async (_name, method, path, status, code) => {
  const reply = await graph.call(method, path);
  expect([reply.status, reply.body.error.code]).toEqual([status, code]);
  expect(reply.body.error.innerError['request-id']).toBe(reply.headers.get('request-id'));
});

test.each([
  ['no JSON', '{'],
  ['an array', '[]'],
  ['a wrong type', '{"isRead":"yes"}'],
  ['no categories', '{"categories":"A"}'],
  ['a broken property', '{"singleValueExtendedProperties":[{"value":"x"}]}'],
])('A body with %s is refused with 400', async (_name, text) => {
  const { status, body } = await graph.call('PATCH', `/me/messages/${id}`, {
    body: text,
    headers: { 'content-type': 'application/json' },
  });
  expect(status).toBe(400);
  expect(body.error.code).toMatch(/^(BadRequest|RequestBodyRead)$/);
});

test('Paths are taken in any case, and with a number of skipped items beyond all', async () => {
  const { status, body } = await graph.call(
    'GET',
    '/ME/MailFolders/Inbox/Messages?top=1&$skip=99999999999999999999',
  );
  expect([status, body.value]).toEqual([200, []]);
});
