import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DynamicsWebApi } from 'dynamics-web-api';
import { asTestClient, startTestDataverse, type TestDataverse } from '../../support/dataverse.ts';
import { create, refusal } from '../../support/dataverse-rows.ts';

let dataverse: TestDataverse;
let now = new Date('2026-11-22T09:30:00Z');
const day = 86_400_000;

beforeAll(async () => {
  dataverse = await startTestDataverse({ now: () => now });
  for (const lastname of ['Ada', 'Babbage', 'Byron']) {
    await create(dataverse, 'contacts', { lastname });
  }
});
afterAll(() => dataverse.close());

type Change = { lastname?: string; contactid?: string; id?: string; reason?: string };

const below = (url: string) => url.replace(`${dataverse.root}/`, '');
const get = (path: string, prefer = '') =>
  dataverse.call('GET', path, { headers: prefer ? { prefer } : {} });

/** A whole round from `path`: every page's rows, and the link of the next round. */
async function round(path: string, prefer = 'odata.track-changes') {
  const changes: Change[] = [];
  let pages = 0;
  for (let next = path; pages < 20;) {
    const { status, body } = await get(next, prefer);
    expect([next, status, status === 200 ? '' : body]).toEqual([next, 200, '']);
    pages += 1;
    changes.push(...(body.value as Change[]));
    const link = body['@odata.deltaLink'] as string | undefined;
    if (link) return { changes, pages, next: below(link), context: body['@odata.context'] };
    next = below(body['@odata.nextLink'] as string);
  }
  throw new Error('The round does not end.');
}

const contacts = 'contacts?$select=lastname';
const namesOf = (changes: Change[]) => changes.map(({ lastname }) => lastname);
async function idOf(lastname: string): Promise<string> {
  const { body } = await get(`contacts?$select=lastname&$filter=lastname eq '${lastname}'`);
  return String(body.value[0].contactid);
}

describe('Change tracking (§1.10)', () => {
  test('begins with all rows and a link that holds version and time', async () => {
    const { changes, next } = await round(contacts);
    expect(namesOf(changes).sort()).toEqual(['Ada', 'Babbage', 'Byron']);
    expect(next).toMatch(
      /^contacts\?\$select=lastname&\$deltatoken=\d+!11%2F22%2F2026%2009%3A30%3A00$/,
    );
    const { headers } = await get(contacts, 'odata.track-changes');
    expect(headers.get('preference-applied')).toBe('odata.track-changes');
  });

  test('then tells what is new, changed and gone, the gone last, by pages of any size', async () => {
    const first = await round(contacts, 'odata.track-changes,odata.maxpagesize=2');
    expect(first.pages).toBe(2);
    const [ada, byron] = [await idOf('Ada'), await idOf('Byron')];
    await create(dataverse, 'contacts', { lastname: 'Curie' });
    await dataverse.call('DELETE', `contacts(${byron})`);
    await dataverse.call('PATCH', `contacts(${ada})`, { body: { lastname: 'Lovelace' } });
    const passing = await create(dataverse, 'contacts', { lastname: 'Passing' });
    await dataverse.call('DELETE', `contacts(${passing})`);

    for (const size of [1, 2, 5000]) {
      const { changes, next, context } = await round(first.next, `odata.maxpagesize=${size}`);
      expect(namesOf(changes.slice(0, 2))).toEqual(['Curie', 'Lovelace']);
      expect(Object.keys(changes[0] ?? {}).sort()).toEqual([
        '@odata.etag',
        'contactid',
        'lastname',
      ]);
      const deleted = `${dataverse.root}/$metadata#contacts/$deletedEntity`;
      expect(changes.slice(2)).toEqual([
        { '@odata.context': deleted, id: byron, reason: 'deleted' },
        { '@odata.context': deleted, id: passing, reason: 'deleted' },
      ]);
      expect(context).toBe(`${dataverse.root}/$metadata#contacts(lastname)/$delta`);
      expect((await round(next)).changes).toEqual([]);
    }
    const token = /\$deltatoken=(.*)/.exec(first.next)?.[1] ?? '';
    expect((await get(`contacts/$count?$deltatoken=${token}`)).body).toBe('4');
  });

  test('tells of rows the server changed by itself: a look-up emptied with its target', async () => {
    const account = await create(dataverse, 'accounts', { name: 'Contoso' });
    await create(dataverse, 'contacts', {
      lastname: 'Employee',
      'parentcustomerid_account@odata.bind': `/accounts(${account})`,
    });
    const { next } = await round('contacts?$select=_parentcustomerid_value,lastname');
    await dataverse.call('PATCH', `accounts(${account})`, { body: { name: 'Contoso Ltd' } });
    expect((await round(next)).changes).toEqual([]);
    await dataverse.call('DELETE', `accounts(${account})`);
    const { changes } = await round(next);
    for (const change of changes.filter(({ reason }) => !reason)) {
      expect(change).toMatchObject({ _parentcustomerid_value: null });
    }
    expect(changes).toHaveLength(1);
  });

  test('refuses the options it cannot follow, in its own words', async () => {
    for (const [option, value] of [
      ['$filter', 'statecode eq 0'],
      ['$orderby', 'lastname'],
      ['$expand', 'createdby'],
      ['$top', '1'],
    ]) {
      const answer = await get(`${contacts}&${option}=${value}`, 'odata.track-changes');
      expect(answer.status).toBe(400);
      expect(answer.body.error.message).toBe(
        `The "${option}" query parameter isn't supported when Change Tracking is enabled.`,
      );
    }
    expect((await get('organizations', 'odata.track-changes')).status).toBe(400);
    expect((await get(`${contacts}&$deltatoken=nonsense`)).status).toBe(400);
  });

  test('forgets after seven days: the token is refused with ExpiredVersionStamp', async () => {
    const { next } = await round(contacts);
    const then = now;
    now = new Date(then.getTime() + 7 * day);
    expect((await get(next)).status).toBe(200);
    now = new Date(then.getTime() + 7 * day + 1000);
    expect(refusal(await get(next))).toEqual({ status: 400, code: '0x80044352' });
    now = then;
  });

  test('is only for whom may read the whole organisation', async () => {
    const objectId = '00000000-0000-4000-8000-0000000000f1';
    const user = { objectId, fullName: 'L Imited', mail: 'limited@sandbox.example' };
    await dataverse.door.ensureUser({ ...user, roles: ['Limited'] });
    const headers = { prefer: 'odata.track-changes' };
    const answer = await dataverse.call('GET', contacts, { headers, as: objectId });
    expect(refusal(answer)).toEqual({ status: 403, code: '0x80040220' });
    expect((await dataverse.call('GET', contacts, { as: objectId })).status).toBe(200);
  });

  test('meets faults: a page empty, replayed, its token gone', async () => {
    const { next } = await round(contacts, 'odata.track-changes');
    for (const lastname of ['F1', 'F2', 'F3']) await create(dataverse, 'contacts', { lastname });
    const fault = async (effect: object) => {
      const answer = await fetch(`${dataverse.url}/_sandbox/faults`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ hook: 'delta-page', effect, times: 1 }),
      });
      expect([effect, answer.ok]).toEqual([effect, true]);
    };
    await fault({ kind: 'empty' });
    const empty = await round(next);
    expect([empty.pages, namesOf(empty.changes)]).toEqual([2, ['F1', 'F2', 'F3']]);
    await fault({ kind: 'gone', location: false });
    expect(refusal(await get(next))).toEqual({ status: 400, code: '0x80044352' });
    const { body } = await get(next, 'odata.maxpagesize=2');
    await fault({ kind: 'replay' });
    const replayed = await round(below(body['@odata.nextLink'] as string));
    expect(namesOf(replayed.changes)).toEqual(['F1', 'F2', 'F3']);
  });

  test('serves dynamics-web-api, unmodified', async () => {
    const api = new DynamicsWebApi({
      serverUrl: dataverse.url,
      dataApi: { version: '9.2' },
      onTokenRefresh: () => Promise.resolve(asTestClient),
    });
    const first = await api.retrieveMultiple({
      collection: 'contacts',
      select: ['lastname'],
      trackChanges: true,
    });
    expect(first.oDataDeltaLink).toContain('$deltatoken=');
    await create(dataverse, 'contacts', { lastname: 'Newton' });
    const changed = await api.retrieveMultiple<Change>(
      { collection: 'contacts' },
      first.oDataDeltaLink,
    );
    expect(namesOf(changed.value)).toEqual(['Newton']);
  });
});
