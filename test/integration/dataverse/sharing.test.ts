import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestDataverse } from '../../support/dataverse.ts';
import { create, refusal } from '../../support/dataverse-rows.ts';
import {
  missingPrivilege,
  noAccess,
  people,
  rowOf,
  share,
  startStage,
  type Stage,
} from '../../support/dataverse-security.ts';
const { lena, mia, nobody } = people;
let stage: Stage;
const call: TestDataverse['call'] = (...request) => stage.dataverse.call(...request);
const read = (path: string, as: string) => call('GET', path, { as });

beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.dataverse.close());
const crm = 'Microsoft.Dynamics.CRM';
const statusOf = async (path: string, as: string) => (await read(path, as)).status;
const user = (name: keyof Stage['ids']) => rowOf('systemuser', stage.ids[name]);
const grant = (contact: string, to: object, rights: string, as = lena) =>
  share(
    stage.dataverse,
    'GrantAccess',
    { target: rowOf('contact', contact), principal: to, rights },
    as,
  );
const newContact = (as: string, more: object = {}) =>
  create(stage.dataverse, 'contacts', { lastname: 'Shared', ...more }, { as });
const sharesOf = async (contact: string) => {
  const target = encodeURIComponent(JSON.stringify({ '@odata.id': `contacts(${contact})` }));
  const { body } = await call('GET', `RetrieveSharedPrincipalsAndAccess(Target=@t)?@t=${target}`);
  return body.PrincipalAccesses as { AccessMask: string; Principal: Record<string, string> }[];
};

describe('Sharing', () => {
  test('gives somebody just the rights shared, and takes them back (GrantAccess, ModifyAccess, RevokeAccess)', async () => {
    const id = await newContact(lena);
    expect(refusal(await read(`contacts(${id})`, mia))).toEqual(noAccess);
    expect((await grant(id, user('mia'), 'ReadAccess')).status).toBe(204);
    expect(await statusOf(`contacts(${id})`, mia)).toBe(200);
    const change = () => call('PATCH', `contacts(${id})`, { as: mia, body: { jobtitle: 'x' } });
    expect(refusal(await change())).toEqual(noAccess);
    await grant(id, user('mia'), 'WriteAccess');
    expect((await change()).status).toBe(204);
    expect(await sharesOf(id)).toEqual([
      {
        AccessMask: 'ReadAccess, WriteAccess',
        Principal: {
          '@odata.type': '#Microsoft.Dynamics.CRM.systemuser',
          systemuserid: stage.ids.mia,
          ownerid: stage.ids.mia,
        },
      },
    ]);
    const target = rowOf('contact', id);
    const rights = { target, principal: user('mia'), rights: 'ReadAccess' };
    expect((await share(stage.dataverse, 'ModifyAccess', rights, lena)).status).toBe(204);
    expect(refusal(await change())).toEqual(noAccess);
    const revoke = { Target: target, Revokee: user('mia') };
    expect((await call('POST', 'RevokeAccess', { as: lena, body: revoke })).status).toBe(204);
    expect(refusal(await read(`contacts(${id})`, mia))).toEqual(noAccess);
    expect(await sharesOf(id)).toEqual([]);
  });

  test('shows in lists, counts, expansions, related filters and batches', async () => {
    const id = await newContact(lena, { jobtitle: 'listed' });
    const account = await create(stage.dataverse, 'accounts', { name: 'Mine' }, { as: mia });
    const bind = { '@odata.id': `contacts(${id})` };
    await call('POST', `accounts(${account})/contact_customer_accounts/$ref`, { body: bind });
    const list = "contacts?$select=contactid&$filter=jobtitle eq 'listed'";
    const expansion = `accounts(${account})?$select=name&$expand=contact_customer_accounts($select=contactid)`;
    const related =
      "accounts/$count?$filter=contact_customer_accounts/any(c:c/jobtitle eq 'listed')";
    const seen = async () => [
      ((await read(list, mia)).body.value as unknown[]).length,
      (await read("contacts/$count?$filter=jobtitle eq 'listed'", mia)).body as string,
      ((await read(expansion, mia)).body.contact_customer_accounts as unknown[]).length,
      (await read(related, mia)).body as string,
    ];
    expect(await seen()).toEqual([0, '0', 0, '0']);
    await grant(id, user('mia'), 'ReadAccess');
    expect(await seen()).toEqual([1, '1', 1, '1']);
    const batch = ['--b', 'Content-Type: application/http', '', `GET /api/data/v9.2/${list}`];
    const answer = await call('POST', '$batch', {
      as: mia,
      headers: { 'content-type': 'multipart/mixed; boundary=b' },
      body: [...batch, '', '', '--b--', ''].join('\r\n'),
    });
    expect(answer.body).toContain(id);
  });

  test('with a team reaches its members, and ends when they leave', async () => {
    const team = await create(stage.dataverse, 'teams', {
      name: 'Helpers',
      teamtype: 1,
      'businessunitid@odata.bind': `/businessunits(${stage.north})`,
    });
    const members = { body: { Members: [user('mia')] } };
    await call('POST', `teams(${team})/${crm}.AddMembersTeam`, members);
    const id = await newContact(lena);
    await grant(id, rowOf('team', team), 'ReadAccess');
    expect(await statusOf(`contacts(${id})`, mia)).toBe(200);
    expect((await sharesOf(id))[0]?.Principal).toMatchObject({ teamid: team });
    await call('POST', `teams(${team})/${crm}.RemoveMembersTeam`, members);
    expect(await statusOf(`contacts(${id})`, mia)).toBe(403);
  });

  test('needs the privilege besides: without any it opens nothing', async () => {
    const id = await newContact(lena);
    await grant(id, user('nobody'), 'ReadAccess');
    expect(refusal(await read(`contacts(${id})`, nobody))).toEqual(missingPrivilege);
  });

  test('gives away no right that the sharer lacks, nothing to the owner, no unknown right', async () => {
    const id = await newContact(lena);
    await grant(id, user('mia'), 'ReadAccess, ShareAccess');
    expect(refusal(await grant(id, user('anna'), 'DeleteAccess', mia))).toEqual(noAccess);
    expect((await grant(id, user('anna'), 'ReadAccess', mia)).status).toBe(204);
    const code = async (to: object, rights: string) => refusal(await grant(id, to, rights)).code;
    expect(await code(user('lena'), 'ReadAccess')).toBe('0x80040214');
    expect(await code(user('mia'), 'CreateAccess')).toBe('0x8004020d');
    expect(await code(rowOf('contact', id), 'ReadAccess')).toBe('0x8004020c');
  });

  test('of a row comes down to the activities regarding it, old and new, and goes with them', async () => {
    const id = await newContact(lena);
    const regarding = {
      subject: 'x',
      'regardingobjectid_contact_task@odata.bind': `/contacts(${id})`,
    };
    const before = await create(stage.dataverse, 'tasks', regarding, { as: lena });
    await grant(id, user('mia'), 'ReadAccess, AppendToAccess');
    const after = await create(stage.dataverse, 'tasks', regarding, { as: lena });
    for (const task of [before, after]) expect(await statusOf(`tasks(${task})`, mia)).toBe(200);
    const revoke = { Target: rowOf('contact', id), Revokee: user('mia') };
    await call('POST', 'RevokeAccess', { as: lena, body: revoke });
    for (const task of [before, after]) expect(await statusOf(`tasks(${task})`, mia)).toBe(403);
  });

  test('lets the owner of a row see activities of others regarding it', async () => {
    const id = await newContact(lena);
    await grant(id, user('mia'), 'ReadAccess, AppendToAccess');
    const regarding = {
      subject: 'x',
      'regardingobjectid_contact_task@odata.bind': `/contacts(${id})`,
    };
    const task = await create(stage.dataverse, 'tasks', regarding, { as: mia });
    expect(await statusOf(`tasks(${task})`, lena)).toBe(200);
  });

  test('is kept in principalobjectaccess, which administrators read, and leaves with the row', async () => {
    const id = await newContact(lena);
    await grant(id, user('mia'), 'ReadAccess');
    const path = `principalobjectaccessset?$filter=objectid eq ${id}`;
    expect((await call('GET', path)).body.value).toMatchObject([
      { principalid: stage.ids.mia, accessrightsmask: 1, objecttypecode: 'contact' },
    ]);
    expect(refusal(await read(path, mia))).toEqual(missingPrivilege);
    await call('DELETE', `contacts(${id})`);
    expect((await call('GET', path)).body.value).toEqual([]);
  });
});
