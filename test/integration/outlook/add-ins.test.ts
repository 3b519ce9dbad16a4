import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { resolve } from 'node:path';
import { guardManifest } from '../../support/outlook/guard-manifest.ts';
import {
  sampleMail,
  startTestOutlook,
  type TestOutlook,
} from '../../support/outlook/start-outlook.ts';
import { anna, bela } from '../../support/people.ts';

const pageDir = resolve(import.meta.dirname, '../../support/outlook/page');
const origin = 'https://localhost:1234';
const guard = '0a1b2c3d-0000-4000-8000-000000000002';

let outlook: TestOutlook;
let cookies: Record<string, string>;

interface Ask {
  method?: string;
  body?: unknown;
  as?: string;
}

/** Asks the page's API as Anna, or another person signed in. */
async function ask(path: string, { method = 'GET', body, as = anna.id }: Ask = {}) {
  const answer = await fetch(`${outlook.urls.outlook}${path}`, {
    method,
    headers: { cookie: cookies[as] ?? '', ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json');
  const parsed = (isJson ? JSON.parse(text) : text) as never;
  return { status: answer.status, body: parsed, headers: answer.headers };
}

async function signIn(userId: string): Promise<string> {
  const answer = await fetch(`${outlook.urls.outlook}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ userId }),
  });
  return answer.headers.get('set-cookie')!.split(';')[0]!;
}

const names = async (as?: string) => {
  const { body } = await ask('/api/add-ins', as ? { as } : {});
  return (body as { name: string; isRemovable: boolean }[]).map(
    ({ name, isRemovable }) => `${name} ${isRemovable}`,
  );
};

const sideLoad = (manifest: string) => ask('/api/add-ins', { method: 'POST', body: { manifest } });

beforeAll(async () => {
  outlook = await startTestOutlook(pageDir);
  cookies = { [anna.id]: await signIn(anna.id), [bela.id]: await signIn(bela.id) };
});
afterAll(() => outlook.close());

describe('The add-ins of a mailbox', () => {
  test('are the service’s own, in the person’s language or any other', async () => {
    expect(await names()).toEqual(['Sample false']);
    expect(await names(bela.id)).toEqual(['Minta false']);
    const { body } = await ask('/api/add-ins?language=hu-HU');
    expect(body).toMatchObject([{ name: 'Minta' }]);
  });

  test('grow by a side-loaded one, for that person alone, and shrink again', async () => {
    expect(await sideLoad(guardManifest(origin))).toMatchObject({
      status: 201,
      body: { id: guard, name: 'Guard', isRemovable: true },
    });
    expect(await names()).toEqual(['Sample false', 'Guard true']);
    expect(await names(bela.id)).toEqual(['Minta false']);
    const policy = (await ask('/')).headers.get('content-security-policy');
    expect(policy).toContain(`frame-src 'self' ${outlook.urls.service} https://help.example.test`);
    expect(policy).toContain(origin);
    expect((await ask(`/api/add-ins/${guard}`, { method: 'DELETE' })).status).toBe(204);
    expect(await names()).toEqual(['Sample false']);
    expect((await ask(`/api/add-ins/${guard}`, { method: 'DELETE' })).status).toBe(404);
  });

  test('take a newer version of one in its place', async () => {
    await sideLoad(guardManifest(origin));
    const newer = guardManifest(origin).replace('>1.0.0.0<', '>1.1.0.0<');
    expect((await sideLoad(newer)).status).toBe(201);
    const { body } = await ask('/api/add-ins');
    expect(body).toMatchObject([{ name: 'Sample' }, { name: 'Guard', version: '1.1.0.0' }]);
  });

  test('are not the service’s own twice, and at most five', async () => {
    const own = guardManifest(origin).replace(guard, '0a1b2c3d-0000-4000-8000-000000000001');
    expect(await sideLoad(own)).toMatchObject({ status: 409, body: { error: { code: 'in-use' } } });
    for (const digit of [3, 4, 5]) {
      const more = guardManifest(origin).replace(guard, `${guard.slice(0, -1)}${digit}`);
      expect((await sideLoad(more)).status).toBe(201);
    }
    const sixth = guardManifest(origin).replace(guard, `${guard.slice(0, -1)}6`);
    expect(await sideLoad(sixth)).toMatchObject({
      status: 409,
      body: { error: { code: 'too-many' } },
    });
  });

  test('refuse a manifest with everything that is wrong in it', async () => {
    const broken = guardManifest(origin)
      .replace('<ProviderName>Sample</ProviderName>', '')
      .replace('<Permissions>ReadWriteItem<', '<Permissions>Everything<');
    const { status, body } = await sideLoad(broken);
    expect(status).toBe(400);
    expect(body).toMatchObject({
      error: {
        code: 'invalid-manifest',
        message: expect.stringMatching(/ProviderName is missing\.\nPermissions "Everything"/),
      },
    });
    expect((await ask('/api/add-ins', { method: 'POST', body: {} })).status).toBe(400);
  });

  test('keep settings of their own in each mailbox, 32 KB at most', async () => {
    const path = `/api/roaming-settings/${guard}`;
    await ask(path, { method: 'PUT', body: { view: '"compact"' } });
    expect((await ask(path)).body).toEqual({ view: '"compact"' });
    expect((await ask(path, { as: bela.id })).body).toEqual({});
    const large = { view: 'x'.repeat(32 * 1024) };
    expect((await ask(path, { method: 'PUT', body: large })).status).toBe(413);
  });
});

describe('A mailbox of somebody else', () => {
  const owner = '44444444-4444-4444-8444-444444444444';
  const inbox = `/api/users/${owner}/mailFolders/inbox/messages`;

  test('is listed for those it is shared with, and read and changed by them alone', async () => {
    const shared = { id: owner, displayName: 'Service', mail: 'service@fabrikam.example' };
    await outlook.graph.ensureMailbox(shared);
    await outlook.graph.grantMailbox({ owner, delegate: anna.id, rights: ['mailWrite'] });
    const mime = sampleMail({
      subject: 'A question',
      from: 'mia@contoso.example',
      to: shared.mail,
      messageId: 'question@contoso.example',
      html: '<p>?</p>',
    });
    const { id } = await outlook.graph.importMail(owner, {
      mime,
      folder: 'inbox',
      isRead: false,
      at: new Date(),
    });
    expect((await ask('/api/mailboxes')).body).toEqual([{ ...shared, rights: ['mailWrite'] }]);
    expect((await ask('/api/mailboxes', { as: bela.id })).body).toEqual([]);
    expect((await ask(inbox)).body).toMatchObject({ value: [{ subject: 'A question' }] });
    const change = { method: 'PATCH', body: { isRead: true } };
    expect((await ask(`/api/users/${owner}/messages/${id}`, change)).status).toBe(200);
  });

  test('is closed to everybody else', async () => {
    const answer = await ask(inbox, { as: bela.id });
    expect(answer).toMatchObject({ status: 403, body: { error: { code: 'ErrorAccessDenied' } } });
  });
});
