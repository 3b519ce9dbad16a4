import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestDataverse, type TestDataverse } from '../../support/dataverse.ts';
import { create } from '../../support/dataverse-rows.ts';

let dataverse: TestDataverse;
let contoso: string;
let ada: string;

const now = new Date('2026-11-22T09:30:00.123Z');

beforeAll(async () => {
  dataverse = await startTestDataverse({ now: () => now });
  contoso = await create(dataverse, 'accounts', { name: 'Contoso', revenue: 1234.5 });
  ada = await create(dataverse, 'contacts', {
    firstname: 'Ada',
    lastname: "O'Neil",
    emailaddress1: "Ada.O'Neil+work@x.org",
    birthdate: '1815-12-10',
    'parentcustomerid_account@odata.bind': `/accounts(${contoso})`,
  });
  await create(dataverse, 'contacts', { lastname: 'Byron 100%', emailaddress2: 'b@x.org' });
  await create(dataverse, 'contacts', { lastname: 'Babbage_', emailaddress3: 'c@x.org' });
  await create(dataverse, 'contacts', { firstname: 'Nobody' });
});
afterAll(() => dataverse.close());

const get = (path: string, prefer?: string) =>
  dataverse.call('GET', path, prefer ? { headers: { prefer } } : {});

/** Last names a filter finds, sorted. */
async function found(filter: string, extra = ''): Promise<(string | null)[]> {
  const path = `contacts?$select=lastname&$orderby=lastname&$filter=${encodeURIComponent(filter)}`;
  const { status, body } = await get(path + extra);
  expect([filter, status]).toEqual([filter, 200]);
  return (body.value as { lastname: string | null }[]).map(({ lastname }) => lastname);
}

describe('A filter', () => {
  test('compares texts without regard to case and trailing blanks', async () => {
    expect(await found("lastname eq 'BABBAGE_  '")).toEqual(['Babbage_']);
    expect(await found("lastname ne 'babbage_'")).toEqual([null, 'Byron 100%', "O'Neil"]);
  });

  test('finds an address with an apostrophe and a plus sign', async () => {
    expect(await found("emailaddress1 eq 'ada.o''neil+work@x.org'")).toEqual(["O'Neil"]);
  });

  test('takes %, _ and [] in contains, startswith and endswith as wildcards', async () => {
    expect(await found("contains(lastname,'b%n')")).toEqual(['Byron 100%']);
    expect(await found("startswith(lastname,'b_b')")).toEqual(['Babbage_']);
    expect(await found("startswith(lastname,'b[x-z]')")).toEqual(['Byron 100%']);
    expect(await found("endswith(lastname,'[%]')")).toEqual(['Byron 100%']);
    expect(await found("contains(lastname,'.')")).toEqual([]);
  });

  test('asks for one of many addresses in three columns, by alias (§1.3)', async () => {
    const column = (n: number) =>
      `Microsoft.Dynamics.CRM.In(PropertyName=@p${n},PropertyValues=@v)`;
    const values = encodeURIComponent(`["ada.o'neil+work@x.org","B@X.org","none@x.org"]`);
    const aliases = `&@p1='emailaddress1'&@p2='emailaddress2'&@p3='emailaddress3'&@v=${values}`;
    expect(await found([1, 2, 3].map(column).join(' or '), aliases)).toEqual([
      'Byron 100%',
      "O'Neil",
    ]);
  });

  test('knows null, in, not, and, or, dates and query functions', async () => {
    expect(await found('lastname eq null')).toEqual([null]);
    expect(await found("lastname in ('babbage_','byron 100%')")).toEqual([
      'Babbage_',
      'Byron 100%',
    ]);
    expect(await found("not contains(lastname,'b') and statecode eq 0")).toEqual([null, "O'Neil"]);
    expect(await found('birthdate lt 1816-01-01')).toEqual(["O'Neil"]);
    expect(await found('createdon ge 2026-11-22T09:30:00Z')).toHaveLength(4);
    const crm = 'Microsoft.Dynamics.CRM';
    expect(await found(`${crm}.Today(PropertyName='createdon')`)).toHaveLength(4);
    expect(await found(`${crm}.LastXHours(PropertyName='createdon',PropertyValue=1)`)).toHaveLength(
      4,
    );
    expect(await found(`${crm}.EqualUserId(PropertyName='ownerid')`)).toHaveLength(4);
  });

  test('goes through look-ups and collections', async () => {
    expect(await found(`_parentcustomerid_value eq ${contoso}`)).toEqual(["O'Neil"]);
    expect(await found("parentcustomerid_account/name eq 'contoso'")).toEqual(["O'Neil"]);
    const accounts = await get(
      "accounts?$filter=contact_customer_accounts/any(c:startswith(c/lastname,'o'))&$select=name",
    );
    expect(accounts.body.value).toMatchObject([{ name: 'Contoso' }]);
  });
});

describe('A list', () => {
  test('comes in pages whose links lead through all rows once', async () => {
    const names: string[] = [];
    let path = 'contacts?$select=lastname&$orderby=lastname desc&$count=true';
    for (let page = 0; path && page < 9; page++) {
      const { body } = await get(path, 'odata.maxpagesize=3');
      expect(body['@odata.count']).toBe(4);
      names.push(...(body.value as { lastname: string }[]).map(({ lastname }) => lastname));
      const next = (body['@odata.nextLink'] as string | undefined) ?? '';
      if (next) expect(decodeURIComponent(next)).toContain('<cookie pagenumber="2" pagingcookie=');
      path = next.replace(`${dataverse.root}/`, '');
    }
    expect(names).toEqual(["O'Neil", 'Byron 100%', 'Babbage_', null]);
  });

  test('with $top has no next page', async () => {
    const { body } = await get('contacts?$select=lastname&$top=1');
    expect(body.value).toHaveLength(1);
    expect(body['@odata.nextLink']).toBeUndefined();
  });

  test('always has the primary key, and the currency beside money', async () => {
    const { body } = await get(`accounts?$select=revenue&$filter=accountid eq ${contoso}`);
    expect(body.value).toEqual([
      {
        '@odata.etag': expect.any(String),
        accountid: contoso,
        revenue: 1234.5,
        _transactioncurrencyid_value: expect.any(String),
      },
    ]);
  });

  test('can be counted', async () => {
    expect((await get('contacts/$count')).body).toBe('4');
    expect(
      (await get("contacts/$count?$filter=lastname ne null and firstname eq 'ada'")).body,
    ).toBe('1');
  });
});

describe('Annotations', () => {
  const select = 'fullname,_parentcustomerid_value,statecode,createdon';
  const filter = `contactid eq `;

  test('tell formatted values and what a look-up refers to, where wanted', async () => {
    const path = `contacts?$select=${select}&$filter=${filter}${ada}`;
    const { body, headers } = await get(path, 'odata.include-annotations="*"');
    expect(headers.get('preference-applied')).toBe('odata.include-annotations="*"');
    expect(body).toMatchObject({
      '@odata.context': `${dataverse.root}/$metadata#contacts(${select})`,
      '@Microsoft.Dynamics.CRM.totalrecordcount': -1,
      '@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded': false,
      value: [
        {
          'statecode@OData.Community.Display.V1.FormattedValue': 'Active',
          'createdon@OData.Community.Display.V1.FormattedValue': '11/22/2026 9:30 AM',
          createdon: '2026-11-22T09:30:00Z',
          '_parentcustomerid_value@OData.Community.Display.V1.FormattedValue': 'Contoso',
          '_parentcustomerid_value@Microsoft.Dynamics.CRM.associatednavigationproperty':
            'parentcustomerid_account',
          '_parentcustomerid_value@Microsoft.Dynamics.CRM.lookuplogicalname': 'account',
          _parentcustomerid_value: contoso,
        },
      ],
    });
  });

  test('are absent unless wanted, and only those wanted', async () => {
    const path = `contacts(${ada})?$select=${select}`;
    const plain = await get(path);
    expect(Object.keys(plain.body as object).filter((key) => /.@/.test(key))).toEqual([]);
    const some = await get(path, 'odata.include-annotations="Microsoft.Dynamics.CRM.lookup*"');
    expect(Object.keys(some.body as object).filter((key) => /.@/.test(key))).toEqual([
      '_parentcustomerid_value@Microsoft.Dynamics.CRM.lookuplogicalname',
    ]);
  });
});

describe('$expand', () => {
  test('brings the row of a look-up, its owner, and null for the other kind of target', async () => {
    const { body } = await get(
      `contacts(${ada})?$select=fullname&$expand=parentcustomerid_account($select=name;$expand=ownerid($select=fullname)),parentcustomerid_contact($select=fullname)`,
    );
    expect(body).toMatchObject({
      fullname: "Ada O'Neil",
      parentcustomerid_account: { name: 'Contoso', ownerid: { fullname: '# Sandbox test client' } },
      parentcustomerid_contact: null,
    });
  });

  test('brings a collection with its own filter, order and limit', async () => {
    const { body } = await get(
      `accounts?$select=name&$expand=contact_customer_accounts($select=lastname;$filter=statecode eq 0;$orderby=lastname;$top=1)`,
    );
    expect(body.value).toMatchObject([
      { name: 'Contoso', contact_customer_accounts: [{ lastname: "O'Neil" }] },
    ]);
  });
});
