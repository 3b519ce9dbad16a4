import { createHash } from 'node:crypto';
import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { asRegarding, startTestDataverse, type TestDataverse } from '../../support/dataverse.ts';
import { create } from '../../support/dataverse-rows.ts';
import { openPglite } from '../../support/pglite.ts';

const anna = '11111111-aaaa-4aaa-8aaa-000000000001';
const emailId = '22222222-aaaa-4aaa-8aaa-000000000001';
const accountId = '22222222-aaaa-4aaa-8aaa-000000000002';

let pglite: PGlite;
let dataverse: TestDataverse;
let owner: string;

beforeAll(async () => {
  pglite = await openPglite();
  dataverse = await startTestDataverse({ pglite });
  const user = { objectId: anna, fullName: 'Anna Berger', mail: 'anna@x.org', roles: [] };
  owner = (await dataverse.door.ensureUser({ ...user, roles: ['Salesperson'] })).systemUserId;
  await dataverse.door.load([
    { table: 'account', id: accountId, owner, values: { name: 'Contoso <b>&' } },
    {
      table: 'email',
      id: emailId,
      owner,
      values: {
        subject: '<script>alert(1)</script>',
        description: '<p>Hi</p><script>alert(2)</script><img src="https://x.org/spy.png">',
        statecode: 1,
        statuscode: 4,
        senton: '2026-11-01T08:00:00Z',
        inreplyto: '<a@b>',
        createdon: '2026-11-01T08:05:00Z',
        regardingobjectid: { table: 'account', id: accountId },
      },
      parties: [
        { mask: 1, address: 'ada@x.org' },
        { mask: 2, address: null, record: { table: 'systemuser', id: owner } },
      ],
    },
  ]);
});
afterAll(async () => {
  await dataverse.close();
  await pglite.close();
});

describe('The door', () => {
  test('stores rows as they are, with parties, past the rules of the Web API', async () => {
    const { body } = await dataverse.call(
      'GET',
      `emails(${emailId})?$select=statecode,senton,inreplyto,createdon,_ownerid_value&$expand=email_activity_parties($select=participationtypemask,addressused;$orderby=participationtypemask)`,
    );
    expect(body).toMatchObject({
      statecode: 1,
      senton: '2026-11-01T08:00:00Z',
      inreplyto: '<a@b>',
      createdon: '2026-11-01T08:05:00Z',
      _ownerid_value: owner,
      email_activity_parties: [
        { participationtypemask: 1, addressused: 'ada@x.org' },
        { participationtypemask: 2, addressused: 'anna@x.org' },
        { participationtypemask: 8 },
        { participationtypemask: 9 },
      ],
    });
  });

  test('replaces a row loaded twice, and refuses columns that do not exist', async () => {
    const load = (values: Record<string, string>) =>
      dataverse.door.load([{ table: 'account', id: accountId, owner, values }]);
    await load({ name: 'Contoso <b>&' });
    await expect(load({ nonsense: 'x' })).rejects.toThrow("no column 'nonsense'");
    expect((await dataverse.call('GET', 'accounts/$count')).body).toBe('1');
  });

  test('keeps a full name as loaded until a part of it changes', async () => {
    const id = '22222222-aaaa-4aaa-8aaa-000000000003';
    const values = { firstname: 'Béla', lastname: 'Kiss', fullname: 'Kiss Béla' };
    await dataverse.door.load([{ table: 'contact', id, owner, values }]);
    const change = (body: object) =>
      dataverse.call('PATCH', `contacts(${id})?$select=fullname`, {
        body,
        headers: { prefer: 'return=representation' },
      });
    expect((await change({ jobtitle: 'x' })).body).toMatchObject({ fullname: 'Kiss Béla' });
    expect((await change({ lastname: 'Nagy' })).body).toMatchObject({ fullname: 'Béla Nagy' });
  });

  test('makes a user once, with a mailbox', async () => {
    const user = { objectId: anna, fullName: 'Anna Berger', mail: 'anna@x.org', roles: [] };
    expect(await dataverse.door.ensureUser(user)).toEqual({ systemUserId: owner });
    const filter = `mailboxes?$select=emailaddress&$filter=_regardingobjectid_value eq ${owner}`;
    const { body } = await dataverse.call('GET', filter);
    expect(body.value).toMatchObject([{ emailaddress: 'anna@x.org' }]);
  });

  test('keeps everything over a restart', async () => {
    const id = await create(dataverse, 'contacts', { lastname: 'Kept' });
    const before = await dataverse.call('GET', 'WhoAmI', { as: asRegarding });
    await dataverse.close();
    dataverse = await startTestDataverse({ pglite });
    expect((await dataverse.call('GET', `contacts(${id})`)).status).toBe(200);
    const after = await dataverse.call('GET', 'WhoAmI', { as: asRegarding });
    expect(after.body.UserId).toBe(before.body.UserId);
  });
});

describe('The page of a record', () => {
  const page = (path: string) => fetch(`${dataverse.url}${path}`);
  const record = (table: string, id: string) =>
    page(`/main.aspx?pagetype=entityrecord&etn=${table}&id=${id}`);

  test('shows an e-mail with parties and regarding, escaped, under a strict policy', async () => {
    const response = await record('email', emailId);
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).not.toContain('<script');
    expect(html).toContain('Contoso &lt;b&gt;&amp;');
    expect(html).toContain('ada@x.org');
    expect(html).toContain('without');
    const policy = response.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    const style = /<style>([^]*)<\/style>/.exec(html)?.[1] ?? '';
    expect(policy).toContain(createHash('sha256').update(style).digest('base64'));
  });

  test('shows the body of a mail only in a sandboxed frame without network', async () => {
    const html = await (await record('email', emailId)).text();
    expect(html).toMatch(/<iframe\s+sandbox\s/);
    const body = await page(`/record-body?etn=email&id=${emailId}`);
    const policy = body.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^sandbox; default-src 'none'/);
    expect(await body.text()).toContain('<p>Hi</p>');
  });

  test('lists the activities regarding an account', async () => {
    const html = await (await record('account', accountId)).text();
    expect(html).toContain(`etn=email&amp;id=${emailId}`);
  });

  test('is 404 for what does not exist', async () => {
    expect((await record('nonsense', emailId)).status).toBe(404);
    expect((await record('email', 'x')).status).toBe(404);
    expect((await record('email', accountId)).status).toBe(404);
  });

  test('is led to by the list of latest activities at /', async () => {
    expect(await (await page('/')).text()).toContain(`etn=email&amp;id=${emailId}`);
  });
});
