import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestDataverse, type TestDataverse } from '../../support/dataverse.ts';
import { create, refusal } from '../../support/dataverse-rows.ts';

let dataverse: TestDataverse;
let contact: string;
let account: string;
let project: string;

beforeAll(async () => {
  dataverse = await startTestDataverse();
  contact = await create(dataverse, 'contacts', { lastname: 'Byron', emailaddress1: 'ada@x.org' });
  account = await create(dataverse, 'accounts', { name: 'Contoso' });
  project = await create(dataverse, 'new_projects', { new_name: 'Engine' });
});
afterAll(() => dataverse.close());
const call: TestDataverse['call'] = (...request) => dataverse.call(...request);

interface Party {
  participationtypemask: number;
  addressused: string | null;
  _partyid_value: string | null;
}

async function partiesOf(entitySet: string, id: string): Promise<Party[]> {
  const collection = `${entitySet.slice(0, -1)}_activity_parties`;
  const select = 'participationtypemask,addressused,_partyid_value';
  const { body } = await call(
    'GET',
    `${entitySet}(${id})?$select=subject&$expand=${collection}($select=${select};$orderby=participationtypemask)`,
  );
  return (body as Record<string, Party[]>)[collection] ?? [];
}

const masks = (parties: Party[]) => parties.map((party) => party.participationtypemask);

const email = (extra: object = {}) => ({
  subject: 'Re: Offer',
  description: '<p>Hello</p>',
  directioncode: false,
  messageid: '<CAB12@mail.x.org>',
  ...extra,
});

const parties = (address = 'unknown@else.org') => ({
  email_activity_parties: [
    { participationtypemask: 1, 'partyid_contact@odata.bind': `/contacts(${contact})` },
    { participationtypemask: 3, addressused: address },
  ],
});

describe('An e-mail', () => {
  test('keeps resolved and unresolved parties, and gets Regarding and Owner ones (§1.6)', async () => {
    const id = await create(
      dataverse,
      'emails',
      email({
        ...parties(),
        'regardingobjectid_account_email@odata.bind': `/accounts(${account})`,
      }),
    );
    const stored = await partiesOf('emails', id);
    expect(masks(stored)).toEqual([1, 3, 8, 9]);
    expect(stored[0]).toMatchObject({ _partyid_value: contact, addressused: 'ada@x.org' });
    expect(stored[1]).toMatchObject({ _partyid_value: null, addressused: 'unknown@else.org' });
    expect(stored[2]).toMatchObject({ _partyid_value: account });
  });

  test('never shows its parties as properties (T-5)', async () => {
    const id = await create(dataverse, 'emails', email(parties()));
    const { body } = await call('GET', `emails(${id})`);
    expect(Object.keys(body as object)).not.toEqual(expect.arrayContaining(['from']));
    expect(JSON.stringify(body)).not.toContain('unknown@else.org');
  });

  test('has its parties replaced by those of a PATCH', async () => {
    const id = await create(dataverse, 'emails', email(parties('old@else.org')));
    const body = { email_activity_parties: [{ participationtypemask: 2, addressused: 'n@e.org' }] };
    expect((await call('PATCH', `emails(${id})`, { body })).status).toBe(204);
    expect(masks(await partiesOf('emails', id))).toEqual([2, 9]);
  });

  test('takes only the kinds of party an e-mail has', async () => {
    const body = email({
      email_activity_parties: [{ participationtypemask: 5, addressused: 'x' }],
    });
    expect(refusal(await call('POST', 'emails', { body }))).toEqual({
      status: 400,
      code: '0x80040203',
    });
  });

  test('is regarding a record by the bare or the suffixed property, standard or custom', async () => {
    for (const [property, url, id] of [
      ['regardingobjectid_contact', `/contacts(${contact})`, contact],
      ['regardingobjectid_new_project_email', `/new_projects(${project})`, project],
      ['regardingobjectid_new_project', `/new_projects(${project})`, project],
    ] as const) {
      const made = await create(dataverse, 'emails', email({ [`${property}@odata.bind`]: url }));
      const { body } = await call('GET', `emails(${made})?$select=_regardingobjectid_value`, {
        headers: { prefer: 'odata.include-annotations="*"' },
      });
      expect(body).toMatchObject({ _regardingobjectid_value: id });
      const navigation =
        '_regardingobjectid_value@Microsoft.Dynamics.CRM.associatednavigationproperty';
      expect((body as Record<string, string>)[navigation]).toMatch(/_email$/);
    }
  });

  test('moves its Regarding party along when regarding changes or is removed', async () => {
    const id = await create(
      dataverse,
      'emails',
      email({ 'regardingobjectid_account_email@odata.bind': `/accounts(${account})` }),
    );
    const body = { 'regardingobjectid_contact_email@odata.bind': `/contacts(${contact})` };
    await call('PATCH', `emails(${id})`, { body });
    expect((await partiesOf('emails', id))[0]).toMatchObject({ _partyid_value: contact });
    await call('DELETE', `emails(${id})/regardingobjectid_contact_email/$ref`);
    expect(masks(await partiesOf('emails', id))).toEqual([9]);
  });

  test('is found by its Message-ID', async () => {
    await create(dataverse, 'emails', email({ messageid: '<find+me/1@x>' }));
    const filter = encodeURIComponent("messageid eq '<FIND+me/1@x>'");
    const { body } = await call('GET', `emails?$select=activityid&$filter=${filter}`);
    expect(body.value).toHaveLength(1);
    const check = (id: string) =>
      call('GET', `CheckPromoteEmail(MessageId=@m,DirectionCode=0)?@m='${encodeURIComponent(id)}'`);
    expect((await check('<find+me/1@x>')).body).toMatchObject({
      ShouldPromote: false,
      ReasonCode: 0,
    });
    expect((await check('<other@x>')).body).toMatchObject({ ShouldPromote: true, ReasonCode: -1 });
  });

  test('ignores columns only the server fills, statecode on create among them (T-3)', async () => {
    const body = email({ statecode: 1, inreplyto: '<a@b>', senton: '2026-01-01T00:00:00Z' });
    const id = await create(dataverse, 'emails', body);
    const read = await call('GET', `emails(${id})?$select=statecode,statuscode,inreplyto,senton`);
    expect(read.body).toMatchObject({ statecode: 0, statuscode: 1, inreplyto: null, senton: null });
    expect(refusal(await call('POST', 'emails', { body: email({ statuscode: 4 }) }))).toEqual({
      status: 400,
      code: '0x80048408',
    });
  });

  test('is completed by state and status that belong together', async () => {
    const id = await create(dataverse, 'emails', email());
    const change = (body: object) => call('PATCH', `emails(${id})`, { body });
    const invalid = { status: 400, code: '0x80048408' };
    expect(refusal(await change({ statecode: 0, statuscode: 4 }))).toEqual(invalid);
    expect(refusal(await change({ statuscode: 4 }))).toEqual(invalid);
    expect(refusal(await change({ statuscode: null }))).toEqual(invalid);
    expect((await change({ statecode: 1, statuscode: 4 })).status).toBe(204);
    const read = await call('GET', `emails(${id})?$select=statecode,statuscode,actualend`);
    expect(read.body).toMatchObject({
      statecode: 1,
      statuscode: 4,
      actualend: expect.any(String),
    });
  });

  test('is read-only once completed, but for regarding, owner, category and parties', async () => {
    const id = await create(dataverse, 'emails', email(parties()));
    const change = (body: object) => call('PATCH', `emails(${id})`, { body });
    await change({ statecode: 1, statuscode: 3 });
    for (const body of [{ subject: 'x' }, { description: 'x' }, { messageid: 'x' }]) {
      expect(refusal(await change(body))).toEqual({ status: 400, code: '0x8004022e' });
    }
    for (const body of [
      { 'regardingobjectid_account_email@odata.bind': `/accounts(${account})` },
      { category: 'x' },
      parties('again@else.org'),
    ]) {
      expect((await change(body)).status).toBe(204);
    }
    expect((await change({ statecode: 0 })).status).toBe(204);
    expect((await change({ subject: 'open again' })).status).toBe(204);
  });

  test('brings attachments with sizes, counts them, and takes them along when deleted', async () => {
    const id = await create(dataverse, 'emails', email());
    const attachment = {
      filename: 'a.txt',
      mimetype: 'text/plain',
      body: Buffer.from('hello').toString('base64'),
      objecttypecode: 'email',
    };
    for (const property of ['objectid_email', 'objectid_activitypointer']) {
      const body = { ...attachment, [`${property}@odata.bind`]: `/emails(${id})` };
      await create(dataverse, 'activitymimeattachments', body);
    }
    const list = `emails(${id})/activity_pointer_activity_mime_attachment`;
    const { body } = await call('GET', `${list}?$select=filename,filesize,mimetype`);
    expect(body.value).toMatchObject([{ filesize: 5 }, { filesize: 5 }]);
    expect(JSON.stringify(body)).not.toContain('aGVsbG8');
    const count = await call('GET', `emails(${id})?$select=attachmentcount`);
    expect(count.body).toMatchObject({ attachmentcount: 2 });
    expect((await call('DELETE', `emails(${id})`)).status).toBe(204);
    const filter = `_objectid_value eq ${id}`;
    expect((await call('GET', `activitymimeattachments?$filter=${filter}`)).body.value).toEqual([]);
    const left = await call('GET', `activityparties?$filter=_activityid_value eq ${id}`);
    expect(left.body.value).toEqual([]);
  });

  test('refuses attachments that are not base64 or larger than maxuploadfilesize', async () => {
    const id = await create(dataverse, 'emails', email());
    const attach = (body: string) =>
      call('POST', 'activitymimeattachments', {
        body: { filename: 'a', body, 'objectid_email@odata.bind': `/emails(${id})` },
      });
    expect((await attach('äöü')).status).toBe(400);
    expect((await attach(Buffer.alloc(5_242_881).toString('base64'))).status).toBe(413);
  });
});

describe('Other activities', () => {
  test('an appointment needs its times and has attendees', async () => {
    const times = {
      scheduledstart: '2026-12-01T09:00:00+01:00',
      scheduledend: '2026-12-01T10:00:00+01:00',
    };
    expect(refusal(await call('POST', 'appointments', { body: { subject: 'x' } }))).toEqual({
      status: 400,
      code: '0x80040200',
    });
    const id = await create(dataverse, 'appointments', {
      subject: 'Review',
      ...times,
      globalobjectid: '040000008200E00074C5B7101A82E008',
      appointment_activity_parties: [
        { participationtypemask: 5, 'partyid_contact@odata.bind': `/contacts(${contact})` },
        { participationtypemask: 7, addressused: 'me@x.org' },
      ],
    });
    expect(masks(await partiesOf('appointments', id))).toEqual([5, 7, 9]);
    const read = await call('GET', `appointments(${id})?$select=scheduledstart,statuscode`);
    expect(read.body).toMatchObject({ scheduledstart: '2026-12-01T08:00:00Z', statuscode: 1 });
    const body = { statecode: 3, statuscode: 5 };
    expect((await call('PATCH', `appointments(${id})`, { body })).status).toBe(204);
  });

  test('a task has no parties to write', async () => {
    const id = await create(dataverse, 'tasks', {
      subject: 'Call back',
      scheduledend: '2026-12-01T00:00:00Z',
      'regardingobjectid_contact_task@odata.bind': `/contacts(${contact})`,
    });
    const read = await call('GET', `tasks(${id})?$select=statuscode`);
    expect(read.body).toMatchObject({ statuscode: 2 });
    const body = { subject: 'x', task_activity_parties: [] };
    expect((await call('POST', 'tasks', { body })).status).toBe(400);
  });

  test('all appear in activitypointers and in the collections of what they are regarding', async () => {
    const id = await create(dataverse, 'contacts', { lastname: 'Timeline' });
    const regarding = (table: string) => ({
      [`regardingobjectid_contact_${table}@odata.bind`]: `/contacts(${id})`,
    });
    await create(dataverse, 'emails', email(regarding('email')));
    await create(dataverse, 'phonecalls', { subject: 'Call', ...regarding('phonecall') });
    for (const path of [
      `activitypointers?$filter=_regardingobjectid_value eq ${id}&`,
      `contacts(${id})/Contact_ActivityPointers?`,
    ]) {
      const query = '$select=subject,activitytypecode&$orderby=activitytypecode';
      const { body } = await call('GET', path + query);
      expect(body.value).toMatchObject([
        { activitytypecode: 'email', subject: 'Re: Offer' },
        { activitytypecode: 'phonecall', subject: 'Call' },
      ]);
    }
    expect((await call('GET', `contacts(${id})/Contact_Phonecalls/$count`)).body).toBe('1');
  });

  test('a person is found as party, with the e-mail (§1.5)', async () => {
    const person = await create(dataverse, 'contacts', { lastname: 'Party', emailaddress1: 'p@x' });
    await create(
      dataverse,
      'emails',
      email({
        subject: 'As party',
        email_activity_parties: [
          { participationtypemask: 2, 'partyid_contact@odata.bind': `/contacts(${person})` },
        ],
      }),
    );
    const { body } = await call(
      'GET',
      `activityparties?$select=participationtypemask,addressused&$filter=_partyid_value eq ${person}&$expand=activityid_email($select=subject)`,
    );
    expect(body.value).toMatchObject([
      { addressused: 'p@x', activityid_email: { subject: 'As party' } },
    ]);
    expect((await call('POST', 'activityparties', { body: {} })).status).toBe(405);
  });

  test('an activity goes with the record it is regarding; a deleted party stays by address', async () => {
    const person = await create(dataverse, 'contacts', { lastname: 'Gone', emailaddress1: 'g@x' });
    const party = {
      participationtypemask: 2,
      'partyid_contact@odata.bind': `/contacts(${person})`,
    };
    const kept = await create(dataverse, 'emails', email({ email_activity_parties: [party] }));
    const gone = await create(
      dataverse,
      'emails',
      email({ 'regardingobjectid_contact_email@odata.bind': `/contacts(${person})` }),
    );
    await call('DELETE', `contacts(${person})`);
    expect((await call('GET', `emails(${gone})`)).status).toBe(404);
    expect((await partiesOf('emails', kept))[0]).toMatchObject({ addressused: 'g@x' });
  });
});
