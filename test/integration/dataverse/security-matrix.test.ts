import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestDataverse, type TestDataverse } from '../../support/dataverse.ts';
import { create, refusal } from '../../support/dataverse-rows.ts';
import {
  giveRole,
  newRole,
  newUnit,
  newUser,
  rootUnit,
  rowOf,
  setPrivileges,
  share,
  type DepthName,
} from '../../support/dataverse-security.ts';

const objectId = (n: number) => `22222222-bbbb-4bbb-8bbb-00000000000${n}`;
const actor = objectId(1);

const verbs = [
  'Create',
  'Read',
  'Write',
  'Append',
  'AppendTo',
  'Assign',
  'Share',
  'Delete',
] as const;
type Verb = (typeof verbs)[number];

/** Whose rows: as seen by somebody of business unit North, which is above Far North. */
const owners = ['self', 'own team', 'colleague', 'team next door', 'below', 'elsewhere'] as const;
type Owner = (typeof owners)[number];

const reach: Record<DepthName, readonly Owner[]> = {
  None: [],
  Basic: ['self', 'own team'],
  Local: ['self', 'own team', 'colleague', 'team next door'],
  Deep: ['self', 'own team', 'colleague', 'team next door', 'below'],
  Global: owners,
};

let dataverse: TestDataverse;
let role: string;
let account: string;
let friend: string;
/** `systemusers(…)` or `teams(…)` by what it is to the actor. */
const owner = {} as Record<Owner, string>;
const call: TestDataverse['call'] = (...request) => dataverse.call(...request);

async function newTeam(name: string, unit: string, ownerRole: string): Promise<string> {
  const team = await create(dataverse, 'teams', {
    name,
    'businessunitid@odata.bind': `/businessunits(${unit})`,
  });
  await giveRole(dataverse, `teams(${team})`, ownerRole, unit);
  return team;
}

beforeAll(async () => {
  dataverse = await startTestDataverse();
  const root = await rootUnit(dataverse);
  const units = { North: await newUnit(dataverse, 'North', root), South: '', 'Far North': '' };
  units.South = await newUnit(dataverse, 'South', root);
  units['Far North'] = await newUnit(dataverse, 'Far North', units.North);
  role = await newRole(dataverse, 'Matrix');
  // Whoever owns rows must be able to read them; here only those the team itself owns.
  const owning = await newRole(dataverse, 'Owning', { isinherited: 0 });
  await setPrivileges(dataverse, owning, { prvReadContact: 'Basic' });
  const self = await newUser(dataverse, actor, 'Self', 'North');
  await giveRole(dataverse, `systemusers(${self})`, role, units.North);
  const person = async (n: number, name: string, unit: string) =>
    `systemusers(${await newUser(dataverse, objectId(n), name, unit, ['Salesperson'])})`;
  const ownTeam = await newTeam('Own', units.North, owning);
  await call('POST', `teams(${ownTeam})/Microsoft.Dynamics.CRM.AddMembersTeam`, {
    body: { Members: [{ ...rowOf('systemuser', self) }] },
  });
  owner.self = `systemusers(${self})`;
  owner['own team'] = `teams(${ownTeam})`;
  owner.colleague = await person(2, 'Colleague', 'North');
  owner['team next door'] = `teams(${await newTeam('Next door', units.North, owning)})`;
  owner.below = await person(3, 'Below', 'Far North');
  owner.elsewhere = await person(4, 'Elsewhere', 'South');
  friend = await newUser(dataverse, objectId(5), 'Friend', 'South', ['Salesperson']);
  account = await create(dataverse, 'accounts', { name: 'Anywhere' });
});
afterAll(() => dataverse.close());

/** Everything the checks need besides the privilege under test. */
const besides: Record<string, DepthName> = {
  prvReadUser: 'Global',
  prvReadAccount: 'Global',
  prvAppendToAccount: 'Global',
  ...Object.fromEntries(
    ['Create', 'Read', 'Append', 'Write'].map((verb) => [`prv${verb}Activity`, 'Global']),
  ),
};

const setDepth = (verb: Verb, depth: DepthName) =>
  setPrivileges(dataverse, role, {
    ...besides,
    ...Object.fromEntries(verbs.map((other) => [`prv${other}Contact`, 'Global'])),
    [`prv${verb}Contact`]: depth,
  });

const owned = (whose: Owner) => ({ lastname: whose, 'ownerid@odata.bind': `/${owner[whose]}` });

/** One real request per verb that needs that verb's privilege on a contact. */
const attempts: Record<Verb, (id: string, whose: Owner) => ReturnType<TestDataverse['call']>> = {
  Create: (_id, whose) => call('POST', 'contacts', { as: actor, body: owned(whose) }),
  Read: (id) => call('GET', `contacts(${id})?$select=contactid`, { as: actor }),
  Write: (id) => call('PATCH', `contacts(${id})`, { as: actor, body: { jobtitle: 'x' } }),
  Append: (id) => {
    const body = { 'parentcustomerid_account@odata.bind': `/accounts(${account})` };
    return call('PATCH', `contacts(${id})`, { as: actor, body });
  },
  AppendTo: (id) => {
    const body = { subject: 'x', 'regardingobjectid_contact_task@odata.bind': `/contacts(${id})` };
    return call('POST', 'tasks', { as: actor, body });
  },
  Assign: (id) => {
    const body = { 'ownerid@odata.bind': `/systemusers(${friend})` };
    return call('PATCH', `contacts(${id})`, { as: actor, body });
  },
  Share: (id) =>
    share(
      dataverse,
      'GrantAccess',
      {
        target: rowOf('contact', id),
        principal: rowOf('systemuser', friend),
        rights: 'ReadAccess',
      },
      actor,
    ),
  Delete: (id) => call('DELETE', `contacts(${id})`, { as: actor }),
};

const depths = Object.keys(reach) as DepthName[];

/** Rows that a check leaves as they were serve all of them. */
const lasting = new Map<Owner, string>();
async function rowFor(verb: Verb, whose: Owner): Promise<string> {
  if (verb === 'Create') return '';
  const isSpent = verb === 'Assign' || verb === 'Delete';
  const id =
    (isSpent ? undefined : lasting.get(whose)) ??
    (await create(dataverse, 'contacts', owned(whose)));
  if (!isSpent) lasting.set(whose, id);
  return id;
}

describe.each(verbs)('The privilege to %s contacts', (verb) => {
  test.each(depths)('at depth %s reaches exactly the rows it should', async (depth) => {
    await setDepth(verb, depth);
    // The role of the own team lets its members read what the team itself owns.
    const isTeamRead = verb === 'Read' && depth === 'None';
    const expected = isTeamRead ? (['own team'] as const) : reach[depth];
    const allowed: Owner[] = [];
    const codes = new Set<unknown>();
    for (const whose of owners) {
      const id = await rowFor(verb, whose);
      const answer = await attempts[verb](id, whose);
      if (answer.status < 300) allowed.push(whose);
      else codes.add(refusal(answer).code);
    }
    expect(allowed).toEqual(expected);
    const isPrivilegeMissing = depth === 'None' && !isTeamRead;
    const refused = isPrivilegeMissing ? '0x80040220' : '0x80048306';
    expect([...codes]).toEqual(allowed.length === owners.length ? [] : [refused]);
  });
});

describe('Lists, counts, expansions, batches and RetrievePrincipalAccess', () => {
  test.each(depths)('keep to the same rows at depth %s', async (depth) => {
    await setDepth('Read', depth);
    const ids = new Map<string, Owner>();
    for (const whose of owners) {
      const id = await create(dataverse, 'contacts', {
        ...owned(whose),
        jobtitle: `list ${depth}`,
      });
      ids.set(id, whose);
      const body = { '@odata.id': `contacts(${id})` };
      await call('POST', `accounts(${account})/contact_customer_accounts/$ref`, { body });
    }
    const expected = depth === 'None' ? ['own team'] : reach[depth];
    const query = `$select=contactid&$filter=jobtitle eq 'list ${depth}'`;
    const of = (rows: { contactid: string }[]) =>
      owners.filter((whose) => rows.some((row) => ids.get(row.contactid) === whose));
    const list = await call('GET', `contacts?${query}`, { as: actor });
    expect(of(list.body.value)).toEqual(expected);
    const count = await call('GET', `contacts/$count?${query.split('&')[1]}`, { as: actor });
    expect(count.body).toBe(String(expected.length));
    const expansion = `accounts(${account})?$select=name&$expand=contact_customer_accounts($select=contactid;$filter=jobtitle eq 'list ${depth}')`;
    const expanded = await call('GET', expansion, { as: actor });
    expect(of(expanded.body.contact_customer_accounts)).toEqual(expected);
    for (const [id, whose] of ids) {
      const target = encodeURIComponent(JSON.stringify({ '@odata.id': `contacts(${id})` }));
      const path = `${owner.self}/Microsoft.Dynamics.CRM.RetrievePrincipalAccess(Target=@t)?@t=${target}`;
      const rights = (await call('GET', path)).body.AccessRights as string;
      expect(rights.split(', ').includes('ReadAccess')).toBe(
        (expected as readonly Owner[]).includes(whose),
      );
    }
  });
});
