/* eslint-disable @typescript-eslint/no-unsafe-return -- bodies are read as the tests know them */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  anna,
  pluck,
  startTestGraph,
  type GraphReply,
  type TestGraph,
} from '../../../support/graph.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startTestGraph();
}, 120_000);
afterAll(() => graph.close());

const call = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  graph.call(method, path, { headers, ...(body !== undefined && { body }) });
const code = (reply: GraphReply): [number, string] => [reply.status, reply.body.error.code];
const carl = {
  givenName: 'Carl',
  surname: 'Fischer',
  companyName: 'Contoso',
  emailAddresses: [{ address: 'carl@contoso.example' }],
};

describe('Contacts (wire 2.8)', () => {
  test('One is made with a name and an order of its own, changed and deleted', async () => {
    const made = await call('POST', '/me/contacts', { ...carl, birthday: '1974-07-22' });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      displayName: 'Carl Fischer',
      fileAs: 'Fischer, Carl',
      emailAddresses: [{ name: 'carl@contoso.example', address: 'carl@contoso.example' }],
      birthday: '1974-07-22T11:59:00Z',
      homeAddress: {},
      jobTitle: null,
      businessPhones: [],
    });
    const path = `/me/contacts/${made.body.id}`;
    const changed = await call('PATCH', path, { surname: 'Huber', homeAddress: { city: 'Wien' } });
    expect(changed.body).toMatchObject({
      displayName: 'Carl Huber',
      homeAddress: { city: 'Wien' },
      companyName: 'Contoso',
    });
    const named = await call('PATCH', path, { givenName: 'Karl', displayName: 'Karli' });
    expect(named.body).toMatchObject({ displayName: 'Karli', givenName: 'Karl' });
    expect((await call('PATCH', path, { jobTitle: 'Clerk' })).body.displayName).toBe('Karli');
    expect((await call('DELETE', path)).status).toBe(204);
    expect((await call('GET', path)).status).toBe(404);
  });

  test.each([
    [
      'four addresses',
      { emailAddresses: Array(4).fill({ address: 'a@b.example' }) },
      'ErrorInvalidArgument',
      'The multi value property EmailAddresses has 4 entries, that exceeds the max allowed value of 3',
    ],
    [
      'three business phones',
      { businessPhones: ['1', '2', '3'] },
      'ErrorInvalidArgument',
      'The multi value property BusinessPhones has 3 entries, that exceeds the max allowed value of 2',
    ],
    [
      'an unknown property',
      { shoeSize: 43 },
      'RequestBodyRead',
      "The property 'shoeSize' does not exist on type 'microsoft.graph.contact'. Make sure to only use property names that are defined by the type.",
    ],
    [
      'an unknown part of an address',
      { homeAddress: { planet: 'Earth' } },
      'RequestBodyRead',
      "The property 'planet' does not exist on type 'microsoft.graph.physicalAddress'. Make sure to only use property names that are defined by the type.",
    ],
    [
      'a birthday that is no date',
      { birthday: 'tomorrow' },
      'RequestBodyRead',
      "'birthday' is a date and time.",
    ],
  ])('%s is refused', async (_name, body, wanted, message) => {
    const reply = await call('POST', '/me/contacts', body);
    expect([...code(reply), reply.body.error.message]).toEqual([400, wanted, message]);
  });

  test('They are filtered, searched, sorted, selected and counted', async () => {
    const folder = (await call('POST', '/me/contactFolders', { displayName: 'Queried' })).body.id;
    const path = `/me/contactFolders/${folder}/contacts`;
    for (const name of ['Berta', 'Anton', 'Cäsar']) {
      await call('POST', path, {
        givenName: name,
        emailAddresses: [{ address: `${name}@x.example` }],
      });
    }
    const filter = encodeURIComponent("emailAddresses/any(a:a/address eq 'ANTON@x.example')");
    expect(pluck(await call('GET', `${path}?$filter=${filter}`), 'displayName')).toEqual(['Anton']);
    expect(pluck(await call('GET', `${path}?$search="cäs"`), 'displayName')).toEqual(['Cäsar']);
    const sorted = await call(
      'GET',
      `${path}?$orderby=displayName desc&$top=2&$count=true&$select=displayName,primaryEmailAddress`,
    );
    expect(sorted.body['@odata.count']).toBe(3);
    expect(sorted.body.value[0]).toEqual({
      '@odata.etag': expect.any(String),
      id: expect.any(String),
      displayName: 'Cäsar',
      primaryEmailAddress: { name: 'Cäsar@x.example', address: 'Cäsar@x.example' },
    });
    expect((await call('GET', sorted.body['@odata.nextLink'])).body.value).toHaveLength(1);
    expect((await call('GET', `${path}?$select=shoeSize`)).status).toBe(400);
  });

  test('If-Match of another version is refused; named properties are kept', async () => {
    const id = 'String {8c1a3b1e-0000-4000-8000-000000000001} Name Link';
    const { body } = await call('POST', '/me/contacts', {
      ...carl,
      singleValueExtendedProperties: [{ id, value: 'x' }],
    });
    const path = `/me/contacts/${body.id}`;
    const expand = encodeURIComponent(`singleValueExtendedProperties($filter=id eq '${id}')`);
    expect(
      (await call('GET', `${path}?$expand=${expand}`)).body.singleValueExtendedProperties,
    ).toEqual([{ id, value: 'x' }]);
    const match = { 'If-Match': body['@odata.etag'] as string };
    expect((await call('PATCH', path, { title: 'Dr.' }, match)).status).toBe(200);
    expect(code(await call('PATCH', path, { title: 'Mr.' }, match))).toEqual([
      412,
      'ErrorIrresolvableConflict',
    ]);
    expect((await call('DELETE', path, undefined, match)).status).toBe(412);
  });

  test('A photo is not there, then is', async () => {
    const path = `/me/contacts/${(await call('POST', '/me/contacts', carl)).body.id}/photo`;
    expect(code(await call('GET', path))).toEqual([404, 'ErrorItemNotFound']);
    const token = await graph.userToken(anna.mail, 'Contacts.ReadWrite');
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAYAAAC56t6BAAAADklEQVR4nGNgwAsYGAAAKwABWzMtsAAAAABJRU5ErkJggg==',
      'base64',
    );
    const put = await fetch(`${graph.origin}/v1.0${path}/$value`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'image/png' },
      body: png,
    });
    expect(put.status).toBe(200);
    expect((await call('GET', path)).body).toMatchObject({ width: 2, height: 3 });
    expect((await call('GET', `${path}/$value`)).bytes.equals(png)).toBe(true);
  });
});

describe('Contact folders', () => {
  test('They are made inside each other, renamed and removed; the mailbox’s own stays', async () => {
    const made = await call('POST', '/me/contactFolders', { displayName: 'Clients' });
    const path = `/me/contactFolders/${made.body.id}`;
    const child = await call('POST', `${path}/childFolders`, { displayName: 'Old' });
    expect(child.body.parentFolderId).toBe(made.body.id);
    expect(pluck(await call('GET', `${path}/childFolders`), 'displayName')).toEqual(['Old']);
    expect((await call('PATCH', path, { displayName: 'Customers' })).body.displayName).toBe(
      'Customers',
    );
    expect(pluck(await call('GET', '/me/contactFolders'), 'displayName')).toContain('Customers');
    expect(code(await call('POST', '/me/contactFolders', { displayName: 'customers' }))).toEqual([
      409,
      'ErrorFolderExists',
    ]);
    expect((await call('DELETE', path)).status).toBe(204);
    expect((await call('GET', `/me/contactFolders/${child.body.id}`)).status).toBe(404);
    expect((await call('DELETE', `/me/contactFolders/${made.body.parentFolderId}`)).status).toBe(
      403,
    );
  });
});

describe('Change tracking (wire 2.4)', () => {
  test('Contacts of a folder: rounds, pages, removals', async () => {
    const folder = (await call('POST', '/me/contactFolders', { displayName: 'Tracked' })).body.id;
    const path = `/me/contactFolders/${folder}/contacts`;
    const ids: string[] = [];
    for (const givenName of ['A', 'B', 'C'])
      ids.push((await call('POST', path, { givenName })).body.id);
    const first = await call('GET', `${path}/delta?$select=displayName`, undefined, {
      Prefer: 'odata.maxpagesize=2',
    });
    expect(first.headers.get('preference-applied')).toContain('odata.track-changes');
    expect(first.body.value[0]).toEqual({
      '@odata.type': '#microsoft.graph.contact',
      '@odata.etag': expect.any(String),
      id: ids[0],
      displayName: 'A',
    });
    const last = await call('GET', first.body['@odata.nextLink']);
    expect(pluck(last, 'displayName')).toEqual(['C']);
    await call('PATCH', `/me/contacts/${ids[0]}`, { nickName: 'Aa' });
    await call('DELETE', `/me/contacts/${ids[1]}`);
    const next = await call('GET', last.body['@odata.deltaLink']);
    expect(next.body.value).toEqual([
      expect.objectContaining({ id: ids[0], displayName: 'A' }),
      { '@odata.type': '#microsoft.graph.contact', id: ids[1], '@removed': { reason: 'deleted' } },
    ]);
    expect((await call('GET', next.body['@odata.deltaLink'])).body.value).toEqual([]);
    expect(
      code(
        await call(
          'GET',
          `/me/contacts/delta?$deltatoken=${new URL(last.body['@odata.deltaLink']).searchParams.get('$deltatoken')}`,
        ),
      ),
    ).toEqual([410, 'SyncStateNotFound']);
  });

  test('Folders', async () => {
    const first = await call('GET', '/me/contactFolders/delta');
    expect(pluck(first, 'displayName')).toContain('Contacts');
    const { id } = (await call('POST', '/me/contactFolders', { displayName: 'New' })).body;
    const second = await call('GET', first.body['@odata.deltaLink']);
    expect(pluck(second, 'id')).toEqual([id]);
    await call('DELETE', `/me/contactFolders/${id}`);
    const third = await call('GET', second.body['@odata.deltaLink']);
    expect(third.body.value).toMatchObject([{ id, '@removed': { reason: 'deleted' } }]);
    const mail = await call('GET', '/me/mailFolders/delta');
    expect(JSON.stringify(mail.body)).not.toContain(id);
  });

  test.each([
    ['replay', 'items of the page before come again', (ids: string[]) => [ids[0], ids[1]]],
    ['empty', 'a page without items has a nextLink', () => []],
  ])('Fault %s: %s', async (kind, _text, expected) => {
    const folder = (await call('POST', '/me/contactFolders', { displayName: `Fault ${kind}` })).body
      .id;
    const path = `/me/contactFolders/${folder}/contacts`;
    const ids: string[] = [];
    for (const givenName of ['A', 'B']) ids.push((await call('POST', path, { givenName })).body.id);
    const first = await call('GET', `${path}/delta`, undefined, { Prefer: 'odata.maxpagesize=1' });
    const fault = { hook: 'delta-page', effect: { kind }, times: 1 };
    const set = await fetch(`${graph.origin}/_sandbox/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(fault),
    });
    expect(set.status).toBe(201);
    const second = await call('GET', first.body['@odata.nextLink'], undefined, {
      Prefer: 'odata.maxpagesize=1',
    });
    expect(pluck(second, 'id')).toEqual(expected(ids));
    const rest = second.body['@odata.nextLink'] ?? second.body['@odata.deltaLink'];
    const third = await call('GET', rest);
    expect(pluck(third, 'id')).toEqual(kind === 'empty' ? [ids[1]] : []);
  });
});

test('Contacts need their permission', async () => {
  const token = await graph.userToken(anna.mail, 'Contacts.Read');
  expect((await graph.call('GET', '/me/contacts', { token })).status).toBe(200);
  const refused = await graph.call('POST', '/me/contacts', { token, body: carl });
  expect(code(refused)).toEqual([403, 'ErrorAccessDenied']);
});
