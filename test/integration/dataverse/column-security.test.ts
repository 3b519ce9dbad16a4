import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { asRegarding, asTestClient, type TestDataverse } from '../../support/dataverse.ts';
import { create, refusal } from '../../support/dataverse-rows.ts';
import { people, startStage, type Stage } from '../../support/dataverse-security.ts';
const { anna } = people;
let stage: Stage;
const call: TestDataverse['call'] = (...request) => stage.dataverse.call(...request);
const read = (path: string, as: string) => call('GET', path, { as });

beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.dataverse.close());
const crm = 'Microsoft.Dynamics.CRM';
const newContact = (as: string, more: object = {}) =>
  create(stage.dataverse, 'contacts', { lastname: 'Shared', ...more }, { as });

describe('Column security', () => {
  const secret = 'AB123456';
  let id: string;
  let account: string;
  beforeAll(async () => {
    account = await create(stage.dataverse, 'accounts', { name: 'Secured', creditlimit: 5000 });
    id = await create(stage.dataverse, 'contacts', {
      lastname: 'Secured',
      governmentid: secret,
      'parentcustomerid_account@odata.bind': `/accounts(${account})`,
    });
  });

  const xml = (fetch: string) => `fetchXml=${encodeURIComponent(fetch)}`;
  const reads: Record<string, (as: string) => ReturnType<typeof call>> = {
    'one row': (as) => read(`contacts(${id})?$select=governmentid`, as),
    'a whole row': (as) => read(`contacts(${id})`, as),
    'a list': (as) => read(`contacts?$select=governmentid&$filter=contactid eq ${id}`, as),
    'an expanded look-up': (as) =>
      read(`contacts(${id})?$expand=parentcustomerid_account($select=creditlimit)`, as),
    'an expanded collection': (as) =>
      read(
        `accounts(${account})?$select=creditlimit&$expand=contact_customer_accounts($select=governmentid)`,
        as,
      ),
    'a property': (as) => read(`contacts(${id})/governmentid/$value`, as),
    'change tracking': (as) =>
      call('GET', 'contacts?$select=governmentid', {
        as,
        headers: { prefer: 'odata.track-changes' },
      }),
    FetchXML: (as) =>
      read(
        `contacts?${xml(`<fetch><entity name="contact"><attribute name="governmentid"/><filter><condition attribute="contactid" operator="eq" value="${id}"/></filter></entity></fetch>`)}`,
        as,
      ),
    'a linked FetchXML row': (as) =>
      read(
        `accounts?${xml('<fetch><entity name="account"><attribute name="name"/><link-entity name="contact" from="parentcustomerid" to="accountid" alias="c"><attribute name="governmentid"/></link-entity></entity></fetch>')}`,
        as,
      ),
    'Dataverse search': (as) => {
      const entities = [{ name: 'contact', selectColumns: ['lastname', 'governmentid'] }];
      const body = { search: 'Secured', entities: JSON.stringify(entities) };
      return call('POST', 'searchquery', { as, body });
    },
    'the answer to a change': (as) =>
      call('PATCH', `contacts(${id})?$select=governmentid`, {
        as,
        body: { jobtitle: 'x' },
        headers: { prefer: 'return=representation' },
      }),
  };

  test.each(Object.keys(reads))('hides the value in %s', async (kind) => {
    await call('PATCH', `contacts(${id})`, {
      body: { 'ownerid@odata.bind': `/systemusers(${stage.ids.anna})` },
    });
    const shown = await reads[kind]?.(anna);
    expect(shown?.status).toBeLessThan(300);
    expect(JSON.stringify(shown?.body ?? null)).not.toMatch(new RegExp(`${secret}|5000`));
    const unhidden = await reads[kind]?.(asTestClient);
    expect(JSON.stringify(unhidden?.body)).toMatch(
      kind.includes('look-up') ? /5000/ : new RegExp(secret),
    );
  });

  test('refuses to filter and order by it, in every way', async () => {
    const queries = [
      `contacts?$filter=governmentid eq '${secret}'`,
      'contacts?$orderby=governmentid',
      `contacts?$filter=${crm}.In(PropertyName='governmentid',PropertyValues=['${secret}'])`,
      "contacts?$filter=startswith(governmentid,'A')",
      'contacts?$filter=parentcustomerid_account/creditlimit gt 1',
      'accounts?$filter=contact_customer_accounts/any(c:c/governmentid ne null)',
      'contacts?$apply=groupby((governmentid),aggregate($count as n))',
      'accounts?$apply=aggregate(creditlimit with sum as total)',
      `contacts?fetchXml=${encodeURIComponent('<fetch><entity name="contact"><attribute name="contactid"/><filter><condition attribute="governmentid" operator="not-null"/></filter></entity></fetch>')}`,
      `contacts?fetchXml=${encodeURIComponent('<fetch><entity name="contact"><attribute name="contactid"/><order attribute="governmentid"/></entity></fetch>')}`,
    ];
    for (const query of queries) {
      const refused = refusal(await read(query, anna));
      expect([query, refused]).toEqual([query, { status: 403, code: '0x8004f506' }]);
      expect([query, (await call('GET', query)).status]).toEqual([query, 200]);
    }
  });

  test('refuses to give it: 0x8004f502 on create, 0x8004f507 on update', async () => {
    const body = { lastname: 'x', governmentid: 'X' };
    const made = await call('POST', 'contacts', { as: anna, body });
    expect(refusal(made)).toEqual({ status: 403, code: '0x8004f502' });
    const own = await newContact(anna);
    const changed = await call('PATCH', `contacts(${own})`, { as: anna, body });
    expect(refusal(changed)).toEqual({ status: 403, code: '0x8004f507' });
    const property = { as: anna, body: { value: 'X' } };
    const put = await call('PUT', `contacts(${own})/governmentid`, property);
    expect(refusal(put)).toEqual({ status: 403, code: '0x8004f507' });
  });

  test('opens with a profile of the user or of a team, verb by verb', async () => {
    const profile = await create(stage.dataverse, 'fieldsecurityprofiles', { name: 'HR' });
    const permission = await create(stage.dataverse, 'fieldpermissions', {
      entityname: 'contact',
      attributelogicalname: 'governmentid',
      canread: 4,
      cancreate: 0,
      canupdate: 0,
      'fieldsecurityprofileid@odata.bind': `/fieldsecurityprofiles(${profile})`,
    });
    const body = { '@odata.id': `systemusers(${stage.ids.anna})` };
    const path = `fieldsecurityprofiles(${profile})/systemuserprofiles_association`;
    expect((await call('POST', `${path}/$ref`, { body })).status).toBe(204);
    const shown = await read(
      `contacts?$select=governmentid&$filter=governmentid eq '${secret}'`,
      anna,
    );
    expect(shown.body.value).toMatchObject([{ governmentid: secret }]);
    const own = await newContact(anna);
    const change = () =>
      call('PATCH', `contacts(${own})`, { as: anna, body: { governmentid: 'Y' } });
    expect(refusal(await change()).code).toBe('0x8004f507');
    await call('PATCH', `fieldpermissions(${permission})`, { body: { canupdate: 4 } });
    expect((await change()).status).toBe(204);
    const rights = await call(
      'GET',
      `systemusers(${stage.ids.anna})/${crm}.RetrievePrincipalAttributePrivileges()`,
    );
    expect(rights.body.AttributePrivileges).toContainEqual(
      expect.objectContaining({ CanRead: 4, CanCreate: 0, CanUpdate: 4 }),
    );
    await call('DELETE', `${path}(${stage.ids.anna})/$ref`);
    expect(refusal(await change()).code).toBe('0x8004f507');
  });

  test('holds for whom an application acts, and not for the application', async () => {
    const as = asRegarding;
    const own = await read(`contacts(${id})?$select=governmentid`, as);
    expect(own.body.governmentid).toBe(secret);
    const acting = await call('GET', `contacts(${id})?$select=governmentid`, {
      as,
      headers: { callerobjectid: anna },
    });
    expect(acting.body.governmentid).toBeNull();
  });
});
