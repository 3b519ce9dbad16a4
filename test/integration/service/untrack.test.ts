import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { contextResponse } from '../../../src/contracts/item.ts';
import { searchResponse } from '../../../src/contracts/search.ts';
import type { SearchResponse } from '../../../src/contracts/search.ts';
import type { DirectoryUser } from '../../../src/sandbox/entra/door.ts';
import { anna, bela, deliver, ids, startRegarding } from '../../support/regarding.ts';
import type { TestRegarding } from '../../support/regarding.ts';

/** May read her own rows in the CRM and nothing else. */
const lilla: DirectoryUser = {
  ...anna,
  id: '11111111-aaaa-4aaa-8aaa-000000000003',
  displayName: 'Lilla Limited',
  mail: 'lilla@fabrikam.example',
};
/** Has no user in the CRM. */
const nora: DirectoryUser = {
  ...anna,
  id: '11111111-aaaa-4aaa-8aaa-000000000004',
  displayName: 'Nora Nobody',
  mail: 'nora@fabrikam.example',
};

let regarding: TestRegarding;
beforeAll(async () => {
  regarding = await startRegarding();
  await regarding.entra.door.addUsers([lilla, nora]);
  await regarding.graph.ensureMailbox(lilla);
  await regarding.graph.ensureMailbox(nora);
  await regarding.dataverse.ensureUser({
    objectId: lilla.id,
    fullName: lilla.displayName,
    mail: lilla.mail,
    roles: ['Limited'],
  });
}, 60_000);
afterAll(() => regarding.close());

const account = { table: 'account', id: ids.account };
let shared = 0;
const deliverTo = async (...people: DirectoryUser[]) => {
  shared += 1;
  const to = people.map(({ displayName, mail }) => ({ name: displayName, address: mail }));
  const mail = { messageId: `<to-several-${shared}@customer.example>`, to };
  return Promise.all(people.map((person) => deliver(regarding, person, mail)));
};
const context = async (
  person: DirectoryUser,
  { item, people }: Awaited<ReturnType<typeof deliver>>,
) =>
  contextResponse.parse(
    (await regarding.call(person, '/api/items/context', { item, people })).body,
  );
const emailExists = async (key: string): Promise<boolean> =>
  (await regarding.crm(anna, `emails(${key})`)).status === 200;
const categories = async (person: DirectoryUser, id: string): Promise<unknown> => {
  const path = `/me/messages/${id}?$select=categories`;
  const { body } = await regarding.graph.call(person.id, { method: 'GET', path });
  return (body as { categories: unknown }).categories;
};

describe('Untracking (§1.5.3)', () => {
  test('by the activity’s owner deletes it and unmarks the item (V-13)', async () => {
    const mail = await deliver(regarding, anna);
    const { body } = await regarding.call(anna, '/api/items/track', { item: mail.item });
    const gone = await regarding.call(anna, '/api/items/untrack', { item: mail.item });
    expect(gone.body).toMatchObject({ state: 'not-tracked', regarding: null, trackedBy: null });
    expect(await emailExists(body.key)).toBe(false);
    expect(await categories(anna, mail.id)).toEqual([]);
    expect((await context(anna, mail)).item).toMatchObject({ state: 'not-tracked' });
  });

  test('by a colleague who may write to it keeps it', async () => {
    const [annas, belas] = await deliverTo(anna, bela);
    const { body } = await regarding.call(anna, '/api/items/track', { item: annas!.item });
    const gone = await regarding.call(bela, '/api/items/untrack', { item: belas!.item });
    expect(gone.body).toMatchObject({ state: 'not-tracked' });
    expect(await emailExists(body.key)).toBe(true);
    expect((await context(anna, annas!)).item).toMatchObject({ state: 'not-tracked' });
  });

  test('by someone who may not write to it is refused, and the item stays tracked (SEC-04)', async () => {
    const [annas, lillas] = await deliverTo(anna, lilla);
    const { body } = await regarding.call(anna, '/api/items/track', { item: annas!.item });
    const refused = await regarding.call(lilla, '/api/items/untrack', { item: lillas!.item });
    expect(refused.body).toMatchObject({ state: 'tracked', problem: 'forbidden' });
    expect(await emailExists(body.key)).toBe(true);
  });

  test('can be followed by tracking again', async () => {
    const mail = await deliver(regarding, anna);
    await regarding.call(anna, '/api/items/track', { item: mail.item });
    await regarding.call(anna, '/api/items/untrack', { item: mail.item });
    const { body } = await regarding.call(anna, '/api/items/track', { item: mail.item });
    expect(body).toMatchObject({ state: 'tracked' });
    expect(await emailExists(body.key)).toBe(true);
  });

  test('of an item whose activity is gone from the CRM unmarks it', async () => {
    const mail = await deliver(regarding, anna);
    const { body } = await regarding.call(anna, '/api/items/track', { item: mail.item });
    await regarding.crm(anna, `emails(${body.key})`, { method: 'DELETE' });
    const gone = await regarding.call(anna, '/api/items/untrack', { item: mail.item });
    expect(gone.body).toMatchObject({ state: 'not-tracked' });
    expect(await categories(anna, mail.id)).toEqual([]);
  });
});

describe('Rights in the CRM decide', () => {
  test('what somebody sees of a colleague’s tracking: that it is, not what it is about (V-10)', async () => {
    const [annas, lillas] = await deliverTo(anna, lilla);
    await regarding.call(anna, '/api/items/track', { item: annas!.item, regarding: account });
    const { item, people } = await context(lilla, lillas!);
    expect(item).toMatchObject({ state: 'tracked', activityUrl: null });
    expect(item.regarding).toEqual({ ...account, name: '' });
    expect(people[0]?.records).toEqual([]);
  });

  test('who can track', async () => {
    const mail = await deliver(regarding, lilla);
    const { body } = await regarding.call(lilla, '/api/items/track', { item: mail.item });
    expect(body).toMatchObject({ state: 'failed', problem: 'forbidden' });
  });

  test('that somebody without a user in the CRM cannot', async () => {
    const mail = await deliver(regarding, nora);
    const { can, problem } = await context(nora, mail);
    expect({ can, problem }).toEqual({
      can: { track: false, reason: 'forbidden' },
      problem: 'forbidden',
    });
  });
});

const search = async (person: DirectoryUser, text: string): Promise<SearchResponse['groups']> => {
  const { body } = await regarding.call(person, `/api/search?q=${encodeURIComponent(text)}`);
  return searchResponse.parse(body).groups;
};

describe('Searching', () => {
  test('finds records that can be regarding by part of their name, each with a second line', async () => {
    const found = (await search(anna, 'custom')).map(({ table, records }) => [
      table,
      records.map(({ name, detail }) => [name, detail]),
    ]);
    expect(found).toEqual([
      ['account', [['Customer Ltd', undefined]]],
      ['contact', [['Carla Customer', 'Customer Ltd']]],
    ]);
  });

  test.each([
    ['100 % w', 'opportunity', 1],
    ["carla's", 'incident', 1],
    ['%%', 'opportunity', 0],
    ['1_0', 'opportunity', 0],
  ])('for %j takes it literally', async (text, table, count) => {
    const group = (await search(anna, text)).find((one) => one.table === table);
    expect(group?.records ?? []).toHaveLength(count);
  });

  test('shows nobody what they may not read', async () => {
    expect(await search(lilla, 'custom')).toEqual([]);
  });
});
