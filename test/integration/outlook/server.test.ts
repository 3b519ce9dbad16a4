import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { regardingApp } from '../../../src/sandbox/entra/registrations.ts';
import { readManifest } from '../../../src/sandbox/outlook/manifest/read-manifest.ts';
import {
  sampleMail,
  startTestOutlook,
  type TestOutlook,
} from '../../support/outlook/start-outlook.ts';
import { anna, bela } from '../../support/people.ts';

const pageDir = resolve(import.meta.dirname, '../../support/outlook/page');
const officeJs = resolve(
  import.meta.dirname,
  '../../../node_modules/@microsoft/office-js/dist/office.js',
);

let outlook: TestOutlook;
let cookie: string;

type Init = Omit<RequestInit, 'headers'> & { headers?: Record<string, string> };

const ask = (path: string, init: Init = {}) => fetch(`${outlook.urls.outlook}${path}`, init);

const json = (body: unknown, headers: Record<string, string> = {}): Init => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

async function signIn(userId: string): Promise<string> {
  const answer = await ask('/api/session', json({ userId }));
  return answer.headers.get('set-cookie')!.split(';')[0]!;
}

const asAnna = (path: string, init: Init = {}) =>
  ask(path, { ...init, headers: { ...init.headers, cookie } });

beforeAll(async () => {
  outlook = await startTestOutlook(pageDir);
  cookie = await signIn(anna.id);
});
afterAll(() => outlook.close());

describe('A session', () => {
  test('starts by picking a person, with a cookie scripts cannot read', async () => {
    const answer = await ask('/api/session', json({ userId: bela.id }));
    expect(answer.headers.get('set-cookie')).toMatch(
      /^__Host-outlook-session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict;/,
    );
    expect(await answer.json()).toMatchObject({ displayName: bela.displayName });
  });

  test('tells who is signed in and who else there is', async () => {
    const session = (await (await asAnna('/api/session')).json()) as Record<string, unknown>;
    expect(session).toMatchObject({ person: { mail: anna.mail }, people: [{}, {}] });
    const nobody = (await (await ask('/api/session')).json()) as Record<string, unknown>;
    expect(nobody['person']).toBeNull();
  });

  test('ends where it is asked to, and its cookie is worth nothing after', async () => {
    const own = await signIn(bela.id);
    await ask('/api/session', { method: 'DELETE', headers: { cookie: own } });
    expect((await ask('/api/add-in', { headers: { cookie: own } })).status).toBe(401);
  });

  test('cannot be started for somebody who does not exist', async () => {
    expect((await ask('/api/session', json({ userId: 'nobody' }))).status).toBe(404);
    expect((await ask('/api/session', json({}))).status).toBe(400);
  });
});

describe('The API', () => {
  test.each(['/api/me/messages', '/api/add-in', '/api/changes', '/api/ids?id=x', '/api/nothing'])(
    '%s needs a session',
    async (path) => {
      expect((await ask(path)).status).toBe(401);
    },
  );

  test('refuses pages of other origins although they are of the same site', async () => {
    const foreign = { origin: outlook.urls.service };
    expect((await asAnna('/api/session', json({ userId: bela.id }, foreign))).status).toBe(403);
    const embedded = { 'sec-fetch-site': 'same-site' };
    expect((await asAnna('/api/me/messages', { headers: embedded })).status).toBe(403);
  });

  test('gives the mailbox of the person in Graph’s shapes, with immutable ids', async () => {
    const { id } = await outlook.graph.importMail(anna.id, {
      mime: sampleMail({
        subject: 'Offer',
        from: 'Mia <mia@contoso.example>',
        to: anna.mail,
        messageId: 'offer@contoso.example',
        html: '<p>Dear Anna</p>',
      }),
      folder: 'inbox',
      isRead: false,
      at: new Date('2026-11-22T09:00:00Z'),
    });
    const page = await (
      await asAnna('/api/me/mailFolders/inbox/messages?$select=id,subject')
    ).json();
    expect(page).toMatchObject({ value: [{ id, subject: 'Offer' }] });
    const ids = (await (await asAnna(`/api/ids?id=${id}`)).json()) as { ewsId: string };
    expect(outlook.graph.fromAnyId(ids.ewsId)).toBe(id);
  });

  test('never lets an attachment run as a page of its own origin', async () => {
    const answer = await asAnna('/api/me/messages');
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  });

  test('describes the add-in in the person’s language, at the service’s address', async () => {
    const inHungarian = await ask('/api/add-in', { headers: { cookie: await signIn(bela.id) } });
    expect(await inHungarian.json()).toMatchObject({
      name: 'Minta',
      origins: [outlook.urls.service, 'https://help.example.test'],
    });
  });

  test('keeps roaming settings for each person up to 32 KB', async () => {
    const path = '/api/roaming-settings/some-add-in';
    const put = (settings: object) => asAnna(path, { ...json(settings), method: 'PUT' });
    expect((await put({ view: '"compact"' })).status).toBe(204);
    expect(await (await asAnna(path)).json()).toEqual({ view: '"compact"' });
    expect((await put({ view: 'x'.repeat(33_000) })).status).toBe(413);
    const other = await ask(path, { headers: { cookie: await signIn(bela.id) } });
    expect(await other.json()).toEqual({});
  });

  test('tells of changes in the person’s own mailbox alone', async () => {
    const stop = new AbortController();
    const answer = await asAnna('/api/changes', { signal: stop.signal });
    const reader = answer.body!.getReader();
    await reader.read();
    const categorize = (userId: string, displayName: string) =>
      outlook.graph.call(userId, {
        method: 'POST',
        path: '/me/outlook/masterCategories',
        body: { displayName, color: 'preset1' },
      });
    await categorize(bela.id, 'His');
    await categorize(anna.id, 'Hers');
    const { value } = await reader.read();
    stop.abort();
    expect(Buffer.from(value!).toString()).toBe('event: change\ndata: category\n\n');
  });
});

test('The project’s own manifest puts Regarding and tracking on messages and appointments that are read', async () => {
  const { commands, origins } = await readManifest(
    resolve(import.meta.dirname, '../../../manifest.xml'),
    outlook.urls.service,
    'en-US',
  );
  expect(origins).toEqual([outlook.urls.service]);
  for (const surface of [
    'MessageReadCommandSurface',
    'AppointmentAttendeeCommandSurface',
  ] as const) {
    expect(commands[surface]).toMatchObject([
      { label: 'Regarding', action: { type: 'pane' } },
      { label: 'Track', action: { type: 'function', name: 'trackItem' } },
    ]);
  }
});

describe('A token through nested app authentication', () => {
  const request = (origin: string) =>
    asAnna(
      '/api/naa-token',
      json({ clientId: regardingApp.clientId, scopes: [regardingApp.scope], origin }),
    );

  test('is for the person signed in and the add-in’s own page', async () => {
    const answer = await request(outlook.urls.service);
    expect(await answer.json()).toMatchObject({ account: { username: anna.mail } });
  });

  test('is not for a page the manifest does not name', async () => {
    expect((await request('https://evil.example')).status).toBe(403);
  });

  test('is refused with Entra’s own words for an application without that broker address', async () => {
    const answer = await request('https://help.example.test');
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      status: 'PERSISTENT_ERROR',
      description: expect.stringContaining('AADSTS'),
    });
  });

  test('is a passing failure while Entra is off', async () => {
    const faults = `${outlook.urls.entra}/_sandbox/faults`;
    await fetch(faults, json({ respond: { status: 503 } }));
    const answer = await request(outlook.urls.service);
    await fetch(faults, { method: 'DELETE' });
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ status: 'TRANSIENT_ERROR' });
  });
});

describe('The pages', () => {
  test('carry a policy without unsafe-inline and a nonce that is new each time', async () => {
    const [one, two] = await Promise.all([ask('/'), ask('/')]);
    const policy = one.headers.get('content-security-policy')!;
    expect(policy).toContain(`frame-src 'self' ${outlook.urls.service}`);
    expect(policy).not.toContain('unsafe');
    const nonce = /'nonce-([^']+)'/.exec(policy)![1]!;
    expect(await one.text()).toContain(`content="${nonce}"`);
    expect(await two.text()).not.toContain(nonce);
  });

  test('of mails run no script and load nothing', async () => {
    const policy = (await ask('/mail-frame')).headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain('img-src data:');
  });

  test.each(['/office/office.js', '/office/OFFICE.js'])(
    'include office.js unchanged at %s, for any origin',
    async (path) => {
      const answer = await ask(path);
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
      expect(answer.headers.get('content-type')).toMatch(/^text\/javascript/);
      expect(Buffer.from(await answer.arrayBuffer()).equals(await readFile(officeJs))).toBe(true);
    },
  );

  test.each([
    '/office/../package.json',
    '/office/%2e%2e/package.json',
    '/outlook.html',
    '/gone.js',
  ])('do not include %s', async (path) => {
    expect((await ask(path)).status).toBe(404);
  });

  test('include the script that goes before office.js', async () => {
    expect(await (await ask('/office/host-support.js')).text()).toContain('nestedAppAuthBridge');
  });
});

describe('A file for an attachment', () => {
  const download = (url: string) => asAnna('/api/download', json({ url }));

  test('is fetched from the add-in’s own site', async () => {
    const answer = await download(`${outlook.urls.service}/dialog.js`);
    const { content, contentType } = (await answer.json()) as Record<string, string>;
    expect(contentType).toContain('javascript');
    expect(Buffer.from(content!, 'base64').toString()).toContain('Office.onReady');
  });

  test.each([
    ['is refused from any other site', () => `${outlook.urls.graph}/v1.0/me`, 403],
    ['is missing where the add-in has none', () => `${outlook.urls.service}/none`, 404],
    ['needs an address', () => 'nothing', 400],
  ])('%s', async (_what, url, status) => {
    expect((await download(url())).status).toBe(status);
  });
});
