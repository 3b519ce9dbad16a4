import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { contextResponse } from '../../../src/contracts/item.ts';
import type { ContextResponse } from '../../../src/contracts/item.ts';
import { anna, bela, customer, deliver, ids, startRegarding } from '../../support/regarding.ts';
import type { TestMail, TestRegarding } from '../../support/regarding.ts';

let regarding: TestRegarding;

const id = (number: number): string =>
  `5e1ec700-0000-4000-8000-${String(number).padStart(12, '0')}`;
const twin = { name: 'Twin', address: 'twin@customer.example' };
const quiet = { name: 'Quiet', address: 'quiet@customer.example' };
const desk = { name: 'Service desk', address: 'desk@fabrikam.example' };
const site = { name: 'Site', address: 'site@customer.example' };
const secret = { name: 'Secret', address: 'secret@customer.example' };

const contact = (number: number, fullname: string, emailaddress1: string, more: object = {}) => ({
  table: 'contact',
  id: id(number),
  owner: regarding.systemUsers[anna.id]!,
  values: { lastname: fullname, fullname, emailaddress1, ...more },
});

beforeAll(async () => {
  regarding = await startRegarding();
  const owner = regarding.systemUsers[anna.id]!;
  await regarding.dataverse.load([
    contact(1, 'Twin the older', twin.address, { overriddencreatedon: '2020-01-01T00:00:00Z' }),
    contact(2, 'Twin the younger', twin.address),
    contact(3, 'Quiet, who left', quiet.address, { statecode: 1, statuscode: 2 }),
    contact(4, 'Carla at home', 'carla@home.example', {
      emailaddress2: 'carla.private@home.example',
    }),
    {
      table: 'queue',
      id: id(5),
      owner,
      values: { name: 'Service desk', emailaddress: desk.address },
    },
    {
      table: 'new_project',
      id: id(6),
      owner,
      values: { new_name: 'New site', new_contactemail: site.address },
    },
    {
      table: 'opportunity',
      id: id(7),
      owner,
      values: {
        name: 'Lost deal',
        customerid: { table: 'contact', id: ids.contact },
        statecode: 2,
        statuscode: 4,
      },
    },
  ]);
});

afterAll(() => regarding.close());
beforeEach(() => regarding.forget());

const context = async (mail: TestMail, person = anna, more: object = {}) => {
  const { item, people } = await deliver(regarding, person, mail);
  const request = { item: { ...item, ...more }, people };
  const answer = await regarding.call(person, '/api/items/context', request);
  return { item: request.item, people, body: contextResponse.parse(answer.body) };
};

const sender = async (mail: TestMail) => (await context(mail)).body.people[0]!;

const put = async (path: string, body: unknown, person = anna): Promise<number> => {
  const response = await fetch(`${regarding.urls.service}${path}`, {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${await regarding.token(person)}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  });
  return response.status;
};

const party = z.object({
  _partyid_value: z.string().nullable(),
  participationtypemask: z.int(),
  addressused: z.string().nullable(),
});

/** The people of an activity, by the address of its page. */
const partiesOf = async (activityUrl: string) => {
  const activity = new URL(activityUrl).searchParams.get('id');
  const columns = Object.keys(party.shape).join(',');
  const path = `emails(${activity})?$expand=email_activity_parties($select=${columns})`;
  const { body } = await regarding.crm(anna, path);
  return z.object({ email_activity_parties: z.array(party) }).parse(body).email_activity_parties;
};

const namesOf = (records: { name: string }[]): string[] => records.map(({ name }) => name);

describe('Who somebody is (UI-05)', () => {
  test('One card an address, with every record that has it, the oldest first', async () => {
    const { records, chosen } = await sender({ from: twin });
    expect(namesOf(records)).toEqual(['Twin the older', 'Twin the younger']);
    expect(chosen).toBeUndefined();
  });

  test('A choice is remembered for the person, and for nobody else (complaint 10)', async () => {
    const record = { table: 'contact', id: id(2) };
    expect(await put('/api/people/match', { address: 'Twin@Customer.example', record })).toBe(204);
    const mine = await sender({ from: twin });
    expect(namesOf(mine.records)).toEqual(['Twin the younger', 'Twin the older']);
    expect(mine.chosen).toBe(true);
    const theirs = (await context({ from: twin }, bela)).body.people[0]!;
    expect(theirs.chosen).toBeUndefined();
  });

  test('Tracking obeys the choice: the address is that one record (§1.5.2, 2)', async () => {
    const { item } = await context({ from: customer, to: [twin] });
    const { body } = await regarding.call(anna, '/api/items/track', { item });
    const parties = await partiesOf(body.activityUrl as string);
    const to = parties.filter((party) => party.participationtypemask === 2);
    expect(to.map((party) => party._partyid_value)).toEqual([id(2)]);
  });

  test('A choice can be taken back', async () => {
    await put('/api/people/match', { address: twin.address, record: null });
    expect((await sender({ from: twin })).chosen).toBeUndefined();
  });

  test('An inactive record is shown as one (§1.5.2, 4)', async () => {
    expect((await sender({ from: quiet })).records).toEqual([
      expect.objectContaining({ name: 'Quiet, who left', inactive: true }),
    ]);
  });

  test.each([
    [
      'a second address of a contact',
      { name: '', address: 'carla.private@home.example' },
      'contact',
    ],
    ['a queue', desk, 'queue'],
    ['an e-mail column of a custom table', site, 'new_project'],
    ['a colleague', { name: bela.displayName, address: bela.mail }, 'systemuser'],
  ])('%s counts (§1.5.2, 1)', async (_name, from, table) => {
    expect((await sender({ from })).records).toEqual([expect.objectContaining({ table })]);
  });

  test('A queue becomes a party of the mail, a table that cannot be one stays an address (E-11)', async () => {
    const { item } = await context({ from: desk, to: [site] });
    const { body } = await regarding.call(anna, '/api/items/track', { item });
    const parties = await partiesOf(body.activityUrl as string);
    const byRole = (role: number) => parties.find((one) => one.participationtypemask === role);
    expect(byRole(1)?._partyid_value).toBe(id(5));
    expect(byRole(2)).toMatchObject({ _partyid_value: null, addressused: site.address });
  });

  test('Addresses are not in our database', async () => {
    await put('/api/people/match', {
      address: twin.address,
      record: { table: 'contact', id: id(2) },
    });
    await expect(
      regarding.query(
        `do $$ begin if exists (select from regarding.remembered where topic like '%@%') then raise exception 'address'; end if; end $$`,
      ),
    ).resolves.toEqual([]);
    await put('/api/people/match', { address: twin.address, record: null });
  });
});

const suggested = ({ suggestions }: ContextResponse): string[] =>
  suggestions.map(({ record, reason }) => `${record.name}: ${reason}`);

describe('Suggestions (UI-13)', () => {
  test('What is open with the sender’s account, the sender, and the account', async () => {
    const { body } = await context({ from: customer });
    expect(suggested(body).toSorted()).toEqual([
      '100 % wool: open',
      'Carla Customer: participant',
      "Carla's torn coat: open",
      'Customer Ltd: account',
    ]);
    expect(suggested(body)[0]).toMatch(/: open$/);
  });

  test('A number in the subject beats everything else', async () => {
    const { item, people } = await deliver(regarding, anna, { from: customer });
    const request = { item, people, references: ['cas-1'] };
    const { body } = await regarding.call(anna, '/api/items/context', request);
    expect(suggested(contextResponse.parse(body))[0]).toBe("Carla's torn coat: number");
  });

  test('Other mail of the conversation says what it is about', async () => {
    const conversationId = 'conversation-1';
    const first = await context({ from: quiet }, anna, { conversationId });
    const regardingRecord = { table: 'incident', id: ids.incident };
    await regarding.call(anna, '/api/items/track', {
      item: first.item,
      regarding: regardingRecord,
    });
    const { body } = await context({ from: quiet }, anna, { conversationId });
    expect(suggested(body)).toEqual(["Carla's torn coat: conversation"]);
  });

  test('A choice is learnt for the sender, and a correction takes it off', async () => {
    const first = await context({ from: secret });
    const track = (table: string, record: string) =>
      regarding.call(anna, '/api/items/track', {
        item: first.item,
        regarding: { table, id: record },
      });
    await track('opportunity', ids.opportunity);
    const chosen = await eventually(async () => suggested((await context({ from: secret })).body));
    expect(chosen).toEqual(['100 % wool: chosen-before']);
    await track('incident', ids.incident);
    await eventually(async () => {
      const now = suggested((await context({ from: secret })).body);
      return now.includes("Carla's torn coat: chosen-before") ? now : [];
    });
    expect(suggested((await context({ from: secret })).body)).toEqual([
      "Carla's torn coat: chosen-before",
    ]);
  });

  test('What is gone, or not for the caller to read, is not suggested (SEC-06)', async () => {
    const hidden = { table: 'opportunity', id: id(8) };
    await regarding.dataverse.load([
      { ...hidden, owner: regarding.systemUsers[anna.id]!, values: { name: 'Hidden' } },
    ]);
    const conversationId = 'conversation-2';
    const { item } = await context({ from: quiet }, anna, { conversationId });
    await regarding.call(anna, '/api/items/track', { item, regarding: hidden });
    await regarding.crm(anna, `opportunities(${hidden.id})`, { method: 'DELETE' });
    const names = suggested((await context({ from: quiet }, anna, { conversationId })).body);
    expect(names.join()).not.toContain('Hidden');
  });

  test('A mail among colleagues takes one request to the CRM, and suggests nobody', async () => {
    const { body } = await context({ from: { name: bela.displayName, address: bela.mail } });
    expect(suggested(body)).toEqual([]);
    expect(await regarding.requests('dataverse')).toHaveLength(1);
  });

  test('Without an answer about suggestions everything else is there', async () => {
    await context({ from: customer });
    await regarding.break('dataverse', {
      match: { path: 'opportunities' },
      respond: { status: 503 },
      times: 1,
    });
    const { body } = await context({ from: customer });
    expect(body.problem).toBeNull();
    expect(body.people[0]?.records).toHaveLength(1);
    await regarding.mend();
  });
});

/** What is learnt is written after the answer. */
async function eventually(ask: () => Promise<string[]>): Promise<string[]> {
  for (let turn = 0; turn < 20; turn++) {
    const found = await ask();
    if (found.length > 0) return found;
  }
  return [];
}
