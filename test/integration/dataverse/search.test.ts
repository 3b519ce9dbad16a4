import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DynamicsWebApi } from 'dynamics-web-api';
import {
  asTestClient,
  startTestDataverse,
  type ApiAnswer,
  type TestDataverse,
} from '../../support/dataverse.ts';
import { create, refusal } from '../../support/dataverse-rows.ts';

let dataverse: TestDataverse;
let ada: string;
let contoso: string;
let now = new Date('2026-11-22T09:30:00Z');

const limited = '00000000-0000-4000-8000-0000000000f2';

beforeAll(async () => {
  // A search a second is the limit of a user: time goes on with every look at the clock.
  const clock = () => (now = new Date(now.getTime() + 1500));
  dataverse = await startTestDataverse({ now: clock });
  contoso = await create(dataverse, 'accounts', { name: 'Ada Lovelace Ltd' });
  ada = await create(dataverse, 'contacts', {
    firstname: 'Ada',
    lastname: 'Byron',
    jobtitle: 'Analyst',
    emailaddress1: 'ada@contoso.com',
  });
  await create(dataverse, 'contacts', { firstname: 'Adam', lastname: 'Smith' });
  await create(dataverse, 'contacts', { firstname: 'Charles', lastname: 'Babbage' });
  await create(dataverse, 'tasks', { subject: 'Write to Ada about the engine' });
  const user = { objectId: limited, fullName: 'L Imited', mail: 'limited@sandbox.example' };
  await dataverse.door.ensureUser({ ...user, roles: ['Limited'] });
});
afterAll(() => dataverse.close());

/** One request below the service's origin. */
async function post(
  path: string,
  body: object,
  as = asTestClient,
  method = 'POST',
): Promise<ApiAnswer> {
  const { status, headers, text } = await fetch(`${dataverse.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${as}`, 'content-type': 'application/json' },
    ...(method === 'POST' && { body: JSON.stringify(body) }),
  }).then(async (response) => ({
    status: response.status,
    headers: response.headers,
    text: await response.text(),
  }));
  return { status, headers, body: text === '' ? undefined : JSON.parse(text) };
}

interface Hit {
  Id: string;
  EntityName: string;
  Attributes: Record<string, unknown>;
  Highlights: Record<string, string[]>;
  Score: number;
}

async function query(body: object, as?: string) {
  const answer = await post('/api/search/v2.0/query', body, as);
  expect([body, answer.status]).toEqual([body, 200]);
  return JSON.parse(answer.body.response as string) as {
    Error: null;
    Value: Hit[];
    Facets: Record<string, { Value: unknown; Count: number }[]>;
    Count: number;
  };
}

const names = async (search: string, options: string[] = []) =>
  (await query({ search, options: JSON.stringify(options) })).Value.map(
    ({ Attributes, EntityName }) => Attributes['fullname'] ?? Attributes['name'] ?? EntityName,
  ).sort();

describe('Dataverse search v2 (§1.4)', () => {
  test('finds whole words over tables, best first, with highlights, as an escaped text', async () => {
    const { Value, Count, Error } = await query({ search: 'ada', count: true });
    expect(Error).toBeNull();
    expect(Count).toBe(3);
    expect(Value.map(({ EntityName }) => EntityName).sort()).toEqual([
      'account',
      'contact',
      'task',
    ]);
    const contact = Value.find(({ Id }) => Id === ada);
    expect(contact).toMatchObject({
      EntityName: 'contact',
      ObjectTypeCode: 0,
      Attributes: { '@search.objecttypecode': 2, fullname: 'Ada Byron' },
      Highlights: {
        fullname: ['{crmhit}Ada{/crmhit} Byron'],
        emailaddress1: ['{crmhit}ada{/crmhit}@contoso.com'],
      },
    });
    const scores = Value.map(({ Score }) => Score);
    expect(scores).toEqual([...scores].sort((left, right) => right - left));
    expect((await query({ search: 'ada' })).Count).toBe(-1);
  });

  test('is the action searchquery of the Web API as well', async () => {
    const { status, body } = await dataverse.call('POST', 'searchquery', {
      body: { search: 'byron' },
    });
    expect(status).toBe(200);
    expect(body['@odata.context']).toBe(
      `${dataverse.root}/$metadata#Microsoft.Dynamics.CRM.searchqueryResponse`,
    );
    expect(JSON.parse(body.response).Value).toMatchObject([{ Id: ada }]);
  });

  test('keeps to tables, columns, filters, order and a page', async () => {
    const entities = JSON.stringify([
      {
        name: 'contact',
        selectColumns: ['fullname', 'jobtitle'],
        searchColumns: ['fullname'],
        filter: "statecode eq 0 and jobtitle eq 'analyst'",
      },
    ]);
    const { Value } = await query({ search: 'ada', entities });
    expect(Value).toHaveLength(1);
    expect(Value[0]?.Attributes).toEqual({
      '@search.objecttypecode': 2,
      fullname: 'Ada Byron',
      jobtitle: 'Analyst',
    });
    const all = JSON.stringify([{ name: 'contact' }]);
    const ordered = await query({ search: 'ada*', entities: all, orderby: '["lastname desc"]' });
    expect(ordered.Value.map(({ Attributes }) => Attributes['fullname'])).toEqual([
      'Adam Smith',
      'Ada Byron',
    ]);
    const second = await query({
      search: 'ada*',
      entities: all,
      orderby: '["lastname desc"]',
      skip: 1,
      top: 1,
    });
    expect(second.Value).toMatchObject([{ Id: ada }]);
    expect(
      (
        await query({ search: 'ada', filter: "contact:lastname eq 'x', account:name ne null" })
      ).Value.map(({ EntityName }) => EntityName).sort(),
    ).toEqual(['account', 'task']);
  });

  test('reads the simple and the Lucene syntax', async () => {
    expect(await names('ada + byron')).toEqual(['Ada Byron']);
    expect(await names('byron | babbage')).toEqual(['Ada Byron', 'Charles Babbage']);
    expect(await names('"charles babbage"')).toEqual(['Charles Babbage']);
    expect(await names('ada byron', ['searchmodelall', 'searchmodeall'])).toEqual(['Ada Byron']);
    expect(await names('babage~', ['lucene'])).toEqual(['Charles Babbage']);
    expect(await names('/ba.*ge/', ['lucene'])).toEqual(['Charles Babbage']);
    expect(await names('ada AND NOT engine AND NOT name:ltd', ['lucene'])).toContain('Ada Byron');
  });

  test('looks for beginnings and likeness where nothing is found and best effort is asked for', async () => {
    expect(await names('babb')).toEqual([]);
    expect(await names('babb', ['besteffortsearch'])).toEqual(['Charles Babbage']);
    expect(await names('babbagi', ['besteffortsearch'])).toEqual(['Charles Babbage']);
  });

  test('counts what it found by table and owner', async () => {
    const { Facets } = await query({
      search: 'ada',
      facets:
        '["entityname,count:100","contact:ownerid,count:10","createdon,values:2026-01-01|2027-01-01"]',
    });
    expect(Facets['entityname']).toHaveLength(3);
    expect(Facets['contact:ownerid']).toMatchObject([{ Type: 'Value', Count: 1 }]);
    expect(Facets['createdon']?.map(({ Count }) => Count)).toEqual([0, 3, 0]);
  });

  test('shows nobody a row that may not be read', async () => {
    expect((await query({ search: 'ada' }, limited)).Value).toEqual([]);
  });

  test('refuses terms, pages and tables that are out of bounds', async () => {
    for (const body of [
      { search: 'ad' },
      { search: 'x'.repeat(101) },
      { search: 'ada', top: 101 },
      { search: 'ada', entities: '[{"name":"role"}]' },
      { search: 'ada', entities: '[{"name":"contact","searchColumns":["nope"]}]' },
      { search: 'ada', filter: 'contact:nope eq 1' },
      { search: '"ada' },
      {},
    ]) {
      expect([body, (await post('/api/search/v2.0/query', body)).status]).toEqual([body, 400]);
    }
  });

  test('suggests names and completes words', async () => {
    const suggested = await post('/api/search/v2.0/suggest', { search: 'byr' });
    expect(JSON.parse(suggested.body.response)).toMatchObject({
      Value: [
        {
          Text: 'Ada {crmhit}Byr{/crmhit}on',
          Document: {
            '@search.objectid': ada,
            '@search.entityname': 'contact',
            fullname: 'Ada Byron',
          },
        },
      ],
    });
    const completed = await post('/api/search/v2.0/autocomplete', { search: 'ba' });
    expect(JSON.parse(completed.body.response)).toMatchObject({
      Value: '{crmhit}ba{/crmhit}bbage',
    });
  });

  test('tells its state and size', async () => {
    const status = await dataverse.call('GET', 'searchstatus');
    const value = JSON.parse(status.body.response).value;
    expect(value).toMatchObject({ status: 'provisioned', lockboxstatus: 'Disabled' });
    expect(JSON.stringify(value.entitystatusresults)).toContain('"entitylogicalname":"contact"');
    const statistics = await post('/api/search/v2.0/statistics', {}, asTestClient, 'GET');
    expect(JSON.parse(statistics.body.response).value.documentcount).toBeGreaterThanOrEqual(5);
  });
});

describe('Dataverse search v1', () => {
  /** The client's own compatible shape of both versions' answers. */
  const api = (version: string) =>
    new DynamicsWebApi({
      serverUrl: dataverse.url,
      searchApi: { version, options: { enableResponseCompatibility: true } },
      onTokenRefresh: () => Promise.resolve(asTestClient),
    });

  test('answers lists, not texts that hold them', async () => {
    const { body } = await post('/api/search/v1.0/query', {
      search: 'ada',
      returntotalrecordcount: true,
      entities: ['contact'],
    });
    expect(body).toMatchObject({
      totalrecordcount: 1,
      facets: {},
      value: [
        {
          '@search.entityname': 'contact',
          '@search.objectid': ada,
          '@search.highlights': { fullname: ['{crmhit}Ada{/crmhit} Byron'] },
          fullname: 'Ada Byron',
        },
      ],
    });
  });

  test.each(['1.0', '2.0'])('version %s serves dynamics-web-api, unmodified', async (version) => {
    const { response } = await api(version).query({ query: { search: 'ada', count: true } });
    expect(response.Count).toBe(3);
    expect(JSON.stringify(response.Value)).toContain(contoso);
    const suggested = await api(version).suggest('byron');
    expect(suggested.response.Value).toMatchObject([{ Document: { '@search.objectid': ada } }]);
    const completed = await api(version).autocomplete('babb');
    expect(completed.response.Value).toBe('{crmhit}babb{/crmhit}age');
  });

  test('is refused without a token, by another method and under another name', async () => {
    expect((await post('/api/search/v1.0/query', { search: 'ada' }, 'invalid')).status).toBe(401);
    expect((await post('/api/search/v1.0/query', {}, asTestClient, 'GET')).status).toBe(405);
    expect(refusal(await post('/api/search/v1.0/nope', {}))).toEqual({
      status: 404,
      code: '0x8006088a',
    });
  });
});
