import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { testClient } from '../../../src/sandbox/entra/registrations.ts';
import { anna, arrive, bela, pluck, startTestGraph, type TestGraph } from '../../support/graph.ts';

const minute = 60_000;
const service = {
  id: '5a4d0000-0000-4000-8000-00000000f001',
  displayName: 'Service',
  mail: 'service@fabrikam.example',
};

let graph: TestGraph;
beforeAll(async () => {
  graph = await startTestGraph();
  await graph.door.ensureMailbox(service);
}, 30_000);
afterAll(() => graph.close());

interface Part {
  id: string;
  status: number;
  headers: Record<string, string>;
  body: { error?: { code: string; message: string } };
}

const partsOf = (body: { responses: Part[] }): Part[] => body.responses;

const control = (method: string, path: string, body?: unknown) =>
  graph.call(method, `${graph.origin}/_sandbox${path}`, body === undefined ? {} : { body });
const codeOf = ({ status, body }: { status: number; body: { error?: { code: string } } }) => [
  status,
  body.error?.code,
];

describe('Addresses', () => {
  test.each([
    ['GET', '/me/nonsense', 400, 'BadRequest', "Resource not found for the segment 'nonsense'."],
    ['GET', '/nonsense', 400, 'BadRequest', "Resource not found for the segment 'nonsense'."],
    [
      'GET',
      '/me/messages/x/nonsense',
      400,
      'BadRequest',
      "Resource not found for the segment 'nonsense'.",
    ],
    ['GET', '/me/drive', 501, 'notSupported', 'drive'],
    ['GET', '/groups', 501, 'notSupported', 'groups'],
    ['PUT', '/me/messages', 405, 'Request_BadRequest', 'Specified HTTP method is not allowed'],
    ['DELETE', '/users', 405, 'Request_BadRequest', 'Specified HTTP method is not allowed'],
    ['GET', '/$batch', 405, 'Request_BadRequest', 'Specified HTTP method is not allowed'],
  ])('%s %s is answered %i %s', async (method, path, status, code, message) => {
    const reply = await graph.call(method, path);
    expect(codeOf(reply)).toEqual([status, code]);
    expect(reply.body.error.message).toContain(message);
  });

  test.each([
    ['/beta/me', 501, 'notSupported'],
    ['/v2.0/me', 400, 'BadRequest'],
  ])('%s is another version: %i', async (path, status, code) => {
    const reply = await graph.call('GET', `${graph.origin}${path}`);
    expect(codeOf(reply)).toEqual([status, code]);
    expect(reply.body.error.innerError['request-id']).toBe(reply.headers.get('request-id'));
  });

  test('A preflight request of any page is allowed', async () => {
    const headers = {
      origin: 'https://app.example',
      'access-control-request-method': 'PATCH',
      'access-control-request-headers': 'authorization,content-type',
    };
    const reply = await fetch(`${graph.origin}/v1.0/me`, { method: 'OPTIONS', headers });
    expect(reply.status).toBe(204);
    expect(reply.headers.get('access-control-allow-origin')).toBe('https://app.example');
  });

  test('Every answer names its request and its server', async () => {
    const headers = { 'client-request-id': '11111111-1111-4111-8111-111111111111' };
    const reply = await graph.call('GET', '/me', { headers });
    expect(reply.headers.get('request-id')).toMatch(/^[\da-f-]{36}$/);
    expect(reply.headers.get('client-request-id')).toBe(headers['client-request-id']);
    const diagnostic = JSON.parse(reply.headers.get('x-ms-ags-diagnostic') ?? '{}');
    expect(Object.keys(diagnostic.ServerInfo)).toEqual(
      expect.arrayContaining(['DataCenter', 'Slice', 'Ring', 'ScaleUnit', 'RoleInstance']),
    );
  });
});

describe('The directory', () => {
  test('People are found by $search, counted and ordered as advanced queries', async () => {
    const headers = { ConsistencyLevel: 'eventual' };
    const found = await graph.call('GET', '/users?$search="displayName:ann"&$count=true', {
      headers,
    });
    expect(found.body['@odata.count']).toBe(1);
    expect(found.body.value[0].id).toBe(anna.id);
    const either = '/users?$search="mail:bela" OR "displayName:berger"&$orderby=displayName desc';
    const { body } = await graph.call('GET', either, { headers });
    const names = (body.value as { displayName: string }[]).map((one) => one.displayName);
    expect(names).toHaveLength(2);
    expect(names).toEqual(names.toSorted((a: string, b: string) => b.localeCompare(a)));
    const refused = await graph.call('GET', '/users?$search="displayName:ann"');
    expect(codeOf(refused)).toEqual([400, 'Request_UnsupportedQuery']);
    const count = await graph.call('GET', '/users/$count', { headers });
    expect(count.bytes.toString()).toBe('3');
  });

  test('The account of a shared mailbox is there, disabled', async () => {
    const { body } = await graph.call('GET', `/users/${service.mail}?$select=id,accountEnabled`);
    expect([body.id, body.accountEnabled]).toEqual([service.id, false]);
  });

  test('A delta of users tells what changed since', async () => {
    const token = await graph.userToken(anna.mail, 'User.Read.All');
    const first = await graph.call('GET', '/users/delta', { token });
    expect(first.body.value).toHaveLength(3);
    const next = await graph.call('GET', first.body['@odata.deltaLink'], { token });
    expect(next.body.value).toEqual([]);
    await graph.door.ensureMailbox({
      ...service,
      id: '5a4d0000-0000-4000-8000-00000000f002',
      mail: 'new@fabrikam.example',
    });
    const last = await graph.call('GET', next.body['@odata.deltaLink'], { token });
    expect(pluck(last, 'mail')).toEqual(['new@fabrikam.example']);
    expect(codeOf(await graph.call('GET', '/users/delta?$deltatoken=x', { token }))).toEqual([
      400,
      'Request_BadRequest',
    ]);
  });

  test('Nobody has a picture, a manager or groups; the tenant has a name', async () => {
    expect(codeOf(await graph.call('GET', '/me/photo/$value'))).toEqual([404, 'ImageNotFound']);
    const token = await graph.userToken(
      anna.mail,
      'User.Read',
      'User.Read.All',
      'People.Read',
      'LicenseAssignment.Read.All',
    );
    expect(codeOf(await graph.call('GET', '/me/manager', { token }))).toEqual([
      404,
      'Request_ResourceNotFound',
    ]);
    expect((await graph.call('GET', '/me/memberOf', { token })).body.value).toEqual([]);
    expect((await graph.call('GET', '/organization', { token })).body.value[0].id).toBe(
      graph.entra.door.tenantId,
    );
    expect((await graph.call('GET', '/me/people', { token })).body.value.length).toBeGreaterThan(0);
    expect((await graph.call('GET', '/subscribedSkus', { token })).body.value).toEqual([]);
    expect(codeOf(await graph.call('GET', '/subscribedSkus'))).toEqual([403, 'ErrorAccessDenied']);
  });

  test('Objects are found by their ids', async () => {
    const body = { ids: [bela.id, '00000000-0000-4000-8000-000000000000'], types: ['user'] };
    const token = await graph.userToken(anna.mail, 'Directory.Read.All');
    const reply = await graph.call('POST', '/directoryObjects/getByIds', { body, token });
    expect(pluck(reply, 'id')).toEqual([bela.id]);
  });
});

describe('Batches (2.10)', () => {
  const batch = (requests: object[], token?: string) =>
    graph.call('POST', '/$batch', { body: { requests }, ...(token && { token }) });
  const get = (id: string, url = '/me', more = {}) => ({ id, method: 'GET', url, ...more });

  test.each([
    ['no requests', [], 'Invalid batch payload format.'],
    [
      '21 requests',
      Array.from({ length: 21 }, (_, id) => get(String(id))),
      'exceeds the maximum value of 20',
    ],
    ['the same id twice', [get('1'), get('1')], 'Request Id : 1 has to be unique in a batch.'],
    ['no url', [{ id: '1', method: 'GET' }], 'Invalid batch payload format.'],
    [
      'another server',
      [get('1', 'https://graph.example/v1.0/me')],
      'Invalid batch payload format.',
    ],
    [
      'a body without its type',
      [{ id: '1', method: 'PATCH', url: '/me/messages/x', body: {} }],
      'Write request id : 1 does not contain Content-Type header or body.',
    ],
    [
      'a write without a body',
      [
        {
          id: '1',
          method: 'POST',
          url: '/me/messages/x/send',
          headers: { 'Content-Type': 'application/json' },
        },
      ],
      'Write request id : 1 does not contain',
    ],
    [
      'a batch inside',
      [
        {
          id: '1',
          method: 'POST',
          url: '/$batch',
          headers: { 'Content-Type': 'application/json' },
          body: {},
        },
      ],
      'Nested',
    ],
    ['a method that is none', [get('1', '/me', { method: 'FETCH' })], 'unsupported HTTP method'],
    [
      'a dependency on a later one',
      [get('1', '/me', { dependsOn: ['2'] }), get('2')],
      'depends on',
    ],
  ])('%s is refused as a whole', async (_name, requests, message) => {
    const reply = await batch(requests);
    expect(codeOf(reply)).toEqual([400, 'BadRequest']);
    expect(reply.body.error.message).toContain(message);
  });

  test('Urls with and without the service are taken; bytes come in base64', async () => {
    const { id, bytes } = await arrive(graph);
    const { body } = await batch([
      get('a', '/me/messages?$top=1'),
      get('b', 'me/mailFolders/inbox'),
      get('c', `${graph.origin}/v1.0/me`),
      get('d', `/me/messages/${id}/$value`),
    ]);
    expect(partsOf(body).map(({ id, status }) => [id, status])).toEqual([
      ['a', 200],
      ['b', 200],
      ['c', 200],
      ['d', 200],
    ]);
    expect(partsOf(body)[3]?.body).toBe(bytes.toString('base64'));
  });

  test('What depends on a failure fails with 424, and what depends on that', async () => {
    const { body } = await batch([
      get('1', '/me/messages/x'),
      get('2', '/me', { dependsOn: ['1'] }),
      get('3', '/me', { dependsOn: ['2'] }),
      get('4'),
    ]);
    expect(partsOf(body).map(({ status }) => status)).toEqual([400, 424, 424, 200]);
  });

  test('Each part is throttled by itself, with a Retry-After of its own', async () => {
    await control('POST', '/limits', { requests: 2 });
    graph.pass(10 * minute);
    const { status, body } = await batch(
      ['1', '2', '3', '4'].map((id) => get(id, '/me/messages?$top=1')),
    );
    await control('POST', '/limits', { requests: 10_000 });
    expect(status).toBe(200);
    const refused = partsOf(body).filter((one) => one.status === 429);
    expect(refused).toHaveLength(2);
    expect(refused[0]?.headers['Retry-After']).toBe('600');
    expect(refused[0]?.body.error?.code).toBe('ApplicationThrottled');
  });
});

describe('Throttling (2.11)', () => {
  const limits = (body: object) => control('POST', '/limits', body);
  beforeEach(() => graph.pass(10 * minute));
  afterEach(async () => {
    await limits({
      requests: 10_000,
      concurrency: 4,
      uploadBytes: 157_286_400,
      applicationRequests: 130_000,
    });
  });

  test('Retry-After is true: one second earlier is too early', async () => {
    await limits({ requests: 3 });
    expect((await graph.call('GET', '/me/mailFolders')).status).toBe(200);
    expect((await graph.call('GET', '/me/mailFolders')).status).toBe(200);
    graph.pass(60_000);
    expect((await graph.call('GET', '/me/mailFolders')).status).toBe(200);
    const refused = await graph.call('GET', '/me/mailFolders');
    expect(codeOf(refused)).toEqual([429, 'ApplicationThrottled']);
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBe(540);
    graph.pass((wait - 1) * 1_000);
    expect((await graph.call('GET', '/me/mailFolders')).status).toBe(429);
    graph.pass(1_000);
    expect((await graph.call('GET', '/me/mailFolders')).status).toBe(200);
  });

  test('Another mailbox, the directory and the Outlook page are not held up', async () => {
    await limits({ requests: 0 });
    expect((await graph.call('GET', '/me/mailFolders')).status).toBe(429);
    expect((await graph.call('GET', '/me')).status).toBe(200);
    const door = await graph.door.call(anna.id, { method: 'GET', path: '/me/mailFolders' });
    expect(door.status).toBe(200);
    await limits({ requests: 1 });
    expect((await graph.call('GET', '/me/mailFolders')).status).toBe(200);
    const belas = await graph.userToken(bela.mail, 'Mail.Read');
    expect((await graph.call('GET', '/me/mailFolders', { token: belas })).status).toBe(200);
    expect((await graph.call('GET', '/me/mailFolders')).status).toBe(429);
  });

  test('Four requests at a time are served, what is more is refused', async () => {
    const parts = Array.from({ length: 8 }, (_, id) => ({
      id: String(id),
      method: 'GET',
      url: '/me/messages?$expand=attachments',
    }));
    // A batch works on four of its parts at a time.
    const batch = async () => {
      const { body } = await graph.call('POST', '/$batch', { body: { requests: parts } });
      return partsOf(body);
    };
    expect((await batch()).map(({ status }) => status)).toEqual(parts.map(() => 200));
    await limits({ concurrency: 3 });
    const refused = (await batch()).find(({ status }) => status === 429);
    expect(refused?.body.error).toMatchObject({
      code: 'ApplicationThrottled',
      message: 'Application is over its MailboxConcurrency limit.',
    });
    expect(refused?.headers['Retry-After']).toBe('1');
    expect((await graph.call('GET', '/me/messages')).status).toBe(200);
  });

  test('Uploaded bytes count for five minutes', async () => {
    await limits({ uploadBytes: 2_000 });
    const body = { subject: 'x'.repeat(1_500) };
    expect((await graph.call('POST', '/me/messages', { body })).status).toBe(201);
    const refused = await graph.call('POST', '/me/messages', { body });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '300']);
    graph.pass(5 * minute);
    expect((await graph.call('POST', '/me/messages', { body })).status).toBe(201);
  });

  test('One application has 130,000 requests in ten seconds', async () => {
    await limits({ applicationRequests: 1 });
    expect((await graph.call('GET', '/me/mailFolders')).status).toBe(200);
    const refused = await graph.call('GET', '/me/mailFolders');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '10']);
  });

  test('What was counted is shown', async () => {
    await graph.call('GET', '/me/mailFolders');
    const { body } = await control('GET', '/limits');
    expect(body.limits.requests).toBe(10_000);
    expect(body.counters).toContainEqual({
      window: 'requests',
      of: `${testClient.clientId} ${anna.id}`,
      count: 1,
    });
  });

  test('A mailbox sends thirty messages in a minute', async () => {
    await limits({ messages: 1 });
    const message = {
      subject: 'A',
      toRecipients: [{ emailAddress: { address: 'carl@contoso.example' } }],
    };
    expect((await graph.call('POST', '/me/sendMail', { body: { message } })).status).toBe(202);
    const refused = await graph.call('POST', '/me/sendMail', { body: { message } });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
    await limits({ messages: 30 });
  });
});

describe('Delegates (2.12)', () => {
  const grant = (rights: string[]) =>
    control('POST', '/delegates', { owner: service.mail, delegate: anna.mail, rights });
  const shared = (...scopes: string[]) => graph.userToken(anna.mail, ...scopes);
  const inbox = `/users/${service.mail}/mailFolders/inbox/messages`;
  const messagesOf = (token: string) => graph.call('GET', inbox, { token });
  const calendarOf = (token: string) =>
    graph.call('GET', `/users/${service.mail}/events`, { token });

  test('A shared mailbox is open to its delegate by a .Shared permission alone', async () => {
    await arrive(graph, { Subject: 'For service' }, { userId: service.id });
    const token = await shared('Mail.ReadWrite.Shared');
    expect(codeOf(await messagesOf(token))).toEqual([403, 'ErrorAccessDenied']);
    await grant(['fullAccess']);
    expect((await messagesOf(token)).body.value[0].subject).toBe('For service');
    expect(codeOf(await messagesOf(await shared('Mail.ReadWrite')))).toEqual([
      403,
      'ErrorAccessDenied',
    ]);
    const belas = await graph.userToken(bela.mail, 'Mail.ReadWrite.Shared');
    expect(codeOf(await messagesOf(belas))).toEqual([403, 'ErrorAccessDenied']);
  });

  test('Reading is not writing, mail is not the calendar', async () => {
    await grant(['mailRead']);
    const token = await shared('Mail.ReadWrite.Shared', 'Calendars.Read.Shared');
    const { body } = await messagesOf(token);
    const change = { body: { isRead: true }, token };
    const path = `/users/${service.mail}/messages/${body.value[0].id}`;
    expect(codeOf(await graph.call('PATCH', path, change))).toEqual([403, 'ErrorAccessDenied']);
    expect(codeOf(await calendarOf(token))).toEqual([403, 'ErrorAccessDenied']);
    await grant(['mailWrite', 'calendarRead']);
    expect((await graph.call('PATCH', path, change)).status).toBe(200);
    expect((await calendarOf(token)).status).toBe(200);
  });

  test('The Outlook page reaches what its person may reach', async () => {
    await grant([]);
    const read = () => graph.door.call(anna.id, { method: 'GET', path: inbox });
    expect((await read()).status).toBe(403);
    await graph.door.grantMailbox({ owner: service.id, delegate: anna.id, rights: ['fullAccess'] });
    expect((await read()).status).toBe(200);
    expect(await graph.door.mailboxesSharedWith(anna.id)).toEqual([
      { ...service, rights: ['fullAccess'] },
    ]);
  });

  test('An application reaches every mailbox until a policy limits it', async () => {
    const token = await graph.entra.appToken(graph.origin);
    expect((await messagesOf(token)).status).toBe(200);
    await control('POST', '/application-access', {
      applicationId: testClient.clientId,
      mailboxes: [anna.mail],
    });
    const refused = await messagesOf(token);
    expect(codeOf(refused)).toEqual([403, 'ErrorAccessDenied']);
    expect(refused.body.error.message).toBe('Access to OData is disabled.');
    expect((await graph.call('GET', `/users/${anna.id}/messages`, { token })).status).toBe(200);
    await control('POST', '/application-access', { applicationId: testClient.clientId });
    expect((await messagesOf(token)).status).toBe(200);
  });

  test('Mail.ReadBasic shows messages without their text', async () => {
    const token = await shared('Mail.ReadBasic');
    const { body } = await graph.call('GET', '/me/messages', { token });
    expect(body.value[0].subject).toBeDefined();
    expect(body.value[0]).not.toHaveProperty('body');
    expect(body.value[0]).not.toHaveProperty('bodyPreview');
  });
});

describe('A person with a new address (quality.md §3.2, 23)', () => {
  test('Id, mail and folders stay; mail to the new address arrives, to the old one it bounces', async () => {
    const before = await graph.call('GET', '/me/mailFolders/inbox');
    const renamed = await control('POST', `/mailboxes/${anna.id}/rename`, {
      address: 'anna.new@fabrikam.example',
    });
    expect(renamed.status).toBe(204);
    const { body } = await graph.call('GET', '/me');
    expect(body).toMatchObject({ id: anna.id, mail: 'anna.new@fabrikam.example' });
    const after = await graph.call('GET', '/me/mailFolders/inbox');
    expect(after.body.id).toBe(before.body.id);
    const token = await graph.userToken(bela.mail, 'Mail.Send');
    const send = (address: string, subject: string) =>
      graph.call('POST', '/me/sendMail', {
        token,
        body: { message: { subject, toRecipients: [{ emailAddress: { address } }] } },
      });
    await send('anna.new@fabrikam.example', 'To the new address');
    await send(anna.mail, 'To the old address');
    const inbox = await graph.call('GET', '/me/mailFolders/inbox/messages');
    expect(pluck(inbox, 'subject')).toContain('To the new address');
    expect(pluck(inbox, 'subject')).not.toContain('To the old address');
    await control('POST', `/mailboxes/${anna.id}/rename`, { address: anna.mail });
  });

  test('An unknown person and a wrong address are refused', async () => {
    const address = 'somebody@fabrikam.example';
    expect((await control('POST', '/mailboxes/nobody/rename', { address })).status).toBe(400);
    const wrong = { address: 'nonsense' };
    expect((await control('POST', `/mailboxes/${anna.id}/rename`, wrong)).status).toBe(400);
  });
});
