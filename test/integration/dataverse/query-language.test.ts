import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DynamicsWebApi } from 'dynamics-web-api';
import { asTestClient, startTestDataverse, type TestDataverse } from '../../support/dataverse.ts';
import { create, refusal } from '../../support/dataverse-rows.ts';

let dataverse: TestDataverse;
let contoso: string;
let subsidiary: string;
let branch: string;
let ada: string;
let query: string;

// A Sunday; the week before it began on the 15th.
const start = new Date('2026-11-22T09:30:00Z');
let now = start;
const day = 86_400_000;

/** Makes contacts whose createdon is so many days from the start. */
async function contactAt(lastname: string, days: number, more: object = {}): Promise<string> {
  now = new Date(start.getTime() + days * day);
  const id = await create(dataverse, 'contacts', { lastname, ...more });
  now = start;
  return id;
}

beforeAll(async () => {
  dataverse = await startTestDataverse({ now: () => now });
  contoso = await create(dataverse, 'accounts', { name: 'Contoso', revenue: 1000 });
  const under = (id: string) => ({ 'parentaccountid@odata.bind': `/accounts(${id})` });
  subsidiary = await create(dataverse, 'accounts', {
    name: 'Contoso East',
    revenue: 250.5,
    ...under(contoso),
  });
  branch = await create(dataverse, 'accounts', { name: 'contoso east 2', ...under(subsidiary) });
  ada = await contactAt('Byron', 0, {
    firstname: 'Ada',
    emailaddress1: 'ada@x.org',
    jobtitle: 'Analyst',
    birthdate: '1815-12-10',
    'parentcustomerid_account@odata.bind': `/accounts(${contoso})`,
  });
  await contactAt('Hour', -1 / 24);
  await contactAt('Yesterday', -1, { jobtitle: 'analyst' });
  await contactAt('Week', -6.9);
  await contactAt('Month', -30, {
    'parentcustomerid_account@odata.bind': `/accounts(${subsidiary})`,
  });
  await contactAt('Year', -400);
  await contactAt('Tomorrow', 1);
  await create(dataverse, 'tasks', {
    subject: 'Call',
    'regardingobjectid_contact_task@odata.bind': `/contacts(${ada})`,
  });
  await create(dataverse, 'tasks', {
    subject: 'Write',
    'regardingobjectid_contact_task@odata.bind': `/contacts(${ada})`,
  });
  query = await create(dataverse, 'savedqueries', {
    name: 'Analysts',
    returnedtypecode: 'contact',
    querytype: 0,
    fetchxml: `<fetch><entity name="contact"><attribute name="lastname"/><order attribute="lastname"/>
      <filter><condition attribute="jobtitle" operator="eq" value="analyst"/></filter></entity></fetch>`,
  });
});
afterAll(() => dataverse.close());

const get = (path: string, prefer?: string) =>
  dataverse.call('GET', path, prefer ? { headers: { prefer } } : {});

/** Names a filter finds, sorted by name. */
async function found(filter: string, set = 'contacts', name = 'lastname', more = '') {
  const path = `${set}?$select=${name}&$orderby=${name}&$filter=${encodeURIComponent(filter)}${more}`;
  const { status, body } = await get(path);
  expect([filter, status, status === 200 ? '' : body]).toEqual([filter, 200, '']);
  return (body.value as Record<string, string>[]).map((row) => row[name]);
}

const crm = (call: string) => found(`Microsoft.Dynamics.CRM.${call}`);

describe('A query function', () => {
  const created = (name: string, value?: number | string) =>
    crm(
      `${name}(PropertyName='createdon'${value === undefined ? '' : `,PropertyValue='${value}'`})`,
    );

  test('of time counts on the clock of the sandbox, days from midnight', async () => {
    expect(await created('Today')).toEqual(['Byron', 'Hour']);
    expect(await created('Yesterday')).toEqual(['Yesterday']);
    expect(await created('Tomorrow')).toEqual(['Tomorrow']);
    expect(await created('Last7Days')).toEqual(['Byron', 'Hour', 'Week', 'Yesterday']);
    expect(await created('Next7Days')).toEqual(['Byron', 'Tomorrow']);
    expect(await created('LastWeek')).toEqual(['Week', 'Yesterday']);
    expect(await created('ThisWeek')).toEqual(['Byron', 'Hour', 'Tomorrow']);
    expect(await created('LastMonth')).toEqual(['Month']);
    expect(await created('ThisYear')).toHaveLength(6);
    expect(await created('LastYear')).toEqual(['Year']);
    expect(await created('NextMonth')).toEqual([]);
  });

  test('of time takes a count of hours, days, weeks, months or years', async () => {
    expect(await created('LastXHours', 1)).toEqual(['Byron', 'Hour']);
    expect(await created('LastXDays', 1)).toEqual(['Byron', 'Hour', 'Yesterday']);
    expect(await created('LastXMonths', 1)).toEqual([
      'Byron',
      'Hour',
      'Month',
      'Week',
      'Yesterday',
    ]);
    expect(await created('NextXDays', 1)).toEqual(['Byron', 'Tomorrow']);
    expect(await created('OlderThanXYears', 1)).toEqual(['Year']);
    expect(await created('OlderThanXMinutes', 30)).toHaveLength(5);
    expect(
      refusal(
        await get(
          `contacts?$filter=${encodeURIComponent(
            "Microsoft.Dynamics.CRM.LastXDays(PropertyName='createdon',PropertyValue='0')",
          )}`,
        ),
      ),
    ).toEqual({ status: 400, code: '0x80040203' });
  });

  test('On, OnOrAfter and OnOrBefore mean whole days', async () => {
    expect(await created('On', '2026-11-21')).toEqual(['Yesterday']);
    expect(await created('OnOrAfter', '2026-11-22T23:00:00Z')).toEqual([
      'Byron',
      'Hour',
      'Tomorrow',
    ]);
    expect(await created('OnOrBefore', '2026-10-23')).toEqual(['Month', 'Year']);
    expect(await crm("On(PropertyName='birthdate',PropertyValue='1815-12-10')")).toEqual(['Byron']);
  });

  test('In, NotIn, Between and NotBetween take values as texts', async () => {
    expect(await crm("In(PropertyName='statecode',PropertyValues=['0','1'])")).toHaveLength(7);
    expect(
      await crm("NotIn(PropertyName='lastname',PropertyValues=['byron','week'])"),
    ).toHaveLength(5);
    const revenue = (name: string) =>
      found(
        `Microsoft.Dynamics.CRM.${name}(PropertyName='revenue',PropertyValues=['100','500'])`,
        'accounts',
        'name',
      );
    expect(await revenue('Between')).toEqual(['Contoso East']);
    expect(await revenue('NotBetween')).toEqual(['Contoso', 'contoso east 2']);
  });

  test('of people and units speaks of who asks', async () => {
    expect(await crm("EqualUserId(PropertyName='ownerid')")).toHaveLength(7);
    expect(await crm("NotEqualUserId(PropertyName='ownerid')")).toEqual([]);
    expect(await crm("EqualUserOrUserTeams(PropertyName='ownerid')")).toHaveLength(7);
    expect(await crm("EqualUserTeams(PropertyName='ownerid')")).toEqual([]);
    expect(await crm("EqualBusinessId(PropertyName='owningbusinessunit')")).toHaveLength(7);
    expect(await crm("EqualUserOrUserHierarchy(PropertyName='ownerid')")).toHaveLength(7);
  });

  test('of a hierarchy follows parents up and down', async () => {
    const tree = (name: string, id: string) =>
      found(
        `Microsoft.Dynamics.CRM.${name}(PropertyName='accountid',PropertyValue='${id}')`,
        'accounts',
        'name',
      );
    expect(await tree('Under', contoso)).toEqual(['Contoso East', 'contoso east 2']);
    expect(await tree('UnderOrEqual', subsidiary)).toEqual(['Contoso East', 'contoso east 2']);
    expect(await tree('NotUnder', contoso)).toEqual(['Contoso']);
    expect(await tree('Above', branch)).toEqual(['Contoso', 'Contoso East']);
    expect(await tree('AboveOrEqual', branch)).toHaveLength(3);
  });

  test('works within a lambda and on a look-up', async () => {
    const filter =
      "contact_customer_accounts/any(c:c/Microsoft.Dynamics.CRM.In(PropertyName='lastname',PropertyValues=['BYRON']))";
    expect(await found(filter, 'accounts', 'name')).toEqual(['Contoso']);
    expect(await found("parentcustomerid_account/name eq 'CONTOSO '")).toEqual(['Byron']);
    expect(
      await found(
        "parentaccountid/contact_customer_accounts/any(c:c/lastname eq 'byron')",
        'accounts',
        'name',
      ),
    ).toEqual(['Contoso East']);
  });

  test('that there is none of is refused, one of fiscal years is named as not built', async () => {
    const ask = (name: string) =>
      get(`contacts?$filter=Microsoft.Dynamics.CRM.${name}(PropertyName='createdon')`);
    expect(refusal(await ask('Nonsense'))).toEqual({ status: 400, code: '0x80060888' });
    const fiscal = await ask('ThisFiscalYear');
    expect(fiscal.status).toBe(501);
    expect(fiscal.body.error.message).toContain('ThisFiscalYear');
  });
});

describe('What Dataverse does not take', () => {
  test('is refused in its own words', async () => {
    for (const [path, message] of [
      ['contacts?$skip=1', 'Skip Clause is not supported in CRM'],
      ['contacts?$filter=length(lastname) eq 5', 'SingleValueFunctionCall is not supported'],
      ['contacts?$filter=versionnumber add 1 eq 5', 'BinaryOperator is not supported'],
      ['contacts?$filter=nope eq 1', "Could not find a property named 'nope'"],
      ['contacts?$filter=lastname eq', 'Expression expected at position 11'],
      ['contacts?$filter=lastname eq 5', 'incompatible types'],
      ["emails?$filter=contains(description,'x')", 'description'],
      ['contacts?$expand=Contact_Tasks($levels=2)', '$levels'],
      ['contacts?$skiptoken=nonsense', 'Malformed XML in the Paging Cookie'],
    ] as const) {
      const answer = await get(path);
      expect([path, answer.status]).toEqual([path, 400]);
      expect(answer.body.error.message).toContain(message);
    }
  });

  test('is more than 15 tables and an address of more than 32 KB', async () => {
    const items = Array.from({ length: 16 }, () => 'createdby').join(',');
    expect(refusal(await get(`contacts?$expand=${items}`))).toEqual({
      status: 400,
      code: '0x8004430d',
    });
    expect((await get(`contacts?$filter=lastname eq '${'x'.repeat(33_000)}'`)).status).toBe(414);
    expect((await get(`contacts?$filter=lastname eq '${'x'.repeat(30_000)}'`)).status).toBe(200);
  });
});

describe('Pages', () => {
  test('lead through every row once, whatever the order, while rows come and go', async () => {
    for (const order of [
      'lastname',
      'jobtitle desc,createdon',
      '_parentcustomerid_value desc',
      'parentcustomerid_account/name',
    ]) {
      const names: string[] = [];
      let path = `contacts?$select=lastname&$orderby=${order}`;
      for (let page = 0; path && page < 9; page++) {
        const { body } = await get(path, 'odata.maxpagesize=2');
        names.push(...(body.value as { lastname: string }[]).map(({ lastname }) => lastname));
        path = ((body['@odata.nextLink'] as string | undefined) ?? '').replace(
          `${dataverse.root}/`,
          '',
        );
      }
      expect([order, names.length, new Set(names).size]).toEqual([order, 7, 7]);
    }
  });

  test('carry the values their page ended with in the cookie (§1.1)', async () => {
    const { body } = await get(
      'contacts?$select=lastname&$orderby=lastname',
      'odata.maxpagesize=1',
    );
    const token = decodeURIComponent(new URL(body['@odata.nextLink']).search);
    expect(token).toMatch(
      /<cookie pagenumber="2" pagingcookie="%3Ccookie%20page%3D%221%22.*" istracking="False" \/>/,
    );
    expect(decodeURIComponent(token)).toContain(`<contactid last="{${ada.toUpperCase()}}"`);
  });

  test('count to 5,000 and say whether that was all', async () => {
    const { body } = await get(
      'contacts?$select=lastname&$count=true&$top=1',
      'odata.include-annotations="*"',
    );
    expect(body).toMatchObject({
      '@odata.count': 7,
      '@Microsoft.Dynamics.CRM.totalrecordcount': 7,
      '@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded': false,
    });
  });
});

describe('$expand', () => {
  test('of a collection brings rows and the link to more of them', async () => {
    const { body } = await get(
      `contacts(${ada})?$select=lastname&$expand=Contact_Tasks($select=subject;$orderby=subject desc;$top=1)`,
    );
    expect(body.Contact_Tasks).toMatchObject([{ subject: 'Write' }]);
    const link = body['Contact_Tasks@odata.nextLink'] as string;
    expect(link).toBe(`${dataverse.root}/contacts(${ada})/Contact_Tasks?$select=subject`);
    expect((await get(link.replace(`${dataverse.root}/`, ''))).body.value).toHaveLength(2);
  });

  test('nests, and brings only ids with $ref', async () => {
    const nested =
      'parentcustomerid_account($select=name;$expand=contact_customer_accounts($select=lastname))';
    const { body } = await get(`contacts(${ada})?$select=lastname&$expand=${nested}`);
    expect(body.parentcustomerid_account).toMatchObject({
      name: 'Contoso',
      contact_customer_accounts: [{ lastname: 'Byron' }],
    });
    const ids = await get(
      `contacts(${ada})?$select=lastname&$expand=parentcustomerid_account/$ref`,
    );
    expect(ids.body.parentcustomerid_account).toEqual({
      '@odata.id': `${dataverse.root}/accounts(${contoso})`,
    });
  });

  test('reads one row of a collection by its key', async () => {
    const { body } = await get(`contacts(${ada})/Contact_Tasks?$select=subject`);
    const [task] = body.value as { activityid: string; subject: string }[];
    const one = await get(`contacts(${ada})/Contact_Tasks(${task?.activityid})?$select=subject`);
    expect(one.body.subject).toBe(task?.subject);
    expect((await get(`contacts(${ada})/Contact_Tasks(${ada})`)).status).toBe(404);
  });
});

describe('$apply', () => {
  test('groups and aggregates with formatted values, leaving out what is empty', async () => {
    const { body } = await get(
      'accounts?$apply=groupby((statecode),aggregate($count as n,revenue with sum as total,revenue with max as top))',
      'odata.include-annotations="*"',
    );
    expect(body.value).toEqual([
      {
        'statecode@OData.Community.Display.V1.FormattedValue': 'Active',
        statecode: 0,
        'n@OData.Community.Display.V1.FormattedValue': '3',
        n: 3,
        'total@OData.Community.Display.V1.FormattedValue': '€1,250.50',
        total: 1250.5,
        'top@OData.Community.Display.V1.FormattedValue': '€1,000.00',
        top: 1000,
      },
    ]);
  });

  test('groups texts without case, goes over look-ups, filters before, sorts after', async () => {
    const value = async (apply: string, more = '') =>
      (await get(`contacts?$apply=${encodeURIComponent(apply)}${more}`)).body.value as object[];
    expect(
      await value('filter(jobtitle ne null)/groupby((jobtitle),aggregate($count as n))'),
    ).toEqual([{ jobtitle: expect.stringMatching(/^analyst$/i), n: 2 }]);
    expect(
      await value(
        'filter(parentcustomerid_account/name ne null)/groupby((parentcustomerid_account/name))/orderby(parentcustomerid_account/name desc)',
      ),
    ).toEqual([{ account_name: 'Contoso East' }, { account_name: 'Contoso' }]);
    expect(
      await value('groupby((_parentcustomerid_value),aggregate($count as n))/filter(n gt 1)'),
    ).toEqual([{ n: 5 }]);
    expect(
      await value('aggregate(createdon with max as last,lastname with countdistinct as names)'),
    ).toEqual([{ last: '2026-11-23T09:30:00Z', names: 7 }]);
  });

  test('refuses what the real one does', async () => {
    for (const apply of [
      'groupby((createdon))',
      'aggregate(lastname with sum as x)',
      'aggregate(nope with sum as x)',
      'groupby((statecode),aggregate($count as n))&$orderby=n',
    ]) {
      expect([apply, (await get(`contacts?$apply=${apply}`)).status]).toEqual([apply, 400]);
    }
  });
});

describe('FetchXML', () => {
  const fetch = (xml: string, set = 'contacts', prefer?: string) =>
    get(`${set}?fetchXml=${encodeURIComponent(xml)}`, prefer);
  const entity = (inside: string, attributes = '') =>
    `<fetch ${attributes}><entity name="contact"><attribute name="lastname"/><order attribute="lastname"/>${inside}</entity></fetch>`;
  const names = async (inside: string, attributes = '') => {
    const { status, body } = await fetch(entity(inside, attributes));
    expect([inside, status, status === 200 ? '' : body]).toEqual([inside, 200, '']);
    return (body.value as { lastname: string }[]).map(({ lastname }) => lastname);
  };
  const where = (conditions: string, type = 'and') =>
    names(`<filter type="${type}">${conditions}</filter>`);

  test('filters with and, or and every kind of operator', async () => {
    const of = (attribute: string, operator: string, value?: string) =>
      `<condition attribute="${attribute}" operator="${operator}"${value === undefined ? '' : ` value="${value}"`}/>`;
    expect(await where(of('jobtitle', 'eq', 'ANALYST '))).toEqual(['Byron', 'Yesterday']);
    expect(await where(of('jobtitle', 'ne', 'analyst'))).toHaveLength(5);
    expect(await where(of('lastname', 'like', '%r%n'))).toEqual(['Byron']);
    expect(
      await where(of('lastname', 'begins-with', 'Y') + of('lastname', 'not-like', '%day')),
    ).toEqual(['Year']);
    expect(await where(of('lastname', 'ends-with', 'ek'))).toEqual(['Week']);
    expect(
      await where(of('jobtitle', 'null') + of('emailaddress1', 'not-null'), 'or'),
    ).toHaveLength(6);
    expect(await where(of('createdon', 'last-x-days', '1'))).toEqual([
      'Byron',
      'Hour',
      'Yesterday',
    ]);
    expect(await where(of('createdon', 'olderthan-x-years', '1'))).toEqual(['Year']);
    expect(await where(of('createdon', 'last-seven-days') + of('createdon', 'today'))).toEqual([
      'Byron',
      'Hour',
    ]);
    expect(await where(of('ownerid', 'eq-userid'))).toHaveLength(7);
    expect(
      await where(
        '<condition attribute="lastname" operator="in"><value>week</value><value>YEAR</value></condition>',
      ),
    ).toEqual(['Week', 'Year']);
    expect(await where(of('statecode', 'eq', '0') + of('createdon', 'ge', '2026-11-22'))).toEqual([
      'Byron',
      'Hour',
      'Tomorrow',
    ]);
    expect(
      await where('<condition attribute="lastname" operator="eq" valueof="firstname"/>'),
    ).toEqual([]);
  });

  test('joins tables and shows their columns by alias', async () => {
    const link = (type: string) =>
      `<link-entity name="account" from="accountid" to="parentcustomerid" alias="a" link-type="${type}"><attribute name="name"/><attribute name="revenue" alias="money"/></link-entity>`;
    const { body } = await fetch(
      entity(link('inner')),
      'contacts',
      'odata.include-annotations="*"',
    );
    expect(body.value).toMatchObject([
      {
        lastname: 'Byron',
        'a.name': 'Contoso',
        money: 1000,
        'money@OData.Community.Display.V1.FormattedValue': '€1,000.00',
      },
      { lastname: 'Month', 'a.name': 'Contoso East' },
    ]);
    expect(await names(link('outer'))).toHaveLength(7);
    const none =
      '<filter><condition entityname="a" attribute="accountid" operator="null"/></filter>';
    expect(await names(link('outer') + none)).toHaveLength(5);
    const tasks = (type: string) =>
      `<filter><link-entity name="task" from="regardingobjectid" to="contactid" link-type="${type}"><filter><condition attribute="subject" operator="eq" value="call"/></filter></link-entity></filter>`;
    expect(await names(tasks('any'))).toEqual(['Byron']);
    expect(await names(tasks('not any'))).toHaveLength(6);
  });

  test('joined to many is one row each, unless distinct', async () => {
    const link = '<link-entity name="task" from="regardingobjectid" to="contactid"/>';
    expect(await names(link)).toEqual(['Byron', 'Byron']);
    expect(await names(link, 'distinct="true"')).toEqual(['Byron']);
  });

  test('aggregates, groups, groups by parts of dates and orders by alias', async () => {
    const xml = `<fetch aggregate="true"><entity name="contact">
      <attribute name="contactid" aggregate="count" alias="n"/>
      <attribute name="jobtitle" aggregate="countcolumn" distinct="true" alias="titles"/>
      <attribute name="createdon" groupby="true" dategrouping="year" alias="year"/>
      <order alias="year" descending="true"/></entity></fetch>`;
    const { body } = await fetch(xml, 'contacts', 'odata.include-annotations="*"');
    expect(body.value).toMatchObject([
      { year: 2026, n: 6, titles: 1, 'n@OData.Community.Display.V1.FormattedValue': '6' },
      { year: 2025, n: 1, titles: 0 },
    ]);
  });

  test('pages with a cookie and counts, where those annotations are wanted', async () => {
    const prefer = 'odata.include-annotations="*"';
    const first = await fetch(
      entity('', 'count="3" page="1" returntotalrecordcount="true"'),
      'contacts',
      prefer,
    );
    expect(first.body).toMatchObject({
      '@Microsoft.Dynamics.CRM.totalrecordcount': 7,
      '@Microsoft.Dynamics.CRM.morerecords': true,
      '@Microsoft.Dynamics.CRM.fetchxmlpagingcookie': expect.stringContaining('pagenumber="2"'),
    });
    const last = await fetch(entity('', 'count="3" page="3"'), 'contacts', prefer);
    expect(last.body.value).toHaveLength(1);
    expect(last.body['@Microsoft.Dynamics.CRM.morerecords']).toBe(false);
    expect((await fetch(entity('', 'top="2"'))).body.value).toHaveLength(2);
  });

  test('that is wrong is refused by name', async () => {
    for (const [xml, code] of [
      ['<fetch', '0x80040303'],
      ['<other/>', '0x80040303'],
      ['<fetch><entity name="account"/></fetch>', '0x80041128'],
      [entity('<attribute name="nope"/>'), '0x80041103'],
      [entity('<link-entity name="nope" from="x" to="y"/>'), '0x80041102'],
      [
        entity(
          '<link-entity name="account" from="accountid" to="parentcustomerid" link-type="odd"/>',
        ),
        '0x80041121',
      ],
      [entity('<filter><condition attribute="lastname" operator="odd"/></filter>'), '0x80041120'],
      [entity('<filter type="xor"/>'), '0x80041122'],
      [
        '<fetch aggregate="true"><entity name="contact"><attribute name="contactid" aggregate="count"/></entity></fetch>',
        '0x8004110b',
      ],
    ] as const) {
      expect([xml, refusal(await fetch(xml))]).toEqual([xml, { status: 400, code }]);
    }
  });

  test('of a view is run by savedQuery and paged by links', async () => {
    const first = await get(`contacts?savedQuery=${query}`, 'odata.maxpagesize=1');
    expect(first.body.value).toMatchObject([{ lastname: 'Byron' }]);
    const next = (first.body['@odata.nextLink'] as string).replace(`${dataverse.root}/`, '');
    const second = await get(next, 'odata.maxpagesize=1');
    expect(second.body.value).toMatchObject([{ lastname: 'Yesterday' }]);
    expect(second.body['@odata.nextLink']).toBeUndefined();
    expect((await get(`contacts?savedQuery=${ada}`)).status).toBe(404);
    expect((await get(`accounts?savedQuery=${query}`)).status).toBe(400);
  });

  test('and pages are what dynamics-web-api reads, unmodified', async () => {
    const api = new DynamicsWebApi({
      serverUrl: dataverse.url,
      dataApi: { version: '9.2' },
      onTokenRefresh: () => Promise.resolve(asTestClient),
    });
    const all = await api.fetchAll<{ lastname: string }>({
      collection: 'contacts',
      fetchXml: entity('', 'count="2"'),
      includeAnnotations: '*',
    });
    expect(all.value.map(({ lastname }) => lastname)).toHaveLength(7);
    const counted = await api.countAll({ collection: 'contacts', filter: "jobtitle eq 'analyst'" });
    expect(counted).toBe(2);
    const rows = await api.retrieveAll<{ lastname: string }>({
      collection: 'contacts',
      select: ['lastname'],
      orderBy: ['lastname desc'],
      maxPageSize: 3,
    });
    expect(rows.value.map(({ lastname }) => lastname)).toEqual([
      'Yesterday',
      'Year',
      'Week',
      'Tomorrow',
      'Month',
      'Hour',
      'Byron',
    ]);
    const page = await api.retrieveMultiple<{ lastname: string }>({
      collection: 'contacts',
      maxPageSize: 2,
      select: ['lastname'],
      expand: [{ property: 'Contact_Tasks', select: ['subject'] }],
    });
    expect(page.oDataNextLink).toContain('$skiptoken=');
  });
});
