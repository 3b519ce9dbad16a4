import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FolderRulesResponse } from '../../../src/contracts/folder-rules.ts';
import { mailKey } from '../../../src/domain/mail/item-key.ts';
import type { LedgerRow } from '../../../src/ports/ledger.ts';
import type { DirectoryUser } from '../../../src/sandbox/entra/door.ts';
import { tenantId } from '../../../src/sandbox/entra/registrations.ts';
import { eventually } from '../../support/eventually.ts';
import { startReading } from '../../support/reading.ts';
import type { TestReading } from '../../support/reading.ts';
import { anna, bela, deliver, ids } from '../../support/regarding.ts';

const account = { table: 'account', id: ids.account };
const opportunity = { table: 'opportunity', id: ids.opportunity };
/** Nobody the CRM knows, so that nothing but a folder tracks it. */
const stranger = { name: 'Sam Stranger', address: 'sam@nowhere.example' };

let reading: TestReading;
beforeAll(async () => {
  reading = await startReading();
  await reading.enable(anna, 'none');
}, 60_000);
afterAll(() => reading.close());

async function makeFolder(name: string, parent = 'inbox', owner = anna): Promise<string> {
  const path = `/mailFolders/${parent}/childFolders`;
  return (await reading.outlook(owner, 'POST', `/me${path}`, { displayName: name })).id as string;
}

const move = (id: string, destinationId: string, owner = anna) =>
  reading.outlook(owner, 'POST', `/me/messages/${encodeURIComponent(id)}/move`, { destinationId });

async function send(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: object,
  person = anna,
): Promise<{ status: number; body: FolderRulesResponse & { code?: string; mails?: number } }> {
  const { urls, token } = reading.regarding;
  const response = await fetch(`${urls.service}/api/folder-rules${path}`, {
    method,
    headers: {
      authorization: `Bearer ${await token(person)}`,
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as FolderRulesResponse };
}

const rule = (folderId: string, more: object = {}) => ({
  folderId,
  regarding: account,
  includeSubfolders: false,
  keepsManual: false,
  ...more,
});

/** Maps a folder; answers the rule. */
async function map(folderId: string, more: object = {}, person = anna) {
  const { status, body } = await send('POST', '', rule(folderId, more), person);
  expect(status).toBe(200);
  return body.rules.find((one) => one.folderId === folderId)!;
}

const rowOf = (messageId: string): Promise<LedgerRow | null> =>
  reading.ports.ledger.find(
    tenantId,
    mailKey({
      tenantId,
      organization: reading.ports.crm.organization,
      direction: 'incoming',
      internetMessageId: messageId,
      itemId: '',
    }),
  );

/** A mail that lies in the folder. */
async function arrive(folder: string, more: { person?: DirectoryUser; messageId?: string } = {}) {
  const { person = anna, messageId } = more;
  const mail = await deliver(reading.regarding, person, {
    from: stranger,
    ...(messageId && { messageId }),
  });
  if (folder !== 'inbox') await move(mail.id, folder, person);
  return mail;
}

describe('A mapped folder', () => {
  test('tracks and links mail moved into it, whoever it is from and whatever the level (F-04)', async () => {
    const folder = await makeFolder('Wool');
    await map(folder);
    const { id, messageId } = await arrive('inbox');
    await reading.cycle();
    expect(await rowOf(messageId)).toBeNull();
    await move(id, folder);
    await reading.cycle();
    expect(await rowOf(messageId)).toMatchObject({
      ...{ state: 'tracked', via: 'folder', reason: 'folder', regarding: account },
    });
  });

  test('says before it is mapped what it would do, and then does it to what lies there (F-04, F-06)', async () => {
    const folder = await makeFolder('Silk');
    const mails = [await arrive(folder), await arrive(folder)];
    await reading.cycle();
    const { body } = await send('POST', '/preview', rule(folder));
    expect(body).toEqual({ mails: 2, relinked: 0 });
    await map(folder);
    await reading.cycle();
    for (const { messageId } of mails) {
      expect(await rowOf(messageId)).toMatchObject({ state: 'tracked', regarding: account });
    }
    const again = await send('POST', '/preview', rule(folder, { regarding: opportunity }));
    expect(again.body).toEqual({ mails: 2, relinked: 2 });
  });

  test('links everything anew when its record changes, and nothing when that is taken off (F-06)', async () => {
    const folder = await makeFolder('Linen');
    const { messageId } = await arrive(folder);
    const { id } = await map(folder);
    await reading.cycle();
    await send('PUT', `/${id}`, { regarding: opportunity });
    await reading.cycle();
    expect((await rowOf(messageId))?.regarding).toEqual(opportunity);
    await send('PUT', `/${id}`, { regarding: null });
    const later = await arrive(folder);
    await reading.cycle();
    expect((await rowOf(messageId))?.regarding).toEqual(opportunity);
    expect(await rowOf(later.messageId)).toMatchObject({ state: 'tracked', regarding: null });
  });

  test('keeps the link of mail that moves on to a folder without a record, and changes it in another (F-07)', async () => {
    const [first, plain, second] = [
      await makeFolder('First'),
      await makeFolder('Plain'),
      await makeFolder('Second'),
    ];
    await map(first);
    await map(plain, { regarding: null });
    await map(second, { regarding: opportunity });
    const { id, messageId } = await arrive(first);
    await reading.cycle();
    await move(id, plain);
    await reading.cycle();
    expect((await rowOf(messageId))?.regarding).toEqual(account);
    await move(id, second);
    await reading.cycle();
    expect((await rowOf(messageId))?.regarding).toEqual(opportunity);
  });

  test('overwrites a record set by hand at the next cycle, unless it is to leave those (F-08)', async () => {
    const [strict, kind] = [await makeFolder('Strict'), await makeFolder('Kind')];
    await map(strict);
    await map(kind, { keepsManual: true });
    const mails = [await arrive(strict), await arrive(kind)] as const;
    await reading.cycle();
    for (const { item } of mails) {
      const { body } = await reading.regarding.call(anna, '/api/items/track', {
        item,
        regarding: opportunity,
      });
      expect(body.state).toBe('tracked');
    }
    await reading.cycle();
    await reading.cycle();
    expect((await rowOf(mails[0].messageId))?.regarding).toEqual(account);
    expect((await rowOf(mails[1].messageId))?.regarding).toEqual(opportunity);
  });

  test('reads its sub-folders where that is wanted, but not one with a rule of its own (F-02)', async () => {
    const outer = await makeFolder('Outer');
    const inner = await makeFolder('Inner', outer);
    const quiet = await makeFolder('Quiet', outer);
    await map(outer, { includeSubfolders: true });
    const { id } = await map(quiet);
    await send('PUT', `/${id}`, { isPaused: true });
    await reading.cycle();
    const [seen, unseen] = [await arrive(inner), await arrive(quiet)];
    await reading.cycle();
    expect((await rowOf(seen.messageId))?.regarding).toEqual(account);
    expect(await rowOf(unseen.messageId)).toBeNull();
  });

  test('goes on under another name, and stops among the deleted ones (F-10)', async () => {
    const folder = await makeFolder('Cotton');
    await map(folder);
    await reading.outlook(anna, 'PATCH', `/me/mailFolders/${folder}`, { displayName: 'Cotton 2' });
    const { messageId } = await arrive(folder);
    await reading.cycle();
    expect((await rowOf(messageId))?.state).toBe('tracked');
    await reading.outlook(anna, 'POST', `/me/mailFolders/${folder}/move`, {
      destinationId: 'deleteditems',
    });
    await reading.cycle();
    const late = await arrive(folder);
    await reading.cycle();
    expect(await rowOf(late.messageId)).toBeNull();
    const { rules } = (await reading.regarding.call(anna, '/api/folder-rules')).body;
    const found = (rules as FolderRulesResponse['rules']).find((one) => one.folderId === folder);
    expect(found).toMatchObject({ problem: 'folder-not-allowed' });
    expect(found?.path.at(-1)).toBe('Cotton 2');
  });

  test('leaves what it tracked when it is removed or deleted (F-05, F-10)', async () => {
    const folder = await makeFolder('Jute');
    const { id } = await map(folder);
    const { messageId } = await arrive(folder);
    await reading.cycle();
    expect((await send('DELETE', `/${id}`)).status).toBe(200);
    const later = await arrive(folder);
    await reading.outlook(anna, 'DELETE', `/me/mailFolders/${folder}`);
    await reading.cycle();
    expect(await rowOf(messageId)).toMatchObject({ state: 'tracked', regarding: account });
    expect(await rowOf(later.messageId)).toBeNull();
  });

  test('gives way to another person’s folder that came first (F-09)', async () => {
    await reading.enable(bela, 'none');
    const [annas, belas] = [await makeFolder('Shared'), await makeFolder('Shared', 'inbox', bela)];
    await map(annas);
    await map(belas, { regarding: opportunity }, bela);
    const messageId = '<twice-filed@nowhere.example>';
    await arrive(annas, { messageId });
    await arrive(belas, { person: bela, messageId });
    await reading.cycle();
    await reading.cycle(bela);
    await reading.cycle();
    expect((await rowOf(messageId))?.regarding).toEqual(account);
  });

  test('takes back what it linked, and pauses', async () => {
    const folder = await makeFolder('Hemp');
    const { messageId } = await arrive(folder);
    const { id } = await map(folder);
    await reading.cycle();
    const { body } = await send('POST', `/${id}/undo`, {});
    expect(body.rules.find((one) => one.id === id)).toMatchObject({ isPaused: true });
    await eventually(
      () => rowOf(messageId),
      (row) => row?.state === 'untracked',
    );
    await reading.cycle();
    expect((await rowOf(messageId))?.state).toBe('untracked');
  });
});

describe('Mapping is refused', () => {
  const codeOf = async (wish: object): Promise<[number, string | undefined]> => {
    const { status, body } = await send('POST', '', wish);
    return [status, body.code];
  };

  test('where nothing is kept, for a folder that is gone, twice, and without a record one can read (F-13)', async () => {
    const folder = await makeFolder('Once');
    await map(folder);
    expect(await codeOf(rule(folder))).toEqual([422, 'duplicate']);
    expect(await codeOf(rule('AAMkGone'))).toEqual([422, 'folder-gone']);
    const missing = { table: 'account', id: 'dead0000-0000-4000-8000-000000000001' };
    const other = await makeFolder('Other');
    expect(await codeOf(rule(other, { regarding: missing }))).toEqual([422, 'record-gone']);
    const { id } = await reading.outlook(anna, 'GET', '/me/mailFolders/junkemail');
    expect(await codeOf(rule(id as string))).toEqual([422, 'folder-not-allowed']);
    expect(await codeOf({ folderId: folder })).toEqual([400, 'invalid-request']);
  });

  test('beyond the number the organisation allows (F-02)', async () => {
    const { rules } = (await reading.regarding.call(anna, '/api/folder-rules')).body;
    const folderMax = (rules as unknown[]).length;
    await reading.ports.organization.change(tenantId, { folderMax });
    expect(await codeOf(rule(await makeFolder('Too many')))).toEqual([422, 'limit-reached']);
    await reading.ports.organization.change(tenantId, { folderMax: 25 });
  });

  test('for anybody else’s rule', async () => {
    const { rules } = (await reading.regarding.call(anna, '/api/folder-rules')).body;
    const [{ id }] = rules as [{ id: string }];
    expect((await send('DELETE', `/${id}`, undefined, bela)).status).toBe(404);
    expect((await send('PUT', `/${id}`, { isPaused: true }, bela)).status).toBe(404);
  });
});

describe('Everybody’s mailboxes', () => {
  const ada = {
    ...anna,
    id: '11111111-aaaa-4aaa-8aaa-000000000009',
    displayName: 'Ada Administrator',
    mail: 'ada@fabrikam.example',
  };
  const path = '/api/organization/mailboxes';
  const rulesOf = `${path}/${anna.id}/folder-rules`;

  interface Answer {
    mailboxes: { userId: string; mappedFolders: number; incoming: { pausedAt: string | null } }[];
    rules: { id: string; folderId: string }[];
  }

  async function ask(person: DirectoryUser, at: string, method = 'GET', body?: object) {
    const { urls, token } = reading.regarding;
    const response = await fetch(`${urls.service}${at}`, {
      method,
      headers: {
        authorization: `Bearer ${await token(person)}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as Answer };
  }

  beforeAll(async () => {
    const { entra, dataverse } = reading.regarding;
    await entra.door.addUsers([ada]);
    await dataverse.ensureUser({
      objectId: ada.id,
      fullName: ada.displayName,
      mail: ada.mail,
      roles: ['System Administrator'],
    });
  });

  test('are listed for an administrator, a paused one first, and started anew by one (M-08)', async () => {
    await reading.enable(bela, 'none');
    await reading.regarding.query(
      `update regarding.workload set paused_at = now(), problem = 'forbidden'
        where user_id = $1 and workload = 'incoming'`,
      [bela.id],
    );
    const listed = await ask(ada, path);
    expect(listed.body.mailboxes[0]).toMatchObject({
      userId: bela.id,
      incoming: { problem: 'forbidden' },
      outgoing: { pausedAt: null },
    });
    const own = listed.body.mailboxes.find(({ userId }) => userId === anna.id);
    expect(own).toMatchObject({ name: anna.displayName, incoming: { pausedAt: null } });
    expect(own?.mappedFolders).toBeGreaterThan(0);
    expect((await ask(ada, `${path}/${bela.id}/resume`, 'POST')).status).toBe(204);
    const again = await ask(ada, path);
    const clocks = again.body.mailboxes.filter(({ incoming }) => incoming.pausedAt !== null);
    expect(clocks).toEqual([]);
  });

  test('have folders an administrator maps, pauses and forgets; their owner takes back what they did (F-01, F-05)', async () => {
    const folder = await makeFolder('Mapped from above');
    const { messageId } = await arrive(folder);
    const made = await ask(ada, rulesOf, 'POST', rule(folder));
    expect(made.status).toBe(200);
    const mapped = made.body.rules.find((one) => one.folderId === folder)!;
    await reading.cycle();
    expect(await rowOf(messageId)).toMatchObject({ state: 'tracked', via: 'folder' });
    const seen = (await ask(ada, rulesOf)).body.rules;
    expect(seen.find(({ id }) => id === mapped.id)).toMatchObject({
      linked: 1,
      canUndo: false,
    });
    const changed = await ask(ada, `${rulesOf}/${mapped.id}`, 'PUT', { isPaused: true });
    expect(changed.status).toBe(200);
    const own = (await reading.regarding.call(anna, '/api/folder-rules')).body.rules as {
      id: string;
    }[];
    expect(own.find(({ id }) => id === mapped.id)).toMatchObject({ isPaused: true, canUndo: true });
    expect((await ask(ada, `${rulesOf}/${mapped.id}`, 'DELETE')).status).toBe(200);
    expect((await rowOf(messageId))?.state).toBe('tracked');
  });

  test('are told to their owners by the self-check, who start them anew (S-05)', async () => {
    await reading.regarding.query(
      `update regarding.workload set paused_at = now(), problem = 'mailbox-unavailable'
        where user_id = $1`,
      [bela.id],
    );
    const before = await reading.regarding.call(bela, '/api/self-check');
    expect(before.body.sync).toMatchObject({ problem: 'mailbox-unavailable' });
    expect((before.body.sync as { pausedAt: string | null }).pausedAt).not.toBeNull();
    expect((await ask(bela, '/api/mailbox/resume', 'POST')).status).toBe(204);
    const after = await reading.regarding.call(bela, '/api/self-check');
    expect(after.body.sync).toMatchObject({ pausedAt: null });
  });

  test('are nobody else’s business', async () => {
    expect((await ask(bela, path)).status).toBe(403);
    expect((await ask(bela, rulesOf)).status).toBe(403);
    expect((await ask(bela, `${path}/${bela.id}/resume`, 'POST')).status).toBe(403);
    const nobody = '00000000-0000-4000-8000-00000000dead';
    expect((await ask(ada, `${path}/${nobody}/resume`, 'POST')).status).toBe(404);
  });
});
