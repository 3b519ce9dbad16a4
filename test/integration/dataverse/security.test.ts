import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { asRegarding, startTestDataverse, type TestDataverse } from '../../support/dataverse.ts';
import { create, refusal } from '../../support/dataverse-rows.ts';

const person = (n: number) => `11111111-aaaa-4aaa-8aaa-00000000000${n}`;
/** Salespeople of one business unit and of another, somebody from service, somebody limited. */
const [anna, otto, cleo, lena, stranger] = [1, 2, 3, 4, 5].map(person) as [
  string,
  string,
  string,
  string,
  string,
];

let dataverse: TestDataverse;
const ids: Record<string, string> = {};

beforeAll(async () => {
  dataverse = await startTestDataverse();
  for (const [objectId, fullName, role, businessUnit] of [
    [anna, 'Anna Berger', 'Salesperson', 'North'],
    [otto, 'Otto Huber', 'Salesperson', 'South'],
    [cleo, 'Cleo Wirth', 'Customer Service Representative', 'North'],
    [lena, 'Lena Limited', 'Limited', 'North'],
  ] as const) {
    const mail = `${fullName.split(' ')[0]?.toLowerCase()}@fabrikam.example`;
    const user = { objectId, fullName, mail, roles: [role], businessUnit };
    ids[objectId] = (await dataverse.door.ensureUser(user)).systemUserId;
  }
});
afterAll(() => dataverse.close());
const call: TestDataverse['call'] = (...request) => dataverse.call(...request);
/** The copy of a role in a business unit. */
async function roleOf(name: string, businessUnit: string): Promise<string> {
  const filter = `name eq '${name}' and _businessunitid_value eq ${businessUnit}`;
  const { body } = await call('GET', `roles?$select=roleid&$filter=${filter}`);
  return (body.value as { roleid: string }[])[0]?.roleid ?? '';
}
const missingPrivilege = { status: 403, code: '0x80040220' };
const noAccess = { status: 403, code: '0x80048306' };

describe('A salesperson', () => {
  test('reads the whole organisation and changes the own business unit only', async () => {
    const id = await create(dataverse, 'contacts', { lastname: 'North' }, { as: anna });
    expect((await call('GET', `contacts(${id})?$select=lastname`, { as: otto })).status).toBe(200);
    const body = { jobtitle: 'x' };
    const change = (as: string) => call('PATCH', `contacts(${id})`, { as, body });
    expect(refusal(await change(otto))).toEqual(noAccess);
    expect((await change(cleo)).status).toBe(204);
    expect(refusal(await call('DELETE', `contacts(${id})`, { as: otto }))).toEqual(noAccess);
  });

  test('tracks an e-mail regarding an account of another business unit', async () => {
    const account = await create(dataverse, 'accounts', { name: 'South' }, { as: otto });
    const body = {
      subject: 'x',
      'regardingobjectid_account_email@odata.bind': `/accounts(${account})`,
    };
    const id = await create(dataverse, 'emails', body, { as: anna });
    const read = await call(
      'GET',
      `emails(${id})?$select=_ownerid_value,_owningbusinessunit_value`,
    );
    expect(read.body).toMatchObject({ _ownerid_value: ids[anna] });
  });

  test('cannot make a case, and is told which privilege is missing', async () => {
    const answer = await call('POST', 'incidents', { as: anna, body: { title: 'x' } });
    expect(refusal(answer)).toEqual(missingPrivilege);
    expect(answer.body.error.message).toMatch(
      /^Principal user \(Id=.+, type=8, .+\), is missing prvCreateIncident privilege .+ on OTC=112 for entity 'incident'/,
    );
  });

  test('gives a row to a colleague, with its business unit and its Owner party', async () => {
    const id = await create(dataverse, 'phonecalls', { subject: 'x' }, { as: anna });
    const body = { 'ownerid@odata.bind': `/systemusers(${ids[otto]})` };
    expect((await call('PATCH', `phonecalls(${id})`, { as: anna, body })).status).toBe(204);
    expect(refusal(await call('PATCH', `phonecalls(${id})`, { as: anna, body: {} }))).toEqual(
      noAccess,
    );
    const read = await call('GET', `phonecalls(${id})/phonecall_activity_parties`, { as: anna });
    expect(read.body.value).toMatchObject([
      { participationtypemask: 9, _partyid_value: ids[otto] },
    ]);
  });

  test('cannot write where users and roles are kept', async () => {
    const body = { jobtitle: 'Boss' };
    const change = await call('PATCH', `systemusers(${ids[anna]})`, { as: anna, body });
    expect(refusal(change)).toEqual(missingPrivilege);
    const roles = (await call('GET', "roles?$filter=name eq 'System Administrator'")).body.value;
    const path = `systemusers(${ids[anna]})/systemuserroles_association/$ref`;
    const reference = { '@odata.id': `roles(${(roles as { roleid: string }[])[0]?.roleid})` };
    expect(refusal(await call('POST', path, { as: anna, body: reference }))).toEqual(
      missingPrivilege,
    );
  });
});

describe('Somebody limited', () => {
  test('sees own rows only, one by one, in lists, by expansion and by counting', async () => {
    const foreign = await create(dataverse, 'accounts', { name: 'Foreign' }, { as: anna });
    const own = { 'ownerid@odata.bind': `/systemusers(${ids[lena]})` };
    const id = await create(dataverse, 'contacts', {
      ...own,
      lastname: 'Own',
      'parentcustomerid_account@odata.bind': `/accounts(${foreign})`,
    });
    expect(refusal(await call('GET', `accounts(${foreign})`, { as: lena }))).toEqual(noAccess);
    const list = await call(
      'GET',
      'contacts?$select=lastname&$expand=parentcustomerid_account($select=name)',
      { as: lena },
    );
    expect(list.body.value).toMatchObject([{ lastname: 'Own', parentcustomerid_account: null }]);
    expect((await call('GET', 'contacts/$count', { as: lena })).body).toBe('1');
    expect((await call('GET', `contacts(${id})`, { as: lena })).status).toBe(200);
    const hidden = "contacts/$count?$filter=parentcustomerid_account/name eq 'Foreign'";
    expect((await call('GET', hidden, { as: lena })).body).toBe('0');
  });

  test('cannot make activities', async () => {
    const answer = await call('POST', 'emails', { as: lena, body: { subject: 'x' } });
    expect(refusal(answer)).toEqual(missingPrivilege);
  });

  test('does not see parties and attachments of activities of others', async () => {
    const party = { participationtypemask: 2, addressused: 'secret@x.org' };
    const body = { subject: 'x', email_activity_parties: [party] };
    const id = await create(dataverse, 'emails', body, { as: anna });
    await create(
      dataverse,
      'activitymimeattachments',
      { filename: 'secret.txt', body: '', 'objectid_email@odata.bind': `/emails(${id})` },
      { as: anna },
    );
    const list = (path: string, as: string) => call('GET', path, { as });
    for (const path of [
      `activityparties?$filter=_activityid_value eq ${id}`,
      `activitymimeattachments?$filter=_objectid_value eq ${id}`,
      `activitypointers?$filter=activityid eq ${id}`,
    ]) {
      expect((await list(path, lena)).body.value).toEqual([]);
      expect((await list(path, anna)).body.value).not.toEqual([]);
    }
  });
});

describe('A team', () => {
  test('owns rows that its members see as their own, from the day they join', async () => {
    const { BusinessUnitId } = (await call('GET', 'WhoAmI')).body as { BusinessUnitId: string };
    const team = await create(dataverse, 'teams', {
      name: 'Key accounts',
      'businessunitid@odata.bind': `/businessunits(${BusinessUnitId})`,
    });
    const owned = { lastname: 'Of the team', 'ownerid@odata.bind': `/teams(${team})` };
    const roleless = await call('POST', 'contacts', { body: owned });
    expect(refusal(roleless)).toEqual({ status: 403, code: '0x80042f0a' });
    const role = { '@odata.id': `roles(${await roleOf('Limited', BusinessUnitId)})` };
    const given = await call('POST', `teams(${team})/teamroles_association/$ref`, { body: role });
    expect(given.status).toBe(204);
    const id = await create(dataverse, 'contacts', {
      lastname: 'Of the team',
      'ownerid@odata.bind': `/teams(${team})`,
    });
    expect(refusal(await call('GET', `contacts(${id})`, { as: lena }))).toEqual(noAccess);
    const body = { '@odata.id': `systemusers(${ids[lena]})` };
    const join = await call('POST', `teams(${team})/teammembership_association/$ref`, { body });
    expect(join.status).toBe(204);
    const read = await call('GET', `contacts(${id})?$select=_owningteam_value&$expand=ownerid`, {
      as: lena,
    });
    expect(read.body).toMatchObject({ _owningteam_value: team, ownerid: { teamid: team } });
    const teams = `systemusers(${ids[lena]})?$select=fullname&$expand=teammembership_association($select=name),systemuserroles_association($select=name)`;
    expect((await call('GET', teams)).body).toMatchObject({
      teammembership_association: [{ name: 'Key accounts' }],
      systemuserroles_association: [{ name: 'Limited' }],
    });
  });
});

describe('Impersonation', () => {
  const as = asRegarding;

  test('makes rows as the user, on behalf of the application (§1.11)', async () => {
    for (const headers of [{ callerobjectid: anna }, { mscrmcallerid: ids[anna] ?? '' }]) {
      const id = await create(dataverse, 'emails', { subject: 'x' }, { as, headers });
      const { body } = await call(
        'GET',
        `emails(${id})?$select=_createdby_value,_createdonbehalfby_value,_ownerid_value`,
      );
      const application = (await call('GET', 'WhoAmI', { as })).body.UserId as string;
      expect(body).toMatchObject({
        _createdby_value: ids[anna],
        _createdonbehalfby_value: application,
        _ownerid_value: ids[anna],
      });
    }
  });

  test("gives no more than the user's rights", async () => {
    const headers = { callerobjectid: lena };
    const answer = await call('POST', 'emails', { as, headers, body: { subject: 'x' } });
    expect(refusal(answer)).toEqual(missingPrivilege);
    const who = await call('GET', 'WhoAmI', { as, headers });
    expect(who.body).toMatchObject({ UserId: ids[lena] });
  });

  test("gives no more than the caller's rights", async () => {
    // Cleo may act for others here, but still has no right to make leads.
    const { body: user } = await call('GET', `systemusers(${ids[cleo]})`);
    const role = await roleOf('Regarding Service', user._businessunitid_value as string);
    const path = `systemusers(${ids[cleo]})/systemuserroles_association`;
    const refused = await call('GET', 'WhoAmI', { as: cleo, headers: { callerobjectid: anna } });
    expect(refusal(refused)).toEqual({ status: 403, code: '0x8004a110' });
    const body = { '@odata.id': `roles(${role})` };
    expect((await call('POST', `${path}/$ref`, { body })).status).toBe(204);
    const allowed = await call('GET', 'WhoAmI', { as: cleo, headers: { callerobjectid: anna } });
    expect(allowed.status).toBe(200);
    expect((await call('DELETE', `${path}(${role})/$ref`)).status).toBe(204);
    const after = await call('GET', 'WhoAmI', { as: cleo, headers: { callerobjectid: anna } });
    expect(after.status).toBe(403);
  });

  test('of somebody unknown or disabled is refused', async () => {
    const unknown = await call('GET', 'WhoAmI', { as, headers: { callerobjectid: stranger } });
    expect(refusal(unknown)).toEqual({ status: 403, code: '0x80072560' });
    const path = `systemusers(${ids[otto]})`;
    expect((await call('PATCH', path, { body: { isdisabled: true } })).status).toBe(204);
    expect(refusal(await call('GET', 'WhoAmI', { as: otto }))).toEqual({
      status: 403,
      code: '0x8004a112',
    });
    expect((await call('PATCH', path, { body: { isdisabled: false } })).status).toBe(204);
  });
});

describe('Questions about rights', () => {
  const crm = 'Microsoft.Dynamics.CRM';

  test('RetrievePrincipalAccess tells the rights on one row', async () => {
    const id = await create(dataverse, 'contacts', { lastname: 'x' }, { as: anna });
    const target = encodeURIComponent(JSON.stringify({ '@odata.id': `contacts(${id})` }));
    const rights = async (user: string) => {
      const path = `systemusers(${ids[user]})/${crm}.RetrievePrincipalAccess(Target=@t)?@t=${target}`;
      return (await call('GET', path)).body.AccessRights as string;
    };
    expect(await rights(lena)).toBe('None');
    expect(await rights(anna)).toBe(
      'ReadAccess, WriteAccess, AppendAccess, AppendToAccess, CreateAccess, DeleteAccess, ShareAccess, AssignAccess',
    );
    expect((await rights(otto)).split(', ')).toEqual([
      'ReadAccess',
      'AppendAccess',
      'AppendToAccess',
    ]);
  });

  test('RetrieveUserPrivileges lists privileges with depth', async () => {
    const path = `systemusers(${ids[lena]})/${crm}.RetrieveUserPrivileges`;
    const { body } = await call('GET', path);
    expect(body.RolePrivileges).toContainEqual(
      expect.objectContaining({ PrivilegeName: 'prvReadContact', Depth: 'Basic' }),
    );
    const one = `${crm}.RetrieveUserPrivilegeByPrivilegeName(PrivilegeName='prvCreateActivity')`;
    const none = await call('GET', `systemusers(${ids[lena]})/${one}`);
    expect(none.body.RolePrivileges).toEqual([]);
  });
});
