import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { anna, bela, customer, ids, startRegarding } from '../../support/regarding.ts';
import type { TestRegarding } from '../../support/regarding.ts';

let regarding: TestRegarding;
beforeAll(async () => {
  regarding = await startRegarding();
  const owner = regarding.systemUsers[bela.id]!;
  await regarding.dataverse.load([
    {
      table: 'contact',
      id: 'c0000000-0000-4000-8000-000000000002',
      owner,
      values: {
        fullname: 'Albert Customer',
        emailaddress1: 'albert@customer.example',
        parentcustomerid: { table: 'account', id: ids.account },
      },
    },
    {
      table: 'lead',
      id: '1ead0000-0000-4000-8000-000000000001',
      owner,
      values: { fullname: 'Lea Lead', companyname: 'Customer & Sons' },
    },
    {
      table: 'contact',
      id: 'c0000000-0000-4000-8000-000000000003',
      owner,
      values: { fullname: 'Gone Customer', statecode: 1, statuscode: 2 },
    },
  ]);
}, 60_000);
afterAll(() => regarding.close());

const find = async (text: string) => {
  const { body } = await regarding.call(anna, `/api/people?q=${encodeURIComponent(text)}`);
  return body.people as {
    record: { table: string; name: string };
    address: string;
    isYours: boolean;
  }[];
};
const names = async (text: string) => (await find(text)).map(({ record }) => record.name);

describe('People to write to (L-07)', () => {
  test('are contacts, leads, accounts and users, the caller’s own contacts first', async () => {
    expect(await names('customer')).toEqual([
      customer.name,
      'Customer Ltd',
      'Albert Customer',
      'Lea Lead',
    ]);
    const [own, , other, lead] = await find('customer');
    expect(own).toMatchObject({ address: customer.address, isYours: true });
    expect(other).toMatchObject({ isYours: false });
    expect(lead).toMatchObject({ address: '' });
  });

  test('are found by address and by company as well', async () => {
    expect(await names('albert@')).toEqual(['Albert Customer']);
    expect(await names('Customer L')).toContain('Albert Customer');
    expect(await names('& sons')).toEqual(['Lea Lead']);
    expect(await find(bela.displayName)).toMatchObject([
      { record: { table: 'systemuser' }, address: bela.mail },
    ]);
  });

  test('are asked for in one request, with at least two letters', async () => {
    await regarding.forget();
    await find("o'hara");
    expect(await regarding.requests('dataverse')).toHaveLength(1);
    expect((await regarding.call(anna, '/api/people?q=a')).status).toBe(400);
  });
});
