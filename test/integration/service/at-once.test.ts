import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eventually } from '../../support/eventually.ts';
import { anna, bela, deliver, ids, startRegarding } from '../../support/regarding.ts';
import type { TestRegarding } from '../../support/regarding.ts';

let regarding: TestRegarding;
let second: string;
beforeAll(async () => {
  regarding = await startRegarding();
  second = await regarding.addService();
  await regarding.addWorker();
}, 60_000);
afterAll(() => regarding.close());
beforeEach(() => regarding.forget());

const account = { table: 'account', id: ids.account };
const opportunity = { table: 'opportunity', id: ids.opportunity };
const toBoth = [
  { name: 'Anna', address: anna.mail },
  { name: 'Béla', address: bela.mail },
];
const emails = async (messageId: string): Promise<Record<string, unknown>[]> => {
  const filter = encodeURIComponent(`messageid eq '${messageId}'`);
  return (await regarding.crm(anna, `emails?$filter=${filter}`)).body.value as Record<
    string,
    unknown
  >[];
};
const writes = async (): Promise<unknown[]> =>
  (await regarding.requests('dataverse'))
    .flatMap(({ parts }) => parts ?? [])
    .filter(({ method, path }) => method === 'PATCH' && path.includes('emails('));

describe('Exactly one email is made', () => {
  test('of two clicks at once, with one answer for both', async () => {
    const { item, messageId } = await deliver(regarding, anna);
    const click = () => regarding.call(anna, '/api/items/track', { item });
    const [one, two] = await Promise.all([click(), click()]);
    expect(one.body).toMatchObject({ state: 'tracked' });
    expect(two.body).toEqual(one.body);
    expect(await emails(messageId)).toHaveLength(1);
    expect(await writes()).toHaveLength(2);
  });

  test('of two people’s clicks at once on their own copies (E-02)', async () => {
    const mail = { messageId: '<both@customer.example>', to: toBoth };
    const annas = await deliver(regarding, anna, mail);
    const belas = await deliver(regarding, bela, mail);
    const [one, two] = await Promise.all([
      regarding.call(anna, '/api/items/track', { item: annas.item }),
      regarding.call(bela, '/api/items/track', { item: belas.item }),
    ]);
    expect(one.body).toMatchObject({ state: 'tracked' });
    expect(two.body).toMatchObject({ state: 'tracked', key: one.body.key });
    expect(await emails(mail.messageId)).toHaveLength(1);
  });

  test('of clicks on two services at once', async () => {
    const { item, messageId } = await deliver(regarding, anna);
    const answers = await Promise.all(
      [regarding.urls.service, second, regarding.urls.service, second].map((origin) =>
        regarding.call(anna, '/api/items/track', { item, regarding: account }, origin),
      ),
    );
    for (const { body } of answers) expect(body).toMatchObject({ state: 'tracked' });
    expect(await emails(messageId)).toHaveLength(1);
  });
});

test('Who was shown the mail before a colleague tracked it makes no second email, and changes its regarding', async () => {
  const mail = { messageId: '<stale@customer.example>', to: toBoth };
  const annas = await deliver(regarding, anna, mail);
  const belas = await deliver(regarding, bela, mail);
  const { item, people } = belas;
  await regarding.call(bela, '/api/items/context', { item, people });
  await regarding.call(anna, '/api/items/track', { item: annas.item, regarding: account });
  await regarding.forget();
  const { body } = await regarding.call(bela, '/api/items/track', { item, regarding: opportunity });
  expect(body).toMatchObject({ state: 'tracked', regarding: opportunity });
  expect(body.trackedBy).toMatchObject({ isYou: false });
  const [email, ...others] = await emails(mail.messageId);
  expect(others).toEqual([]);
  expect(email?.['_regardingobjectid_value']).toBe(ids.opportunity);
  const statuses = (await regarding.requests('dataverse')).flatMap(({ parts }) => parts ?? []);
  expect(statuses).toContainEqual(expect.objectContaining({ method: 'PATCH', status: 412 }));
});

test('The last of two choices made at once wins, in the ledger and in the CRM', async () => {
  const { item, people, messageId } = await deliver(regarding, anna);
  await regarding.call(anna, '/api/items/context', { item, people });
  const first = regarding.call(anna, '/api/items/track', { item, regarding: account });
  await eventually(
    () => regarding.call(anna, '/api/items/context', { item, people }, second),
    ({ body }) => body.item.state !== 'not-tracked',
  );
  const last = regarding.call(anna, '/api/items/track', { item, regarding: opportunity }, second);
  await Promise.all([first, last]);
  const { body } = await eventually(
    () => regarding.call(anna, '/api/items/context', { item, people }),
    (reply) => reply.body.item.state === 'tracked',
  );
  expect(body.item.regarding).toMatchObject(opportunity);
  const [email] = await emails(messageId);
  expect(email?.['_regardingobjectid_value']).toBe(ids.opportunity);
});
