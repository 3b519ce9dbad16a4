import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { audienceResponse } from '../../../src/contracts/audience.ts';
import { itemState } from '../../../src/contracts/item.ts';
import type { DirectoryUser } from '../../../src/sandbox/entra/door.ts';
import { create } from '../../support/dataverse-rows.ts';
import type { Rows } from '../../support/dataverse-security.ts';
import {
  giveRole,
  newRole,
  newUnit,
  rootUnit,
  rowOf,
  setPrivileges,
} from '../../support/dataverse-security.ts';
import type { DepthName } from '../../support/dataverse-security.ts';
import { anna, bela, deliver, startRegarding } from '../../support/regarding.ts';
import type { TestRegarding } from '../../support/regarding.ts';

const colleague = (number: number, name: string): DirectoryUser => ({
  ...anna,
  id: `22222222-aaaa-4aaa-8aaa-00000000010${number}`,
  displayName: `${name} Reader`,
  mail: `${name.toLowerCase()}@fabrikam.example`,
});
/** Named by what their roles let them read. */
const admin = colleague(0, 'Admin');
const own = colleague(1, 'Own');
const unit = colleague(2, 'Unit');
const deep = colleague(3, 'Deep');
/** Reads the unit they are in, which is another one. */
const abroad = colleague(4, 'Abroad');
/** Owns the record, and reads own rows alone; like the member of a team it is shared with. */
const keeper = colleague(5, 'Keeper');
const helper = colleague(6, 'Helper');
/** In another unit, with a role of a team of the root unit. */
const guest = colleague(7, 'Guest');
const everybody = [admin, own, unit, deep, abroad, keeper, helper, guest];
const account = { table: 'account', id: 'acc00000-0000-4000-8000-0000000000a1' };
const stranger = { name: 'Stranger', address: 'stranger@stranger.example' };

let regarding: TestRegarding;
let rows: Rows;
const users = new Map<string, string>();
const user = ({ id }: DirectoryUser): string => users.get(id) ?? '';

async function addUser(person: DirectoryUser, roles: string[], businessUnit?: string) {
  await regarding.graph.ensureMailbox(person);
  const { systemUserId } = await regarding.dataverse.ensureUser({
    objectId: person.id,
    fullName: person.displayName,
    mail: person.mail,
    roles,
    ...(businessUnit && { businessUnit }),
  });
  users.set(person.id, systemUserId);
}

/** A role that reads activities at a depth, and whatever is needed to look for oneself. */
async function readingRole(Depth: DepthName): Promise<string> {
  const id = await newRole(rows, `Reads ${Depth}`);
  await setPrivileges(rows, id, { prvReadActivity: Depth, prvReadUser: 'Global' });
  return id;
}

async function newTeam(name: string, unitId: string, members: DirectoryUser[]): Promise<string> {
  const team = await create(rows, 'teams', {
    name,
    teamtype: 0,
    'businessunitid@odata.bind': `/businessunits(${unitId})`,
    'administratorid@odata.bind': `/systemusers(${user(admin)})`,
  });
  for (const member of members) {
    const body = { '@odata.id': `systemusers(${user(member)})` };
    await rows.call('POST', `teams(${team})/teammembership_association/$ref`, { body });
  }
  return team;
}

/** The activities of these tests are read by roles and shares alone. */
async function stopImplicitSharing(stopped: boolean): Promise<void> {
  const { body } = await rows.call('GET', 'organizations?$select=organizationid');
  const settings = `<OrgSettings><DisableImplicitSharingOfCommunicationActivities>${stopped}</DisableImplicitSharingOfCommunicationActivities></OrgSettings>`;
  const { status } = await rows.call('PATCH', `organizations(${body.value[0].organizationid})`, {
    body: { orgdborgsettings: settings },
  });
  expect(status).toBe(204);
}

beforeAll(async () => {
  regarding = await startRegarding();
  rows = {
    call: async (method, path, { body } = {}) => {
      const answer = await regarding.crm(admin, path, {
        method,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return { ...answer, body: answer.body === '' ? undefined : answer.body };
    },
  };
  await regarding.entra.door.addUsers(everybody);
  await addUser(admin, ['System Administrator']);
  const root = await rootUnit(rows);
  const elsewhere = await newUnit(rows, 'Elsewhere', root);
  for (const person of [own, unit, deep, keeper, helper]) await addUser(person, []);
  for (const person of [abroad, guest]) await addUser(person, [], 'Elsewhere');
  const [basic, local, below] = [
    await readingRole('Basic'),
    await readingRole('Local'),
    await readingRole('Deep'),
  ];
  const given: [DirectoryUser, string, string][] = [
    ...[own, keeper, helper].map((one): [DirectoryUser, string, string] => [one, basic, root]),
    [unit, local, root],
    [deep, below, root],
    [abroad, local, elsewhere],
  ];
  for (const [person, role, unitId] of given) {
    await giveRole(rows, `systemusers(${user(person)})`, role, unitId);
  }
  await giveRole(rows, `teams(${await newTeam('Guests', root, [guest])})`, local, root);
  await regarding.dataverse.load([
    { ...account, owner: user(keeper), values: { name: 'Kept Ltd' } },
  ]);
  const helpers = await newTeam('Helpers', root, [helper]);
  const access = { Principal: rowOf('team', helpers), AccessMask: 'ReadAccess' };
  const shared = { Target: rowOf('account', account.id), PrincipalAccess: access };
  expect((await rows.call('POST', 'GrantAccess', { body: shared })).status).toBe(204);
  await stopImplicitSharing(true);
}, 90_000);
afterAll(() => regarding.close());

const audience = async (body: object) =>
  audienceResponse.parse((await regarding.call(anna, '/api/items/audience', body)).body);
const foretold = async (body: object) => {
  const { readers } = await audience(body);
  return readers?.some.map(({ name }) => name).sort();
};
/** Those of them, besides Anna, who open the activity. */
const readersOf = async (id: string) => {
  const readers: string[] = [];
  for (const person of [...everybody, bela]) {
    const { status } = await regarding.crm(person, `emails(${id})?$select=activityid`);
    if (status === 200) readers.push(person.displayName);
  }
  return readers.sort();
};
const names = (...people: DirectoryUser[]) => people.map(({ displayName }) => displayName).sort();

describe('The audience of a mail (SEC-10, V-10)', () => {
  test('is everybody whose roles, or whose teams’ roles, reach it', async () => {
    const { item, people } = await deliver(regarding, anna, { from: stranger });
    const { readers, owner, record } = await audience({ item, people });
    expect(owner).toEqual({ name: anna.displayName, isYou: true });
    expect(record).toBe('none');
    expect(readers?.byReason).toEqual([
      { reason: 'organization', people: 2 },
      { reason: 'unit-and-below', people: 1 },
      { reason: 'unit', people: 2 },
    ]);
    expect(readers).toMatchObject({ total: 5, outsideUnit: 1 });
    expect(readers?.some[0]).toEqual({
      name: guest.displayName,
      unit: 'Elsewhere',
      isOutside: true,
    });
    const { body } = await regarding.call(anna, '/api/items/track', { item });
    const read = await readersOf(itemState.parse(body).key);
    expect(read).toEqual(names(admin, bela, deep, unit, guest));
    expect(readers?.some.map(({ name }) => name).sort()).toEqual(read);
  });

  test('is also who owns the record it is regarding, and those it is shared with', async () => {
    const { item, people } = await deliver(regarding, anna, { from: stranger });
    const asked = { item, people, regarding: account };
    const { readers, record } = await audience(asked);
    expect(record).toBe('counted');
    expect(readers?.byReason.slice(-2)).toEqual([
      { reason: 'record', people: 1 },
      { reason: 'shared', people: 1 },
    ]);
    const before = await foretold(asked);
    const track = { item, regarding: account };
    const { key } = itemState.parse((await regarding.call(anna, '/api/items/track', track)).body);
    expect(await readersOf(key)).toEqual(before);
    expect(before).toEqual(names(admin, bela, deep, unit, guest, keeper, helper));
    // Once it is there, its own shares are what counts.
    expect(await foretold(asked)).toEqual(before);
  });

  test('is counted from the unit of who will own it (E-12)', async () => {
    const to = [{ name: abroad.displayName, address: abroad.mail }];
    const { item, people } = await deliver(regarding, anna, { from: stranger, to });
    const { owner, readers } = await audience({ item, people });
    expect(owner).toEqual({ name: abroad.displayName, isYou: false });
    expect(readers?.some.map(({ name }) => name).sort()).toEqual(names(abroad, admin, bela, deep));
  });

  test('is also the colleagues on it, where the organisation has not turned that off', async () => {
    const to = [anna, own].map(({ displayName: name, mail: address }) => ({ name, address }));
    const { item, people } = await deliver(regarding, anna, { from: stranger, to });
    expect(await foretold({ item, people })).not.toContain(own.displayName);
    await stopImplicitSharing(false);
    const { readers } = await audience({ item, people });
    expect(readers?.byReason.at(-1)).toEqual({ reason: 'on-it', people: 1 });
    await stopImplicitSharing(true);
  });

  test('of a record the person may not read is said to be incomplete', async () => {
    const hidden = { table: 'account', id: 'acc00000-0000-4000-8000-00000000dead' };
    const { item, people } = await deliver(regarding, anna, { from: stranger });
    const { record, readers } = await audience({ item, people, regarding: hidden });
    expect(record).toBe('unknown');
    expect(readers?.total).toBe(5);
  });

  test('is not guessed for somebody who may not read the CRM’s roles', async () => {
    const { item, people } = await deliver(regarding, own, { from: stranger });
    const { body } = await regarding.call(own, '/api/items/audience', { item, people });
    expect(audienceResponse.parse(body)).toMatchObject({ readers: null, record: 'unknown' });
  });
});
