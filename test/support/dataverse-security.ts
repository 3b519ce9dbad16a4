import { expect } from '@jest/globals';
import { privilegeId } from '../../src/sandbox/dataverse/security/roles.ts';
import { startTestDataverse, type TestDataverse } from './dataverse.ts';
import { create } from './dataverse-rows.ts';

export type DepthName = 'None' | 'Basic' | 'Local' | 'Deep' | 'Global';

/** Where rows are made and actions called. */
export type Rows = Pick<TestDataverse, 'call'>;

const namespace = 'Microsoft.Dynamics.CRM';

/** Sets all privileges of a root role, by name; those at depth None are left out. */
export async function setPrivileges(
  dataverse: Rows,
  roleId: string,
  depths: Record<string, DepthName>,
): Promise<void> {
  const privileges = Object.entries(depths)
    .filter(([, depth]) => depth !== 'None')
    .map(([name, Depth]) => ({ PrivilegeId: privilegeId(name), Depth }));
  const answer = await dataverse.call(
    'POST',
    `roles(${roleId})/${namespace}.ReplacePrivilegesRole`,
    { body: { Privileges: privileges } },
  );
  expect(answer.status).toBe(204);
}

/** The role's copy in a business unit, which is what its users and teams can be given. */
export async function copyIn(
  dataverse: Rows,
  roleId: string,
  businessUnit: string,
): Promise<string> {
  const filter = `_parentrootroleid_value eq ${roleId} and _businessunitid_value eq ${businessUnit}`;
  const { body } = await dataverse.call('GET', `roles?$select=roleid&$filter=${filter}`);
  return (body.value as { roleid: string }[])[0]?.roleid ?? '';
}

export async function rootUnit(dataverse: Rows): Promise<string> {
  return ((await dataverse.call('GET', 'WhoAmI')).body as { BusinessUnitId: string })
    .BusinessUnitId;
}

export const newUnit = (dataverse: Rows, name: string, parent: string): Promise<string> =>
  create(dataverse, 'businessunits', {
    name,
    'parentbusinessunitid@odata.bind': `/businessunits(${parent})`,
  });

/** A role of the root business unit without any privileges yet. */
export async function newRole(dataverse: Rows, name: string, more: object = {}): Promise<string> {
  const unit = await rootUnit(dataverse);
  return create(dataverse, 'roles', {
    name,
    'businessunitid@odata.bind': `/businessunits(${unit})`,
    ...more,
  });
}

/** Gives a user or team (`systemusers(…)`, `teams(…)`) the copy of a role in its business unit. */
export async function giveRole(
  dataverse: Rows,
  holder: string,
  roleId: string,
  businessUnit: string,
): Promise<void> {
  const relation = holder.startsWith('teams')
    ? 'teamroles_association'
    : 'systemuserroles_association';
  const body = { '@odata.id': `roles(${await copyIn(dataverse, roleId, businessUnit)})` };
  const answer = await dataverse.call('POST', `${holder}/${relation}/$ref`, { body });
  expect(answer.status).toBe(204);
}

/** Makes a user of a business unit; answers the system user's id. The object id is the caller's. */
export async function newUser(
  dataverse: TestDataverse,
  objectId: string,
  name: string,
  unit: string,
  roles: string[] = [],
): Promise<string> {
  const mail = `${name.toLowerCase().replaceAll(' ', '.')}@fabrikam.example`;
  const user = { objectId, fullName: name, mail, roles, businessUnit: unit };
  return (await dataverse.door.ensureUser(user)).systemUserId;
}

/** A row as an action's body names it. */
export const rowOf = (table: string, id: string): object => ({
  '@odata.type': `Microsoft.Dynamics.CRM.${table}`,
  [table === 'email' || table === 'task' ? 'activityid' : `${table}id`]: id,
});

export const share = (
  dataverse: Rows,
  action: 'GrantAccess' | 'ModifyAccess',
  { target, principal, rights }: { target: object; principal: object; rights: string },
  as?: string,
) =>
  dataverse.call('POST', action, {
    ...(as && { as }),
    body: { Target: target, PrincipalAccess: { Principal: principal, AccessMask: rights } },
  });

const objectId = (n: number) => `33333333-cccc-4ccc-8ccc-00000000000${n}`;

/** Object ids: Lena and Mia see own rows only, Anna and Max sell, Nobody has no role. */
export const people = {
  lena: objectId(1),
  mia: objectId(2),
  anna: objectId(3),
  nobody: objectId(4),
  max: objectId(5),
};
type Person = keyof typeof people;

/** Two business units, North and South; everybody is of North. */
export interface Stage {
  dataverse: TestDataverse;
  /** Business units. */
  root: string;
  north: string;
  south: string;
  /** System users. */
  ids: Record<Person, string>;
}

const ownRows = (): Record<string, DepthName> => {
  const verbs = ['Create', 'Read', 'Write', 'Delete', 'Append', 'AppendTo', 'Assign', 'Share'];
  const tables = ['Contact', 'Account', 'Activity', 'Note'];
  const each = tables.flatMap((table) => verbs.map((verb) => [`prv${verb}${table}`, 'Basic']));
  return { prvReadUser: 'Global', ...(Object.fromEntries(each) as Record<string, DepthName>) };
};

export async function startStage(): Promise<Stage> {
  const dataverse = await startTestDataverse();
  const root = await rootUnit(dataverse);
  const north = await newUnit(dataverse, 'North', root);
  const south = await newUnit(dataverse, 'South', root);
  const person = (name: Person, roles: string[] = []) =>
    newUser(dataverse, people[name], name, 'North', roles);
  const ids = {
    lena: await person('lena'),
    mia: await person('mia'),
    anna: await person('anna', ['Salesperson']),
    nobody: await person('nobody'),
    max: await person('max', ['Salesperson']),
  };
  const own = await newRole(dataverse, 'Own rows');
  await setPrivileges(dataverse, own, ownRows());
  for (const id of [ids.lena, ids.mia]) await giveRole(dataverse, `systemusers(${id})`, own, north);
  return { dataverse, root, north, south, ids };
}

export const missingPrivilege = { status: 403, code: '0x80040220' };
export const noAccess = { status: 403, code: '0x80048306' };
