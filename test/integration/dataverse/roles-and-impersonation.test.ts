import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { asRegarding, type TestDataverse } from '../../support/dataverse.ts';
import { create, refusal } from '../../support/dataverse-rows.ts';
import {
  copyIn,
  giveRole,
  missingPrivilege,
  newRole,
  newUnit,
  newUser,
  noAccess,
  people,
  rowOf,
  setPrivileges,
  startStage,
  type Stage,
} from '../../support/dataverse-security.ts';
const { lena, anna, max } = people;
let stage: Stage;
const call: TestDataverse['call'] = (...request) => stage.dataverse.call(...request);
const read = (path: string, as: string) => call('GET', path, { as });

beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.dataverse.close());
const crm = 'Microsoft.Dynamics.CRM';
const statusOf = async (path: string, as: string) => (await read(path, as)).status;
const newContact = (as: string, more: object = {}) =>
  create(stage.dataverse, 'contacts', { lastname: 'Shared', ...more }, { as });
const memberOf = (isinherited: number) => `33333333-cccc-4ccc-8ccc-00000000001${isinherited}`;

describe("A team's role", () => {
  const contactsOf = async (as: string) => (await read('contacts/$count', as)).status;
  const withTeam = async (isinherited: number) => {
    const role = await newRole(stage.dataverse, `Team role ${isinherited}`, { isinherited });
    await setPrivileges(stage.dataverse, role, {
      prvReadContact: 'Basic',
      prvCreateContact: 'Basic',
    });
    const unit = stage.south;
    const team = await create(stage.dataverse, 'teams', {
      name: `Team ${isinherited}`,
      'businessunitid@odata.bind': `/businessunits(${unit})`,
    });
    await giveRole(stage.dataverse, `teams(${team})`, role, unit);
    const person = await newUser(
      stage.dataverse,
      memberOf(isinherited),
      `P${isinherited}`,
      'North',
    );
    const members = { body: { Members: [rowOf('systemuser', person)] } };
    expect(await contactsOf(memberOf(isinherited))).toBe(403);
    await call('POST', `teams(${team})/${crm}.AddMembersTeam`, members);
    return { team, as: memberOf(isinherited) };
  };

  test('gives its members rows of their own where it says so (isinherited 1)', async () => {
    const { as } = await withTeam(1);
    const id = await newContact(as);
    expect(await statusOf(`contacts(${id})`, as)).toBe(200);
  });

  test("gives them the team's rows only where it says that (isinherited 0)", async () => {
    const { as, team } = await withTeam(0);
    const own = await call('POST', 'contacts', { as, body: { lastname: 'x' } });
    expect(refusal(own)).toEqual(noAccess);
    const id = await newContact(as, { 'ownerid@odata.bind': `/teams(${team})` });
    expect(await statusOf(`contacts(${id})`, as)).toBe(200);
  });

  test('cannot be given to an access team, nor can that own rows', async () => {
    const team = await create(stage.dataverse, 'teams', {
      name: 'Access',
      teamtype: 1,
      'businessunitid@odata.bind': `/businessunits(${stage.root})`,
    });
    const role = await newRole(stage.dataverse, 'Any');
    const body = { '@odata.id': `roles(${role})` };
    const given = await call('POST', `teams(${team})/teamroles_association/$ref`, { body });
    expect(refusal(given).code).toBe('0x80048331');
    const owned = { lastname: 'x', 'ownerid@odata.bind': `/teams(${team})` };
    expect(refusal(await call('POST', 'contacts', { body: owned })).code).toBe('0x80048340');
  });
});

describe('Roles', () => {
  test('have a copy in every business unit; a user gets that of the own one only', async () => {
    const role = await newRole(stage.dataverse, 'Copied');
    const south = await copyIn(stage.dataverse, role, stage.south);
    expect(south).not.toBe('');
    const body = { '@odata.id': `roles(${south})` };
    const path = `systemusers(${stage.ids.anna})/systemuserroles_association/$ref`;
    expect(refusal(await call('POST', path, { body })).code).toBe('0x80041409');
    const later = await newUnit(stage.dataverse, 'Later', stage.root);
    expect(await copyIn(stage.dataverse, role, later)).not.toBe('');
  });

  test('are changed at the root: AddPrivilegesRole, ReplacePrivilegesRole, RetrieveRolePrivilegesRole', async () => {
    const role = await newRole(stage.dataverse, 'Changing');
    await setPrivileges(stage.dataverse, role, { prvReadContact: 'Local' });
    const listed = async (id: string) => {
      const { body } = await call('GET', `RetrieveRolePrivilegesRole(RoleId=${id})`);
      return (body.RolePrivileges as { PrivilegeName: string; Depth: string }[])
        .map(({ PrivilegeName, Depth }) => `${PrivilegeName} ${Depth}`)
        .sort();
    };
    const privileges = (await call('GET', "privileges?$filter=name eq 'prvWriteContact'")).body;
    const { privilegeid } = (privileges.value as { privilegeid: string }[])[0] ?? {};
    const body = { Privileges: [{ PrivilegeId: privilegeid, Depth: 'Deep' }] };
    expect((await call('POST', `roles(${role})/${crm}.AddPrivilegesRole`, { body })).status).toBe(
      204,
    );
    const copy = await copyIn(stage.dataverse, role, stage.north);
    for (const id of [role, copy]) {
      expect(await listed(id)).toEqual(['prvReadContact Local', 'prvWriteContact Deep']);
    }
    const onCopy = await call('POST', `roles(${copy})/${crm}.AddPrivilegesRole`, { body });
    expect(refusal(onCopy).code).toBe('0x80044152');
    const remove = { PrivilegeId: privilegeid };
    await call('POST', `roles(${role})/${crm}.RemovePrivilegeRole`, { body: remove });
    expect(await listed(role)).toEqual(['prvReadContact Local']);
    const wrong = { Privileges: [{ PrivilegeId: privilegeid, Depth: 'Sideways' }] };
    const refused = await call('POST', `roles(${role})/${crm}.AddPrivilegesRole`, { body: wrong });
    expect(refusal(refused).code).toBe('0x8004140b');
    const asAnna = await call('POST', `roles(${role})/${crm}.AddPrivilegesRole`, {
      as: anna,
      body,
    });
    expect(refusal(asAnna)).toEqual(missingPrivilege);
  });

  test('leave a user who moves to another business unit; the rows move along', async () => {
    const id = await newContact(max);
    const body = { 'businessunitid@odata.bind': `/businessunits(${stage.south})` };
    expect((await call('PATCH', `systemusers(${stage.ids.max})`, { body })).status).toBe(204);
    expect(refusal(await read('contacts', max))).toEqual(missingPrivilege);
    const moved = await call('GET', `contacts(${id})?$select=_owningbusinessunit_value`);
    expect(moved.body._owningbusinessunit_value).toBe(stage.south);
  });

  test('answer questions by name and for sets of names', async () => {
    const of = `systemusers(${stage.ids.anna})/${crm}.RetrieveUserSetOfPrivilegesByNames(PrivilegeNames=@p)`;
    const names = encodeURIComponent('["prvReadContact","prvCreateIncident"]');
    const { body } = await call('GET', `${of}?@p=${names}`);
    expect(body.RolePrivileges).toMatchObject([
      { PrivilegeName: 'prvReadContact', Depth: 'Global' },
    ]);
  });

  test('count for nothing but reading with accessmode Read', async () => {
    const path = `systemusers(${stage.ids.anna})`;
    await call('PATCH', path, { body: { accessmode: 2 } });
    expect(await statusOf('contacts', anna)).toBe(200);
    const write = await call('POST', 'contacts', { as: anna, body: { lastname: 'x' } });
    expect(refusal(write)).toEqual(missingPrivilege);
    expect(write.body.error.message).toContain('accessMode=2');
    await call('PATCH', path, { body: { accessmode: 0 } });
  });
});

describe('Impersonation (§1.11)', () => {
  const as = asRegarding;
  const guid = '99999999-9999-4999-8999-999999999999';
  const part = (headers: string[], body: string) =>
    ['--b', 'Content-Type: application/http', '', `POST contacts HTTP/1.1`]
      .concat('Content-Type: application/json', headers, '', body)
      .join('\r\n');
  const batch = (parts: string[], headers: Record<string, string> = {}) =>
    call('POST', '$batch', {
      as,
      headers: {
        'content-type': 'multipart/mixed; boundary=b',
        prefer: 'odata.continue-on-error',
        ...headers,
      },
      body: [...parts, '--b--', ''].join('\r\n'),
    });
  const createdBy = async (lastname: string) => {
    const query = `contacts?$select=_createdby_value,_createdonbehalfby_value&$filter=lastname eq '${lastname}'`;
    return ((await call('GET', query)).body.value as object[])[0];
  };

  test('counts part by part in a batch; a part without a header runs for whom the batch runs', async () => {
    const application = (await call('GET', 'WhoAmI', { as })).body.UserId as string;
    await batch(
      [
        part([], '{"lastname":"Of the batch"}'),
        part([`MSCRMCallerID: ${stage.ids.mia}`], '{"lastname":"Of the part"}'),
      ],
      { callerobjectid: lena },
    );
    expect(await createdBy('Of the batch')).toMatchObject({
      _createdby_value: stage.ids.lena,
      _createdonbehalfby_value: application,
    });
    expect(await createdBy('Of the part')).toMatchObject({
      _createdby_value: stage.ids.mia,
      _createdonbehalfby_value: application,
    });
  });

  test('fails in its part alone where the user is unknown', async () => {
    const { body } = await batch([
      part([`MSCRMCallerID: ${guid}`], '{"lastname":"No"}'),
      part([`CallerObjectId: ${lena}`], '{"lastname":"Yes"}'),
    ]);
    expect(body).toMatch(/HTTP\/1.1 404[^]*systemuser With Id = 9+-[^]*HTTP\/1.1 204/);
  });

  test('of oneself is none: nothing is done on behalf', async () => {
    const application = (await call('GET', 'WhoAmI', { as })).body.UserId as string;
    const id = await create(
      stage.dataverse,
      'contacts',
      { lastname: 'Self' },
      {
        as,
        headers: { mscrmcallerid: application },
      },
    );
    const { body } = await call('GET', `contacts(${id})?$select=_createdonbehalfby_value`);
    expect(body._createdonbehalfby_value).toBeNull();
  });

  test('is what the role Delegate allows, within the rights of both', async () => {
    const act = (path: string) =>
      call('GET', path, { as: anna, headers: { callerobjectid: lena } });
    expect(refusal(await act('WhoAmI'))).toEqual({ status: 403, code: '0x8004a110' });
    const filter = `name eq 'Delegate' and _businessunitid_value eq ${stage.north}`;
    const { body } = await call('GET', `roles?$select=roleid&$filter=${filter}`);
    const role = { '@odata.id': `roles(${(body.value as { roleid: string }[])[0]?.roleid})` };
    const path = `systemusers(${stage.ids.anna})/systemuserroles_association/$ref`;
    expect((await call('POST', path, { body: role })).status).toBe(204);
    expect((await act('WhoAmI')).body.UserId).toBe(stage.ids.lena);
    const foreign = await create(
      stage.dataverse,
      'contacts',
      { lastname: 'Foreign' },
      { as: anna },
    );
    expect(refusal(await act(`contacts(${foreign})`))).toEqual(noAccess);
    expect(refusal(await act('leads'))).toEqual(missingPrivilege);
  });

  test('by wrong ids is refused: 400 for no GUID, 404 and 403 for nobody', async () => {
    const who = async (headers: Record<string, string>) =>
      refusal(await call('GET', 'WhoAmI', { as, headers }));
    expect(await who({ mscrmcallerid: 'anna' })).toEqual({ status: 400, code: '0x80040203' });
    expect(await who({ mscrmcallerid: guid })).toEqual({ status: 404, code: '0x80040217' });
    expect(await who({ callerobjectid: guid })).toEqual({ status: 403, code: '0x80072560' });
    expect(await who({ callerobjectid: anna, mscrmcallerid: 'anna' })).toMatchObject({
      status: 200,
    });
  });

  test('BypassCustomPluginExecution needs its privilege; Consistency and tag are accepted', async () => {
    const headers = { 'mscrm.bypasscustompluginexecution': 'true' };
    expect(refusal(await call('GET', 'contacts', { as: anna, headers }))).toEqual(missingPrivilege);
    expect((await call('GET', 'contacts', { headers })).status).toBe(200);
    const strong = { consistency: 'Strong' };
    expect((await call('GET', 'contacts?$top=1&tag=mine', { headers: strong })).status).toBe(200);
    const challenge = await fetch(`${stage.dataverse.root}/WhoAmI`);
    expect(challenge.status).toBe(401);
    expect(challenge.headers.get('www-authenticate')).toMatch(
      /^Bearer authorization_uri=https:\/\/.+\/oauth2\/authorize, resource_id=https:\/\/.+\/$/,
    );
  });
});
