import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestDataverse, type TestDataverse } from '../../support/dataverse.ts';
import { create, idOf, refusal } from '../../support/dataverse-rows.ts';

let dataverse: TestDataverse;
let user: string;

beforeAll(async () => {
  dataverse = await startTestDataverse({ now: () => new Date('2026-11-22T09:30:00Z') });
  const person = {
    objectId: '11111111-aaaa-4aaa-8aaa-0000000000ad',
    fullName: 'Ada Byron',
    mail: 'ada@fabrikam.com',
    roles: ['System Administrator'],
  };
  user = (await dataverse.door.ensureUser(person)).systemUserId;
});
afterAll(() => dataverse.close());
const call: TestDataverse['call'] = (...request) => dataverse.call(...request);
const post = (path: string, body: unknown) => call('POST', path, { body });

describe('Rows made together', () => {
  test('an account brings its contact, its opportunities and their tasks (deep insert)', async () => {
    const id = await create(dataverse, 'accounts', {
      name: 'Contoso',
      primarycontactid: { firstname: 'John', lastname: 'Smith' },
      opportunity_customer_accounts: [
        { name: 'Deal', Opportunity_Tasks: [{ subject: 'Call back' }] },
      ],
    });
    const expand =
      '$expand=primarycontactid($select=fullname),opportunity_customer_accounts($select=name)';
    const { body } = await call('GET', `accounts(${id})?$select=name&${expand}`);
    expect(body).toMatchObject({
      primarycontactid: { fullname: 'John Smith' },
      opportunity_customer_accounts: [{ name: 'Deal' }],
    });
    const deal = body.opportunity_customer_accounts[0].opportunityid as string;
    const tasks = await call('GET', `opportunities(${deal})/Opportunity_Tasks?$select=subject`);
    expect(tasks.body.value).toMatchObject([{ subject: 'Call back' }]);
  });

  test('a row is made in the collection it is posted to, and PATCH makes none (1.8)', async () => {
    const account = await create(dataverse, 'accounts', { name: 'Parent' });
    const made = await post(`accounts(${account})/contact_customer_accounts`, {
      lastname: 'Child',
    });
    expect(made.status).toBe(204);
    const child = await call('GET', `contacts(${idOf(made)})?$select=_parentcustomerid_value`);
    expect(child.body._parentcustomerid_value).toBe(account);
    const body = { primarycontactid: { lastname: 'x' } };
    expect((await call('PATCH', `accounts(${account})`, { body })).status).toBe(400);
  });

  test('a collection takes rows that are there by @odata.bind', async () => {
    const competitor = await create(dataverse, 'competitors', { name: 'Rival' });
    const id = await create(dataverse, 'opportunities', {
      name: 'Deal',
      'opportunitycompetitors_association@odata.bind': [`/competitors(${competitor})`],
    });
    const path = `opportunities(${id})/opportunitycompetitors_association?$select=name`;
    expect((await call('GET', path)).body.value).toMatchObject([{ name: 'Rival' }]);
  });
});

describe('Several rows in one message (1.8)', () => {
  const target = (extra: object) => ({
    '@odata.type': 'Microsoft.Dynamics.CRM.new_project',
    ...extra,
  });
  const send = (message: string, Targets: unknown, set = 'new_projects') =>
    post(`${set}/Microsoft.Dynamics.CRM.${message}`, { Targets });

  test('CreateMultiple answers ids, and makes all or none', async () => {
    const made = await send('CreateMultiple', [
      target({ new_name: 'A' }),
      target({ new_name: 'B' }),
    ]);
    expect(made.status).toBe(200);
    expect(made.body.Ids).toHaveLength(2);
    const failed = await send('CreateMultiple', [
      target({ new_name: 'Never' }),
      target({ new_name: 'x'.repeat(101) }),
    ]);
    expect(refusal(failed)).toEqual({ status: 400, code: '0x80044331' });
    const found = await call('GET', "new_projects?$filter=new_name eq 'Never'");
    expect(found.body.value).toEqual([]);
  });

  test('every item needs @odata.type', async () => {
    expect((await send('CreateMultiple', [{ new_name: 'x' }])).status).toBe(400);
    expect((await send('CreateMultiple', [])).status).toBe(400);
  });

  test('UpsertMultiple names the key in @odata.id and not again in the body', async () => {
    const item = (name: string) =>
      target({ '@odata.id': "new_projects(new_code='U1')", new_name: name });
    expect((await send('UpsertMultiple', [item('one')])).status).toBe(204);
    expect((await send('UpsertMultiple', [item('two')])).status).toBe(204);
    const { body } = await call('GET', "new_projects(new_code='U1')?$select=new_name");
    expect(body.new_name).toBe('two');
    const twice = target({ '@odata.id': "new_projects(new_code='U2')", new_code: 'U2' });
    expect(refusal(await send('UpsertMultiple', [twice]))).toEqual({
      status: 400,
      code: '0x80040216',
    });
  });

  test('UpdateMultiple changes rows; sdkmessagefilters say which tables take it', async () => {
    const id = await create(dataverse, 'new_projects', { new_name: 'old' });
    const changed = await send('UpdateMultiple', [target({ new_projectid: id, new_name: 'new' })]);
    expect(changed.status).toBe(204);
    expect((await call('GET', `new_projects(${id})/new_name`)).body.value).toBe('new');
    const filter = `sdkmessageid/name eq 'CreateMultiple' and primaryobjecttypecode eq`;
    const count = async (table: string): Promise<number> => {
      const path = `sdkmessagefilters?$select=name&$filter=${filter} '${table}'`;
      return ((await call('GET', path)).body.value as unknown[]).length;
    };
    expect(await count('contact')).toBe(1);
    expect(await count('opportunityclose')).toBe(0);
  });
});

describe('Actions that set states nothing else may set', () => {
  test('WinOpportunity closes an opportunity, which PATCH must not', async () => {
    const id = await create(dataverse, 'opportunities', { name: 'Deal', estimatedvalue: 10 });
    const patched = await call('PATCH', `opportunities(${id})`, { body: { statecode: 1 } });
    expect(patched.status).toBe(400);
    const won = await post('WinOpportunity', {
      Status: 3,
      OpportunityClose: {
        subject: 'Won Opportunity',
        actualrevenue: 9,
        'opportunityid@odata.bind': `opportunities(${id})`,
      },
    });
    expect(won.status).toBe(204);
    const { body } = await call('GET', `opportunities(${id})`);
    expect(body).toMatchObject({
      statecode: 1,
      statuscode: 3,
      actualvalue: 9,
      actualclosedate: '2026-11-22',
    });
    const again = await post('LoseOpportunity', {
      Status: 4,
      OpportunityClose: { 'opportunityid@odata.bind': `opportunities(${id})` },
    });
    expect(refusal(again)).toEqual({ status: 400, code: '0x80040515' });
  });

  test('CloseIncident resolves a case, once; PATCH gets UseCloseIncidentRequest', async () => {
    const id = await create(dataverse, 'incidents', { title: 'Broken' });
    const patched = await call('PATCH', `incidents(${id})`, { body: { statecode: 1 } });
    expect(refusal(patched)).toEqual({ status: 400, code: '0x80131500' });
    const body = {
      Status: 5,
      IncidentResolution: { subject: 'Fixed', incidentid: { incidentid: id } },
    };
    expect((await post('CloseIncident', body)).status).toBe(204);
    expect((await call('GET', `incidents(${id})`)).body).toMatchObject({
      statecode: 1,
      statuscode: 5,
    });
    expect(refusal(await post('CloseIncident', body)).code).toBe('0x80044411');
  });

  test('QualifyLead makes account, contact and opportunity from a lead', async () => {
    const id = await create(dataverse, 'leads', {
      subject: 'New engine',
      firstname: 'Grace',
      lastname: 'Hopper',
      companyname: 'Navy',
    });
    const answer = await post(`leads(${id})/Microsoft.Dynamics.CRM.QualifyLead`, {
      CreateAccount: true,
      CreateContact: true,
      CreateOpportunity: true,
      Status: 3,
    });
    expect(
      (answer.body.value as Record<string, string>[]).map((row) => row['@odata.type']),
    ).toEqual(
      ['account', 'contact', 'opportunity'].map((name) => `#Microsoft.Dynamics.CRM.${name}`),
    );
    const lead = await call('GET', `leads(${id})?$expand=qualifyingopportunityid($select=name)`);
    expect(lead.body).toMatchObject({
      statecode: 1,
      qualifyingopportunityid: { name: 'New engine' },
    });
  });

  test('AddToQueue and PickFromQueue move a case', async () => {
    const queue = await create(dataverse, 'queues', { name: 'Support' });
    const incident = await create(dataverse, 'incidents', { title: 'Leak' });
    const added = await post(`queues(${queue})/Microsoft.Dynamics.CRM.AddToQueue`, {
      Target: { '@odata.type': 'Microsoft.Dynamics.CRM.incident', incidentid: incident },
    });
    const item = added.body.QueueItemId as string;
    const picked = await post(`queueitems(${item})/Microsoft.Dynamics.CRM.PickFromQueue`, {
      SystemUser: { '@odata.type': 'Microsoft.Dynamics.CRM.systemuser', systemuserid: user },
      RemoveQueueItem: false,
    });
    expect(picked.status).toBe(204);
    const { body } = await call('GET', `queueitems(${item})`);
    expect(body).toMatchObject({ title: 'Leak', _workerid_value: user, _queueid_value: queue });
  });

  test('Merge moves what belongs to a contact to another and closes the first', async () => {
    const target = await create(dataverse, 'contacts', { lastname: 'Kept' });
    const subordinate = await create(dataverse, 'contacts', { lastname: 'Gone' });
    const task = await create(dataverse, 'tasks', {
      subject: 'x',
      'regardingobjectid_contact_task@odata.bind': `/contacts(${subordinate})`,
    });
    const row = (contactid: string) => ({
      '@odata.type': 'Microsoft.Dynamics.CRM.contact',
      contactid,
    });
    const merged = await post('Merge', {
      Target: row(target),
      Subordinate: row(subordinate),
      UpdateContent: { ...row('00000000-0000-0000-0000-000000000000'), jobtitle: 'Boss' },
      PerformParentingChecks: false,
    });
    expect(merged.status).toBe(204);
    expect((await call('GET', `tasks(${task})`)).body._regardingobjectid_value).toBe(target);
    expect((await call('GET', `contacts(${target})`)).body.jobtitle).toBe('Boss');
    const closed = (await call('GET', `contacts(${subordinate})`)).body;
    expect(closed).toMatchObject({ statecode: 1, merged: true, _masterid_value: target });
  });
});

describe('Files', () => {
  const email = () => create(dataverse, 'emails', { subject: 'x' });
  const bytes = (size: number) => Buffer.alloc(size, 'a').toString('base64');
  const attach = (id: string, extra: object) =>
    post('activitymimeattachments', {
      'objectid_email@odata.bind': `/emails(${id})`,
      objecttypecode: 'email',
      filename: 'a.txt',
      ...extra,
    });

  test('an attachment is used again by its attachmentid (1.6)', async () => {
    const [one, two] = [await email(), await email()];
    const first = await attach(one, { body: bytes(10), mimetype: 'text/plain' });
    const { body } = await call('GET', `activitymimeattachments(${idOf(first)})`);
    const file = body._attachmentid_value as string;
    const second = await attach(two, { 'attachmentid@odata.bind': `/attachments(${file})` });
    const shared = await call('GET', `activitymimeattachments(${idOf(second)})`);
    expect(shared.body).toMatchObject({ filesize: 10, mimetype: 'text/plain', body: bytes(10) });
  });

  test('more than maxuploadfilesize is refused at once and taken in blocks', async () => {
    const id = await email();
    const large = Buffer.alloc(6 * 1024 * 1024, 'b');
    const refused = await attach(id, { body: large.toString('base64') });
    expect(refused.status).toBe(413);
    const Target = {
      '@odata.type': 'Microsoft.Dynamics.CRM.activitymimeattachment',
      'objectid_email@odata.bind': `/emails(${id})`,
      filename: 'large.bin',
    };
    const started = await post('InitializeAttachmentBlocksUpload', { Target });
    const FileContinuationToken = started.body.FileContinuationToken as string;
    for (const [index, BlockId] of ['one', 'two'].entries()) {
      const part = large.subarray(index * 3 * 1024 * 1024, (index + 1) * 3 * 1024 * 1024);
      const BlockData = part.toString('base64');
      const block = { BlockId, BlockData, FileContinuationToken };
      expect((await post('UploadBlock', block)).status).toBe(204);
    }
    const done = await post('CommitAttachmentBlocksUpload', {
      Target,
      BlockList: ['one', 'two'],
      FileContinuationToken,
    });
    expect(done.body.FileSizeInBytes).toBe(large.length);
    const select = '$select=filesize,filename';
    const { body } = await call('GET', `emails(${id})/email_activity_mime_attachment?${select}`);
    expect(body.value).toMatchObject([{ filesize: large.length, filename: 'large.bin' }]);
  });

  test('a note has a file, its size and a record it belongs to, and goes with that', async () => {
    const contact = await create(dataverse, 'contacts', { lastname: 'x' });
    const note = await create(dataverse, 'annotations', {
      subject: 'Scan',
      filename: 'scan.pdf',
      documentbody: bytes(7),
      'objectid_contact@odata.bind': `/contacts(${contact})`,
    });
    const { body } = await call('GET', `annotations(${note})`);
    expect(body).toMatchObject({ isdocument: true, filesize: 7, _objectid_value: contact });
    await call('DELETE', `contacts(${contact})`);
    expect((await call('GET', `annotations(${note})`)).status).toBe(404);
  });
});

describe('What the server works out', () => {
  test('money in the currency of the organisation, composite addresses, durations', async () => {
    const currency = await create(dataverse, 'transactioncurrencies', {
      currencyname: 'Forint',
      isocurrencycode: 'HUF',
      currencysymbol: 'Ft',
      exchangerate: 400,
    });
    const account = await create(dataverse, 'accounts', {
      name: 'Kft.',
      revenue: 4000,
      'transactioncurrencyid@odata.bind': `/transactioncurrencies(${currency})`,
      address1_line1: 'Fő utca 1.',
      address1_city: 'Győr',
      address1_postalcode: '9021',
      address1_country: 'Hungary',
    });
    const { body } = await call('GET', `accounts(${account})`);
    expect(body).toMatchObject({
      revenue_base: 10,
      exchangerate: 400,
      address1_composite: 'Fő utca 1.\r\nGyőr 9021\r\nHungary',
    });
    const appointment = await create(dataverse, 'appointments', {
      subject: 'Visit',
      scheduledstart: '2026-11-22T10:00:00Z',
      scheduledend: '2026-11-22T11:30:00Z',
    });
    const visit = await call('GET', `appointments(${appointment})`);
    expect(visit.body.scheduleddurationminutes).toBe(90);
  });

  test('a custom activity has parties, a regarding row and its pointer', async () => {
    const contact = await create(dataverse, 'contacts', { lastname: 'x' });
    const visit = await create(dataverse, 'new_sitevisits', {
      subject: 'On site',
      'regardingobjectid_contact_new_sitevisit@odata.bind': `/contacts(${contact})`,
      new_sitevisit_activity_parties: [{ participationtypemask: 5, addressused: 'a@b.c' }],
    });
    const path = `activitypointers(${visit})?$select=activitytypecode,subject`;
    expect((await call('GET', path)).body).toMatchObject({
      activitytypecode: 'new_sitevisit',
      subject: 'On site',
    });
    const of = await call('GET', `contacts(${contact})/contact_new_sitevisits?$select=subject`);
    expect(of.body.value).toHaveLength(1);
  });
});
