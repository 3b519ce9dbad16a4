import { Client } from '@microsoft/microsoft-graph-client';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { anna, arrive, bela, pluck, startTestGraph, type TestGraph } from '../../support/graph.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startTestGraph();
}, 60_000);
afterAll(() => graph.close());

const immutable = { Prefer: 'IdType="ImmutableId"' };

describe('Master categories', () => {
  const path = '/me/outlook/masterCategories';

  test('A category is made, listed, coloured and deleted; its name is taken once', async () => {
    const body = { displayName: 'Tracked to Dynamics 365', color: 'preset4' };
    const made = await graph.call('POST', path, { body });
    expect([made.status, made.body.displayName, made.body.color]).toEqual([
      201,
      'Tracked to Dynamics 365',
      'preset4',
    ]);
    const again = await graph.call('POST', path, {
      body: { ...body, displayName: 'tracked to dynamics 365' },
    });
    expect(again.status).toBe(409);
    const blue = await graph.call('PATCH', `${path}/${made.body.id}`, {
      body: { color: 'preset7' },
    });
    expect(blue.body.color).toBe('preset7');
    const renamed = await graph.call('PATCH', `${path}/${made.body.id}`, {
      body: { displayName: 'Other' },
    });
    expect(renamed.status).toBe(400);
    expect((await graph.call('GET', path)).body.value).toHaveLength(1);
    expect((await graph.call('DELETE', `${path}/${made.body.id}`)).status).toBe(204);
    expect((await graph.call('GET', path)).body.value).toEqual([]);
  });
});

describe('Translating ids', () => {
  const translate = (inputIds: string[], sourceIdType: string, targetIdType: string) =>
    graph.call('POST', '/me/translateExchangeIds', {
      body: { inputIds, sourceIdType, targetIdType },
    });

  test('The id Outlook on the web shows becomes the immutable one', async () => {
    const { id } = await arrive(graph);
    const ews = graph.door.toEwsId(id);
    expect(ews).not.toMatch(/[-_]/);
    const { body } = await translate([ews], 'ewsId', 'restImmutableEntryId');
    expect(body.value).toEqual([{ sourceId: ews, targetId: id }]);
    expect(graph.door.fromAnyId(ews)).toBe(id);
    const rest = ews.replaceAll('/', '-').replaceAll('+', '_');
    expect(graph.door.fromAnyId(rest)).toBe(id);
    const back = await translate([id], 'restImmutableEntryId', 'restId');
    expect(back.body.value[0].targetId).toBe(rest);
  });

  test('After a move the old id fails by itself and the new one is right', async () => {
    const [moved, still] = [await arrive(graph), await arrive(graph)];
    const [old, other] = [graph.door.toEwsId(moved.id), graph.door.toEwsId(still.id)];
    await graph.call('POST', `/me/messages/${moved.id}/move`, {
      body: { destinationId: 'archive' },
    });
    const current = graph.door.toEwsId(moved.id);
    expect(current).not.toBe(old);
    const reply = await translate([old, other, current, 'x'], 'ewsId', 'restImmutableEntryId');
    expect(pluck(reply, 'targetId')).toEqual([undefined, still.id, moved.id, undefined]);
    expect(reply.body.value[0].errorDetails.code).toBe('ErrorItemNotFound');
    expect(reply.body.value[3].errorDetails.code).toBe('ErrorInvalidIdMalformed');
  });
});

describe('Batches', () => {
  const batch = (requests: object[]) => graph.call('POST', '/$batch', { body: { requests } });

  test('Every part has its own answer; what depends on a failed one is 424', async () => {
    const { id } = await arrive(graph);
    await fetch(`${graph.origin}/_sandbox/requests`, { method: 'DELETE' });
    const { status, body } = await batch([
      { id: '1', method: 'GET', url: `/me/messages/${id}?$select=subject`, headers: immutable },
      { id: '2', method: 'GET', url: '/me/messages/nonsense' },
      {
        id: '3',
        method: 'PATCH',
        url: `/me/messages/${id}`,
        headers: { 'Content-Type': 'application/json' },
        body: { isRead: true },
        dependsOn: ['1'],
      },
      { id: '4', method: 'GET', url: '/me', dependsOn: ['2'] },
    ]);
    expect(status).toBe(200);
    const answers = new Map(
      (body.responses as { id: string; status: number; body: { id?: string } }[]).map((one) => [
        one.id,
        one,
      ]),
    );
    expect(['1', '2', '3', '4'].map((one) => answers.get(one)?.status)).toEqual([
      200, 400, 200, 424,
    ]);
    expect(answers.get('1')?.body.id).toBe(id);
    const log = (await (await fetch(`${graph.origin}/_sandbox/requests`)).json()) as {
      caller: string;
      parts: { status: number }[];
    }[];
    expect(log[0]).toMatchObject({ caller: anna.id });
    expect(log[0]?.parts.map((part) => part.status)).toEqual([200, 400, 200, 424]);
  });

  test('A part meets a fault by itself and the others do not', async () => {
    const faults = `${graph.origin}/_sandbox/faults`;
    const respond = { status: 429, headers: { 'retry-after': '7' } };
    await fetch(faults, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ match: { path: '/messages' }, respond, times: 1 }),
    });
    const { body } = await batch([
      { id: '1', method: 'GET', url: '/me' },
      { id: '2', method: 'GET', url: '/me/messages' },
      { id: '3', method: 'GET', url: 'me/messages' },
    ]);
    const answers = body.responses as { status: number; headers: Record<string, string> }[];
    expect(answers.map((one) => one.status)).toEqual([200, 429, 200]);
    expect(answers[1]?.headers['Retry-After']).toBe('7');
  });

  test('More than 20 requests are refused', async () => {
    const requests = Array.from({ length: 21 }, (_, index) => ({
      id: String(index),
      method: 'GET',
      url: '/me',
    }));
    expect((await batch(requests)).status).toBe(400);
  });
});

describe('Rights', () => {
  test('Without a token, or with one for another service, the answer is 401', async () => {
    const bare = await fetch(`${graph.origin}/v1.0/me`);
    expect(bare.status).toBe(401);
    const body = (await bare.json()) as { error: { code: string; innerError: object } };
    expect(body.error.code).toBe('InvalidAuthenticationToken');
    expect(body.error.innerError).toHaveProperty('request-id');
    const foreign = await graph.entra.userToken(
      anna.mail,
      `${graph.entra.urls.dataverse}/user_impersonation`,
    );
    expect((await graph.call('GET', '/me', { token: foreign })).status).toBe(401);
  });

  test('The client-request-id comes back', async () => {
    const { headers } = await graph.call('GET', '/me', {
      headers: { 'client-request-id': 'abc' },
    });
    expect(headers.get('client-request-id')).toBe('abc');
    expect(headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('A permission that the token does not have is missed with 403', async () => {
    const { id } = await arrive(graph);
    const token = await graph.userToken(anna.mail, 'Mail.Read');
    expect((await graph.call('GET', `/me/messages/${id}`, { token })).status).toBe(200);
    const change = { token, body: { isRead: true } };
    const changed = await graph.call('PATCH', `/me/messages/${id}`, change);
    expect([changed.status, changed.body.error.code]).toEqual([403, 'ErrorAccessDenied']);
    const categories = await graph.call('GET', '/me/outlook/masterCategories', { token });
    expect(categories.status).toBe(403);
  });

  test('A person reaches no mailbox but their own', async () => {
    const { status, body } = await graph.call('GET', `/users/${bela.mail}/messages`);
    expect([status, body.error.code]).toEqual([403, 'ErrorAccessDenied']);
    expect((await graph.call('GET', `/users/${anna.mail.toUpperCase()}/messages`)).status).toBe(
      200,
    );
  });

  test('An application reaches every mailbox by its roles, and has no /me', async () => {
    const token = await graph.entra.appToken(graph.origin);
    for (const user of [anna.id, bela.mail]) {
      expect((await graph.call('GET', `/users/${user}/messages`, { token })).status).toBe(200);
    }
    expect((await graph.call('GET', '/me/messages', { token })).status).toBe(400);
    const nobody = await graph.call('GET', '/users/nobody@fabrikam.example/messages', { token });
    expect([nobody.status, nobody.body.error.code]).toEqual([404, 'Request_ResourceNotFound']);
  });

  test('Users are listed, filtered and read by object id', async () => {
    const filter = encodeURIComponent(`mail eq '${bela.mail.toLowerCase()}'`);
    const { body } = await graph.call('GET', `/users?$filter=${filter}`);
    expect(body.value).toMatchObject([{ id: bela.id, userPrincipalName: bela.mail }]);
    const me = await graph.call('GET', '/me?$select=displayName,mail');
    expect(me.body).toMatchObject({ displayName: anna.displayName, mail: anna.mail });
  });

  test('What is not built says so by name', async () => {
    const { status, body } = await graph.call('GET', '/me/drive');
    expect([status, body.error.code]).toEqual([501, 'notSupported']);
    expect(body.error.message).toContain('drive');
  });
});

describe('The official client', () => {
  const client = async () => {
    const token = await graph.userToken(anna.mail, 'Mail.ReadWrite', 'MailboxSettings.ReadWrite');
    return Client.init({
      baseUrl: graph.origin,
      customHosts: new Set(['localhost']),
      authProvider: (done) => done(null, token),
    });
  };

  test('It reads, changes and pages like against Microsoft', async () => {
    const { id } = await arrive(graph, { Subject: 'Through the client' });
    const api = await client();
    const message = (await api
      .api(`/me/messages/${id}`)
      .header('Prefer', 'IdType="ImmutableId"')
      .select(['subject', 'isRead'])
      .get()) as { subject: string; id: string };
    expect(message).toMatchObject({ id, subject: 'Through the client' });
    const changed = (await api.api(`/me/messages/${id}`).patch({ isRead: true })) as object;
    expect(changed).toMatchObject({ isRead: true });
    const page = (await api.api('/me/mailFolders/inbox/messages').top(1).get()) as {
      '@odata.nextLink': string;
    };
    const next = (await api.api(page['@odata.nextLink']).get()) as { value: object[] };
    expect(next.value).toHaveLength(1);
    await expect(api.api('/me/messages/x').get()).rejects.toMatchObject({
      statusCode: 400,
      code: 'ErrorInvalidIdMalformed',
    });
  });
});
