import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { contextResponse, itemState } from '../../../src/contracts/item.ts';
import type { DirectoryUser } from '../../../src/sandbox/entra/door.ts';
import { eventually } from '../../support/eventually.ts';
import { anna, bela, customer, deliver, ids, startRegarding } from '../../support/regarding.ts';
import type { TestMail, TestRegarding } from '../../support/regarding.ts';

const colleague = (number: number, name: string): DirectoryUser => ({
  ...anna,
  id: `11111111-aaaa-4aaa-8aaa-00000000010${number}`,
  displayName: name,
  mail: `${name.split(' ')[0]!.toLowerCase()}@fabrikam.example`,
});
/** Their mailbox has the named trouble in the CRM. */
const mona = colleague(1, 'Mona Mailbox');
/** Her roles do not let her use Outlook apps. */
const lea = colleague(2, 'Lea Licence');
/** A mailbox several people share. */
const info = colleague(3, 'Info Desk');
/** Of another business unit. */
const otto = colleague(4, 'Otto Outside');
const admin = colleague(5, 'Ada Admin');

let regarding: TestRegarding;
const userIds = new Map<string, string>();
beforeAll(async () => {
  regarding = await startRegarding();
  const people = [mona, lea, info, otto, admin];
  const roles = new Map([
    [lea, 'Delegate'],
    [admin, 'System Administrator'],
  ]);
  await regarding.entra.door.addUsers(people);
  for (const person of people) {
    await regarding.graph.ensureMailbox(person);
    const { systemUserId } = await regarding.dataverse.ensureUser({
      objectId: person.id,
      fullName: person.displayName,
      mail: person.mail,
      roles: [roles.get(person) ?? 'Salesperson'],
      ...(person === otto && { businessUnit: 'Abroad' }),
    });
    userIds.set(person.id, systemUserId);
  }
}, 60_000);
afterAll(() => regarding.close());

type Delivered = Awaited<ReturnType<typeof deliver>>;

const context = async (
  person: DirectoryUser,
  { item, people }: Pick<Delivered, 'item' | 'people'>,
) =>
  contextResponse.parse(
    (await regarding.call(person, '/api/items/context', { item, people })).body,
  );
const track = async (person: DirectoryUser, item: object, more: object = {}) =>
  itemState.parse((await regarding.call(person, '/api/items/track', { item, ...more })).body);
const named = ({ displayName: name, mail: address }: DirectoryUser) => ({ name, address });
const setProperty = (mail: Delivered, id: string, value: string) =>
  regarding.graph.call(anna.id, {
    method: 'PATCH',
    path: `/me/messages/${mail.id}`,
    body: { singleValueExtendedProperties: [{ id, value }] },
  });
const owner = async (key: string): Promise<unknown> =>
  (await regarding.crm(anna, `emails(${key})?$select=_ownerid_value`)).body['_ownerid_value'];

describe('A private mail (AP-26)', () => {
  test('is said to be private, and is tracked only where the person knows it', async () => {
    const mail = await deliver(regarding, anna);
    await setProperty(mail, 'Integer 0x36', '2');
    expect(await context(anna, mail)).toMatchObject({ isPrivate: true, can: { track: true } });
    expect(await track(anna, mail.item)).toMatchObject({ state: 'failed', problem: 'private' });
    expect(await track(anna, mail.item, { evenIfPrivate: true })).toMatchObject({
      state: 'tracked',
      problem: null,
    });
  });
});

describe('An encrypted mail (E-16)', () => {
  test('cannot be tracked, a signed one can', async () => {
    const encrypted = await deliver(regarding, anna);
    await setProperty(encrypted, 'String 0x1a', 'IPM.Note.SMIME');
    expect((await context(anna, encrypted)).can).toEqual({ track: false, reason: 'encrypted' });
    expect(await track(anna, encrypted.item)).toMatchObject({ problem: 'encrypted' });
    const signed = await deliver(regarding, anna);
    await setProperty(signed, 'String 0x1a', 'IPM.Note.SMIME.MultipartSigned');
    expect(await track(anna, signed.item)).toMatchObject({ state: 'tracked' });
  });
});

describe('An organisation that wants a record for whatever people track (E-06)', () => {
  const decide = async (needsRegarding: boolean) => {
    const response = await fetch(`${regarding.urls.service}/api/organization/sync-settings`, {
      method: 'PATCH',
      headers: {
        authorization: `Bearer ${await regarding.token(admin)}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ needsRegarding }),
    });
    expect(response.status).toBe(200);
  };
  const code = async (path: string, body: object) => {
    const answer = await regarding.call(anna, path, body);
    return { status: answer.status, code: (answer.body as { code?: string }).code };
  };
  const refused = { status: 422, code: 'needs-regarding' };
  const account = { table: 'account', id: ids.account };
  beforeAll(() => decide(true));
  afterAll(() => decide(false));

  test('refuses tracking without one, of one mail and of several, and takes it with one', async () => {
    const mail = await deliver(regarding, anna);
    expect((await context(anna, mail)).can).toEqual({
      track: true,
      reason: null,
      needsRegarding: true,
    });
    expect(await code('/api/items/track', { item: mail.item })).toEqual(refused);
    expect(await code('/api/items/several', { items: [mail.item] })).toEqual(refused);
    expect((await context(anna, mail)).item.state).toBe('not-tracked');
    expect(await track(anna, mail.item, { regarding: account })).toMatchObject({
      state: 'tracked',
      regarding: account,
    });
  });

  test('lets a tracked mail be tracked again with the record it has, not without', async () => {
    const mail = await deliver(regarding, anna);
    await track(anna, mail.item, { regarding: account });
    expect(await track(anna, mail.item)).toMatchObject({ regarding: account });
    expect(await code('/api/items/track', { item: mail.item, regarding: null })).toEqual(refused);
    await regarding.call(anna, '/api/items/untrack', { item: mail.item });
    expect(await code('/api/items/track', { item: mail.item })).toEqual(refused);
  });

  test('leaves what a rule tracks by itself as it was', async () => {
    const from = { name: 'Rita Rule', address: 'rita@rule.example' };
    const mail = await deliver(regarding, anna, { from });
    const response = await fetch(`${regarding.urls.service}/api/rules`, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${await regarding.token(anna)}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ item: mail.item, scope: 'address', decision: 'always' }),
    });
    expect(response.status).toBe(200);
    await context(anna, mail);
    const { item } = await eventually(
      () => context(anna, mail),
      ({ item: { state } }) => state === 'tracked',
    );
    expect(item).toMatchObject({ trackedVia: 'rule', regarding: null });
  });
});

describe('A mailbox that cannot sync (UI-16)', () => {
  const setMailbox = async (person: DirectoryUser, values: object) => {
    const owner = userIds.get(person.id)!;
    const filter = `$filter=_regardingobjectid_value eq ${owner}&$select=mailboxid`;
    const { body } = await regarding.crm(anna, `mailboxes?${filter}`);
    const regardingobjectid = { table: 'systemuser', id: owner };
    const common = { name: person.displayName, emailaddress: person.mail, regardingobjectid };
    await regarding.dataverse.load([
      { table: 'mailbox', id: body.value[0].mailboxid, owner, values: { ...common, ...values } },
    ]);
  };

  test('is said before anything is tried', async () => {
    const mail = await deliver(regarding, mona);
    await setMailbox(mona, { incomingemaildeliverymethod: 0 });
    expect(await context(mona, mail)).toMatchObject({
      mailbox: 'not-configured',
      can: { track: false, reason: 'mailbox-not-ready' },
    });
    await setMailbox(mona, { incomingemaildeliverymethod: 2 });
    expect(await context(mona, mail)).toMatchObject({ mailbox: 'ready', can: { track: true } });
  });
});

describe('Somebody whose role does not let them use the app (SEC-01)', () => {
  test('is told so', async () => {
    const mail = await deliver(regarding, lea);
    expect((await context(lea, mail)).can).toEqual({ track: false, reason: 'no-licence' });
    const { status, body } = await regarding.call(lea, '/api/items/track', { item: mail.item });
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'no-licence' });
  });
});

const stranger = { name: 'Stranger', address: 'stranger@stranger.example' };

describe('The owner of an activity (E-12)', () => {
  test('is the first user of the CRM in To, whoever tracks it', async () => {
    const to = [named(bela), named(anna)];
    const mail = await deliver(regarding, anna, { from: stranger, to });
    const { key } = await track(anna, mail.item);
    expect(await owner(key)).toBe(regarding.systemUsers[bela.id]);
  });

  test('is the one of them who owns the sender’s record', async () => {
    const to = [named(bela), named(anna)];
    const mail = await deliver(regarding, anna, { from: customer, to });
    const { key } = await track(anna, mail.item);
    expect(await owner(key)).toBe(regarding.systemUsers[anna.id]);
  });

  test('is who tracks it where the CRM refuses the other', async () => {
    const to = [named(otto), named(anna)];
    const mail = await deliver(regarding, anna, {
      from: stranger,
      to,
    });
    const state = await track(anna, mail.item);
    expect(state).toMatchObject({ state: 'tracked', ownsCopy: null });
    expect(await owner(state.key)).toBe(regarding.systemUsers[anna.id]);
  });
});

describe('Attachments that were left out (E-14)', () => {
  const withFiles: TestMail = {
    headers: [
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=x',
      '',
      '--x',
      'Content-Type: text/plain',
      '',
      'Hello',
      ...['offer.txt', 'logo.txt'].flatMap((name) => [
        '--x',
        `Content-Type: text/plain; name=${name}`,
        `Content-Disposition: attachment; filename=${name}`,
        '',
        name,
      ]),
      '--x--',
    ],
  };

  test('are not in the CRM, the others are', async () => {
    const mail = await deliver(regarding, anna, withFiles);
    const path = `/me/messages/${mail.id}/attachments?$select=id,name`;
    const { body } = await regarding.graph.call(anna.id, { method: 'GET', path });
    const files = (body as { value: { id: string; name: string }[] }).value;
    const logo = files.find(({ name }) => name === 'logo.txt')!;
    const regular = await regarding.graph.call(anna.id, {
      method: 'POST',
      path: '/me/translateExchangeIds',
      body: { inputIds: [logo.id], sourceIdType: 'restImmutableEntryId', targetIdType: 'restId' },
    });
    const [translated] = (regular.body as { value: { targetId: string }[] }).value;
    const leaveOut = [translated?.targetId ?? logo.id];
    const { key } = await track(anna, mail.item, { leaveOut });
    const list = await regarding.crm(
      anna,
      `emails(${key})/activity_pointer_activity_mime_attachment?$select=filename`,
    );
    const names = (list.body as { value: { filename: string }[] }).value;
    expect(names.map(({ filename }) => filename)).toEqual(['offer.txt']);
  });
});

describe('Files that are being scanned (E-15)', () => {
  const delivered = (name: string, type: string): TestMail => ({
    messageId: '<dynamic-delivery@customer.example>',
    headers: [
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=x',
      '',
      '--x',
      'Content-Type: text/plain',
      '',
      'Hello',
      '--x',
      `Content-Type: ${type}; name="${name}"`,
      `Content-Disposition: attachment; filename="${name}"`,
      '',
      'Subject: ATP Scan in Progress',
      '',
      'offer',
      '--x--',
    ],
  });
  const fileNames = async (key: string) => {
    const path = `emails(${key})/activity_pointer_activity_mime_attachment?$select=filename`;
    const { value } = (await regarding.crm(anna, path)).body as { value: { filename: string }[] };
    return value.map(({ filename }) => filename);
  };

  test('are added once the mailbox has them', async () => {
    const placeholder = delivered('ATP Scan in Progress.eml', 'message/rfc822');
    const first = await deliver(regarding, anna, placeholder);
    const { key, state } = await track(anna, first.item);
    expect(state).toBe('tracked');
    expect(await fileNames(key)).toEqual([]);
    const path = `/me/messages/${first.id}/permanentDelete`;
    await regarding.graph.call(anna.id, { method: 'POST', path });
    await deliver(regarding, anna, delivered('offer.txt', 'text/plain'));
    await regarding.query(
      'update regarding_jobs.job set start_after = now() where singleton_key = $1',
      [key],
    );
    await regarding.addWorker();
    const names = await eventually(
      () => fileNames(key),
      ({ length }) => length > 0,
    );
    expect(names).toEqual(['offer.txt']);
    expect((await context(anna, first)).item).toMatchObject({ state: 'tracked', problem: null });
  });
});

describe('A mailbox of somebody else (DEL-01, DEL-04)', () => {
  const shared = (mail: Delivered) => ({ ...mail.item, mailbox: info.mail, isShared: true });

  test('is not opened on the mere word of a request', async () => {
    const mail = await deliver(regarding, info, { to: [named(info)] });
    const { status, body } = await regarding.call(bela, '/api/items/track', { item: shared(mail) });
    expect({ status, code: body.code }).toEqual({ status: 403, code: 'forbidden' });
  });

  test('that is shared is tracked from, and it is said on whose behalf (E-13, I-06)', async () => {
    await regarding.graph.grantMailbox({
      owner: info.id,
      delegate: anna.id,
      rights: ['fullAccess'],
    });
    const mail = await deliver(regarding, info, { to: [named(info)] });
    const item = shared(mail);
    const state = await track(anna, item);
    expect(state).toMatchObject({ state: 'tracked', onBehalfOf: info.mail });
    const path = `/me/messages/${mail.id}?$select=categories`;
    const { body } = await regarding.graph.call(info.id, { method: 'GET', path });
    expect(body).toMatchObject({ categories: ['Tracked to Dynamics 365'] });
    const untracked = await regarding.call(anna, '/api/items/untrack', { item });
    expect(untracked.body).toMatchObject({ state: 'not-tracked' });
  });

  test('is asked about each of several messages', async () => {
    const mail = await deliver(regarding, info, { to: [named(info)] });
    const gone = {
      ...shared(mail),
      itemId: 'AAMkAGone=',
      internetMessageId: '<gone@nowhere.example>',
    };
    const items = [shared(mail), gone];
    const { status, body } = await regarding.call(anna, '/api/items/several', { items });
    expect({ status, code: body.code }).toEqual({ status: 404, code: 'item-not-found' });
    expect((await context(anna, { ...mail, item: shared(mail) })).item.state).toBe('not-tracked');
  });

  test('plays no part when who tracked their own copy takes that back (V-13)', async () => {
    const sent = { messageId: '<own-and-shared@customer.example>', to: [named(bela), named(info)] };
    const own = await deliver(regarding, bela, sent);
    const infos = await deliver(regarding, info, sent);
    const { undo } = await track(bela, own.item);
    expect(await track(anna, shared(infos))).toMatchObject({ onBehalfOf: info.mail });
    const { body } = await regarding.call(bela, '/api/items/undo', { changeId: undo?.changeId });
    expect(body).toMatchObject({ state: 'not-tracked', problem: null });
    const path = `/me/messages/${own.id}?$select=categories`;
    const marked = await regarding.graph.call(bela.id, { method: 'GET', path });
    expect(marked.body).toMatchObject({ categories: [] });
  });

  test('is completed by the worker in that mailbox alone (I-08)', async () => {
    const mail = await deliver(regarding, info, { to: [named(info)] });
    await regarding.break('dataverse', { respond: { status: 503 }, times: 50 });
    const state = await track(anna, shared(mail));
    expect(state.state).toBe('pending');
    await regarding.mend();
    await regarding.addWorker();
    const read = () => context(anna, { item: shared(mail), people: mail.people });
    const done = await eventually(read, ({ item }) => item.state === 'tracked');
    expect(done.item.onBehalfOf).toBe(info.mail);
  });
});
