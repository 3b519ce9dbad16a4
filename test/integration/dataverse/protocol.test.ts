import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestDataverse, type TestDataverse } from '../../support/dataverse.ts';
import { create, idOf, refusal } from '../../support/dataverse-rows.ts';

let dataverse: TestDataverse;
beforeAll(async () => void (dataverse = await startTestDataverse()));
afterAll(() => dataverse.close());
const call: TestDataverse['call'] = (...request) => dataverse.call(...request);
const representation = { prefer: 'return=representation' };
const all = { prefer: 'odata.include-annotations="*"' };
const absent = 'ffffffff-0000-4000-8000-00000000ffff';

describe('A caller', () => {
  test('without a token is told where to get one', async () => {
    const response = await fetch(`${dataverse.root}/WhoAmI`);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toMatch(
      /^Bearer authorization_uri=https:\/\/localhost:3002\/.+\/oauth2\/authorize, resource_id=https:\/\/localhost/,
    );
  });

  test('with an invalid token, or one of a stranger, is refused', async () => {
    expect((await call('GET', 'WhoAmI', { as: 'invalid' })).status).toBe(401);
    expect(refusal(await call('GET', 'WhoAmI', { as: absent }))).toEqual({
      status: 403,
      code: '0x80072560',
    });
  });

  test('learns with WhoAmI, with or without parentheses, who it is', async () => {
    for (const path of ['WhoAmI', 'WhoAmI()']) {
      const { status, body } = await call('GET', path);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        OrganizationId: dataverse.door.organizationId,
        UserId: expect.any(String),
        BusinessUnitId: expect.any(String),
      });
    }
  });
});

describe('A new row', () => {
  test('is answered by 204 with OData-EntityId', async () => {
    const answer = await call('POST', 'contacts', { body: { lastname: 'Byron' } });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('odata-version')).toBe('4.0');
    expect(answer.headers.get('odata-entityid')).toBe(
      `${dataverse.root}/contacts(${idOf(answer)})`,
    );
  });

  test('is answered by 201 with the row and no OData-EntityId where that is preferred', async () => {
    const body = { firstname: 'Ada', lastname: 'Byron' };
    const answer = await call('POST', 'contacts?$select=fullname', {
      body,
      headers: representation,
    });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('odata-entityid')).toBeNull();
    expect(answer.headers.get('preference-applied')).toBe('return=representation');
    expect(answer.body).toEqual({
      '@odata.context': `${dataverse.root}/$metadata#contacts(fullname)/$entity`,
      '@odata.etag': expect.stringMatching(/^W\/"\d+"$/),
      contactid: expect.any(String),
      fullname: 'Ada Byron',
    });
  });

  test('takes its id from the body, once', async () => {
    const body = { contactid: 'aaaaaaaa-0000-4000-8000-000000000001', lastname: 'x' };
    expect(await create(dataverse, 'contacts', body)).toBe(body.contactid);
    expect(refusal(await call('POST', 'contacts', { body }))).toEqual({
      status: 412,
      code: '0x80040237',
    });
  });

  test('may be created with the rows that refer to it', async () => {
    const id = await create(dataverse, 'accounts', {
      name: 'Deep',
      contact_customer_accounts: [{ lastname: 'One' }, { lastname: 'Two' }],
    });
    const answer = await call('GET', `accounts(${id})/contact_customer_accounts/$count`);
    expect(answer.body).toBe('2');
  });
});

describe('PATCH with a chosen GUID', () => {
  test('makes the row, then changes it (upsert)', async () => {
    const path = 'accounts(bbbbbbbb-0000-4000-8000-000000000001)';
    const made = await call('PATCH', path, { body: { name: 'A' }, headers: representation });
    const changed = await call('PATCH', path, { body: { name: 'B' }, headers: representation });
    expect([made.status, changed.status]).toEqual([201, 200]);
    expect(changed.body).toMatchObject({ name: 'B' });
  });

  test('with If-None-Match: * never changes a row', async () => {
    const path = 'accounts(bbbbbbbb-0000-4000-8000-000000000002)';
    const request = { body: { name: 'A' }, headers: { 'if-none-match': '*' } };
    expect((await call('PATCH', path, request)).status).toBe(204);
    expect(refusal(await call('PATCH', path, request))).toEqual({
      status: 412,
      code: '0x80040237',
    });
  });

  test('with If-None-Match: * makes exactly one row however many try at once', async () => {
    const path = 'accounts(bbbbbbbb-0000-4000-8000-000000000003)';
    const request = { body: { name: 'A' }, headers: { 'if-none-match': '*' } };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => call('PATCH', path, request)),
    );
    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
    expect(statuses).toEqual([204, ...Array.from({ length: 7 }, () => 412)]);
  });

  test('with If-Match: * never makes a row', async () => {
    const request = { body: { name: 'A' }, headers: { 'if-match': '*' } };
    expect(refusal(await call('PATCH', `accounts(${absent})`, request))).toEqual({
      status: 404,
      code: '0x80040217',
    });
  });

  test('with the ETag of an older version is refused', async () => {
    const id = await create(dataverse, 'accounts', { name: 'A' });
    const etag = (await call('GET', `accounts(${id})`)).headers.get('etag') ?? '';
    const request = { body: { name: 'B' }, headers: { 'if-match': etag } };
    expect((await call('PATCH', `accounts(${id})`, request)).status).toBe(204);
    expect(refusal(await call('PATCH', `accounts(${id})`, request))).toEqual({
      status: 412,
      code: '0x80060882',
    });
  });

  test('with the same ETag by several at once changes the row once', async () => {
    const id = await create(dataverse, 'accounts', { name: 'A' });
    const etag = (await call('GET', `accounts(${id})`)).headers.get('etag') ?? '';
    const names = ['B', 'C', 'D', 'E'];
    const answers = await Promise.all(
      names.map((name) =>
        call('PATCH', `accounts(${id})`, { body: { name }, headers: { 'if-match': etag } }),
      ),
    );
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
  });

  test('by an alternate key answers OData-EntityId in the form of the key (T-20)', async () => {
    const path = "new_projects(new_code='P-1')";
    const made = await call('PATCH', path, { body: { new_name: 'One' } });
    expect(made.headers.get('odata-entityid')).toBe(`${dataverse.root}/${path}`);
    const read = await call('GET', `${path}?$select=new_name,new_code`);
    expect(read.body).toMatchObject({ new_name: 'One', new_code: 'P-1' });
    const none = await call('GET', "new_projects(new_code='none')");
    expect(refusal(none)).toEqual({ status: 404, code: '0x80060891' });
    const noKey = await call('GET', "accounts(name='x')");
    expect(refusal(noKey)).toEqual({ status: 400, code: '0x80060890' });
    const second = { body: { new_name: 'Two', new_code: 'P-1' } };
    expect(refusal(await call('POST', 'new_projects', second))).toEqual({
      status: 412,
      code: '0x80060892',
    });
  });
});

describe('A row', () => {
  test('is answered by 304 to who has its version', async () => {
    const id = await create(dataverse, 'accounts', { name: 'A' });
    const etag = (await call('GET', `accounts(${id})`)).headers.get('etag') ?? '';
    const again = await call('GET', `accounts(${id})`, { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
  });

  test('has properties that can be read, set and emptied one by one', async () => {
    const id = await create(dataverse, 'contacts', { lastname: 'Byron' });
    const path = `contacts(${id})/jobtitle`;
    expect((await call('GET', path)).status).toBe(204);
    expect((await call('PUT', path, { body: { value: 'Countess' } })).status).toBe(204);
    expect((await call('GET', path)).body).toMatchObject({ value: 'Countess' });
    expect((await call('GET', `${path}/$value`)).body).toBe('Countess');
    expect((await call('DELETE', path)).status).toBe(204);
    expect((await call('GET', path)).status).toBe(204);
  });

  test('has look-ups that can be read, set and emptied as references', async () => {
    const accountId = await create(dataverse, 'accounts', { name: 'Contoso' });
    const id = await create(dataverse, 'contacts', { lastname: 'Byron' });
    const path = `contacts(${id})/parentcustomerid_account`;
    const body = { '@odata.id': `${dataverse.root}/accounts(${accountId})` };
    expect((await call('PUT', `${path}/$ref`, { body })).status).toBe(204);
    expect((await call('GET', `${path}?$select=name`)).body).toMatchObject({ name: 'Contoso' });
    expect((await call('GET', `${path}/$ref`)).body).toMatchObject(body);
    expect((await call('DELETE', `${path}/$ref`)).status).toBe(204);
    expect((await call('GET', path)).status).toBe(204);
  });

  test('joins and leaves a collection as a reference', async () => {
    const accountId = await create(dataverse, 'accounts', { name: 'Contoso' });
    const id = await create(dataverse, 'contacts', { lastname: 'Byron' });
    const path = `accounts(${accountId})/contact_customer_accounts`;
    const body = { '@odata.id': `contacts(${id})` };
    expect((await call('POST', `${path}/$ref`, { body })).status).toBe(204);
    expect((await call('GET', `${path}?$select=lastname`)).body.value).toHaveLength(1);
    expect((await call('DELETE', `${path}(${id})/$ref`)).status).toBe(204);
    expect((await call('GET', path)).body.value).toEqual([]);
  });

  test('is gone after DELETE, and look-ups to it are empty', async () => {
    const accountId = await create(dataverse, 'accounts', { name: 'Contoso' });
    const id = await create(dataverse, 'contacts', {
      lastname: 'Byron',
      'parentcustomerid_account@odata.bind': `/accounts(${accountId})`,
    });
    expect((await call('DELETE', `accounts(${accountId})`)).status).toBe(204);
    expect((await call('GET', `accounts(${accountId})`)).status).toBe(404);
    const read = await call('GET', `contacts(${id})?$select=_parentcustomerid_value`);
    expect(read.body).toMatchObject({ _parentcustomerid_value: null });
  });

  test('takes null for a look-up', async () => {
    const accountId = await create(dataverse, 'accounts', { name: 'Contoso' });
    const id = await create(dataverse, 'contacts', {
      lastname: 'x',
      'parentcustomerid_account@odata.bind': `accounts(${accountId})`,
    });
    const body = { 'parentcustomerid_account@odata.bind': null };
    expect((await call('PATCH', `contacts(${id})`, { body })).status).toBe(204);
    expect((await call('GET', `contacts(${id})/parentcustomerid_account`)).status).toBe(204);
  });
});

describe('A request that is wrong', () => {
  const post = (entitySet: string, body: unknown) => call('POST', entitySet, { body });
  const payload = { status: 400, code: '0x80048d19' };

  test('names no row, table or property that exists', async () => {
    expect(refusal(await call('GET', `contacts(${absent})`))).toEqual({
      status: 404,
      code: '0x80040217',
    });
    expect(refusal(await call('GET', 'foos'))).toEqual({ status: 404, code: '0x8006088a' });
    for (const path of [
      'contacts?$select=foo',
      'contacts?$filter=foo eq 1',
      'contacts?$orderby=foo',
      'contacts?$expand=parentcustomerid',
      'contacts?$filter=fullname eq',
      "contacts?$filter=statecode eq 'x'",
      "emails?$filter=contains(description,'x')",
      `contacts?$filter=createdon gt 2026-13-45`,
    ]) {
      expect(refusal(await call('GET', path))).toEqual({ status: 400, code: '0x80060888' });
    }
  });

  test('is refused for unknown and misspelt properties of the body (T-1)', async () => {
    const wrongCase = await post('contacts', { 'ParentCustomerId_account@odata.bind': '/x' });
    expect(refusal(wrongCase)).toEqual(payload);
    expect(wrongCase.body.error.message).toContain(
      "undeclared property 'ParentCustomerId_account'",
    );
    const unknown = await post('contacts', { foo: 1 });
    expect(refusal(unknown)).toEqual(payload);
    expect(unknown.body.error.message).toContain("Invalid property 'foo'");
    expect(refusal(await post('new_projects', { 'new_accountid@odata.bind': '/x' }))).toEqual(
      payload,
    );
    expect(refusal(await post('contacts', '{'))).toEqual(payload);
    expect(refusal(await post('contacts', { lastname: 5 }))).toEqual(payload);
    expect(refusal(await post('contacts', { birthdate: 'x' }))).toEqual(payload);
  });

  test('is refused for texts too long and options that do not exist (T-18)', async () => {
    const long = await post('emails', { subject: 'x'.repeat(801) });
    expect(refusal(long)).toEqual({ status: 400, code: '0x80044331' });
    expect(long.body.error.message).toContain("'subject'");
    expect((await post('emails', { subject: 'x'.repeat(800) })).status).toBe(204);
    expect(refusal(await post('emails', { prioritycode: 9 }))).toEqual({
      status: 400,
      code: '0x8004431a',
    });
  });

  test('is refused where a bound row is missing or of another table', async () => {
    const property = 'parentcustomerid_account@odata.bind';
    const missing = await post('contacts', { [property]: `/accounts(${absent})` });
    expect(refusal(missing)).toEqual({ status: 404, code: '0x80040217' });
    const id = await create(dataverse, 'contacts', { lastname: 'x' });
    expect(refusal(await post('contacts', { [property]: `/contacts(${id})` }))).toEqual(payload);
  });

  test('has details of the error where annotations are preferred', async () => {
    const { body } = await call('GET', `contacts(${absent})`, { headers: all });
    expect(body.error).toMatchObject({
      '@Microsoft.PowerApps.CDS.ErrorDetails.ApiExceptionMessageName': 'ObjectDoesNotExist',
      '@Microsoft.PowerApps.CDS.ErrorDetails.ApiExceptionHttpStatusCode': '404',
    });
  });

  test('asks for what the sandbox does not build and gets 501 with its name', async () => {
    for (const name of ['campaigns', 'quotes', 'BulkDetectDuplicates']) {
      const answer = await call('GET', name);
      expect([name, answer.status]).toEqual([name, 501]);
      expect(answer.body.error.message).toContain(name);
    }
    const table = await post('EntityDefinitions', { SchemaName: 'new_Bank' });
    expect(table.status).toBe(501);
  });

  test('uses a method the resource does not have', async () => {
    expect((await call('DELETE', 'contacts')).status).toBe(405);
    expect((await call('POST', 'activitypointers', { body: { subject: 'x' } })).status).toBe(405);
    expect((await call('POST', 'WhoAmI', { body: {} })).status).toBe(405);
  });
});

describe('EntityDefinitions', () => {
  test('give names, ids and kinds of tables', async () => {
    const select = 'LogicalName,EntitySetName,PrimaryIdAttribute,PrimaryNameAttribute,IsActivity';
    const one = await call('GET', `EntityDefinitions(LogicalName='email')?$select=${select}`);
    expect(one.body).toMatchObject({
      LogicalName: 'email',
      EntitySetName: 'emails',
      PrimaryIdAttribute: 'activityid',
      PrimaryNameAttribute: 'subject',
      IsActivity: true,
    });
    const some = await call(
      'GET',
      `EntityDefinitions?$select=EntitySetName&$filter=HasActivities eq true and IsCustomEntity eq true`,
    );
    expect(some.body.value).toMatchObject([{ EntitySetName: 'new_projects' }]);
  });

  test('give lengths of texts, by cast only', async () => {
    const path = "EntityDefinitions(LogicalName='email')/Attributes";
    const select = '?$select=LogicalName,MaxLength';
    const cast = `${path}/Microsoft.Dynamics.CRM.StringAttributeMetadata${select}`;
    expect((await call('GET', cast)).body.value).toContainEqual(
      expect.objectContaining({ LogicalName: 'torecipients', MaxLength: 500 }),
    );
    expect((await call('GET', path + select)).status).toBe(400);
  });
});
