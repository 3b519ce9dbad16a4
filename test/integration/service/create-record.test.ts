import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CreateResponse } from '../../../src/contracts/tables.ts';
import { anna, bela, ids, startRegarding } from '../../support/regarding.ts';
import type { TestRegarding } from '../../support/regarding.ts';

let regarding: TestRegarding;

beforeAll(async () => {
  regarding = await startRegarding();
});
afterAll(() => regarding.close());

const make = (table: string, values: object, more: object = {}) =>
  regarding.call(anna, '/api/records', { table, id: randomUUID(), values, ...more });
interface Party {
  participationtypemask: number;
  _partyid_value: string;
}
type Row = Record<string, unknown>;
const row = async (path: string): Promise<Row> => (await regarding.crm(anna, path)).body as Row;

describe('A new record', () => {
  test('is made with the caller’s rights and belongs to them (UI-12, SEC-05)', async () => {
    const account = { table: 'account', id: ids.account };
    const { body } = await make('opportunity', {
      name: '  Forty frobnicators ',
      customerid: account,
      estimatedvalue: 1250.5,
      estimatedclosedate: '2026-12-24',
      opportunityratingcode: 1,
    });
    expect(body).toMatchObject({
      outcome: 'created',
      record: { table: 'opportunity', name: 'Forty frobnicators' },
    });
    const made = await row(`opportunities(${body.record.id})`);
    expect(made).toMatchObject({
      name: 'Forty frobnicators',
      _customerid_value: ids.account,
      estimatedvalue: 1250.5,
      estimatedclosedate: '2026-12-24',
      _ownerid_value: regarding.systemUsers[anna.id],
    });
  });

  test('of a custom table needs no code (UI-12)', async () => {
    const { body } = await make('new_project', {
      new_name: 'Bridge',
      new_accountid: { table: 'account', id: ids.account },
      new_skills: [100000000, 100000002],
      new_isinternal: true,
      new_deadline: '2026-12-01T09:30:00Z',
    });
    expect(body.outcome).toBe('created');
    expect(await row(`new_projects(${body.record.id})`)).toMatchObject({
      new_name: 'Bridge',
      _new_accountid_value: ids.account,
      new_skills: '100000000,100000002',
      new_isinternal: true,
      new_deadline: '2026-12-01T09:30:00Z',
    });
  });

  test('is made once, however often the same request comes (double click)', async () => {
    const request = { table: 'task', id: randomUUID(), values: { subject: 'Call back' } };
    const answers = await Promise.all(
      [1, 2, 3].map(() => regarding.call(anna, '/api/records', request)),
    );
    expect(answers.map(({ body }) => (body as CreateResponse).outcome)).toEqual([
      'created',
      'created',
      'created',
    ]);
    expect(answers[2]?.body.record.name).toBe('Call back');
    const filter = encodeURIComponent("subject eq 'Call back'");
    expect((await row(`tasks?$select=subject&$filter=${filter}`))['value']).toHaveLength(1);
  });

  test('that is an activity is regarding the record it was made from (UI-07)', async () => {
    const contact = { table: 'contact', id: ids.contact };
    for (const [table, entitySet] of [
      ['phonecall', 'phonecalls'],
      ['task', 'tasks'],
      ['new_sitevisit', 'new_sitevisits'],
    ]) {
      const { body } = await make(table!, { subject: `A ${table}`, regardingobjectid: contact });
      expect(body.outcome).toBe('created');
      const made = await row(`${entitySet}(${body.record.id})`);
      expect(made['_regardingobjectid_value']).toBe(ids.contact);
    }
  });

  const partiesOf = async (entitySet: string, table: string, id: string): Promise<string[]> => {
    const list = `${table}_activity_parties`;
    const made = await row(`${entitySet}(${id})?$expand=${list}`);
    return (made[list] as Party[]).map(
      ({ participationtypemask, _partyid_value }) => `${participationtypemask} ${_partyid_value}`,
    );
  };
  const contact = { table: 'contact', id: ids.contact };
  const account = { table: 'account', id: ids.account };
  const user = (person: typeof anna) => ({
    table: 'systemuser',
    id: regarding.systemUsers[person.id]!,
  });

  test('that is a call is from the caller where nobody else is given (UI-07)', async () => {
    const { body } = await make('phonecall', {
      subject: 'Ring',
      regardingobjectid: contact,
      to: [contact],
    });
    const parties = await partiesOf('phonecalls', 'phonecall', body.record.id);
    expect(parties).toEqual(expect.arrayContaining([`1 ${user(anna).id}`, `2 ${ids.contact}`]));
  });

  test('that is a call has the people of its lists, and nobody who was taken off (UI-12)', async () => {
    const { body } = await make('phonecall', {
      subject: 'Conference',
      regardingobjectid: contact,
      from: [user(bela)],
      to: [account, user(anna)],
    });
    const parties = await partiesOf('phonecalls', 'phonecall', body.record.id);
    expect(parties.filter((party) => /^[12] /.test(party)).sort()).toEqual(
      [`1 ${user(bela).id}`, `2 ${ids.account}`, `2 ${user(anna).id}`].sort(),
    );
  });

  test('of a custom activity has its people too', async () => {
    const { body } = await make('new_sitevisit', {
      subject: 'Visit',
      requiredattendees: [contact, user(bela)],
    });
    const parties = await partiesOf('new_sitevisits', 'new_sitevisit', body.record.id);
    expect(parties).toEqual(expect.arrayContaining([`5 ${ids.contact}`, `5 ${user(bela).id}`]));
  });

  test('takes no people of a table its list does not have, and says whom the CRM does not know', async () => {
    const wrong = await make('phonecall', {
      subject: 'Ring',
      to: [{ table: 'task', id: ids.opportunity }],
    });
    expect(wrong.body.problems).toEqual([{ column: 'to', problem: 'invalid' }]);
    const gone = await make('phonecall', {
      subject: 'Ring',
      to: [contact, { table: 'contact', id: randomUUID() }],
    });
    expect(gone.body.problems).toEqual([{ column: 'to', problem: 'gone' }]);
  });

  test('that is an appointment has its times', async () => {
    const times = { scheduledstart: '2026-12-01T09:00:00Z', scheduledend: '2026-12-01T10:00:00Z' };
    const { body } = await make('appointment', { subject: 'Lunch', ...times });
    expect(await row(`appointments(${body.record.id})`)).toMatchObject(times);
    const without = await make('appointment', { subject: 'Lunch' });
    expect(without.body.problems).toContainEqual({ column: 'scheduledstart', problem: 'required' });
  });
});

describe('Values that are not taken', () => {
  test('are named by column, and nothing is made', async () => {
    const { body } = await make('opportunity', {
      name: 'x'.repeat(301),
      estimatedvalue: -1,
      opportunityratingcode: 99,
      customerid: { table: 'lead', id: ids.contact },
    });
    expect(body).toMatchObject({ outcome: 'invalid' });
    expect(body.problems).toEqual([
      { column: 'name', problem: 'too-long' },
      { column: 'customerid', problem: 'invalid' },
      { column: 'estimatedvalue', problem: 'out-of-range' },
      { column: 'opportunityratingcode', problem: 'invalid' },
    ]);
  });

  test('are those of columns column security keeps from the caller (SEC-06, SEC-09)', async () => {
    const { body } = await make('account', { name: 'Wealthy', creditlimit: 5 });
    expect(body.problems).toEqual([{ column: 'creditlimit', problem: 'not-allowed' }]);
  });

  test('are records that are gone', async () => {
    const customerid = { table: 'account', id: randomUUID() };
    const { body } = await make('opportunity', { name: 'Gone', customerid });
    expect(body.problems).toEqual([{ column: 'customerid', problem: 'gone' }]);
  });

  test('of a rule of the customer come with its own words', async () => {
    const message = 'New projects need a budget.';
    await regarding.break('dataverse', {
      match: { method: 'PATCH', path: '/api/data/v9.2/new_projects*' },
      respond: { status: 400, body: { error: { code: '0x80040265', message } } },
      times: 1,
    });
    const { body } = await make('new_project', { new_name: 'Free' });
    expect(body).toEqual({ outcome: 'invalid', problems: [], message });
  });
});

describe('Possible duplicates (CT-07)', () => {
  const carla = { lastname: 'Customer', emailaddress1: 'carla@customer.example' };

  test('are shown instead of making one more', async () => {
    const { body } = await make('contact', carla);
    expect(body.outcome).toBe('duplicates');
    expect(body.records).toMatchObject([{ table: 'contact', id: ids.contact }]);
    expect(body.records[0].url).toContain(ids.contact);
  });

  test('are accepted when the person says so', async () => {
    const { body } = await make('contact', carla, { allowDuplicates: true });
    expect(body.outcome).toBe('created');
  });
});

describe('Rights and outages', () => {
  test('a person without the privilege makes nothing (SEC-03)', async () => {
    expect((await make('incident', { title: 'No' })).status).toBe(403);
  });

  test('a person who may not use the CRM is refused', async () => {
    const { status } = await regarding.call(bela, '/api/records', {
      table: 'incident',
      id: randomUUID(),
      values: { title: 'No' },
    });
    expect(status).toBe(403);
  });

  test('an unreachable CRM is said, and the same request works later', async () => {
    const request = { table: 'task', id: randomUUID(), values: { subject: 'Later' } };
    await regarding.break('dataverse', {
      match: { method: 'PATCH', path: '/api/data/v9.2/tasks*' },
      respond: { status: 503 },
      times: 1,
    });
    const { status, body } = await regarding.call(anna, '/api/records', request);
    expect([status, body.code]).toEqual([503, 'crm-unavailable']);
    expect((await regarding.call(anna, '/api/records', request)).body.outcome).toBe('created');
  });

  test('requests of another shape are refused', async () => {
    const id = randomUUID();
    const bad = [
      { table: 'task', values: {} },
      { table: 'task', id, values: { 'Bad Column': 1 } },
      { table: 'tasks(1)', id, values: {} },
    ];
    for (const request of bad) {
      expect((await regarding.call(anna, '/api/records', request)).status).toBe(400);
    }
  });
});

describe('A connection (L-04)', () => {
  test('links two records, once', async () => {
    const request = {
      id: randomUUID(),
      from: { table: 'contact', id: ids.contact },
      to: { table: 'opportunity', id: ids.opportunity },
      description: 'Decides',
    };
    expect((await regarding.call(anna, '/api/connections', request)).status).toBe(204);
    expect((await regarding.call(anna, '/api/connections', request)).status).toBe(204);
    expect(await row(`connections(${request.id})`)).toMatchObject({
      _record1id_value: ids.contact,
      _record2id_value: ids.opportunity,
      description: 'Decides',
    });
  });

  test('says what the two are to each other, and is shown on the pages of both', async () => {
    const owner = regarding.systemUsers[anna.id]!;
    const decider = randomUUID();
    await regarding.dataverse.load([
      { table: 'connectionrole', id: decider, owner, values: { name: 'Decider', statecode: 0 } },
      {
        table: 'connectionrole',
        id: randomUUID(),
        owner,
        values: { name: 'Former', statecode: 1, statuscode: 2 },
      },
    ]);
    await regarding.forget();
    const { body: known } = await regarding.call(anna, '/api/connection-roles');
    expect(known.roles).toContainEqual({ id: decider, name: 'Decider' });
    expect(JSON.stringify(known)).not.toContain('Former');
    const request = {
      id: randomUUID(),
      from: { table: 'account', id: ids.account },
      to: { table: 'contact', id: ids.contact },
      toRole: decider,
    };
    expect((await regarding.call(anna, '/api/connections', request)).status).toBe(204);
    const account = await regarding.call(anna, `/api/records/account/${ids.account}`);
    expect(account.body.connections).toMatchObject([
      { record: { table: 'contact', id: ids.contact }, role: 'Decider', ownRole: '' },
    ]);
    const contact = await regarding.call(anna, `/api/records/contact/${ids.contact}`);
    expect(contact.body.connections).toContainEqual(
      expect.objectContaining({
        record: expect.objectContaining({ table: 'account', id: ids.account }),
        role: '',
        ownRole: 'Decider',
      }),
    );
  });

  test('with a role that is gone is refused, and nothing is connected', async () => {
    const request = {
      id: randomUUID(),
      from: { table: 'contact', id: ids.contact },
      to: { table: 'account', id: ids.account },
      toRole: randomUUID(),
    };
    const { status } = await regarding.call(anna, '/api/connections', request);
    expect(status).toBeGreaterThanOrEqual(400);
    expect((await regarding.crm(anna, `connections(${request.id})`)).status).toBe(404);
  });
});
