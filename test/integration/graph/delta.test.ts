import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { anna, arrive, startTestGraph, type TestGraph } from '../../support/graph.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startTestGraph();
}, 30_000);
afterAll(() => graph.close());

interface Entry {
  id: string;
  subject?: string;
  '@removed'?: { reason: string };
}

const immutable = { Prefer: 'IdType="ImmutableId", odata.maxpagesize=2' };
const regular = { Prefer: 'odata.maxpagesize=2' };

/** Follows a round to its end. */
async function round(start: string, headers: Record<string, string>) {
  const value: Entry[] = [];
  let pages = 0;
  let link: string | undefined = start;
  let deltaLink = '';
  while (link) {
    const { status, body } = await graph.call('GET', link, { headers });
    expect(status).toBe(200);
    value.push(...(body.value as Entry[]));
    pages += 1;
    link = body['@odata.nextLink'] as string | undefined;
    deltaLink = body['@odata.deltaLink'] as string;
  }
  return { value, pages, deltaLink };
}

const inboxDelta = "/me/mailFolders('inbox')/messages/delta?$select=subject";
const ids = (entries: Entry[]) => entries.map((one) => one.id);

test('The first round tells everything in pages, the next one nothing', async () => {
  const mails = [await arrive(graph), await arrive(graph), await arrive(graph)];
  const first = await round(inboxDelta, immutable);
  expect(ids(first.value)).toEqual(mails.map((mail) => mail.id).reverse());
  expect(first.pages).toBe(2);
  expect(first.value[0]).toMatchObject({ '@odata.type': '#microsoft.graph.message' });
  expect(Object.keys(first.value[0]!).sort()).toEqual([
    '@odata.etag',
    '@odata.type',
    'id',
    'subject',
  ]);
  const next = await round(first.deltaLink, immutable);
  expect(next.value).toEqual([]);
});

test('Arrivals, changes, moves and deletions come in the next round, each once', async () => {
  const [changed, moved, deleted] = [await arrive(graph), await arrive(graph), await arrive(graph)];
  const { deltaLink } = await round(inboxDelta, immutable);
  await graph.call('PATCH', `/me/messages/${changed.id}`, { body: { isRead: true } });
  await graph.call('POST', `/me/messages/${moved.id}/move`, { body: { destinationId: 'archive' } });
  await graph.call('DELETE', `/me/messages/${deleted.id}`);
  const added = await arrive(graph);
  const { value, deltaLink: later } = await round(deltaLink, immutable);
  expect(ids(value)).toEqual([changed.id, moved.id, deleted.id, added.id]);
  expect(value.map((one) => one['@removed']?.reason)).toEqual([
    undefined,
    'deleted',
    'deleted',
    undefined,
  ]);
  expect((await round(later, immutable)).value).toEqual([]);
  // A replayed token answers the same again.
  expect(ids((await round(deltaLink, immutable)).value)).toEqual(ids(value));
});

test('Mail that comes while the first round is read is told in the next', async () => {
  const { body } = await graph.call('GET', inboxDelta, { headers: immutable });
  const late = await arrive(graph);
  const rest = await round(body['@odata.nextLink'], immutable);
  expect(ids(rest.value)).not.toContain(late.id);
  expect(ids((await round(rest.deltaLink, immutable)).value)).toEqual([late.id]);
});

test('An item that went and came back is told as there; its old regular id as removed', async () => {
  const { id } = await arrive(graph);
  const [stable, changing] = [await round(inboxDelta, immutable), await round(inboxDelta, regular)];
  const old = changing.value[0]!.id;
  for (const destinationId of ['archive', 'inbox']) {
    await graph.call('POST', `/me/messages/${id}/move`, { body: { destinationId } });
  }
  const told = await round(stable.deltaLink, immutable);
  expect(told.value).toMatchObject([{ id }]);
  expect(told.value[0]).not.toHaveProperty('@removed');
  const { value } = await round(changing.deltaLink, regular);
  expect(value).toHaveLength(2);
  expect(value[0]).toMatchObject({ id: old, '@removed': { reason: 'deleted' } });
  expect(value[1]!.id).not.toBe(old);
});

test('A filter by time holds for the rounds that follow', async () => {
  const early = await arrive(graph);
  const since = (await graph.call('GET', `/me/messages/${early.id}`)).body
    .receivedDateTime as string;
  const { value, deltaLink } = await round(
    `${inboxDelta}&$filter=receivedDateTime+gt+${since}`,
    immutable,
  );
  expect(value).toEqual([]);
  await graph.call('PATCH', `/me/messages/${early.id}`, { body: { isRead: true } });
  const late = await arrive(graph);
  expect(ids((await round(deltaLink, immutable)).value)).toEqual([late.id]);
  const other = await graph.call('GET', `${inboxDelta}&$filter=isRead+eq+true`);
  expect(other.status).toBe(400);
});

test.each(['nonsense', 'eyJmb2xkZXIiOjF9.aaaaaaaaaaaaaaaa'])(
  'The unknown token %s answers 410 SyncStateNotFound',
  async (token) => {
    const { status, body } = await graph.call(
      'GET',
      `/me/mailFolders/inbox/messages/delta?$deltatoken=${token}`,
    );
    expect([status, body.error.code]).toEqual([410, 'SyncStateNotFound']);
  },
);

test('A token of one folder is unknown in another', async () => {
  const { deltaLink } = await round(inboxDelta, immutable);
  const { status } = await graph.call('GET', deltaLink.replace('inbox', 'archive'));
  expect(status).toBe(410);
});

test('Folders have a delta of their own', async () => {
  const first = await round('/me/mailFolders/delta', {});
  const made = await graph.call('POST', '/me/mailFolders', { body: { displayName: 'Projects' } });
  expect(made.status).toBe(201);
  const second = await round(first.deltaLink, {});
  expect(second.value).toMatchObject([{ id: made.body.id, displayName: 'Projects' }]);
  await graph.call('PATCH', `/me/mailFolders/${made.body.id}`, { body: { displayName: 'Work' } });
  await graph.call('DELETE', `/me/mailFolders/${made.body.id}`);
  const third = await round(second.deltaLink, {});
  expect(third.value).toMatchObject([{ id: made.body.id, '@removed': { reason: 'deleted' } }]);
});

test('Listeners hear of every change of a mailbox', async () => {
  const heard: string[] = [];
  const stop = graph.door.onChange(({ userId, kind }) =>
    heard.push(`${userId === anna.id} ${kind}`),
  );
  const { id } = await arrive(graph);
  await graph.call('PATCH', `/me/messages/${id}`, { body: { isRead: true } });
  await graph.call('POST', '/me/mailFolders', { body: { displayName: 'Heard' } });
  stop();
  await graph.call('DELETE', `/me/messages/${id}`);
  expect(heard).toEqual(['true message', 'true message', 'true folder']);
});
