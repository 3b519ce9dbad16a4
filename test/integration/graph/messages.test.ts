import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { arrive, pluck, startTestGraph, type TestGraph } from '../../support/graph.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startTestGraph();
}, 60_000);
afterAll(() => graph.close());

const immutable = { Prefer: 'IdType="ImmutableId"' };
const query = (options: Record<string, string>): string =>
  Object.entries(options)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');

describe('Reading messages', () => {
  test('A message is served with its properties, an etag and a context', async () => {
    const { id } = await arrive(
      graph,
      { Subject: 'Offer' },
      { text: 'Dear Anna,\r\nhere it is.\r\n' },
    );
    const { status, body, headers } = await graph.call('GET', `/me/messages/${id}`);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe(
      'application/json; odata.metadata=minimal; odata.streaming=true; IEEE754Compatible=false; charset=utf-8',
    );
    expect(body).toMatchObject({
      subject: 'Offer',
      bodyPreview: 'Dear Anna,\r\nhere it is.',
      isRead: false,
      isDraft: false,
      sentDateTime: '2026-11-22T08:00:00Z',
      from: { emailAddress: { name: 'Carl Fischer', address: 'carl@contoso.example' } },
      toRecipients: [{ emailAddress: { name: 'Anna Berger', address: 'anna@fabrikam.example' } }],
      flag: { flagStatus: 'notFlagged' },
    });
    expect(body['@odata.etag']).toBe(`W/"${body.changeKey}"`);
    expect(body['@odata.context']).toMatch(/\$metadata#users\('.+'\)\/messages\/\$entity$/);
    expect(body.internetMessageHeaders).toBeUndefined();
    expect(body.uniqueBody).toBeUndefined();
  });

  test('MIME comes back byte for byte', async () => {
    const { id, bytes } = await arrive(
      graph,
      { 'X-Odd': 'a\r\n\tb' },
      { text: 'naïve \u0000 text' },
    );
    const reply = await graph.call('GET', `/me/messages/${id}/$value`);
    expect(reply.bytes.equals(bytes)).toBe(true);
    expect(reply.headers.get('content-type')).toBe('text/plain');
    const { body } = await graph.call('GET', `/me/messages/${id}`);
    expect(body.bodyPreview).toBe('naïve  text');
  });

  test('Headers and the unique body come only with $select', async () => {
    const { id } = await arrive(graph, { 'X-Custom': 'one', 'x-custom': 'two' });
    const select = '$select=internetMessageHeaders,uniqueBody';
    const { body } = await graph.call('GET', `/me/messages/${id}?${select}`);
    const headers = body.internetMessageHeaders as { name: string; value: string }[];
    const custom = headers.filter(({ name }) => name.toLowerCase() === 'x-custom');
    expect(custom.map(({ value }) => value)).toEqual(['one', 'two']);
    expect(body.uniqueBody.content).toContain('Hello');
    expect(body.subject).toBeUndefined();
  });

  test('A message is found by its internetMessageId whatever signs are in it', async () => {
    const { messageId } = await arrive(graph, { 'Message-ID': "<o'hara+1/2=%@contoso.example>" });
    const filter = `internetMessageId eq '${messageId.replace("'", "''")}'`;
    const { body } = await graph.call(
      'GET',
      `/me/messages?${query({ $filter: filter, $select: 'internetMessageId' })}`,
    );
    expect(body.value).toHaveLength(1);
    expect(Object.keys(body.value[0]).sort()).toEqual(['@odata.etag', 'id', 'internetMessageId']);
  });

  test('A folder is read by name and by id, in both spellings, newest first, page by page', async () => {
    for (let mail = 0; mail < 5; mail += 1) await arrive(graph, {}, { folder: 'Paging' });
    const inbox = await graph.call('GET', "/me/mailFolders('inbox')/childFolders");
    const folders = inbox.body.value as { id: string; displayName: string }[];
    const folder = folders.find((one) => one.displayName === 'Paging')!;
    expect(folder).toMatchObject({ totalItemCount: 5, unreadItemCount: 5 });
    const times: unknown[] = [];
    let next: string | undefined =
      `/me/mailFolders/${folder.id}/messages?$select=receivedDateTime&$count=true`;
    let pages = 0;
    while (next) {
      const page = await graph.call('GET', next, { headers: { Prefer: 'odata.maxpagesize=2' } });
      expect(page.body['@odata.count']).toBe(5);
      times.push(...pluck(page, 'receivedDateTime'));
      next = page.body['@odata.nextLink'] as string | undefined;
      pages += 1;
    }
    expect(pages).toBe(3);
    expect(times).toEqual([...new Set(times)].sort().reverse());
  });

  test('Prefer decides the format of the body', async () => {
    const { id } = await arrive(
      graph,
      { 'Content-Type': 'text/html; charset=utf-8' },
      { text: '<p>Hello <b>you</b></p>' },
    );
    const text = await graph.call('GET', `/me/messages/${id}`, {
      headers: { Prefer: 'outlook.body-content-type="text"' },
    });
    expect(text.body.body).toEqual({ contentType: 'text', content: 'Hello you' });
    expect(text.headers.get('preference-applied')).toBe('outlook.body-content-type="text"');
    const html = await graph.call('GET', `/me/messages/${id}`);
    expect(html.body.body.contentType).toBe('html');
  });

  test.each([
    ['id eq ', "id eq 'x'", 400, 'ErrorInvalidProperty'],
    ['nonsense', 'subject eq', 400, 'BadRequest'],
  ])('A filter by %s is refused', async (_name, filter, status, code) => {
    const reply = await graph.call('GET', `/me/messages?${query({ $filter: filter })}`);
    expect([reply.status, reply.body.error.code]).toEqual([status, code]);
  });

  test('A filter that does not begin with what the list is sorted by is inefficient', async () => {
    const sorted = { $orderby: 'receivedDateTime desc' };
    const bad = await graph.call(
      'GET',
      `/me/messages?${query({ ...sorted, $filter: 'isRead eq false' })}`,
    );
    expect(bad.body.error.code).toBe('InefficientFilter');
    const filter = 'receivedDateTime ge 2020-01-01T00:00:00Z and isRead eq false';
    const good = await graph.call('GET', `/me/messages?${query({ ...sorted, $filter: filter })}`);
    expect(good.status).toBe(200);
  });
});

describe('Changing messages', () => {
  test('Of two changes at once with one etag the second gets 412', async () => {
    const { id } = await arrive(graph);
    const etag = (await graph.call('GET', `/me/messages/${id}`)).body['@odata.etag'] as string;
    const change = (name: string) =>
      graph.call('PATCH', `/me/messages/${id}`, {
        body: { categories: [name] },
        headers: { 'If-Match': etag },
      });
    const replies = await Promise.all([change('A'), change('B')]);
    expect(replies.map((one) => one.status).sort()).toEqual([200, 412]);
    const lost = replies.find((one) => one.status === 412)!;
    expect(lost.body.error.code).toBe('ErrorIrresolvableConflict');
  });

  test('Categories are read, added to and written back', async () => {
    const { id } = await arrive(graph);
    await graph.call('PATCH', `/me/messages/${id}`, { body: { categories: ['Mine'] } });
    const { body } = await graph.call('GET', `/me/messages/${id}?$select=categories`);
    const etag = body['@odata.etag'] as string;
    const changed = await graph.call('PATCH', `/me/messages/${id}`, {
      body: { categories: [...body.categories, 'Tracked'] },
      headers: { 'If-Match': etag },
    });
    expect(changed.body.categories).toEqual(['Mine', 'Tracked']);
    expect(changed.body.changeKey).not.toBe(etag.slice(3, -1));
    const found = await graph.call(
      'GET',
      `/me/messages?${query({ $filter: "categories/any(c:c eq 'Tracked')" })}`,
    );
    expect(pluck(found, 'id')).toEqual([changed.body.id]);
  });

  test('The subject of a received message cannot be changed, and no unknown property', async () => {
    const { id } = await arrive(graph);
    const subject = await graph.call('PATCH', `/me/messages/${id}`, { body: { subject: 'x' } });
    expect(subject.body.error.code).toBe('ErrorInvalidPropertySet');
    const unknown = await graph.call('PATCH', `/me/messages/${id}`, { body: { topic: 'x' } });
    expect(unknown.body.error.code).toBe('RequestBodyRead');
  });

  test('A move ends the regular id and keeps the immutable one', async () => {
    const { id } = await arrive(graph);
    const before = (await graph.call('GET', `/me/messages/${id}`)).body.id as string;
    expect(before).toHaveLength(152);
    const moved = await graph.call('POST', `/me/messages/${before}/move`, {
      body: { destinationId: 'archive' },
    });
    expect(moved.status).toBe(201);
    expect(moved.body.id).not.toBe(before);
    const gone = await graph.call('GET', `/me/messages/${before}`);
    expect([gone.status, gone.body.error.code]).toEqual([404, 'ErrorItemNotFound']);
    const after = await graph.call('GET', `/me/messages/${id}`, { headers: immutable });
    expect(after.body.id).toBe(id);
  });

  test('Ids are case-sensitive', async () => {
    const { id } = await arrive(graph);
    const swapped = id.slice(0, -8) + id.slice(-8).toLowerCase();
    const reply = await graph.call(
      'GET',
      `/me/messages/${swapped === id ? id.toUpperCase() : swapped}`,
    );
    expect([reply.status, reply.body.error.code]).toEqual([400, 'ErrorInvalidIdMalformed']);
  });

  test('What is deleted is in the Recoverable Items, and gone once it is deleted there (wire 2.2)', async () => {
    const { id } = await arrive(graph);
    const { body } = await graph.call('GET', `/me/messages/${id}`);
    expect((await graph.call('DELETE', `/me/messages/${id}`)).status).toBe(204);
    expect((await graph.call('GET', `/me/messages/${body.id}`)).status).toBe(404);
    const $filter = `internetMessageId eq '${body.internetMessageId}'`;
    const found = async (path: string) =>
      pluck(await graph.call('GET', `${path}/messages?${query({ $filter })}`), 'id').length;
    expect(await found('/me')).toBe(0);
    expect(await found('/me/mailFolders/recoverableitemsdeletions')).toBe(1);
    const restored = await graph.call('POST', `/me/messages/${id}/move`, {
      body: { destinationId: 'inbox' },
    });
    expect([restored.status, await found('/me')]).toEqual([201, 1]);
    await graph.call('DELETE', `/me/messages/${id}`);
    await graph.call('DELETE', `/me/messages/${id}`);
    expect((await graph.call('GET', `/me/messages/${id}`)).status).toBe(404);
    expect((await graph.call('PATCH', `/me/messages/${id}`, { body: {} })).status).toBe(404);
  });

  test('permanentDelete leaves nothing', async () => {
    const { id } = await arrive(graph);
    expect((await graph.call('POST', `/me/messages/${id}/permanentDelete`)).status).toBe(204);
    expect((await graph.call('GET', `/me/messages/${id}`)).status).toBe(404);
  });
});

describe('Extended properties', () => {
  const set = '{00020329-0000-0000-C000-000000000046}';
  const property = `String ${set} Name cecp-5a4d0000-0000-4000-8000-000000000001`;
  const expanded = (id: string) =>
    query({ $expand: `singleValueExtendedProperties($filter=id eq '${id}')` });

  test('A named property is written, read back with a lower-case set, found and removed', async () => {
    const { id } = await arrive(graph);
    const write = (value: string | null) =>
      graph.call('PATCH', `/me/messages/${id}`, {
        body: { singleValueExtendedProperties: [{ id: property, value }] },
      });
    await write('{"trackedId":"Ab"}');
    const read = await graph.call('GET', `/me/messages/${id}?${expanded(property.toLowerCase())}`);
    expect(read.body.singleValueExtendedProperties).toEqual([
      { id: property.replace(set, set.toLowerCase()), value: '{"trackedId":"Ab"}' },
    ]);
    const filter = `singleValueExtendedProperties/Any(ep: ep/id eq '${property}' and ep/value ne null)`;
    const found = await graph.call('GET', `/me/messages?${query({ $filter: filter })}`);
    expect(found.body.value).toHaveLength(1);
    const byValue = `singleValueExtendedProperties/any(ep:ep/id eq '${property}' and contains(ep/value, 'AB'))`;
    const inValue = await graph.call('GET', `/me/messages?${query({ $filter: byValue })}`);
    expect(inValue.body.value).toHaveLength(1);
    await write(null);
    const gone = await graph.call('GET', `/me/messages/${id}?${expanded(property)}`);
    expect(gone.body).not.toHaveProperty('singleValueExtendedProperties');
  });

  test('Names are told apart by case, the set is not', async () => {
    const { id } = await arrive(graph);
    const name = (text: string) => `String {8C1A3B1E-0000-4000-8000-000000000001} Name ${text}`;
    await graph.call('PATCH', `/me/messages/${id}`, {
      body: { singleValueExtendedProperties: [{ id: name('Link'), value: 'x' }] },
    });
    const same = await graph.call(
      'GET',
      `/me/messages/${id}?${expanded(name('Link').replace('8C1A3B1E', '8c1a3b1e'))}`,
    );
    expect(same.body.singleValueExtendedProperties).toHaveLength(1);
    const other = await graph.call('GET', `/me/messages/${id}?${expanded(name('link'))}`);
    expect(other.body).not.toHaveProperty('singleValueExtendedProperties');
    const filter = `singleValueExtendedProperties/Any(ep: ep/id eq '${name('link')}' and ep/value eq 'x')`;
    const found = await graph.call('GET', `/me/messages?${query({ $filter: filter })}`);
    expect(found.body.value).toHaveLength(0);
  });
});
