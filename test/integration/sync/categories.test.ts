import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { tenantId } from '../../../src/sandbox/entra/registrations.ts';
import { mailKey } from '../../../src/domain/mail/item-key.ts';
import { addIn } from '../../../src/manifest/add-in.ts';
import type { LedgerRow } from '../../../src/ports/ledger.ts';
import { eventually } from '../../support/eventually.ts';
import { anna, bela, deliver, ids } from '../../support/regarding.ts';
import type { TestMail } from '../../support/regarding.ts';
import { mailboxOf, startReading } from '../../support/reading.ts';
import type { Json, TestReading } from '../../support/reading.ts';

const tracked = 'Tracked to Dynamics 365';
const paneProperty = `String {00020329-0000-0000-C000-000000000046} Name cecp-${addIn.id}`;
let reading: TestReading;
beforeAll(async () => {
  reading = await startReading();
  await reading.enable(anna, 'none');
  await reading.enable(bela, 'none');
  await reading.cycle();
  // Untracking is the ordinary attempts' work.
  await reading.regarding.addWorker({ cycles: {} });
}, 60_000);
afterAll(() => reading.close());
beforeEach(() => reading.regarding.mend());

const keyOf = (messageId: string): string =>
  mailKey({
    tenantId,
    organization: reading.ports.crm.organization,
    direction: 'incoming',
    internetMessageId: messageId,
    itemId: '',
  });
const rowOf = (messageId: string): Promise<LedgerRow | null> =>
  reading.ports.ledger.find(tenantId, keyOf(messageId));
const stateIs = (messageId: string, state: LedgerRow['state']) =>
  eventually(
    () => rowOf(messageId),
    (row) => row?.state === state,
  );
const emails = async (messageId: string): Promise<Json[]> => {
  const filter = encodeURIComponent(`messageid eq '${messageId}'`);
  return (await reading.regarding.crm(anna, `emails?$filter=${filter}`)).body.value as Json[];
};
const arrive = (mail: TestMail = {}, owner = anna) => deliver(reading.regarding, owner, mail);
const pathOf = (id: string): string => `/me/messages/${encodeURIComponent(id)}`;
const categorise = (id: string, categories: string[], owner = anna) =>
  reading.outlook(owner, 'PATCH', pathOf(id), { categories });
const categoriesOf = async (id: string, owner = anna): Promise<string[]> =>
  (await reading.outlook(owner, 'GET', `${pathOf(id)}?$select=categories`)).categories as string[];
const masters = async (owner = anna): Promise<Json[]> =>
  (await reading.outlook(owner, 'GET', '/me/outlook/masterCategories')).value as Json[];
const writes = async (): Promise<unknown[]> => {
  const all = [
    ...(await reading.regarding.requests('graph')),
    ...(await reading.regarding.requests('dataverse')),
  ].flatMap(({ method, path, parts }) => parts ?? [{ method, path }]);
  return all.filter(({ method }) => method !== 'GET');
};

describe('The category', () => {
  test('is made in every mailbox that is looked after (K-01)', async () => {
    expect((await masters(bela)).map(({ displayName }) => String(displayName))).not.toContain(
      tracked,
    );
    await reading.cycle(bela);
    expect(await masters(bela)).toContainEqual(
      expect.objectContaining({ displayName: tracked, color: 'preset4' }),
    );
    const { category } = (await reading.ports.mailSync.open(mailboxOf(bela)))!;
    const [made] = (await masters(bela)).filter(({ displayName }) => displayName === tracked);
    expect(category).toEqual({ id: made.id, names: [tracked], isLost: false });
  });

  test('put on a mail by hand tracks it, wherever it lies (K-03, I-07)', async () => {
    const { id, messageId } = await arrive({ folder: 'archive' });
    await reading.cycle();
    expect(await rowOf(messageId)).toBeNull();
    await categorise(id, ['Blue', tracked]);
    await reading.cycle();
    expect(await rowOf(messageId)).toMatchObject({
      state: 'tracked',
      via: 'category',
      reason: 'category',
    });
    expect(await emails(messageId)).toHaveLength(1);
    expect(await categoriesOf(id)).toEqual(['Blue', tracked]);
  });

  test('on many at once, a conversation for one, tracks each of them (K-03, E-21)', async () => {
    const mails = [];
    for (let count = 0; count < 3; count += 1) mails.push(await arrive());
    for (const { id } of mails) await categorise(id, [tracked]);
    await reading.cycle();
    for (const { messageId } of mails) {
      expect(await rowOf(messageId)).toMatchObject({ state: 'tracked', via: 'category' });
    }
  });

  test('that a rule of the mailbox puts on what arrives tracks it (K-03)', async () => {
    const rule = {
      displayName: 'CRM',
      sequence: 1,
      isEnabled: true,
      conditions: { subjectContains: ['offer'] },
      actions: { assignCategories: [tracked] },
    };
    await reading.outlook(anna, 'POST', '/me/mailFolders/inbox/messageRules', rule);
    const messageId = '<by-rule@customer.example>';
    const mime = [
      'From: Carla <carla@customer.example>',
      `To: <${anna.mail}>`,
      'Subject: An offer',
      `Message-ID: ${messageId}`,
      '',
      'Hello',
    ].join('\r\n');
    await reading.regarding.graph.receiveMail(anna.id, Buffer.from(mime));
    await reading.cycle();
    expect(await rowOf(messageId)).toMatchObject({ state: 'tracked', via: 'category' });
  });

  test('taken off untracks and leaves the row in the CRM (K-03); put on again it tracks again', async () => {
    const { id, messageId } = await arrive();
    await categorise(id, [tracked]);
    await reading.cycle();
    await categorise(id, []);
    await reading.cycle();
    expect(await stateIs(messageId, 'untracked')).toMatchObject({ via: 'category' });
    expect(await emails(messageId)).toHaveLength(1);
    await reading.cycle();
    expect(await rowOf(messageId)).toMatchObject({ state: 'untracked' });
    await categorise(id, [tracked]);
    await reading.cycle();
    expect(await rowOf(messageId)).toMatchObject({ state: 'tracked' });
    expect(await emails(messageId)).toHaveLength(1);
  });

  test('that we put on or take off ourselves is no gesture (fault 27, invariant 6)', async () => {
    const { messageId, item, id } = await arrive();
    await reading.cycle();
    await reading.regarding.call(anna, '/api/items/track', { item });
    await stateIs(messageId, 'tracked');
    await reading.cycle();
    await reading.regarding.call(anna, '/api/items/untrack', { item });
    await stateIs(messageId, 'untracked');
    await reading.regarding.forget();
    await reading.cycle();
    await reading.cycle();
    expect(await writes()).toEqual([]);
    expect(await rowOf(messageId)).toMatchObject({ state: 'untracked', via: 'pane' });
    expect(await categoriesOf(id)).toEqual([]);
  });
});

describe('Somebody else', () => {
  test('with Editor rights puts the category on in the owner’s mailbox: it is tracked for the owner (K-06)', async () => {
    const { graph, entra, urls } = reading.regarding;
    const grant = { owner: anna.id, delegate: bela.id };
    await graph.grantMailbox({ ...grant, rights: ['mailWrite'] });
    const token = await entra.userToken(bela.mail, `${urls.graph}/Mail.ReadWrite.Shared`);
    const change = (id: string, categories: string[]) =>
      fetch(`${urls.graph}/v1.0/users/${anna.mail}/messages/${encodeURIComponent(id)}`, {
        method: 'PATCH',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          prefer: 'IdType="ImmutableId"',
        },
        body: JSON.stringify({ categories }),
      });
    const { id, messageId } = await arrive();
    expect((await change(id, [tracked])).status).toBe(200);
    await reading.cycle();
    expect(await rowOf(messageId)).toMatchObject({
      ...{ state: 'tracked', via: 'category', requestedBy: anna.id },
      ...{ trackedBy: anna.id, mailboxUserId: anna.id },
    });
    const [email] = await emails(messageId);
    expect(email._ownerid_value).toBe(reading.regarding.systemUsers[anna.id]);
    await graph.grantMailbox({ ...grant, rights: ['mailRead'] });
    expect((await change(id, [])).status).toBe(403);
    await graph.grantMailbox({ ...grant, rights: [] });
  });
});

describe('A contact', () => {
  test('with the category is not tracked: that is for mail alone (K-07)', async () => {
    await reading.outlook(anna, 'POST', '/me/contacts', {
      givenName: 'Kata',
      surname: 'Kategória',
      emailAddresses: [{ address: 'kata@customer.example' }],
      categories: [tracked],
    });
    await reading.regarding.forget();
    await reading.cycle();
    expect(await writes()).toEqual([]);
    const filter = encodeURIComponent(`emailaddress1 eq 'kata@customer.example'`);
    const { body } = await reading.regarding.crm(anna, `contacts?$filter=${filter}`);
    expect(body.value).toEqual([]);
  });
});

describe('A mark the pane left while the service was away', () => {
  const leave = (id: string, link: object, categories = [tracked]) =>
    reading.outlook(anna, 'PATCH', pathOf(id), {
      categories,
      singleValueExtendedProperties: [
        { id: paneProperty, value: JSON.stringify({ RegardingLink: JSON.stringify(link) }) },
      ],
    });

  test('tracks the mail, regarding what was chosen (I-08)', async () => {
    const { id, messageId } = await arrive();
    const regarding = { table: 'opportunity', id: ids.opportunity };
    await leave(id, { regarding });
    await reading.cycle();
    expect(await rowOf(messageId)).toMatchObject({
      ...{ state: 'tracked', via: 'mark', reason: 'mark', regarding },
      requestedBy: anna.id,
    });
    const [email] = await emails(messageId);
    expect(email._regardingobjectid_value).toBe(ids.opportunity);
  });

  test('on a tracked mail changes what it is regarding, once: what was chosen since stays (E-07, I-08)', async () => {
    const { id, messageId, item } = await arrive();
    await leave(id, { regarding: { table: 'opportunity', id: ids.opportunity } });
    await reading.cycle();
    await reading.cycle();
    await leave(id, { regarding: { table: 'incident', id: ids.incident } });
    await reading.cycle();
    expect(await rowOf(messageId)).toMatchObject({
      ...{ state: 'tracked', via: 'mark' },
      regarding: { table: 'incident', id: ids.incident },
    });
    const [email, ...others] = await emails(messageId);
    expect(others).toEqual([]);
    expect(email._regardingobjectid_value).toBe(ids.incident);
    const regarding = { table: 'account', id: ids.account };
    await reading.regarding.call(anna, '/api/items/track', { item, regarding });
    await eventually(
      () => rowOf(messageId),
      (row) => row?.state === 'tracked' && row.regarding?.table === 'account',
    );
    await reading.outlook(anna, 'PATCH', pathOf(id), {
      isRead: true,
      categories: ['Red', tracked],
    });
    await reading.cycle();
    expect(await rowOf(messageId)).toMatchObject({ state: 'tracked', regarding });
  });

  test('without a record just tracks it; one that makes no sense is a category like any other', async () => {
    const plain = await arrive();
    const odd = await arrive();
    await leave(plain.id, {});
    await leave(odd.id, { regarding: { table: "x' or 1 eq 1", id: 'no' } });
    await reading.cycle();
    expect(await rowOf(plain.messageId)).toMatchObject({
      state: 'tracked',
      via: 'mark',
      regarding: null,
    });
    expect(await rowOf(odd.messageId)).toMatchObject({
      state: 'tracked',
      via: 'category',
      regarding: null,
    });
  });
});

describe('The category in the mailbox’s own list', () => {
  const rename = (name: string) =>
    reading.regarding.query(
      `update sandbox_graph.category set name = $1 where mailbox = $2 and name like '%ynamics%'`,
      [name, anna.id],
    );

  test('goes by its new name once it is renamed, and the old name still counts (K-02)', async () => {
    const before = await arrive();
    await categorise(before.id, [tracked]);
    await reading.cycle();
    await rename('In Dynamics');
    const after = await arrive();
    await categorise(after.id, ['In Dynamics']);
    await reading.cycle();
    expect(await rowOf(after.messageId)).toMatchObject({ state: 'tracked', via: 'category' });
    expect(await rowOf(before.messageId)).toMatchObject({ state: 'tracked' });
    // Outlook writes the new name into the items bit by bit.
    await categorise(before.id, ['In Dynamics']);
    const third = await arrive();
    await reading.cycle();
    await reading.regarding.call(anna, '/api/items/track', { item: third.item });
    await stateIs(third.messageId, 'tracked');
    expect(await categoriesOf(third.id)).toEqual(['In Dynamics']);
    expect(await rowOf(before.messageId)).toMatchObject({ state: 'tracked' });
    expect((await masters()).map(({ displayName }) => String(displayName))).not.toContain(tracked);
    await rename(tracked);
    await reading.cycle();
  });

  test('may have another name than the pane knows while the service is away: its mark counts with either, and gets the right one (K-02, I-08)', async () => {
    await rename('In Dynamics');
    await reading.cycle();
    const named = await arrive();
    const refused = await arrive();
    const regarding = { table: 'opportunity', id: ids.opportunity };
    const mark = JSON.stringify({ RegardingLink: JSON.stringify({ regarding }) });
    const singleValueExtendedProperties = [{ id: paneProperty, value: mark }];
    const put = (id: string, categories: string[]) =>
      reading.outlook(anna, 'PATCH', pathOf(id), { categories, singleValueExtendedProperties });
    await put(named.id, [tracked]);
    await put(refused.id, []);
    await reading.cycle();
    for (const { id, messageId } of [named, refused]) {
      expect(await rowOf(messageId)).toMatchObject({ state: 'tracked', via: 'mark', regarding });
      expect(await categoriesOf(id)).toEqual(['In Dynamics']);
    }
    await rename(tracked);
    await reading.cycle();
  });

  test('is made again where it was deleted, and what Outlook took off stays tracked (K-02, K-05)', async () => {
    const { id, messageId } = await arrive();
    await categorise(id, [tracked]);
    await reading.cycle();
    await reading.cycle();
    const [master] = (await masters()).filter(({ displayName }) => displayName === tracked);
    await reading.outlook(anna, 'DELETE', `/me/outlook/masterCategories/${master.id}`);
    await categorise(id, []);
    await reading.cycle();
    const [made] = (await masters()).filter(({ displayName }) => displayName === tracked);
    expect(made.id).not.toBe(master.id);
    expect(await rowOf(messageId)).toMatchObject({ state: 'tracked' });
    await reading.cycle();
    expect(await rowOf(messageId)).toMatchObject({ state: 'tracked' });
  });
});

describe('Switched off', () => {
  test('the category neither tracks nor untracks, is not put on anything, and stays where it is (K-05)', async () => {
    const had = await arrive();
    await categorise(had.id, [tracked]);
    await reading.cycle();
    await reading.cycle();
    await reading.ports.organization.change(tenantId, { trackCategorized: false });
    const added = await arrive();
    const byHand = await arrive();
    await categorise(added.id, [tracked]);
    await reading.cycle();
    expect(await rowOf(added.messageId)).toBeNull();
    expect(await categoriesOf(had.id)).toEqual([tracked]);
    await categorise(had.id, []);
    await reading.cycle();
    expect(await rowOf(had.messageId)).toMatchObject({ state: 'tracked' });
    await reading.regarding.call(anna, '/api/items/track', { item: byHand.item });
    await stateIs(byHand.messageId, 'tracked');
    expect(await categoriesOf(byHand.id)).toEqual([]);
    await reading.ports.organization.change(tenantId, { trackCategorized: true });
    await reading.cycle();
    // What was tracked meanwhile gets none by itself, but all at once where its owner asks (K-04).
    expect(await categoriesOf(byHand.id)).toEqual([]);
    const { body } = await reading.regarding.call(anna, '/api/category/mark-earlier', {});
    expect(body).toEqual({ isOn: true, mails: 1 });
    await reading.cycle();
    expect(await categoriesOf(byHand.id)).toEqual([tracked]);
    // What somebody took it off, while it did not count, is left alone.
    expect(await categoriesOf(had.id)).toEqual([]);
    await reading.regarding.forget();
    await reading.cycle();
    expect(await writes()).toEqual([]);
    expect(await rowOf(byHand.messageId)).toMatchObject({ state: 'tracked', via: 'pane' });
  });
});
