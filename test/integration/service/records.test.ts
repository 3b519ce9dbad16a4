import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { recentRecords, recordPage } from '../../../src/contracts/record-page.ts';
import { searchResponse } from '../../../src/contracts/search.ts';
import { anna, bela, ids, startRegarding } from '../../support/regarding.ts';
import type { DirectoryUser } from '../../../src/sandbox/entra/door.ts';
import type { TestRegarding } from '../../support/regarding.ts';

let regarding: TestRegarding;

const id = (number: number): string =>
  `4ec04d00-0000-4000-8000-${String(number).padStart(12, '0')}`;
/** Reads her own rows only. */
const lilla: DirectoryUser = {
  ...anna,
  id: '11111111-aaaa-4aaa-8aaa-000000000003',
  displayName: 'Lilla Limited',
  mail: 'lilla@fabrikam.example',
};
/** Has no rights in the CRM. */
const nora: DirectoryUser = {
  ...anna,
  id: '11111111-aaaa-4aaa-8aaa-000000000004',
  displayName: 'Nora Nobody',
  mail: 'nora@fabrikam.example',
};

beforeAll(async () => {
  regarding = await startRegarding();
  const owner = regarding.systemUsers[anna.id]!;
  const person = { table: 'contact', id: ids.contact };
  const day = 86_400_000;
  const inDays = (days: number): string =>
    `${new Date(Date.now() + days * day).toISOString().slice(0, 19)}Z`;
  await regarding.dataverse.load([
    {
      table: 'task',
      id: id(1),
      owner,
      values: { subject: 'Call Carla back', regardingobjectid: person, scheduledend: inDays(-2) },
    },
    {
      table: 'task',
      id: id(2),
      owner,
      values: { subject: 'Send the offer', regardingobjectid: person, scheduledend: inDays(3) },
    },
    {
      table: 'phonecall',
      id: id(3),
      owner,
      values: {
        subject: 'First call',
        regardingobjectid: person,
        statecode: 1,
        statuscode: 2,
        actualend: inDays(-40),
      },
    },
    {
      table: 'new_project',
      id: id(4),
      owner,
      values: {
        new_name: 'Wool hall',
        new_contactemail: 'hall@customer.example',
        new_accountid: { table: 'account', id: ids.account },
      },
    },
    {
      table: 'contact',
      id: id(5),
      owner,
      values: {
        lastname: 'Ring',
        fullname: 'Rita Ring',
        telephone1: '+36 (30) 123-4567',
        emailaddress2: 'rita@ring.example',
      },
    },
  ]);
});

afterAll(() => regarding.close());
beforeEach(() => regarding.forget());

const read = (path: string, person = anna) => regarding.call(person, path);

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

const pageOf = async (path: string, person = anna) =>
  recordPage.parse((await read(`/api/records/${path}`, person)).body);

const namesOf = (records: { name: string }[]): string[] => records.map(({ name }) => name);
const linesOf = (lines: { record: { name: string } }[]): string[] =>
  lines.map(({ record }) => record.name);

describe('The page of a record (UI-06)', () => {
  test('Shows the first columns of the card its maker chose, with their labels (UI-04)', async () => {
    const body = await pageOf(`contact/${ids.contact}`);
    expect(body.record).toMatchObject({ table: 'contact', name: 'Carla Customer' });
    expect(body.fields).toContainEqual(
      expect.objectContaining({ value: 'carla@customer.example', kind: 'email' }),
    );
    expect(body.fields.length).toBeLessThanOrEqual(6);
    expect(body.emails).toEqual(['carla@customer.example']);
  });

  test('Labels come in the language of the pane', async () => {
    const labels = async (language: string) =>
      (await pageOf(`contact/${ids.contact}?language=${language}`)).fields.map(
        ({ label }) => label,
      );
    expect(await labels('hu-HU')).not.toEqual(await labels('en-US'));
  });

  test('Leads on to the account, and to its open opportunities and cases', async () => {
    const body = await pageOf(`contact/${ids.contact}`);
    expect(body.parent).toMatchObject({ table: 'account', id: ids.account, name: 'Customer Ltd' });
    expect(linesOf(body.opportunities)).toEqual(['100 % wool']);
    expect(namesOf(body.cases)).toEqual(["Carla's torn coat"]);
    const account = await pageOf(`account/${ids.account}`);
    expect(linesOf(account.opportunities)).toEqual(['100 % wool']);
    const deal = await pageOf(`opportunity/${ids.opportunity}`);
    expect(deal.parent).toMatchObject({ table: 'account', name: 'Customer Ltd' });
  });

  test('Shows what was done last and what comes next, overdue things marked', async () => {
    const body = await pageOf(`contact/${ids.contact}`);
    expect(body.next.map(({ record, overdue }) => [record.name, overdue])).toEqual([
      ['Call Carla back', true],
      ['Send the offer', false],
    ]);
    expect(linesOf(body.past)).toEqual(['First call']);
  });

  test('A company has the activities with its people', async () => {
    const body = await pageOf(`account/${ids.account}`);
    expect(linesOf(body.next)).toEqual(['Call Carla back', 'Send the offer']);
    expect(linesOf(body.past)).toEqual(['First call']);
  });

  test('Says what is worth knowing (UI-14)', async () => {
    const body = await pageOf(`contact/${ids.contact}`);
    expect(body.insights.map(({ kind, record }) => [kind, record?.name ?? null])).toEqual([
      ['overdue', 'Call Carla back'],
      ['upcoming', 'Send the offer'],
      ['silent', null],
    ]);
  });

  test('Every record opens in the CRM (UI-09)', async () => {
    const body = await pageOf(`contact/${ids.contact}`);
    const shown = [body.record, body.parent, body.opportunities[0]?.record, body.next[0]?.record];
    for (const record of shown) {
      expect(record?.url).toMatch(/main\.aspx\?pagetype=entityrecord/);
    }
  });

  test('Takes two requests to the CRM', async () => {
    await read(`/api/records/contact/${ids.contact}`);
    expect(await regarding.requests('dataverse')).toHaveLength(2);
  });

  test('A custom table has a page, called as the CRM calls it', async () => {
    const body = await pageOf(`new_project/${id(4)}`);
    expect(body.record).toMatchObject({ name: 'Wool hall', tableLabel: 'Project' });
  });

  test('A record that is gone, and a table there is not, are not found', async () => {
    expect((await read(`/api/records/contact/${id(99)}`)).status).toBe(404);
    expect((await read(`/api/records/no_such/${id(99)}`)).status).toBe(404);
    expect((await read(`/api/records/contact/not-an-id`)).status).toBe(400);
  });
});

describe('Finding a record (UI-08)', () => {
  const search = async (query: string, person = anna) =>
    searchResponse.parse((await read(`/api/search?${query}`, person)).body).groups;
  const found = async (query: string) =>
    (await search(query)).flatMap(({ table, records }) =>
      records.map(({ name }) => `${table}: ${name}`),
    );

  test('Every table that can be regarding is searched, custom ones included (E-04)', async () => {
    expect(await found('q=wool')).toEqual(['opportunity: 100 % wool', 'new_project: Wool hall']);
    const groups = await search('q=wool');
    expect(groups[1]).toMatchObject({ table: 'new_project', label: 'Projects' });
    expect(groups[1]?.records[0]?.tableLabel).toBe('Project');
  });

  test('A case is found by its number', async () => {
    expect(await found('q=cas-1')).toEqual(["incident: Carla's torn coat"]);
  });

  test.each([
    ['an e-mail address', 'rita%40ring'],
    ['a phone number however it is written', '0630%201234567'],
    ['the digits of a phone number', '1234567'],
  ])('A person is found by %s (complaint 23)', async (_name, text) => {
    expect(await found(`q=${text}`)).toEqual(['contact: Rita Ring']);
  });

  test('One kind of record can be searched alone', async () => {
    expect(await found('q=wool&tables=new_project')).toEqual(['new_project: Wool hall']);
    expect(await found('q=wool&tables=account,lead')).toEqual([]);
  });

  test('Signs that mean something to the CRM are only text', async () => {
    expect(await found('q=100%20%25')).toEqual(['opportunity: 100 % wool']);
    expect(await found("q=a's%20to")).toEqual(["incident: Carla's torn coat"]);
    expect(await found('q=%25%25')).toEqual([]);
  });

  test('A search is one request to the CRM', async () => {
    await search('q=wool');
    expect(await regarding.requests('dataverse')).toHaveLength(1);
  });
});

describe('Recent and pinned records (UI-03)', () => {
  const lists = async (person = anna) => {
    const body = recentRecords.parse((await read('/api/recent', person)).body);
    return { recent: namesOf(body.recent), pinned: namesOf(body.pinned) };
  };
  const project = { table: 'new_project', id: id(4) };

  test('What was opened last is first', async () => {
    await read(`/api/records/account/${ids.account}`);
    await read(`/api/records/new_project/${id(4)}`);
    expect((await lists()).recent.slice(0, 2)).toEqual(['Wool hall', 'Customer Ltd']);
  });

  test('A record can be pinned and unpinned, by each for themselves', async () => {
    expect(await put('/api/pinned', { record: project, pinned: true })).toBe(204);
    expect((await lists()).pinned).toEqual(['Wool hall']);
    expect((await pageOf(`new_project/${id(4)}`)).pinned).toBe(true);
    expect((await lists(bela)).pinned).toEqual([]);
    await put('/api/pinned', { record: project, pinned: false });
    expect((await lists()).pinned).toEqual([]);
  });

  test('A record that is gone is left out', async () => {
    await put('/api/pinned', { record: { table: 'contact', id: id(98) }, pinned: true });
    expect((await lists()).pinned).toEqual([]);
    await put('/api/pinned', { record: { table: 'contact', id: id(98) }, pinned: false });
  });

  test('The last thirty are kept', async () => {
    for (let number = 100; number < 140; number++) {
      await regarding.query(
        `insert into regarding.remembered (tenant_id, user_id, topic, record_table, record_id, at)
         values ($1, $2, 'recent', 'contact', $3, now() - interval '1 day')`,
        [regarding.config.tenants[0], anna.id, id(number)],
      );
    }
    await read(`/api/records/account/${ids.account}`);
    const [row] = await regarding.query(
      `select count(*)::int as kept from regarding.remembered where topic = 'recent' and user_id = $1`,
      [anna.id],
    );
    expect(row).toEqual({ kept: 30 });
  });
});

describe('Rights', () => {
  const own = id(6);

  beforeAll(async () => {
    await regarding.entra.door.addUsers([lilla, nora]);
    const { systemUserId } = await regarding.dataverse.ensureUser({
      objectId: lilla.id,
      fullName: lilla.displayName,
      mail: lilla.mail,
      roles: ['Limited'],
    });
    await regarding.dataverse.load([
      {
        table: 'contact',
        id: own,
        owner: systemUserId,
        values: {
          lastname: 'Own',
          fullname: 'Olga Own',
          parentcustomerid: { table: 'account', id: ids.account },
        },
      },
    ]);
  });

  test('A record’s page shows of what is around it only what its reader may read (SEC-05, SEC-06)', async () => {
    const page = await pageOf(`contact/${own}`, lilla);
    expect(page.record.name).toBe('Olga Own');
    expect([page.opportunities, page.cases, page.next]).toEqual([[], [], []]);
    const same = await pageOf(`contact/${own}`);
    expect(linesOf(same.opportunities)).toEqual(['100 % wool']);
  });

  test('A record that is not for somebody is as if it were gone (SEC-06)', async () => {
    expect((await read(`/api/records/contact/${ids.contact}`, lilla)).status).toBe(404);
    expect((await read('/api/search?q=wool', lilla)).body.groups).toEqual([]);
    await put(
      '/api/pinned',
      { record: { table: 'contact', id: ids.contact }, pinned: true },
      lilla,
    );
    expect((await read('/api/recent', lilla)).body.pinned).toEqual([]);
  });

  test('Who has no rights in the CRM is told so, not that nothing was found', async () => {
    expect((await read('/api/search?q=wool', nora)).status).toBe(403);
  });
});
