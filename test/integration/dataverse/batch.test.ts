import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestDataverse, type TestDataverse } from '../../support/dataverse.ts';
import { create } from '../../support/dataverse-rows.ts';

let dataverse: TestDataverse;
beforeAll(async () => void (dataverse = await startTestDataverse()));
afterAll(() => dataverse.close());

interface Part {
  method: string;
  url: string;
  body?: object;
  headers?: string[];
}

const request = ({ method, url, body, headers = [] }: Part) => [
  `${method} ${url} HTTP/1.1`,
  ...(body ? ['Content-Type: application/json; type=entry'] : []),
  ...headers,
  '',
  body ? JSON.stringify(body) : '',
];

const http = ['Content-Type: application/http', 'Content-Transfer-Encoding: binary'];

const changeSet = (parts: Part[]) => [
  'Content-Type: multipart/mixed; boundary="changeset_1"',
  '',
  ...parts.flatMap((part, index) => [
    '--changeset_1',
    ...http,
    `Content-ID: ${index + 1}`,
    '',
    ...request(part),
  ]),
  '--changeset_1--',
];

const single = (part: Part) => [...http, '', ...request(part)];

function send(items: string[][], options: { newline?: string; prefer?: string } = {}) {
  const lines = [...items.flatMap((item) => ['--batch_1', ...item]), '--batch_1--', ''];
  return dataverse.call('POST', '$batch', {
    body: lines.join(options.newline ?? '\r\n'),
    headers: {
      'content-type': 'multipart/mixed; boundary=batch_1',
      ...(options.prefer && { prefer: options.prefer }),
    },
  });
}

const statuses = (body: string) =>
  [...body.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map((match) => Number(match[1]));

const emailId = 'eeeeeeee-0000-4000-8000-000000000001';
const track = (id: string): Part[] => [
  {
    method: 'PATCH',
    url: `/api/data/v9.2/emails(${id})`,
    headers: ['If-None-Match: *'],
    body: { subject: 'Tracked', directioncode: false },
  },
  { method: 'PATCH', url: `emails(${id})`, body: { statecode: 1, statuscode: 4 } },
];

describe('A change set', () => {
  test('creates and completes an e-mail in one transaction', async () => {
    const { status, body, headers } = await send([changeSet(track(emailId))]);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^multipart\/mixed; boundary=batchresponse_/);
    expect(statuses(body as string)).toEqual([204, 204]);
    expect(body).toContain(`OData-EntityId: ${dataverse.root}/emails(${emailId})`);
    expect(body).toMatch(/Content-ID: 2\r\n/);
    const read = await dataverse.call('GET', `emails(${emailId})?$select=statuscode`);
    expect(read.body).toMatchObject({ statuscode: 4 });
  });

  test('that fails is rolled back whole and answered by one part', async () => {
    const id = 'eeeeeeee-0000-4000-8000-000000000002';
    const [made = { method: '', url: '' }] = track(id);
    const bad = { method: 'PATCH', url: `emails(${id})`, body: { statecode: 1, statuscode: 1 } };
    const { status, body } = await send([changeSet([made, bad])]);
    expect(status).toBe(400);
    expect(statuses(body as string)).toEqual([400]);
    expect(body).toContain('Content-ID: 2');
    expect(body).toContain('0x80048408');
    expect((await dataverse.call('GET', `emails(${id})`)).status).toBe(404);
  });

  test('answers 412 to who tracks the same mail again, and changes nothing', async () => {
    const { body } = await send([changeSet(track(emailId))], {
      prefer: 'odata.continue-on-error',
    });
    expect(statuses(body as string)).toEqual([412]);
  });

  test('refers to rows it made by Content-ID, in URLs, bindings and references', async () => {
    const { status, body } = await send([
      changeSet([
        { method: 'POST', url: `${dataverse.root}/accounts`, body: { name: 'Referred' } },
        {
          method: 'POST',
          url: 'contacts',
          body: { lastname: 'x', 'parentcustomerid_account@odata.bind': '$1' },
        },
        { method: 'PUT', url: '$1/primarycontactid/$ref', body: { '@odata.id': '$2' } },
        { method: 'PATCH', url: '$2', body: { jobtitle: '$1' } },
      ]),
      single({
        method: 'GET',
        url: `/api/data/v9.2/contacts?$select=jobtitle&$filter=parentcustomerid_account/name%20eq%20'referred'&$expand=parentcustomerid_account($select=name;$expand=primarycontactid($select=lastname))`,
      }),
    ]);
    expect(status).toBe(200);
    expect(statuses(body as string)).toEqual([204, 204, 204, 204, 200]);
    expect(body).toContain('"jobtitle":"$1"');
    expect(body).toMatch(/"primarycontactid":\{[^}]*"lastname":"x"/);
  });

  test('cannot hold a GET', async () => {
    const { status } = await send([changeSet([{ method: 'GET', url: 'contacts' }])]);
    expect(status).toBe(400);
  });
});

describe('A batch', () => {
  const get = single({ method: 'GET', url: 'accounts?$select=name&$top=1' });
  const missing = single({ method: 'GET', url: `accounts(ffffffff-0000-4000-8000-00000000ffff)` });

  test('may end its lines with LF alone and have relative addresses', async () => {
    const { status, body } = await send([get, get], { newline: '\n' });
    expect(status).toBe(200);
    expect(statuses(body as string)).toEqual([200, 200]);
  });

  test('stops at the first failure, whose status it has', async () => {
    const { status, body } = await send([get, missing, get]);
    expect(status).toBe(404);
    expect(statuses(body as string)).toEqual([200, 404]);
  });

  test('goes on after failures where that is preferred', async () => {
    const { status, body } = await send([missing, get], { prefer: 'odata.continue-on-error' });
    expect(status).toBe(200);
    expect(statuses(body as string)).toEqual([404, 200]);
  });

  test('has parts that meet faults of their own, in a change set for all of it (T-12)', async () => {
    const fault = (path: string) =>
      fetch(`${dataverse.url}/_sandbox/faults`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          match: { method: 'POST', path },
          respond: { status: 429, headers: { 'Retry-After': '7' } },
          times: 1,
        }),
      });
    await fault('leads');
    const prefer = 'odata.continue-on-error';
    const part = single({ method: 'POST', url: 'leads', body: { lastname: 'x' } });
    const alone = await send([part, part], { prefer });
    expect(statuses(alone.body as string)).toEqual([429, 204]);
    expect(alone.body).toContain('Retry-After: 7');
    await fault('competitors');
    const set = changeSet([
      { method: 'POST', url: 'accounts', body: { name: 'Undone by a fault' } },
      { method: 'POST', url: '/api/data/v9.2/competitors', body: { name: 'x' } },
    ]);
    expect(statuses((await send([set], { prefer })).body as string)).toEqual([429]);
    const path = `accounts?$select=name&$filter=name eq 'Undone by a fault'`;
    expect((await dataverse.call('GET', path)).body.value).toEqual([]);
  });

  test('refers to what an earlier request of it wrote', async () => {
    const made = [
      ...http,
      'Content-ID: first',
      '',
      ...request({ method: 'POST', url: 'accounts', body: { name: 'Earlier' } }),
    ];
    const read = single({ method: 'GET', url: '$first?$select=name' });
    const { body } = await send([made, read]);
    expect(statuses(body as string)).toEqual([204, 200]);
    expect(body).toContain('"name":"Earlier"');
  });

  test('shows its requests in the request log, with caller and statuses', async () => {
    await create(dataverse, 'accounts', { name: 'Logged' });
    await fetch(`${dataverse.url}/_sandbox/requests`, { method: 'DELETE' });
    await send([missing, get], { prefer: 'odata.continue-on-error' });
    const log = (await (await fetch(`${dataverse.url}/_sandbox/requests`)).json()) as object[];
    expect(log).toMatchObject([
      {
        method: 'POST',
        path: '/api/data/v9.2/$batch',
        caller: expect.any(String),
        parts: [
          { method: 'GET', status: 404 },
          { method: 'GET', path: 'accounts?$select=name&$top=1', status: 200 },
        ],
      },
    ]);
  });

  test('runs a part for the user it names, who must be one', async () => {
    const headers = ['CallerObjectId: 11111111-aaaa-4aaa-8aaa-000000000001'];
    const { status } = await send([single({ method: 'GET', url: 'WhoAmI', headers })]);
    expect(status).toBe(403);
  });

  test('that cannot be read is refused', async () => {
    const headers = { 'content-type': 'multipart/mixed; boundary=x' };
    expect((await dataverse.call('POST', '$batch', { body: 'x', headers })).status).toBe(400);
    const json = { 'content-type': 'application/json' };
    const asJson = await dataverse.call('POST', '$batch', { body: '{}', headers: json });
    expect(asJson.status).toBe(400);
  });
});
