import { beforeEach, describe, expect, test } from '@jest/globals';
import { parseManifest } from '../../../src/sandbox/outlook/manifest/parse-manifest.ts';
import type { MailboxBackend, OpenItem } from '../../../src/sandbox/outlook/page/host/backend.ts';
import { Conversation, hostEvents } from '../../../src/sandbox/outlook/page/host/conversation.ts';
import { Notifications } from '../../../src/sandbox/outlook/page/host/notifications.ts';
import { Router } from '../../../src/sandbox/outlook/page/host/router.ts';
import { Trace } from '../../../src/sandbox/outlook/page/host/trace.ts';
import { sampleManifest } from '../../support/outlook/sample-manifest.ts';
import { anna } from '../../support/people.ts';

const origin = 'https://localhost:3001';
const conversationId = 'c1';
const message = (id: string, subject: string): OpenItem => ({
  kind: 'message',
  id,
  ewsId: `ews/${id}`,
  resource: { subject },
});

/** A mailbox whose items have no attachments until `release` is called. */
function slowMailbox() {
  const waiting: (() => void)[] = [];
  const backend = {
    attachments: () => new Promise((resolve) => waiting.push(() => resolve([]))),
    roamingSettings: () => Promise.resolve({}),
    body: () => Promise.resolve('Dear Anna'),
    naaToken: () => Promise.resolve({ ok: false, status: 'TRANSIENT_ERROR', description: 'Off.' }),
  } as unknown as MailboxBackend;
  return { backend, release: () => waiting.splice(0).forEach((resolve) => resolve()) };
}

interface Posted {
  text: string;
  target: string;
}

function setUp(permission = 'ReadWriteMailbox') {
  const posted: Posted[] = [];
  const frame = { postMessage: (text: string, target: string) => posted.push({ text, target }) };
  const mailbox = slowMailbox();
  const manifest = sampleManifest(origin).replace('ReadWriteMailbox', permission);
  const trace = new Trace();
  const conversation = new Conversation({
    ids: { conversationId, controlId: 'k1' },
    locale: 'en-US',
    hostOrigin: 'https://localhost:3000',
    trace,
    post: frame.postMessage,
    session: {
      addIn: parseManifest(manifest, 'en-US'),
      person: anna,
      url: `${origin}/pane.html`,
      backend: mailbox.backend,
      page: {
        openItem: () => Promise.resolve(),
        newMessage: () => Promise.resolve(),
        newAppointment: () => Promise.resolve(),
        reply: () => Promise.resolve(),
        closeContainer: () => undefined,
        leaveFocus: () => undefined,
      },
      notifications: new Notifications(),
      item: message('1', 'First'),
    },
  });
  const router = new Router({ tenantId: 't', environment: 'login' }, trace);
  router.add({ window: () => frame as unknown as Window, conversation });
  return { router, conversation, frame, posted, trace, mailbox };
}

const request = (name: string, data: unknown, more: object = {}): string =>
  JSON.stringify({
    _messageType: 0,
    _actionType: 0,
    _actionName: name,
    _conversationId: conversationId,
    _correlationId: 7,
    _data: data,
    ...more,
  });
const execute = (id: number, params: object = {}): string =>
  request('ExecuteMethod', { ApiParams: params, MethodData: { ControlId: 'k1', DispatchId: id } });
const register = (event: string): string => request(event, {}, { _actionType: 1 });

let world: ReturnType<typeof setUp>;
const send = (data: unknown, from: object = {}) =>
  world.router.receive({ data, origin, source: world.frame, ...from });
const last = () => JSON.parse(world.posted.at(-1)!.text) as Record<string, unknown>;

beforeEach(() => {
  globalThis.window = { innerHeight: 768, innerWidth: 1366 } as Window & typeof globalThis;
  world = setUp();
});

describe('The host answers', () => {
  test('a call to the frame that made it, at its origin, with its correlation id', async () => {
    await send(execute(37));
    expect(world.posted[0]!.target).toBe(origin);
    expect(last()).toMatchObject({
      _messageType: 1,
      _responseType: 0,
      _correlationId: 7,
      _data: { error: false, data: 'Dear Anna' },
    });
  });

  test('a method it does not build with 5000 and a mark in the trace, never with null', async () => {
    await send(execute(9999));
    expect(last()).toMatchObject({ _data: { error: true, errorCode: 5000 } });
    expect(world.trace.entries.filter(({ unsupported }) => unsupported)).toHaveLength(1);
  });

  test('a method above the manifest’s permission with an error', async () => {
    world = setUp('ReadItem');
    await send(execute(158, { categories: ['Red'] }));
    expect(last()).toMatchObject({ _data: { error: true, errorCode: 7000 } });
  });

  test('why there is no token in the words of nested app authentication', async () => {
    const ask = { messageType: 'NestedAppAuthRequest', method: 'GetToken', requestId: 'r1' };
    await send(JSON.stringify({ ...ask, tokenParams: { clientId: 'c', scope: 'a b' } }));
    expect(last()).toMatchObject({
      messageType: 'NestedAppAuthResponse',
      requestId: 'r1',
      success: false,
      error: { status: 'TRANSIENT_ERROR' },
    });
  });
});

describe('The host does not answer', () => {
  test.each([
    ['another window', { source: {} }],
    ['no window', { source: null }],
    ['an origin the manifest does not name', { origin: 'https://evil.example' }],
  ])('%s', async (_who, from) => {
    await send(execute(37), from);
    await send(JSON.stringify({ messageType: 'NestedAppAuthRequest', method: 'GetToken' }), from);
    expect(world.posted).toEqual([]);
  });

  test('another conversation, or what is no message of office.js', async () => {
    await send(execute(37).replace('"c1"', '"c2"'));
    await send('hello');
    await send({ _messageType: 0 });
    expect(world.posted).toEqual([]);
  });
});

describe('A pinned pane', () => {
  const introduce = () => send(request('ContextActivationManager_getAppContextAsync', 'k1'));

  test('is told of another item once it registered', async () => {
    await introduce();
    expect(await world.conversation.setItem(null, false)).toBe(false);
    await send(register(hostEvents.itemChanged));
    const told = world.conversation.setItem(message('2', 'Second'), false);
    world.mailbox.release();
    expect(await told).toBe(true);
    expect(last()).toMatchObject({
      _actionName: 'olkItemSelectedChanged',
      _responseType: 1,
      _data: { subject: 'Second', id: 'ews/2', itemType: 1 },
    });
  });

  test('is told of the last item only when the selection moves fast', async () => {
    await introduce();
    await send(register(hostEvents.itemChanged));
    const before = world.posted.length;
    const both = [message('2', 'Second'), message('3', 'Third')].map((item) =>
      world.conversation.setItem(item, false),
    );
    world.mailbox.release();
    await Promise.all(both);
    expect(world.posted.slice(before).map(({ text }) => text)).toEqual([
      expect.stringContaining('Third'),
    ]);
    expect(world.conversation.session.item?.id).toBe('3');
  });

  test('that navigated has to register again', async () => {
    await introduce();
    await send(register(hostEvents.themeChanged));
    expect(world.conversation.raise(hostEvents.themeChanged, [])).toBe(true);
    await introduce();
    expect(world.conversation.raise(hostEvents.themeChanged, [])).toBe(false);
  });
});
