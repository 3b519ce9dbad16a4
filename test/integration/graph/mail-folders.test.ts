import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { arrive, pluck, startTestGraph, type TestGraph } from '../../support/graph.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startTestGraph();
}, 60_000);
afterAll(() => graph.close());

const make = async (path: string, body: object): Promise<string> => {
  const reply = await graph.call('POST', path, { body });
  expect(reply.status).toBe(201);
  return reply.body.id as string;
};
const property = 'String {00020329-0000-0000-c000-000000000046} Name Link';

describe('Folders (wire 2.2)', () => {
  test.each([
    'archive',
    'conflicts',
    'conversationhistory',
    'deleteditems',
    'drafts',
    'inbox',
    'junkemail',
    'localfailures',
    'msgfolderroot',
    'outbox',
    'recoverableitemsdeletions',
    'scheduled',
    'searchfolders',
    'sentitems',
    'serverfailures',
    'syncissues',
  ])('%s is a well-known name', async (name) => {
    expect((await graph.call('GET', `/me/mailFolders/${name}`)).status).toBe(200);
  });

  test('Children lie at any depth, hidden ones only on request', async () => {
    const top = await make('/me/mailFolders/inbox/childFolders', { displayName: 'A' });
    const middle = await make(`/me/mailFolders/${top}/childFolders`, { displayName: 'B' });
    const path = `/me/mailFolders/inbox/childFolders/${top}/childFolders/${middle}/childFolders`;
    await make(path, { displayName: 'C' });
    await make(path, { displayName: 'D', isHidden: true });
    expect(pluck(await graph.call('GET', path), 'displayName')).toEqual(['C']);
    const all = await graph.call('GET', `${path}?includeHiddenFolders=true&$count=true`);
    expect([all.body['@odata.count'], pluck(all, 'displayName')]).toEqual([2, ['C', 'D']]);
    expect((await graph.call('GET', `${path}/$count`)).bytes.toString()).toBe('1');
    const parent = await graph.call('GET', `/me/mailFolders/${top}?$expand=childFolders`);
    expect(parent.body.childFolders).toMatchObject([{ displayName: 'B', childFolderCount: 1 }]);
  });

  test('Filter and order go by name and counts', async () => {
    await arrive(graph);
    const filter = encodeURIComponent("unreadItemCount gt 0 and startswith(displayName,'In')");
    const found = await graph.call('GET', `/me/mailFolders?$filter=${filter}`);
    expect(pluck(found, 'displayName')).toEqual(['Inbox']);
    const sorted = await graph.call('GET', '/me/mailFolders?$orderby=displayName desc&$top=1');
    expect(pluck(sorted, 'displayName')).toEqual(['Sent Items']);
  });

  test('A moved folder keeps its id and its mails; a copy has its own', async () => {
    const from = await make('/me/mailFolders', { displayName: 'Project' });
    const target = await make('/me/mailFolders', { displayName: 'Old' });
    const { id } = await arrive(graph);
    const into = (destinationId: string) => ({ body: { destinationId } });
    await graph.call('POST', `/me/messages/${id}/move`, into(from));
    const moved = await graph.call('POST', `/me/mailFolders/${from}/move`, into(target));
    expect([moved.status, moved.body.id, moved.body.parentFolderId]).toEqual([200, from, target]);
    const copied = await graph.call('POST', `/me/mailFolders/${from}/copy`, into('archive'));
    expect(copied.body).toMatchObject({ displayName: 'Project', totalItemCount: 1 });
    expect(copied.body.id).not.toBe(from);
    const around = await graph.call('POST', `/me/mailFolders/${target}/move`, into(from));
    expect([around.status, around.body.error.code]).toEqual([400, 'ErrorMoveCopyFailed']);
    expect((await graph.call('POST', '/me/mailFolders/inbox/move', into(target))).status).toBe(403);
    const twice = await graph.call('POST', '/me/mailFolders', { body: { displayName: 'OLD' } });
    expect([twice.status, twice.body.error.code]).toEqual([409, 'ErrorFolderExists']);
  });

  test('Folders have named properties', async () => {
    const id = await make('/me/mailFolders', {
      displayName: 'Linked',
      singleValueExtendedProperties: [{ id: property, value: 'x' }],
    });
    const expand = encodeURIComponent(
      `singleValueExtendedProperties($filter=id eq '${property.toUpperCase().replace('NAME LINK', 'Name Link')}')`,
    );
    const { body } = await graph.call('GET', `/me/mailFolders/${id}?$expand=${expand}`);
    expect(body.singleValueExtendedProperties).toEqual([{ id: property, value: 'x' }]);
  });

  test('Delta tells folders in pages, then changes and removals', async () => {
    const Prefer = 'odata.maxpagesize=3';
    let reply = await graph.call('GET', '/me/mailFolders/delta', { headers: { Prefer } });
    const names: unknown[] = [];
    for (;;) {
      names.push(...pluck(reply, 'displayName'));
      const next = reply.body['@odata.nextLink'] as string | undefined;
      if (!next) break;
      reply = await graph.call('GET', next, { headers: { Prefer } });
    }
    expect(names).toEqual(expect.arrayContaining(['Inbox', 'A', 'C', 'Linked']));
    expect(names).not.toContain('D');
    const link = reply.body['@odata.deltaLink'] as string;
    const id = await make('/me/mailFolders', { displayName: 'New' });
    await graph.call('DELETE', `/me/mailFolders/${id}`);
    const later = await graph.call('GET', link);
    expect(later.body.value).toMatchObject([{ id, '@removed': { reason: 'deleted' } }]);
  });

  test('Search folders are refused, and names the type does not have', async () => {
    const search = { '@odata.type': 'microsoft.graph.mailSearchFolder', displayName: 'S' };
    expect((await graph.call('POST', '/me/mailFolders', { body: search })).status).toBe(501);
    const stray = { displayName: 'S', colour: 'red' };
    expect((await graph.call('POST', '/me/mailFolders', { body: stray })).status).toBe(400);
  });
});

describe('Multi-value properties', () => {
  const id = 'StringArray {00020329-0000-0000-c000-000000000046} Name Tags';

  test('are written, filtered and expanded', async () => {
    const mail = await arrive(graph);
    const body = { multiValueExtendedProperties: [{ id, value: ['red', 'blue'] }] };
    expect((await graph.call('PATCH', `/me/messages/${mail.id}`, { body })).status).toBe(200);
    const expand = encodeURIComponent(`multiValueExtendedProperties($filter=id eq '${id}')`);
    const one = await graph.call('GET', `/me/messages/${mail.id}?$expand=${expand}`);
    expect(one.body.multiValueExtendedProperties).toEqual([{ id, value: ['red', 'blue'] }]);
    const having = (value: string) =>
      encodeURIComponent(
        `multiValueExtendedProperties/any(ep:ep/id eq '${id}' and ep/value/any(v:v eq '${value}'))`,
      );
    const red = await graph.call('GET', `/me/messages?$filter=${having('RED')}`);
    const green = await graph.call('GET', `/me/messages?$filter=${having('green')}`);
    expect([red.body.value.length, green.body.value.length]).toEqual([1, 0]);
  });
});

describe('Faults of the store', () => {
  const setFault = (effect: object, hook: string) =>
    fetch(`${graph.origin}/_sandbox/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ hook, effect, match: {}, times: 1 }),
    });

  test('A new mail can be kept from sight for a while (trap 9)', async () => {
    const { id, messageId } = await arrive(graph);
    const hide = { kind: 'hide', ms: 5_000 };
    const filter = encodeURIComponent(`internetMessageId eq '${messageId}'`);
    expect((await setFault(hide, 'new-item')).status).toBeLessThan(300);
    expect((await graph.call('GET', `/me/messages/${id}`)).status).toBe(404);
    await setFault(hide, 'new-item');
    expect((await graph.call('GET', `/me/messages?$filter=${filter}`)).body.value).toEqual([]);
    graph.pass(6_000);
    await setFault(hide, 'new-item');
    expect((await graph.call('GET', `/me/messages/${id}`)).status).toBe(200);
  });

  test('A delta page can be empty, be gone and come again (wire 2.4)', async () => {
    const path = '/me/mailFolders/archive/messages/delta?$select=subject&$top=1';
    await arrive(graph, {}, { folder: 'archive' });
    await arrive(graph, {}, { folder: 'archive' });
    await setFault({ kind: 'empty' }, 'delta-page');
    const empty = await graph.call('GET', path);
    expect(empty.body.value).toEqual([]);
    const first = await graph.call('GET', empty.body['@odata.nextLink']);
    expect(first.body.value).toHaveLength(1);
    await setFault({ kind: 'replay' }, 'delta-page');
    const second = await graph.call('GET', first.body['@odata.nextLink']);
    expect(pluck(second, 'id')).toContain(pluck(first, 'id')[0]);
    await setFault({ kind: 'gone', location: true }, 'delta-page');
    const gone = await graph.call('GET', first.body['@odata.nextLink']);
    expect([gone.status, gone.body.error.code]).toEqual([410, 'SyncStateNotFound']);
    expect(gone.headers.get('location')).toContain('/me/mailFolders/archive/messages/delta');
  });

  test('The link to a next page ends after a day; $expand fails as the real one does', async () => {
    const path = '/me/mailFolders/archive/messages/delta';
    const first = await graph.call('GET', `${path}?$top=1`);
    graph.pass(25 * 3_600_000);
    expect((await graph.call('GET', first.body['@odata.nextLink'])).status).toBe(410);
    const expand = encodeURIComponent(`singleValueExtendedProperties($filter=id eq '${property}')`);
    const failed = await graph.call('GET', `${path}?$expand=${expand}`);
    expect([failed.status, failed.body.error.code]).toEqual([500, 'InternalServerError']);
    expect((await graph.call('GET', `${path}?changeType=renamed`)).status).toBe(400);
  });
});
