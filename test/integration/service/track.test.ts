import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { anna, bela, customer, deliver, ids, startRegarding } from '../../support/regarding.ts';
import type { TestRegarding } from '../../support/regarding.ts';

let regarding: TestRegarding;
beforeAll(async () => {
  regarding = await startRegarding();
}, 60_000);
afterAll(() => regarding.close());
beforeEach(async () => {
  await regarding.mend();
  await regarding.forget();
});

const account = { table: 'account', id: ids.account };
const opportunity = { table: 'opportunity', id: ids.opportunity };
const toBoth = [
  { name: 'Anna', address: anna.mail },
  { name: 'Béla', address: bela.mail },
];

type Email = Record<string, unknown>;

/** The email activities of a message, as Anna sees them. */
const emailsOf = async (messageId: string): Promise<Email[]> => {
  const filter = encodeURIComponent(`messageid eq '${messageId}'`);
  const expand = 'email_activity_parties($select=participationtypemask,addressused,_partyid_value)';
  const { body } = await regarding.crm(anna, `emails?$filter=${filter}&$expand=${expand}`);
  return body.value as Email[];
};
const inMailbox = async (person: typeof anna, id: string) => {
  const link = 'String {59637a3d-a023-4030-9e9a-8523adee3c13} Name RegardingLink';
  const expand = `singleValueExtendedProperties($filter=id eq '${link}')`;
  const path = `/me/messages/${id}?$select=categories&$expand=${encodeURIComponent(expand)}`;
  return (await regarding.graph.call(person.id, { method: 'GET', path })).body as {
    categories: string[];
    singleValueExtendedProperties?: { value: string }[];
  };
};

describe('The context of an item', () => {
  test('nobody touched is not tracked, and shows who its sender is in the CRM', async () => {
    const { item, people } = await deliver(regarding, anna);
    const { status, body } = await regarding.call(anna, '/api/items/context', { item, people });
    expect(body).toMatchObject({
      item: { state: 'not-tracked', trackedBy: null },
      can: { track: true, reason: null },
      problem: null,
    });
    expect(status).toBe(200);
    expect(body.people[0]).toMatchObject({ address: customer.address, roles: ['from'] });
    expect(body.people[0].records[0]).toEqual({
      table: 'contact',
      id: ids.contact,
      name: customer.name,
      detail: 'Customer Ltd',
      url: `${regarding.urls.dataverse}/main.aspx?pagetype=entityrecord&etn=contact&id=${ids.contact}`,
    });
    expect(body.people[1].records[0]).toMatchObject({
      table: 'systemuser',
      name: anna.displayName,
    });
  });

  test('takes two requests to the CRM, one of them for suggestions, and a small one to the mailbox', async () => {
    const { item, people } = await deliver(regarding, anna);
    await regarding.call(anna, '/api/items/context', { item, people });
    expect(await regarding.requests('dataverse')).toHaveLength(2);
    const [read, ...others] = await regarding.requests('graph');
    expect(others).toEqual([]);
    expect(read).toMatchObject({ method: 'GET' });
    expect(read?.path).not.toMatch(/body|subject|attachments/);
  });
});

describe('Tracking a mail', () => {
  test('makes one completed email with its parties, and marks the item (E-01, E-11, E-20)', async () => {
    const { id, item, messageId } = await deliver(regarding, anna, {
      subject: 'Offer',
      to: toBoth,
    });
    const { status, body } = await regarding.call(anna, '/api/items/track', { item });
    expect(body).toMatchObject({ state: 'tracked', regarding: null, problem: null });
    expect(body.trackedBy).toEqual({ name: anna.displayName, isYou: true });
    expect(status).toBe(200);
    const [email, ...others] = await emailsOf(messageId);
    expect(others).toEqual([]);
    expect(email).toMatchObject({
      activityid: body.key,
      subject: 'Offer',
      directioncode: false,
      statecode: 1,
      statuscode: 4,
    });
    const parties = email?.['email_activity_parties'] as Record<string, unknown>[];
    expect(
      parties
        .map((party) => [party['participationtypemask'], party['_partyid_value']].join(' '))
        .filter((party) => /^[12] /.test(party))
        .sort(),
    ).toEqual(
      [
        `1 ${ids.contact}`,
        `2 ${regarding.systemUsers[anna.id]!}`,
        `2 ${regarding.systemUsers[bela.id]!}`,
      ].sort(),
    );
    const marked = await inMailbox(anna, id);
    expect(marked.categories).toEqual(['Tracked to Dynamics 365']);
    expect(JSON.parse(marked.singleValueExtendedProperties![0]!.value)).toEqual({
      activity: body.key,
    });
  });

  test('that nothing is known of takes four requests, and three where the pane was shown it', async () => {
    const first = await deliver(regarding, anna);
    await regarding.call(anna, '/api/items/track', { item: first.item, regarding: account });
    const count = async (): Promise<number> =>
      (await regarding.requests('graph')).length + (await regarding.requests('dataverse')).length;
    expect(await count()).toBe(4);

    const { item, people } = await deliver(regarding, anna);
    await regarding.call(anna, '/api/items/context', { item, people });
    await regarding.forget();
    const { body } = await regarding.call(anna, '/api/items/track', { item, regarding: account });
    expect(body).toMatchObject({ state: 'tracked' });
    expect(await count()).toBe(3);
  });

  test('keeps its attachments (E-14)', async () => {
    const headers = ['Content-Type: multipart/mixed; boundary=b'];
    const mail = await deliver(regarding, anna, { headers });
    const { id } = await regarding.graph.importMail(anna.id, {
      mime: Buffer.from(
        [
          `From: <${customer.address}>`,
          `To: <${anna.mail}>`,
          'Subject: With a file',
          'Message-ID: <file@customer.example>',
          'Content-Type: multipart/mixed; boundary=b',
          '',
          '--b',
          'Content-Type: text/plain',
          '',
          'Hello',
          '--b',
          'Content-Type: text/csv; name=prices.csv',
          'Content-Disposition: attachment; filename=prices.csv',
          '',
          'a,b',
          '--b--',
          '',
        ].join('\r\n'),
      ),
      folder: 'inbox',
      isRead: true,
      at: new Date('2026-11-20T09:30:00Z'),
    });
    const item = { ...mail.item, itemId: id, internetMessageId: '<file@customer.example>' };
    const { body } = await regarding.call(anna, '/api/items/track', { item });
    expect(body).toMatchObject({ state: 'tracked' });
    const files = await regarding.crm(
      anna,
      `emails(${body.key})/activity_pointer_activity_mime_attachment?$select=filename,filesize,mimetype`,
    );
    expect(files.body.value).toMatchObject([{ filename: 'prices.csv', mimetype: 'text/csv' }]);
  });

  test('from Sent Items makes an outgoing email (E-03, E-09)', async () => {
    const { item, messageId } = await deliver(regarding, anna, {
      from: { name: anna.displayName, address: anna.mail },
      to: [customer],
      folder: 'sentitems',
    });
    await regarding.call(anna, '/api/items/track', { item });
    const [email] = await emailsOf(messageId);
    expect(email).toMatchObject({ directioncode: true, statecode: 1, statuscode: 3 });
  });

  test('a second time changes nothing', async () => {
    const { item, messageId } = await deliver(regarding, anna);
    const first = await regarding.call(anna, '/api/items/track', { item, regarding: account });
    const second = await regarding.call(anna, '/api/items/track', { item });
    expect(second.body).toEqual(first.body);
    expect(await emailsOf(messageId)).toHaveLength(1);
  });

  test('adopts the email the customer’s own synchronisation made', async () => {
    const { item, people, messageId } = await deliver(regarding, anna);
    const made = '0e000000-0000-4000-8000-000000000001';
    await regarding.crm(anna, `emails(${made})`, {
      method: 'PATCH',
      body: JSON.stringify({ subject: 'x', messageid: messageId, directioncode: false }),
    });
    const seen = await regarding.call(anna, '/api/items/context', { item, people });
    expect(seen.body.item).toMatchObject({ state: 'tracked', regarding: null, trackedBy: null });
    const { body } = await regarding.call(anna, '/api/items/track', { item, regarding: account });
    expect(body.activityUrl).toContain(made);
    const [email, ...others] = await emailsOf(messageId);
    expect(others).toEqual([]);
    expect(email).toMatchObject({ activityid: made, _regardingobjectid_value: ids.account });
  });
});

describe('Regarding', () => {
  test('can be set when tracking, and changed later (E-04, E-07)', async () => {
    const { item, people, messageId } = await deliver(regarding, anna);
    const set = await regarding.call(anna, '/api/items/track', { item, regarding: account });
    expect(set.body.regarding).toMatchObject({ ...account, name: 'Customer Ltd' });
    const changed = await regarding.call(anna, '/api/items/track', {
      item,
      regarding: opportunity,
    });
    expect(changed.body.regarding).toMatchObject(opportunity);
    const [email] = await emailsOf(messageId);
    expect(email?.['_regardingobjectid_value']).toBe(ids.opportunity);
    const { body } = await regarding.call(anna, '/api/items/context', { item, people });
    expect(body.item.regarding).toMatchObject({ ...opportunity, name: '100 % wool' });
  });

  test('stays when the item is tracked again without naming one', async () => {
    const { item } = await deliver(regarding, anna);
    await regarding.call(anna, '/api/items/track', { item, regarding: account });
    const { body } = await regarding.call(anna, '/api/items/track', { item });
    expect(body.regarding).toMatchObject(account);
  });

  test('a record that is gone fails the item, and says so', async () => {
    const { item } = await deliver(regarding, anna);
    const gone = { table: 'account', id: 'acc00000-0000-4000-8000-00000000dead' };
    const { body } = await regarding.call(anna, '/api/items/track', { item, regarding: gone });
    expect(body).toMatchObject({ state: 'failed', problem: 'record-not-found' });
    const again = await regarding.call(anna, '/api/items/track', { item, regarding: account });
    expect(again.body).toMatchObject({ state: 'tracked', problem: null });
  });

  test('a record that is gone leaves a tracked item as it was', async () => {
    const { item } = await deliver(regarding, anna);
    await regarding.call(anna, '/api/items/track', { item, regarding: account });
    const gone = { table: 'account', id: 'acc00000-0000-4000-8000-00000000dead' };
    const { body } = await regarding.call(anna, '/api/items/track', { item, regarding: gone });
    expect(body).toMatchObject({
      state: 'tracked',
      regarding: account,
      problem: 'record-not-found',
    });
  });
});

describe('Other people', () => {
  test('see in their own copy that a colleague tracked the mail (E-02)', async () => {
    const mail = { messageId: '<shared@customer.example>', to: toBoth };
    const annas = await deliver(regarding, anna, mail);
    const belas = await deliver(regarding, bela, mail);
    await regarding.call(anna, '/api/items/track', { item: annas.item, regarding: account });
    const { body } = await regarding.call(bela, '/api/items/context', {
      item: belas.item,
      people: belas.people,
    });
    expect(body.item).toMatchObject({ state: 'tracked', regarding: { name: 'Customer Ltd' } });
    expect(body.item.trackedBy).toEqual({ name: anna.displayName, isYou: false });
  });
});
