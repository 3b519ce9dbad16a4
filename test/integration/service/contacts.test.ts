import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type {
  ContactOutcomes,
  ContactViews,
  CrmContacts,
  OutlookContact,
  OutlookContacts,
} from '../../../src/contracts/contact.ts';
import type { SeveralProgress } from '../../../src/contracts/several.ts';
import { eventually } from '../../support/eventually.ts';
import { graphCall } from '../../support/graph-call.ts';
import { anna, bela, customer, ids, startRegarding } from '../../support/regarding.ts';
import type { Reply, TestRegarding } from '../../support/regarding.ts';

let rig: TestRegarding;

beforeAll(async () => {
  rig = await startRegarding();
}, 120_000);
afterAll(() => rig.close());
afterEach(() => rig.mend());

const graph = (method: string, path: string, body?: unknown, person = anna): Promise<Reply> =>
  graphCall(rig, person, method, path, body);

let contacts = 0;

/** A contact of Anna's Outlook; answers its id. */
async function add(contact: object = {}): Promise<string> {
  contacts += 1;
  const made = await graph('POST', '/contacts', {
    givenName: 'Person',
    surname: `Number${contacts}`,
    emailAddresses: [{ address: `person${contacts}@elsewhere.example` }],
    ...contact,
  });
  expect(made.status).toBe(201);
  return made.body.id as string;
}

const link = 'String {59637a3d-a023-4030-9e9a-8523adee3c13} Name RegardingContact';

const markOf = async (id: string): Promise<string | undefined> => {
  const expand = `$expand=singleValueExtendedProperties($filter=id eq '${link}')`;
  const { body } = await graph('GET', `/contacts/${id}?${expand}`);
  return body.singleValueExtendedProperties?.[0]?.value as string | undefined;
};

const post = async (verb: string, body: object, person = anna): Promise<ContactOutcomes> =>
  (await rig.call(person, `/api/contacts/${verb}`, body)).body as ContactOutcomes;

const track = (id: string, about: object = {}): Promise<ContactOutcomes> =>
  post('track', { contacts: [{ id, ...about }] });

const outlook = async (query = ''): Promise<OutlookContacts> =>
  (await rig.call(anna, `/api/contacts/outlook?fresh=1${query}`)).body as OutlookContacts;

const inCrm = async (query: string): Promise<CrmContacts['contacts']> =>
  ((await rig.call(anna, `/api/contacts/crm?${query}`)).body as CrmContacts).contacts;

const listed = async (id: string): Promise<OutlookContact> => {
  const { contacts: all } = await outlook();
  return all.find((contact) => contact.id === id)!;
};

const crmContact = async (id: string): Promise<Reply> => rig.crm(anna, `contacts(${id})`);

/** The CRM id of a contact that is tracked. */
const recordOf = async (id: string): Promise<string> => (await listed(id)).recordId!;

describe('Tracking contacts', () => {
  test('A contact becomes a CRM contact with its fields and carries the CRM’s id, no category (I-09, C-03, C-08)', async () => {
    const id = await add({
      givenName: 'Ilona',
      surname: 'Nagy',
      nickName: 'Ili',
      jobTitle: 'Buyer',
      department: 'Purchasing',
      businessPhones: ['+36 1 234 5678', '+36 1 999'],
      mobilePhone: '+36 30 111 2222',
      homePhones: ['+36 1 777'],
      birthday: '1980-05-04',
      spouseName: 'Péter',
      businessAddress: { street: 'Fő utca 1\n2. emelet', city: 'Győr', countryOrRegion: 'Hungary' },
      singleValueExtendedProperties: [
        { id: 'String 0x3A24', value: '+36 1 555' },
        { id: 'SystemTime 0x3A41', value: '2010-06-05T00:00:00Z' },
      ],
    });
    const reply = await track(id);
    expect(reply).toEqual({
      contacts: [{ id, state: 'tracked', problem: null, missing: [], matches: [] }],
      batchId: null,
    });
    const record = await recordOf(id);
    expect((await crmContact(record)).body).toMatchObject({
      firstname: 'Ilona',
      lastname: 'Nagy',
      nickname: 'Ili',
      jobtitle: 'Buyer',
      department: 'Purchasing',
      telephone1: '+36 1 234 5678',
      business2: '+36 1 999',
      mobilephone: '+36 30 111 2222',
      telephone2: '+36 1 777',
      fax: '+36 1 555',
      birthdate: '1980-05-04',
      anniversary: '2010-06-05',
      spousesname: 'Péter',
      address1_line1: 'Fő utca 1',
      address1_line2: '2. emelet',
      address1_city: 'Győr',
      address1_country: 'Hungary',
    });
    expect(await markOf(id)).toBe(record);
    const { body } = await graph('GET', `/contacts/${id}`);
    expect(body.categories).toEqual([]);
  });

  test('Tracking again brings the CRM up to date and makes no second contact (I-09)', async () => {
    const id = await add({ surname: 'Twice', jobTitle: 'Clerk' });
    await track(id);
    const record = await recordOf(id);
    await graph('PATCH', `/contacts/${id}`, { jobTitle: 'Head of purchasing' });
    await track(id);
    expect(await recordOf(id)).toBe(record);
    expect((await crmContact(record)).body.jobtitle).toBe('Head of purchasing');
    const same = await rig.crm(anna, "contacts?$filter=lastname eq 'Twice'");
    expect(same.body.value).toHaveLength(1);
  });

  test('The one contact with the address is linked; only its blanks are filled (C-03)', async () => {
    const id = await add({
      givenName: 'Carla',
      surname: 'Elsewise',
      jobTitle: 'Tailor',
      emailAddresses: [{ address: customer.address.toUpperCase() }],
    });
    await track(id);
    expect(await recordOf(id)).toBe(ids.contact);
    const { body } = await crmContact(ids.contact);
    expect([body.lastname, body.jobtitle]).toEqual(['Customer', 'Tailor']);
    expect((await listed(id)).account).toMatchObject({ id: ids.account, name: 'Customer Ltd' });
  });

  test('Of several with the address the answer asks which; a choice is kept (C-03)', async () => {
    const address = 'shared@twins.example';
    for (const lastname of ['One', 'Two']) {
      const made = await rig.crm(anna, 'contacts', {
        method: 'POST',
        body: JSON.stringify({ firstname: 'Twin', lastname, emailaddress1: address }),
      });
      expect(made.status).toBe(204);
    }
    const id = await add({ surname: 'Twin', emailAddresses: [{ address }] });
    const [asked] = (await track(id)).contacts;
    expect([asked!.state, asked!.matches.map(({ name }) => name).sort()]).toEqual([
      'not-tracked',
      ['Twin One', 'Twin Two'],
    ]);
    const chosen = asked!.matches[1]!.id;
    const [done] = (await track(id, { is: chosen })).contacts;
    expect(done!.state).toBe('tracked');
    expect(await recordOf(id)).toBe(chosen);
    const other = await add({ surname: 'Triplet', emailAddresses: [{ address }] });
    await track(other, { is: null });
    expect((await crmContact(await recordOf(other))).body.lastname).toBe('Triplet');
  });

  test('What the CRM requires and the contact lacks is named, and nothing is done (C-03)', async () => {
    const id = await add({ surname: null });
    const [refused] = (await track(id)).contacts;
    expect(refused).toMatchObject({ state: 'not-tracked', missing: ['Last Name'] });
    expect((await listed(id)).state).toBe('not-tracked');
  });

  test('A contact that is gone is said to be gone', async () => {
    const id = await add();
    await graph('DELETE', `/contacts/${id}`);
    const [refused] = (await track(id)).contacts;
    expect(refused).toMatchObject({ id, state: 'not-tracked', problem: 'item-not-found' });
  });

  test('What the CRM does not take now is pending, and a worker finishes it (C-03, I-02)', async () => {
    const id = await add({ surname: 'Patient' });
    await rig.break('dataverse', {
      match: { method: 'PATCH', path: '/contacts(' },
      respond: { status: 503 },
    });
    const [first] = (await track(id)).contacts;
    expect(first).toMatchObject({ state: 'pending', problem: 'crm-unavailable' });
    await rig.mend();
    const worker = await rig.addWorker();
    await eventually(
      async () => (await listed(id)).state,
      (state) => state === 'tracked',
      20_000,
    );
    await worker.close();
  });
});

describe('Accounts', () => {
  test('Linking an untracked contact tracks it; its company becomes the account’s name (C-05, CT-08)', async () => {
    const id = await add({ surname: 'Linked', companyName: 'Old name' });
    const account = { table: 'account', id: ids.account };
    const { contacts: linked } = await post('link', { ids: [id], account });
    expect(linked[0]!.state).toBe('tracked');
    const record = await crmContact(await recordOf(id));
    expect(record.body['_parentcustomerid_value']).toBe(ids.account);
    expect((await graph('GET', `/contacts/${id}`)).body.companyName).toBe('Customer Ltd');
    expect((await listed(id)).account!.name).toBe('Customer Ltd');
  });

  test('A link can be taken off; the other fields stay (C-05)', async () => {
    const id = await add({ surname: 'Unlinked', jobTitle: 'Smith' });
    await post('link', {
      ids: [id],
      account: { table: 'account', id: ids.account },
    });
    await post('link', { ids: [id], account: null });
    const record = await crmContact(await recordOf(id));
    expect(record.body['_parentcustomerid_value']).toBeNull();
    expect(record.body.jobtitle).toBe('Smith');
    expect((await listed(id)).account).toBeNull();
  });
});

describe('Untracking contacts', () => {
  test('Untrack and keep leaves the CRM’s contact and takes the mark off (C-04)', async () => {
    const id = await add({ surname: 'Kept' });
    await track(id);
    const record = await recordOf(id);
    await post('untrack', { ids: [id], deleteCopy: false });
    expect((await crmContact(record)).status).toBe(200);
    expect(await markOf(id)).not.toBe(record);
    expect((await listed(id)).state).toBe('not-tracked');
  });

  test('Untrack and delete deletes it, whoever owns it, where the role allows (C-04)', async () => {
    const id = await add({ surname: 'Deleted' });
    await track(id);
    const record = await recordOf(id);
    const {
      contacts: [gone],
    } = await post('untrack', { ids: [id], deleteCopy: true });
    const may = (await outlook()).can.delete;
    expect([gone!.state, (await crmContact(record)).status]).toEqual(
      may ? ['not-tracked', 404] : ['tracked', 200],
    );
  });

  test('Tracking after that makes it again under the same id', async () => {
    const id = await add({ surname: 'Again' });
    await track(id);
    const record = await recordOf(id);
    await post('untrack', { ids: [id], deleteCopy: false });
    await track(id);
    expect(await recordOf(id)).toBe(record);
  });
});

describe('Lists', () => {
  test('Outlook’s contacts come from every folder, sorted, with their state (C-01, C-02)', async () => {
    const folder = await graph('POST', '/contactFolders', { displayName: 'Fair' });
    const path = `/contactFolders/${folder.body.id}/contacts`;
    const made = await graph('POST', path, { givenName: 'Árpád', surname: 'Mappás' });
    const { contacts: all, can, total } = await outlook('&language=hu');
    expect(all.map(({ id }) => id)).toContain(made.body.id);
    expect(all).toHaveLength(total);
    const names = all.map(({ name }) => name);
    expect(names).toEqual(names.toSorted(new Intl.Collator('hu', { numeric: true }).compare));
    expect(can).toMatchObject({ track: true, create: true });
    const tracked = await outlook('&state=tracked');
    expect(new Set(tracked.contacts.map(({ state }) => state))).toEqual(new Set(['tracked']));
    const untracked = await outlook('&state=untracked');
    expect(tracked.total + untracked.total).toBe(total);
  });

  test.each([
    ['name without accents', 'arpad keresett'],
    ['title', 'főkönyvelő'],
    ['department', 'pénzügy'],
    ['company', 'acél'],
    ['e-mail', 'arpad.k@acel'],
    ['phone with other spaces', '+36201234567'],
    ['city', 'miskolc'],
  ])('A search finds a contact by its %s (C-06)', async (_what, words) => {
    const email = 'arpad.k@acel.example';
    const known = await outlook(`&q=${encodeURIComponent(email)}`);
    if (known.total === 0) {
      await add({
        givenName: 'Árpád',
        surname: 'Keresett',
        jobTitle: 'Főkönyvelő',
        department: 'Pénzügy',
        companyName: 'Acél Kft.',
        emailAddresses: [{ address: email }],
        mobilePhone: '+36 (20) 123-4567',
        homeAddress: { city: 'Miskolc' },
      });
    }
    const { contacts: found } = await outlook(`&q=${encodeURIComponent(words)}`);
    expect(found.map(({ email: address }) => address)).toEqual([email]);
  });

  test('The CRM’s contacts come by view, with more than Microsoft searches (C-01, C-06)', async () => {
    const { body } = await rig.call(anna, '/api/contacts/views');
    const active = (body as ContactViews).views.find(({ name }) => name === 'Active Contacts');
    const all = await inCrm(`view=${active!.id}`);
    const carla = all.find(({ id }) => id === ids.contact);
    expect(carla).toMatchObject({ name: customer.name, company: 'Customer Ltd' });
    for (const words of ['carla@cust', 'customer ltd', "o'100%"]) {
      const found = await inCrm(`q=${encodeURIComponent(words)}`);
      const names = found.map(({ name }) => name);
      if (words.startsWith('o')) expect(names).toEqual([]);
      else expect(names).toContain(customer.name);
    }
  });

  test('A view somebody made is theirs alone (C-01)', async () => {
    const fetchxml =
      '<fetch><entity name="contact"><attribute name="fullname"/><link-entity name="account" ' +
      'from="accountid" to="parentcustomerid" alias="a"><attribute name="name"/><filter>' +
      '<condition attribute="name" operator="eq" value="Customer Ltd"/></filter></link-entity>' +
      '</entity></fetch>';
    const made = await rig.crm(anna, 'userqueries', {
      method: 'POST',
      body: JSON.stringify({ name: 'Of one', returnedtypecode: 'contact', querytype: 0, fetchxml }),
    });
    expect(made.status).toBe(204);
    const views = async (person: typeof anna): Promise<ContactViews['views']> =>
      ((await rig.call(person, '/api/contacts/views')).body as ContactViews).views;
    const view = (await views(anna)).find(({ name }) => name === 'Of one');
    expect(view).toMatchObject({ isOwn: true });
    expect((await views(bela)).map(({ name }) => name)).not.toContain('Of one');
    const found = await inCrm(`view=${view?.id}&own=1&q=carla`);
    expect(found.map(({ name }) => name)).toEqual([customer.name]);
  });
});

describe('Add to Outlook', () => {
  test('A contact of the CRM comes into Outlook, tracked, once however often it is asked (CT-01)', async () => {
    const record = 'd0000000-0000-4000-8000-00000000d0aa';
    const made = await rig.crm(anna, 'contacts', {
      method: 'POST',
      body: JSON.stringify({
        contactid: record,
        firstname: 'Dora',
        lastname: 'Downloaded',
        telephone1: '+36 1 321',
        emailaddress1: 'dora@downloaded.example',
        address1_line1: 'Kossuth tér 1',
        address1_city: 'Szeged',
        'parentcustomerid_account@odata.bind': `/accounts(${ids.account})`,
      }),
    });
    expect(made.status).toBe(204);
    const ask = async (): Promise<string> =>
      (await post('add-to-outlook', { ids: [record] })).contacts[0]!.state;
    expect(await Promise.all([ask(), ask()])).toEqual(['tracked', 'tracked']);
    await ask();
    const { contacts: found } = await outlook('&q=downloaded');
    expect(found).toMatchObject([
      { state: 'tracked', recordId: record, company: 'Customer Ltd', phone: '+36 1 321' },
    ]);
    const { body } = await graph('GET', `/contacts/${found[0]!.id}`);
    expect(body.businessAddress).toMatchObject({ street: 'Kossuth tér 1', city: 'Szeged' });
    expect(await inCrm('q=downloaded')).toMatchObject([{ isInOutlook: true }]);
  });
});

describe('Many at once', () => {
  test('Many are accepted together and told apart; their progress can be asked for (C-03)', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `Many${index}`);
    const many = await Promise.all(names.map((surname) => add({ surname })));
    const bad = await add({ surname: null });
    const answer = await post('track', { contacts: [...many, bad].map((id) => ({ id })) });
    expect(answer.contacts).toHaveLength(13);
    expect(answer.contacts.at(-1)).toMatchObject({ id: bad, missing: ['Last Name'] });
    const progress = async (): Promise<SeveralProgress> =>
      (await rig.call(anna, `/api/items/several/${answer.batchId}`)).body as SeveralProgress;
    const last = await eventually(progress, ({ done }) => done === 12);
    expect(last).toMatchObject({ total: 12, done: 12, pending: 0, failed: [] });
  });

  test('Nobody reads or changes the contacts of somebody else', async () => {
    const id = await add({ surname: 'Private' });
    const {
      contacts: [refused],
    } = await post('track', { contacts: [{ id }] }, bela);
    expect(refused).toMatchObject({ state: 'not-tracked' });
    const own = await rig.call(bela, '/api/contacts/outlook');
    expect(own.body.contacts).toEqual([]);
  });
});
