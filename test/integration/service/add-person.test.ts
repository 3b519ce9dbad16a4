import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DomainResponse } from '../../../src/contracts/tables.ts';
import { anna, deliver, ids, startRegarding } from '../../support/regarding.ts';
import type { TestRegarding } from '../../support/regarding.ts';

let regarding: TestRegarding;
const acme = 'acc00000-0000-4000-8000-0000000000a1';
const other = 'acc00000-0000-4000-8000-0000000000a2';

beforeAll(async () => {
  regarding = await startRegarding();
  const owner = regarding.systemUsers[anna.id]!;
  const account = (id: string, values: Record<string, string>) => ({
    table: 'account',
    id,
    owner,
    values,
  });
  await regarding.dataverse.load([
    account(acme, { name: 'Acme', websiteurl: 'https://www.acme.example/about' }),
    account(other, { name: 'Pacme', websiteurl: 'https://pacme.example' }),
  ]);
});
afterAll(() => regarding.close());

const forDomain = async (domain: string): Promise<string[]> => {
  const path = `/api/accounts/for-domain?domain=${encodeURIComponent(domain)}`;
  const body = (await regarding.call(anna, path)).body as DomainResponse;
  return body.accounts.map(({ name }) => name);
};

describe('The account of somebody nobody knows yet (UI-10)', () => {
  test('is found by its website', async () => {
    expect(await forDomain('acme.example')).toEqual(['Acme']);
    expect(await forDomain('mail.acme.example')).toEqual(expect.any(Array));
  });

  test('is found by the contacts with addresses there', async () => {
    expect(await forDomain('CUSTOMER.example')).toEqual(['Customer Ltd']);
  });

  test('is not looked for at a public domain, nor elsewhere at random', async () => {
    expect(await forDomain('gmail.com')).toEqual([]);
    expect(await forDomain('nobody.example')).toEqual([]);
    const injected = "x.example') or true eq (true";
    const path = `/api/accounts/for-domain?domain=${encodeURIComponent(injected)}`;
    expect((await regarding.call(anna, path)).status).toBe(400);
  });
});

describe('Adding the sender', () => {
  test('makes the contact, tracks the mail regarding it, and can be undone (UI-11)', async () => {
    const mail = await deliver(regarding, anna, {
      from: { name: 'Nora New', address: 'nora@new.example' },
    });
    const id = randomUUID();
    const made = await regarding.call(anna, '/api/records', {
      table: 'contact',
      id,
      values: {
        firstname: 'Nora',
        lastname: 'New',
        emailaddress1: 'nora@new.example',
        parentcustomerid: { table: 'account', id: ids.account },
      },
    });
    expect(made.body).toMatchObject({ outcome: 'created', record: { name: 'Nora New' } });
    const tracked = await regarding.call(anna, '/api/items/track', {
      item: mail.item,
      regarding: { table: 'contact', id },
      via: 'new-record',
    });
    expect(tracked.body).toMatchObject({
      state: 'tracked',
      regarding: { id, name: 'Nora New' },
    });
    const context = await regarding.call(anna, '/api/items/context', {
      item: mail.item,
      people: mail.people,
    });
    expect(context.body.people[0].records).toMatchObject([{ table: 'contact', id }]);
    expect(context.body.item.trackedVia).toBe('new-record');
  });

  test('as a lead works the same (UI-10)', async () => {
    const { body } = await regarding.call(anna, '/api/records', {
      table: 'lead',
      id: randomUUID(),
      values: { subject: 'Windows', lastname: 'Newer', emailaddress1: 'newer@new.example' },
    });
    expect(body).toMatchObject({ outcome: 'created', record: { table: 'lead', name: 'Newer' } });
  });
});
