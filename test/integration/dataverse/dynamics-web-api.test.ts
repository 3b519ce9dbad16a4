import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DynamicsWebApi } from 'dynamics-web-api';
import { startTestDataverse, type TestDataverse } from '../../support/dataverse.ts';
import { anna, freePort, startTestEntra, type TestEntra } from '../../support/entra.ts';

/** The client Regarding's users may know, with tokens of the sandbox's Entra. */
let entra: TestEntra;
let dataverse: TestDataverse;
let annaUserId: string;

const client = (token: (resource: string) => Promise<string>, useEntityNames = false) =>
  new DynamicsWebApi({
    serverUrl: dataverse.url,
    dataApi: { version: '9.2' },
    useEntityNames,
    onTokenRefresh: () => token(dataverse.url),
  });

const asUser = (useEntityNames?: boolean) =>
  client((url) => entra.userToken(anna.mail, `${url}/.default`), useEntityNames);
const asApplication = () => client((url) => entra.appToken(url));

beforeAll(async () => {
  const url = `https://localhost:${await freePort()}`;
  entra = await startTestEntra({ urls: { dataverse: url } });
  dataverse = await startTestDataverse({
    db: entra.deps.db,
    entra: entra.door,
    tls: entra.deps.tls,
    url,
  });
  const { systemUserId } = await dataverse.door.ensureUser({
    objectId: anna.id,
    fullName: anna.displayName,
    mail: anna.mail,
    roles: ['Salesperson'],
  });
  annaUserId = systemUserId;
});
afterAll(async () => {
  await dataverse.close();
  await entra.close();
});

describe('dynamics-web-api', () => {
  test('learns who it is, as a person and as an application for a person', async () => {
    const own = await asUser().callFunction('WhoAmI');
    expect(own.UserId).toBe(annaUserId);
    const name = { functionName: 'WhoAmI' };
    expect((await asApplication().callFunction(name)).UserId).not.toBe(annaUserId);
    const acting = await asApplication().callFunction({ ...name, impersonateAAD: anna.id });
    expect(acting.UserId).toBe(annaUserId);
  });

  test('creates, reads, changes and deletes a row', async () => {
    const api = asUser();
    const collection = 'contacts';
    const data = { firstname: 'Ada', lastname: 'Byron' };
    const key = await api.create<object, string>({ collection, data });
    const read = await api.retrieve({ collection, key, select: ['fullname', 'statecode'] });
    expect(read).toMatchObject({
      fullname: 'Ada Byron',
      statecode: 0,
      contactid: key,
    });
    const changed = await api.update({
      collection,
      key,
      data: { jobtitle: 'Countess' },
      returnRepresentation: true,
      select: ['jobtitle'],
    });
    expect(changed).toMatchObject({ jobtitle: 'Countess' });
    const stale = api.update({
      collection,
      key,
      data: { jobtitle: 'x' },
      ifmatch: read['@odata.etag'] as string,
    });
    // The client takes a failed condition as the answer false.
    expect(await stale).toBe(false);
    await api.deleteRecord({ collection, key });
    await expect(api.retrieve({ collection, key })).rejects.toMatchObject({
      status: 404,
      code: '0x80040217',
    });
  });

  test('creates an e-mail with parties once, by its own id (upsert)', async () => {
    const api = asUser();
    const collection = 'emails';
    const key = 'dddddddd-0000-4000-8000-000000000001';
    const data = {
      subject: 'Offer',
      messageid: '<offer@x>',
      email_activity_parties: [
        {
          participationtypemask: 1,
          'partyid_systemuser@odata.bind': `/systemusers(${annaUserId})`,
        },
        { participationtypemask: 2, addressused: "o'neil@x.org" },
      ],
    };
    const upsert = () => api.upsert({ collection, key, data, ifnonematch: '*' });
    await upsert();
    expect(await upsert()).toBeNull();
    const email = await api.retrieve({
      collection,
      key,
      select: ['subject'],
      expand: [
        {
          property: 'email_activity_parties',
          select: ['participationtypemask', 'addressused', '_partyid_value'],
        },
      ],
    });
    expect(email.email_activity_parties).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ participationtypemask: 1, addressused: anna.mail }),
        expect.objectContaining({ participationtypemask: 2, addressused: "o'neil@x.org" }),
      ]),
    );
  });

  test('reads all pages and counts', async () => {
    const api = asUser();
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      await api.create({ collection: 'accounts', data: { name } });
    }
    const query = { collection: 'accounts', select: ['name'], orderBy: ['name'], maxPageSize: 2 };
    const first = await api.retrieveMultiple(query);
    expect(first.value.map(({ name }) => name as string)).toEqual(['a', 'b']);
    expect(first['@odata.nextLink'] ?? first.oDataNextLink).toBeDefined();
    const all = await api.retrieveAll(query);
    expect(all.value.map(({ name }) => name as string)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(await api.count({ collection: 'accounts', filter: "name eq 'a' or name eq 'B'" })).toBe(
      2,
    );
  });

  test('runs a change set by $batch and refers to its rows', async () => {
    const api = asUser();
    api.startBatch();
    void api.create({ collection: 'accounts', data: { name: 'In batch' }, contentId: '1' });
    void api.create({
      collection: 'contacts',
      data: { lastname: 'Batch', 'parentcustomerid_account@odata.bind': '$1' },
    });
    const [accountId] = (await api.executeBatch()) as string[];
    const contacts = await api.retrieveMultiple({
      collection: 'contacts',
      select: ['lastname'],
      filter: `_parentcustomerid_value eq ${accountId}`,
    });
    expect(contacts.value).toMatchObject([{ lastname: 'Batch' }]);
  });

  test('reads several tables in one batch', async () => {
    const api = asUser();
    api.startBatch();
    for (const collection of ['contacts', 'accounts', 'leads']) {
      void api.retrieveMultiple({ collection, select: ['createdon'], inChangeSet: false });
    }
    const answers = (await api.executeBatch()) as { value: unknown[] }[];
    expect(answers.map(({ value }) => Array.isArray(value))).toEqual([true, true, true]);
  });

  test('sets a look-up and takes it away', async () => {
    const api = asUser();
    const collection = 'contacts';
    const accountId = await api.create<object, string>({
      collection: 'accounts',
      data: { name: 'Linked' },
    });
    const key = await api.create<object, string>({ collection, data: { lastname: 'Link' } });
    const link = { collection, primaryKey: key, navigationProperty: 'parentcustomerid_account' };
    await api.associateSingleValued({
      ...link,
      relatedCollection: 'accounts',
      relatedKey: accountId,
    });
    const select = ['_parentcustomerid_value'];
    const linked = await api.retrieve({ collection, key, select });
    expect(linked).toMatchObject({ _parentcustomerid_value: accountId });
    await api.disassociateSingleValued(link);
    const unlinked = await api.retrieve({ collection, key, select });
    expect(unlinked).toMatchObject({ _parentcustomerid_value: null });
  });

  test('asks for rights with an object as parameter', async () => {
    const api = asUser();
    const collection = 'contacts';
    const key = await api.create<object, string>({ collection, data: { lastname: 'Rights' } });
    const { AccessRights } = await api.callFunction({
      collection: 'systemusers',
      key: annaUserId,
      name: 'Microsoft.Dynamics.CRM.RetrievePrincipalAccess',
      parameters: { Target: { '@odata.id': `contacts(${key})` } },
    });
    expect(AccessRights).toContain('WriteAccess');
  });

  test('finds entity sets by table names in EntityDefinitions', async () => {
    const rows = await asUser(true).retrieveMultiple({ collection: 'opportunity', top: 1 });
    expect(rows.value).toEqual([]);
  });
});
