import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestDataverse, type TestDataverse } from '../../support/dataverse.ts';
import { create, refusal } from '../../support/dataverse-rows.ts';

let dataverse: TestDataverse;
const call: TestDataverse['call'] = (...request) => dataverse.call(...request);
const crm = 'Microsoft.Dynamics.CRM';
const found = { status: 500, code: '0x80040333' };
const detect = { 'MSCRM.SuppressDuplicateDetection': 'false' };

const post = async (entitySet: string, body: object, headers: Record<string, string> = detect) =>
  refusal(await call('POST', entitySet, { body, headers }));

/** Makes a rule with conditions and publishes it; answers its id. */
async function publish(rule: object, conditions: object[]): Promise<string> {
  const id = await create(dataverse, 'duplicaterules', { name: 'Rule', ...rule });
  for (const condition of conditions) {
    await create(dataverse, 'duplicateruleconditions', {
      ...condition,
      'regardingobjectid@odata.bind': `/duplicaterules(${id})`,
    });
  }
  const answer = await call('POST', `duplicaterules(${id})/${crm}.PublishDuplicateRule`);
  expect([answer.status, answer.body]).toEqual([200, expect.anything()]);
  return id;
}

const unpublish = async (id: string) => {
  const body = { DuplicateRuleId: id };
  expect((await call('POST', 'UnpublishDuplicateRule', { body })).status).toBe(204);
};

beforeAll(async () => {
  dataverse = await startTestDataverse();
});
afterAll(() => dataverse.close());

describe('Duplicate detection (§1.12)', () => {
  beforeAll(async () => {
    await create(dataverse, 'accounts', { name: 'Contoso', emailaddress1: 'info@contoso.com' });
    await create(dataverse, 'contacts', {
      firstname: 'Ada',
      lastname: 'Byron',
      emailaddress1: 'ada@contoso.com',
    });
    await create(dataverse, 'leads', { lastname: 'Lead', emailaddress1: 'lead@contoso.com' });
  });

  test('is off unless a request asks for it', async () => {
    const body = { lastname: 'Again', emailaddress1: 'ada@contoso.com' };
    const made = await call('POST', 'contacts', { body });
    expect(made.status).toBe(204);
    const suppressed = { 'MSCRM.SuppressDuplicateDetection': 'true' };
    expect((await call('POST', 'contacts', { body, headers: suppressed })).status).toBe(204);
  });

  test.each([
    ['accounts', { name: 'CONTOSO ' }],
    ['accounts', { name: 'Other', emailaddress1: 'Info@Contoso.com' }],
    ['contacts', { firstname: 'ada', lastname: 'BYRON' }],
    ['contacts', { lastname: 'Other', emailaddress1: 'ada@contoso.com' }],
    ['leads', { lastname: 'Other', emailaddress1: 'lead@contoso.com' }],
  ])('finds %s like %j by the rules an organisation begins with', async (entitySet, body) => {
    expect(await post(entitySet, body)).toEqual(found);
    const name = randomUUID();
    const fresh = entitySet === 'accounts' ? { name } : { lastname: name };
    expect((await post(entitySet, fresh)).status).toBe(204);
  });

  test('takes blank values for no duplicates, and inactive rows neither', async () => {
    expect((await post('contacts', { lastname: 'Without address' })).status).toBe(204);
    expect((await post('contacts', { lastname: 'Without either' })).status).toBe(204);
    const gone = { lastname: 'Gone', emailaddress1: 'gone@contoso.com' };
    const id = await create(dataverse, 'contacts', gone);
    expect(await post('contacts', gone)).toEqual(found);
    await call('PATCH', `contacts(${id})`, { body: { statecode: 1, statuscode: 2 } });
    expect((await post('contacts', gone)).status).toBe(204);
  });

  test('holds for changes too; a row is no duplicate of itself', async () => {
    const id = await create(dataverse, 'contacts', {
      lastname: 'Change',
      emailaddress1: 'c@x.org',
    });
    const change = async (body: object) =>
      refusal(await call('PATCH', `contacts(${id})`, { body, headers: detect }));
    expect((await change({ emailaddress1: 'c@x.org' })).status).toBe(204);
    expect(await change({ emailaddress1: 'ada@contoso.com' })).toEqual(found);
  });

  test('is off for everybody with the organisation switch', async () => {
    const [{ organizationid }] = (await call('GET', 'organizations?$select=name')).body.value;
    const set = (value: boolean) =>
      call('PATCH', `organizations(${organizationid})`, {
        body: { isduplicatedetectionenabledforonlinecreateupdate: value },
      });
    const body = { lastname: 'Switch', emailaddress1: 'ada@contoso.com' };
    expect((await set(false)).status).toBe(204);
    expect((await post('contacts', body)).status).toBe(204);
    await set(true);
    expect(await post('contacts', body)).toEqual(found);
  });
});

describe('Rules', () => {
  test('compare first and last characters, days, and values of choices, across tables', async () => {
    const rule = { baseentityname: 'contact', matchingentityname: 'contact' };
    const cases: [object, object, object, object][] = [
      [
        {
          baseattributename: 'jobtitle',
          matchingattributename: 'jobtitle',
          operatorcode: 1,
          operatorparam: 4,
        },
        { jobtitle: 'Head of sales' },
        { jobtitle: 'head of service' },
        { jobtitle: 'Healer' },
      ],
      [
        {
          baseattributename: 'telephone1',
          matchingattributename: 'telephone1',
          operatorcode: 2,
          operatorparam: 4,
        },
        { telephone1: '+36 1 555 0142' },
        { telephone1: '0043 0142' },
        { telephone1: '+36 1 555 0143' },
      ],
      [
        { baseattributename: 'birthdate', matchingattributename: 'birthdate', operatorcode: 3 },
        { birthdate: '1815-12-10' },
        { birthdate: '1815-12-10' },
        { birthdate: '1815-12-11' },
      ],
      [
        { baseattributename: 'gendercode', matchingattributename: 'gendercode', operatorcode: 6 },
        { gendercode: 2 },
        { gendercode: 2 },
        { gendercode: 1 },
      ],
    ];
    for (const [index, [condition, stored, same, different]] of cases.entries()) {
      await create(dataverse, 'contacts', { lastname: `Rule ${index}`, ...stored });
      const id = await publish(rule, [{ ...condition, ignoreblankvalues: true }]);
      expect([index, await post('contacts', { lastname: 'x', ...same })]).toEqual([index, found]);
      const made = await post('contacts', { lastname: 'x', ...different });
      expect([index, made.status]).toEqual([index, 204]);
      await unpublish(id);
      const after = await post('contacts', { lastname: 'x', ...same });
      expect([index, after.status]).toEqual([index, 204]);
    }
  });

  test('take a lead for a contact with the same name where a rule says so, minding case if told', async () => {
    await create(dataverse, 'contacts', { firstname: 'Cross', lastname: 'Table' });
    const conditions = ['firstname', 'lastname'].map((name) => ({
      baseattributename: name,
      matchingattributename: name,
      operatorcode: 0,
    }));
    const rule = { baseentityname: 'lead', matchingentityname: 'contact', iscasesensitive: true };
    const id = await publish(rule, conditions);
    const lead = { firstname: 'Cross', lastname: 'Table' };
    expect(await post('leads', lead)).toEqual(found);
    expect((await post('leads', { ...lead, lastname: 'table' })).status).toBe(204);
    await unpublish(id);
  });

  test('without conditions are not published', async () => {
    const rule = { name: 'Empty', baseentityname: 'contact', matchingentityname: 'contact' };
    const id = await create(dataverse, 'duplicaterules', rule);
    const answer = await call('POST', `duplicaterules(${id})/${crm}.PublishDuplicateRule`);
    expect(refusal(answer)).toEqual({ status: 400, code: '0x80048414' });
  });
});

describe('RetrieveDuplicates', () => {
  const ask = (entity: object, matching: string, page: object) => {
    const values = [entity, matching, page];
    const [e, m, p] = values.map((value) =>
      encodeURIComponent(typeof value === 'string' ? `'${value}'` : JSON.stringify(value)),
    );
    const path = 'RetrieveDuplicates(BusinessEntity=@e,MatchingEntityName=@m,PagingInfo=@p)';
    return call('GET', `${path}?@e=${e}&@m=${m}&@p=${p}`);
  };
  const contact = { '@odata.type': 'Microsoft.Dynamics.CRM.contact', emailaddress1: 'dup@x.org' };

  test('answers the rows a page at a time, with their type', async () => {
    const ids: string[] = [];
    for (const lastname of ['One', 'Two', 'Three']) {
      ids.push(await create(dataverse, 'contacts', { lastname, emailaddress1: 'dup@x.org' }));
    }
    const first = await ask(contact, 'contact', { PageNumber: 1, Count: 2 });
    expect(first.body.value).toMatchObject([
      { '@odata.type': '#Microsoft.Dynamics.CRM.contact', contactid: ids[0], lastname: 'One' },
      { contactid: ids[1] },
    ]);
    const second = await ask(contact, 'contact', { PageNumber: 2, Count: 2 });
    expect(second.body.value).toMatchObject([{ contactid: ids[2] }]);
    const stored = { '@odata.type': 'Microsoft.Dynamics.CRM.contact', contactid: ids[0] };
    const others = await ask(stored, 'contact', { PageNumber: 1, Count: 50 });
    expect((others.body.value as { contactid: string }[]).map((row) => row.contactid)).toEqual([
      ids[1],
      ids[2],
    ]);
  });

  test('is refused where no rule is published, and for tables that have none', async () => {
    const opportunity = { '@odata.type': 'Microsoft.Dynamics.CRM.opportunity', name: 'x' };
    const none = await ask(opportunity, 'opportunity', { PageNumber: 1, Count: 5 });
    expect(refusal(none)).toEqual({ status: 400, code: '0x80048436' });
    const task = { '@odata.type': 'Microsoft.Dynamics.CRM.task', subject: 'x' };
    const unfit = await ask(task, 'task', { PageNumber: 1, Count: 5 });
    expect(refusal(unfit)).toEqual({ status: 400, code: '0x80048410' });
  });
});
