import {
  constants,
  createDecipheriv,
  createHmac,
  generateKeyPairSync,
  privateDecrypt,
  webcrypto,
  type KeyObject,
} from 'node:crypto';
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { testClient } from '../../../src/sandbox/entra/registrations.ts';
import { anna, arrive, bela, startTestGraph, type TestGraph } from '../../support/graph.ts';
import { startWebhook, type Webhook } from '../../support/webhook.ts';

const minute = 60_000;
const start = Date.parse('2026-11-22T09:30:00Z');

let graph: TestGraph;
let webhook: Webhook;
let passed = 0;
const nowMs = () => start + passed;
const pass = (ms: number) => {
  passed += ms;
  graph.pass(ms);
};

beforeAll(async () => {
  graph = await startTestGraph();
  webhook = await startWebhook(graph.entra.deps.tls);
}, 30_000);
afterAll(async () => {
  await webhook.close();
  await graph.close();
});

const control = (method: string, path: string, body?: unknown) =>
  graph.call(method, `${graph.origin}/_sandbox${path}`, body === undefined ? {} : { body });
const flush = async () =>
  (await control('POST', '/notifications/flush')).body as { delivered: number; waiting: object[] };
const inMinutes = (minutes: number) => new Date(nowMs() + minutes * minute).toISOString();

const wish = (changes: Record<string, unknown> = {}) => ({
  changeType: 'created,updated,deleted',
  notificationUrl: `${webhook.url}/notify`,
  resource: "me/mailFolders('inbox')/messages",
  expirationDateTime: inMinutes(1_000),
  clientState: 'secret',
  ...changes,
});

async function subscribe(changes: Record<string, unknown> = {}, headers = {}) {
  const reply = await graph.call('POST', '/subscriptions', { body: wish(changes), headers });
  expect(reply.status).toBe(201);
  return reply.body as { id: string; expirationDateTime: string };
}

/** Everything told since the last look, in order. */
async function told(): Promise<Record<string, unknown>[]> {
  await flush();
  return webhook.received.splice(0).flatMap(({ body }) => body.value as Record<string, unknown>[]);
}

afterEach(async () => {
  webhook.answer = () => 202;
  webhook.shake = undefined;
  webhook.tokens.length = 0;
  await control('DELETE', '/faults');
  const { body } = await graph.call('GET', '/subscriptions');
  for (const { id } of body.value) await graph.call('DELETE', `/subscriptions/${id}`);
  await told();
});

describe('Creating a subscription (2.6)', () => {
  test('It is answered with what was asked for, after both endpoints shook hands', async () => {
    const lifecycle = `${webhook.url}/lifecycle?tenant=a`;
    const reply = await graph.call('POST', '/subscriptions', {
      body: wish({ lifecycleNotificationUrl: lifecycle }),
    });
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({
      '@odata.context': `${graph.origin}/v1.0/$metadata#subscriptions/$entity`,
      resource: "me/mailFolders('inbox')/messages",
      applicationId: testClient.clientId,
      creatorId: anna.id,
      changeType: 'created,updated,deleted',
      clientState: 'secret',
      notificationUrl: `${webhook.url}/notify`,
      lifecycleNotificationUrl: lifecycle,
      includeResourceData: false,
    });
    expect(webhook.tokens).toHaveLength(2);
    expect(webhook.tokens[0]).toContain('Validation: Testing client application reachability');
    const read = await graph.call('GET', `/subscriptions/${reply.body.id}`);
    expect(read.body.id).toBe(reply.body.id);
  });

  test.each([
    ['does not answer 200', 500, 'text/plain', (token: string) => token, 'must respond with 200'],
    ['answers another text', 200, 'text/plain', () => 'no', 'exactly match'],
    ['leaves it encoded', 200, 'text/plain', encodeURIComponent, 'exactly match'],
    ['answers JSON', 200, 'application/json', (token: string) => token, 'text/plain'],
  ])('An endpoint that %s refuses it', async (_name, status, type, text, message) => {
    webhook.shake = (token, reply) =>
      void reply.writeHead(status, { 'content-type': type }).end(text(token));
    const reply = await graph.call('POST', '/subscriptions', { body: wish() });
    expect([reply.status, reply.body.error.code]).toEqual([400, 'ValidationError']);
    expect(reply.body.error.message).toContain(message);
    expect((await graph.call('GET', '/subscriptions')).body.value).toEqual([]);
  });

  test('An endpoint that is silent for too long refuses it', async () => {
    await control('POST', '/limits', { handshakeMs: 100 });
    webhook.shake = () => undefined;
    const reply = await graph.call('POST', '/subscriptions', { body: wish() });
    await control('POST', '/limits', { handshakeMs: 10_000 });
    expect([reply.status, reply.body.error.message]).toEqual([
      400,
      'Subscription validation request timed out.',
    ]);
  });

  test.each([
    ['no resource', { resource: undefined }, 400, 'InvalidRequest'],
    ['an unknown resource', { resource: 'me/drive/root' }, 400, 'InvalidRequest'],
    [
      'a filter of extended properties',
      { resource: 'me/messages?$filter=isRead eq true' },
      400,
      'InvalidRequest',
    ],
    [
      'a folder that is not there',
      { resource: "me/mailFolders('nowhere')/messages" },
      400,
      'ErrorInvalidIdMalformed',
    ],
    [
      'a mailbox of somebody else',
      { resource: `users/${bela.id}/messages` },
      403,
      'ErrorAccessDenied',
    ],
    [
      'an unknown mailbox',
      { resource: 'users/nobody@fabrikam.example/messages' },
      404,
      'ResourceNotFound',
    ],
    ['no change type', { changeType: '' }, 400, 'InvalidRequest'],
    ['an unknown change type', { changeType: 'created,read' }, 400, 'InvalidRequest'],
    ['plain http', { notificationUrl: 'http://localhost/x' }, 400, 'InvalidRequest'],
    ['no end', { expirationDateTime: undefined }, 400, 'InvalidRequest'],
    ['an end that is past', { expirationDateTime: '2026-11-21T00:00:00Z' }, 400, 'InvalidRequest'],
    ['no date as its end', { expirationDateTime: 'soon' }, 400, 'InvalidRequest'],
    ['a long clientState', { clientState: 'x'.repeat(129) }, 400, 'InvalidRequest'],
    [
      'data without a certificate',
      { includeResourceData: true, resource: 'me/messages?$select=subject' },
      400,
      'InvalidRequest',
    ],
    ['a name that is not declared', { colour: 'red' }, 400, 'BadRequest'],
    ['a value of another type', { clientState: 5 }, 400, 'BadRequest'],
  ])('%s is refused', async (_name, changes, status, code) => {
    const reply = await graph.call('POST', '/subscriptions', { body: wish(changes) });
    expect([reply.status, reply.body.error.code]).toEqual([status, code]);
  });

  test('It lives 10,080 minutes at most, and 45 at least', async () => {
    const long = { expirationDateTime: inMinutes(10_081) };
    const reply = await graph.call('POST', '/subscriptions', { body: wish(long) });
    expect([reply.status, reply.body.error.message]).toEqual([
      400,
      'Subscription expiration can only be 10080 minutes in the future.',
    ]);
    await subscribe({ expirationDateTime: inMinutes(10_080) });
    const short = await subscribe({ expirationDateTime: inMinutes(5) });
    expect(Date.parse(short.expirationDateTime)).toBe(nowMs() + 45 * minute);
  });

  test('It needs a permission to read what it watches', async () => {
    const token = await graph.userToken(anna.mail, 'Contacts.Read');
    const refused = await graph.call('POST', '/subscriptions', { body: wish(), token });
    expect([refused.status, refused.body.error.code]).toEqual([403, 'ErrorAccessDenied']);
    const contacts = wish({ resource: '/me/contacts' });
    const allowed = await graph.call('POST', '/subscriptions', { body: contacts, token });
    expect(allowed.status).toBe(201);
  });
});

describe('Owning a subscription', () => {
  test('Another person of the same application does not list it; the application does', async () => {
    const { id } = await subscribe();
    const belas = await graph.userToken(bela.mail, 'Mail.Read');
    expect((await graph.call('GET', '/subscriptions', { token: belas })).body.value).toEqual([]);
    const token = await graph.entra.appToken(graph.origin);
    const all = await graph.call('GET', '/subscriptions', { token });
    expect(all.body.value).toHaveLength(1);
    expect(all.body.value[0].id).toBe(id);
  });

  test('It is renewed, reauthorized and deleted', async () => {
    const { id } = await subscribe();
    const end = inMinutes(5_000);
    const renewed = await graph.call('PATCH', `/subscriptions/${id}`, {
      body: { expirationDateTime: end },
    });
    expect([renewed.status, Date.parse(renewed.body.expirationDateTime)]).toEqual([
      200,
      Date.parse(end),
    ]);
    const late = { expirationDateTime: inMinutes(10_081) };
    expect((await graph.call('PATCH', `/subscriptions/${id}`, { body: late })).status).toBe(400);
    const other = { lifecycleNotificationUrl: `${webhook.url}/late` };
    expect((await graph.call('PATCH', `/subscriptions/${id}`, { body: other })).status).toBe(400);
    expect((await graph.call('POST', `/subscriptions/${id}/reauthorize`)).status).toBe(200);
    expect((await graph.call('DELETE', `/subscriptions/${id}`)).status).toBe(204);
    const gone = await graph.call('GET', `/subscriptions/${id}`);
    expect([gone.status, gone.body.error.code]).toEqual([404, 'ResourceNotFound']);
  });

  test('It ends by itself, and tells nothing from then on', async () => {
    const { id } = await subscribe({ expirationDateTime: inMinutes(60) });
    pass(60 * minute);
    await arrive(graph);
    expect(await told()).toEqual([]);
    expect((await graph.call('GET', `/subscriptions/${id}`)).status).toBe(404);
  });
});

describe('Notifications (2.6)', () => {
  test('A new mail is told with clientState, tenant and immutable id', async () => {
    const { id, expirationDateTime } = await subscribe({}, { Prefer: 'IdType="ImmutableId"' });
    const mail = await arrive(graph);
    const [one, ...more] = await told();
    expect(more).toEqual([]);
    const etag = expect.stringMatching(/^W\/"/);
    const resource = `Users/${anna.id}/Messages/${mail.id}`;
    expect(one).toEqual({
      id: expect.any(String),
      subscriptionId: id,
      subscriptionExpirationDateTime: expect.any(String),
      clientState: 'secret',
      changeType: 'created',
      resource,
      tenantId: graph.entra.door.tenantId,
      resourceData: {
        '@odata.type': '#Microsoft.Graph.Message',
        '@odata.id': resource,
        '@odata.etag': etag,
        id: mail.id,
      },
    });
    expect(Date.parse(String(one?.['subscriptionExpirationDateTime']))).toBe(
      Date.parse(expirationDateTime),
    );
    const etagNow = await graph.call('GET', `/me/messages/${mail.id}`);
    expect(etagNow.body['@odata.etag']).toBe(
      (one as { resourceData: Record<string, string> }).resourceData['@odata.etag'],
    );
  });

  test('A moved mail is deleted in one folder and created in the other; ids are regular unless preferred', async () => {
    const mail = await arrive(graph);
    await subscribe({ clientState: 'in' });
    await subscribe({
      clientState: 'archive',
      resource: `users/${anna.id}/mailFolders/archive/messages`,
    });
    const before = await graph.call('GET', `/me/messages/${mail.id}`);
    const moved = await graph.call('POST', `/me/messages/${mail.id}/move`, {
      body: { destinationId: 'archive' },
    });
    const changes = await told();
    expect(
      changes.map(({ clientState, changeType, resourceData }) => [
        clientState,
        changeType,
        (resourceData as { id: string }).id,
      ]),
    ).toEqual([
      ['in', 'deleted', before.body.id],
      ['archive', 'created', moved.body.id],
    ]);
  });

  test('Only the changes asked for are told, several in one POST', async () => {
    await subscribe({ changeType: 'updated' });
    const mails = [await arrive(graph), await arrive(graph)];
    for (const { id } of mails) {
      await graph.call('PATCH', `/me/messages/${id}`, { body: { isRead: true } });
    }
    await flush();
    expect(webhook.received).toHaveLength(1);
    expect(webhook.received[0]?.contentType).toContain('application/json');
    expect((await told()).map(({ changeType }) => changeType)).toEqual(['updated', 'updated']);
  });

  test('Events and contacts are told like mail', async () => {
    await subscribe({ resource: 'me/events' });
    await subscribe({ resource: '/me/contacts' });
    await graph.door.importMeeting(anna.id, {
      iCalUId: 'told',
      subject: 'A',
      bodyHtml: '',
      location: '',
      start: new Date('2026-12-01T09:00:00Z'),
      end: new Date('2026-12-01T10:00:00Z'),
      isAllDay: false,
      organizer: { name: '', address: anna.mail },
      attendees: [],
      recurrence: null,
    });
    await graph.door.importContact(anna.id, { givenName: 'Carl' });
    const types = (await told()).map(
      ({ resourceData }) => (resourceData as Record<string, string>)['@odata.type'],
    );
    expect(types).toEqual(['#Microsoft.Graph.Event', '#Microsoft.Graph.Contact']);
  });

  test('Tasks of a list are told, and live 4,230 minutes at most', async () => {
    const list = await graph.call('POST', '/me/todo/lists', { body: { displayName: 'Told' } });
    const resource = `/me/todo/lists/${list.body.id}/tasks`;
    const long = wish({ resource, expirationDateTime: inMinutes(4_231) });
    expect((await graph.call('POST', '/subscriptions', { body: long })).status).toBe(400);
    await subscribe({ resource });
    const task = await graph.call('POST', resource, { body: { title: 'A' } });
    const path = `${resource}/${task.body.id}`;
    await graph.call('PATCH', path, { body: { title: 'B' } });
    await graph.call('DELETE', path);
    const changes = await told();
    expect(changes.map(({ changeType }) => changeType)).toEqual(['created', 'updated', 'deleted']);
    expect(changes[0]?.['resource']).toBe(
      `Users/${anna.id}/todo/lists/${list.body.id}/Tasks/${task.body.id}`,
    );
  });

  test('Without a call for it, a change is delivered by itself', async () => {
    await subscribe();
    const arrived = new Promise<void>((resolve) => {
      webhook.answer = () => {
        resolve();
        return 202;
      };
    });
    await arrive(graph);
    await arrived;
    expect(await told()).toHaveLength(1);
  });
});

describe('Endpoints that fail', () => {
  test('A refused notification comes again after growing pauses, and is lost after four hours', async () => {
    await subscribe({ lifecycleNotificationUrl: `${webhook.url}/lifecycle` });
    webhook.answer = () => 503;
    await arrive(graph);
    expect((await flush()).delivered).toBe(0);
    pass(9_000);
    expect((await flush()).waiting).toMatchObject([{ attempts: 1 }]);
    pass(1_000);
    expect((await flush()).waiting).toMatchObject([{ attempts: 2 }]);
    pass(10_000);
    expect((await flush()).waiting).toMatchObject([{ attempts: 2 }]);
    for (let half = 0; half < 9; half += 1) {
      pass(30 * minute);
      await flush();
    }
    webhook.answer = () => 202;
    webhook.received.length = 0;
    pass(30 * minute);
    const last = await told();
    expect(last.map(({ lifecycleEvent }) => lifecycleEvent)).toEqual(['missed']);
  });

  test('A notification taken at the second attempt is told once more, as it was', async () => {
    await subscribe();
    webhook.answer = () => 500;
    await arrive(graph);
    const [first] = await told();
    webhook.answer = () => 200;
    pass(10_000);
    expect(await told()).toEqual([first]);
  });

  test('An endpoint that answers slowly is not told for ten minutes', async () => {
    const slow = `${webhook.url}/slow`;
    await subscribe({ notificationUrl: slow });
    webhook.answer = () => {
      pass(3_000);
      return 202;
    };
    for (let round = 0; round < 10; round += 1) {
      await arrive(graph);
      await told();
    }
    webhook.answer = () => 202;
    await arrive(graph);
    expect(await told()).toEqual([]);
    pass(10 * minute);
    await arrive(graph);
    expect(await told()).toHaveLength(1);
  });
});

describe('Faults of notifications', () => {
  const fault = (effect: object, times = 1) =>
    control('POST', '/faults', { hook: 'notification', effect, times });

  test.each([
    ['lost', { kind: 'lose' }, 0],
    ['doubled', { kind: 'double', copies: 5 }, 5],
  ])('A notification is %s on demand', async (_name, effect, count) => {
    await subscribe();
    expect((await fault(effect)).status).toBe(201);
    await arrive(graph);
    expect(await told()).toHaveLength(count);
  });

  test('A notification is late on demand', async () => {
    await subscribe();
    await fault({ kind: 'delay', ms: 4 * 60 * minute });
    await arrive(graph);
    expect(await told()).toEqual([]);
    pass(4 * 60 * minute);
    expect(await told()).toHaveLength(1);
  });

  test('Notifications are out of order on demand', async () => {
    await subscribe({}, { Prefer: 'IdType="ImmutableId"' });
    await fault({ kind: 'reorder' }, 2);
    const [a, b] = [await arrive(graph), await arrive(graph)];
    await flush();
    pass(2_000);
    const ids = (await told()).map(({ resourceData }) => (resourceData as { id: string }).id);
    expect(ids).toEqual([b.id, a.id]);
  });
});

describe('Lifecycle (2.6)', () => {
  const lifecycle = () => `${webhook.url}/lifecycle`;

  test.each(['reauthorizationRequired', 'missed', 'subscriptionRemoved'])(
    '%s is told on demand',
    async (event) => {
      const { id } = await subscribe({ lifecycleNotificationUrl: lifecycle() });
      expect((await control('POST', `/subscriptions/${id}/lifecycle`, { event })).status).toBe(202);
      await flush();
      expect(webhook.received.map(({ path }) => path)).toEqual(['/lifecycle']);
      expect(await told()).toEqual([
        {
          subscriptionId: id,
          subscriptionExpirationDateTime: expect.any(String),
          tenantId: graph.entra.door.tenantId,
          clientState: 'secret',
          lifecycleEvent: event,
        },
      ]);
      const { status } = await graph.call('GET', `/subscriptions/${id}`);
      expect(status).toBe(event === 'subscriptionRemoved' ? 404 : 200);
    },
  );

  test('A subscription about to end asks for reauthorization once', async () => {
    await subscribe({
      lifecycleNotificationUrl: lifecycle(),
      expirationDateTime: inMinutes(90),
    });
    pass(61 * minute);
    expect((await told()).map(({ lifecycleEvent }) => lifecycleEvent)).toEqual([
      'reauthorizationRequired',
    ]);
    pass(minute);
    expect(await told()).toEqual([]);
  });
});

describe('Notifications with resource data', () => {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  let certificate: string;
  beforeAll(async () => {
    x509.cryptoProvider.set(webcrypto as never);
    const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
    const load = (key: KeyObject, format: 'pkcs8' | 'spki', use: 'sign' | 'verify') =>
      webcrypto.subtle.importKey(
        format,
        key.export({ type: format as never, format: 'der' }),
        algorithm,
        true,
        [use],
      );
    const pair = {
      privateKey: await load(keys.privateKey, 'pkcs8', 'sign'),
      publicKey: await load(keys.publicKey, 'spki', 'verify'),
    };
    const made = await x509.X509CertificateGenerator.createSelfSigned({
      name: 'CN=test',
      keys: pair,
      signingAlgorithm: algorithm,
      notBefore: new Date('2026-01-01'),
      notAfter: new Date('2027-01-01'),
    });
    certificate = Buffer.from(made.rawData).toString('base64');
  });

  const rich = () => ({
    resource: 'me/messages?$select=subject,isRead',
    includeResourceData: true,
    encryptionCertificate: certificate,
    encryptionCertificateId: 'mine',
    expirationDateTime: inMinutes(1_440),
  });

  test('The data opens with the certificate’s key, is signed, and a token proves its sender', async () => {
    await subscribe(rich());
    await arrive(graph, { Subject: 'Secret offer' });
    await flush();
    const [{ body }] = webhook.received.splice(0) as [Webhook['received'][number]];
    const { data, dataKey, dataSignature, encryptionCertificateId } =
      body.value[0].encryptedContent;
    const key = privateDecrypt(
      { key: keys.privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' },
      Buffer.from(dataKey, 'base64'),
    );
    const bytes = Buffer.from(data, 'base64');
    expect(createHmac('sha256', key).update(bytes).digest('base64')).toBe(dataSignature);
    const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16));
    const text = Buffer.concat([decipher.update(bytes), decipher.final()]).toString();
    expect(JSON.parse(text)).toMatchObject({ subject: 'Secret offer', isRead: false });
    expect(encryptionCertificateId).toBe('mine');
    const [token] = body.validationTokens;
    const find = createRemoteJWKSet(new URL(`${graph.entra.authority}/discovery/v2.0/keys`));
    const { payload } = await jwtVerify(token, find, { audience: testClient.clientId });
    expect(payload['azp']).toBe('0bf30f3b-4a52-48df-9a82-234910c4a086');
  });

  test('They live 1,440 minutes at most and name their properties', async () => {
    for (const change of [
      { expirationDateTime: inMinutes(1_441) },
      { resource: 'me/messages' },
      { encryptionCertificate: 'bm8=' },
    ]) {
      const reply = await graph.call('POST', '/subscriptions', {
        body: wish({ ...rich(), ...change }),
      });
      expect([reply.status, reply.body.error.code]).toEqual([400, 'InvalidRequest']);
    }
  });
});
