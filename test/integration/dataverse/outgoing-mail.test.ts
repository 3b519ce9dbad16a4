import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestDataverse } from '../../support/dataverse.ts';
import {
  anna,
  annaMail,
  crm,
  deliverBody,
  MailStage,
  newId,
  otto,
} from '../../support/dataverse-mail.ts';
import { create, refusal } from '../../support/dataverse-rows.ts';

let stage: MailStage;
const call: TestDataverse['call'] = (...request) => stage.dataverse.call(...request);

beforeAll(async () => {
  stage = await MailStage.start();
});
afterAll(() => stage.dataverse.close());

describe('Promoting', () => {
  test('CheckPromoteEmail tells a duplicate (0) from what is new (-1)', async () => {
    const MessageId = newId();
    const query = `@m=${encodeURIComponent(`'${MessageId}'`)}&@s='x'`;
    const ask = async () =>
      (await call('GET', `CheckPromoteEmail(MessageId=@m,Subject=@s)?${query}`)).body as object;
    expect(await ask()).toMatchObject({ ShouldPromote: true, ReasonCode: -1 });
    await stage.deliver({ MessageId });
    expect(await ask()).toMatchObject({ ShouldPromote: false, ReasonCode: 0 });
  });

  test('DeliverPromoteEmail fills an e-mail a person tracked, in and out', async () => {
    for (const [From, To, status] of [
      ['ada@contoso.com', annaMail, 4],
      [annaMail, 'ada@contoso.com', 3],
    ] as const) {
      const id = await create(stage.dataverse, 'emails', { subject: 'Tracked' }, { as: anna });
      const body = deliverBody({ From, To });
      const answer = await call('POST', `emails(${id})/${crm}.DeliverPromoteEmail`, {
        as: anna,
        body,
      });
      expect(answer.body).toMatchObject({ EmailId: id });
      expect(await stage.email(id)).toMatchObject({
        subject: 'Hi',
        statuscode: status,
        statecode: 1,
      });
      const again = await call('POST', `emails(${id})/${crm}.DeliverPromoteEmail`, { body });
      expect(again.status).toBe(412);
    }
  });

  test('DeliverImmediatePromoteEmail takes over attachments by their ids', async () => {
    const from = await stage.draft();
    const attachment = await create(stage.dataverse, 'activitymimeattachments', {
      filename: 'a.txt',
      body: Buffer.from('x').toString('base64'),
      'objectid_email@odata.bind': `/emails(${from})`,
    });
    const id = await create(stage.dataverse, 'emails', { subject: 'Tracked' });
    const body = deliverBody({});
    const answer = await call('POST', `emails(${id})/${crm}.DeliverImmediatePromoteEmail`, {
      body: { ...body, AttachmentIds: [{ activitymimeattachmentid: attachment }] },
    });
    expect(answer.status).toBe(200);
    expect((await stage.email(id)).attachmentcount).toBe(1);
  });
});

describe('SendEmail', () => {
  test('leaves an issued e-mail Pending Send, with the next token of the user', async () => {
    const tokens: string[] = [];
    for (let i = 0; i < 2; i += 1) {
      const id = await stage.draft();
      const { body } = await stage.send(id, true);
      const row = await stage.email(id);
      expect(row).toMatchObject({
        statecode: 1,
        statuscode: 6,
        subject: body.Subject,
        senton: null,
      });
      expect(row._emailsender_value).toBe(stage.users[anna]);
      expect(body.Subject).toMatch(/^Offer CRM:\d{7}$/);
      tokens.push(row.trackingtoken as string);
    }
    const [first, second] = tokens.map((token) => Number(token.replace('CRM:', '')));
    expect(second).toBe((first ?? 0) + 1);
    const pump = await call('POST', `emails/${crm}.BackgroundSendEmail`, {
      body: { Query: { '@odata.type': `${crm}.QueryExpression`, EntityName: 'email' } },
    });
    const rows = pump.body.EntityCollection as { trackingtoken: string; statuscode: number }[];
    expect(rows.filter(({ trackingtoken }) => tokens.includes(trackingtoken))).toMatchObject([
      { statuscode: 7 },
      { statuscode: 7 },
    ]);
  });

  test('only marks one sent that is not issued, with the token given', async () => {
    const id = await stage.draft();
    const { body } = await stage.send(id, false, 'CRM:0001042');
    expect(body.Subject).toBe('Offer CRM:0001042');
    const row = await stage.email(id);
    expect(row).toMatchObject({ statecode: 1, statuscode: 3, trackingtoken: 'CRM:0001042' });
    expect(row.senton).not.toBeNull();
    expect(refusal(await stage.send(id, true))).toEqual({ status: 400, code: '0x80040233' });
  });

  test('needs a sender who is a user or queue, and resolved recipients', async () => {
    const sender = {
      participationtypemask: 1,
      'partyid_systemuser@odata.bind': `/systemusers(${stage.users[anna]})`,
    };
    const code = async (parties: object[]) =>
      refusal(await stage.send(await stage.draft(parties), true)).code;
    const to = { participationtypemask: 2, addressused: 'stranger@else.org' };
    expect(await code([sender])).toBe('0x80040b04');
    expect(await code([{ participationtypemask: 2, addressused: annaMail }])).toBe('0x80043518');
    expect(await code([sender, to])).toBe('0x80043518');
    await stage.organization({ allowunresolvedpartiesonemailsend: true });
    expect(await code([sender, to])).toBeUndefined();
    await stage.organization({ allowunresolvedpartiesonemailsend: false });
  });

  test('GetTrackingTokenEmail gives the token of a subject, or the next of the user', async () => {
    const ask = async (Subject: string) =>
      (await call('POST', 'GetTrackingTokenEmail', { as: otto, body: { Subject } })).body
        .TrackingToken as string;
    expect(await ask('Re: x CRM:0001042')).toBe('CRM:0001042');
    const first = await ask('x');
    const settings = await call('GET', `usersettingscollection(${stage.users[otto]})`);
    const { trackingtokenid, nexttrackingnumber } = settings.body as Record<string, number>;
    expect(first).toBe(
      `CRM:0${String(trackingtokenid).padStart(3, '0')}${String((nexttrackingnumber ?? 0) - 1).padStart(3, '0')}`,
    );
    const body = { nexttrackingnumber: 999 };
    await call('PATCH', `usersettingscollection(${stage.users[otto]})`, { body });
    expect(await ask('x')).toMatch(/999$/);
    expect(await ask('x')).toMatch(/001$/);
  });
});

describe('Templates', () => {
  const xsl =
    '<?xml version="1.0" ?><xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0"><xsl:output method="text" indent="no"/><xsl:template match="/data"><![CDATA[<p>Dear ]]><xsl:choose><xsl:when test="contact/lastname"><xsl:value-of select="contact/lastname" /></xsl:when><xsl:otherwise>Customer</xsl:otherwise></xsl:choose><![CDATA[,</p>]]></xsl:template></xsl:stylesheet>';
  let template: string;
  beforeAll(async () => {
    template = await create(stage.dataverse, 'templates', {
      title: 'Greeting',
      templatetypecode: 'contact',
      subject: 'For {!Contact:lastname;you} of {!Contact:nickname;friends}',
      body: xsl,
    });
  });

  test('InstantiateTemplate fills a template for a row and stores nothing', async () => {
    const body = { TemplateId: template, ObjectType: 'contact', ObjectId: stage.ada };
    const answer = await call('POST', 'InstantiateTemplate', { body });
    expect(answer.body.value).toEqual([
      {
        '@odata.type': '#Microsoft.Dynamics.CRM.email',
        subject: 'For Byron of friends',
        description: '<p>Dear Byron,</p>',
      },
    ]);
  });

  test('SendEmailFromTemplate makes and sends the e-mail', async () => {
    const answer = await call('POST', 'SendEmailFromTemplate', {
      body: {
        TemplateId: template,
        Regarding: { '@odata.type': `${crm}.contact`, contactid: stage.ada },
        Target: {
          '@odata.type': `${crm}.email`,
          email_activity_parties: [
            {
              participationtypemask: 1,
              'partyid_systemuser@odata.bind': `/systemusers(${stage.users[anna]})`,
            },
            {
              participationtypemask: 2,
              'partyid_account@odata.bind': `/accounts(${stage.account})`,
            },
          ],
        },
      },
    });
    expect(await stage.email(answer.body.activityid as string)).toMatchObject({
      statuscode: 6,
      description: '<p>Dear Byron,</p>',
      _regardingobjectid_value: stage.ada,
    });
  });
});

describe('Mailboxes and users', () => {
  test('RetrieveMailboxTrackingFolders lists what a mailbox tracks', async () => {
    const user = await call(
      'GET',
      `systemusers(${stage.users[anna]})?$select=_defaultmailbox_value`,
    );
    const mailbox = user.body._defaultmailbox_value as string;
    await create(stage.dataverse, 'mailboxtrackingfolders', {
      exchangefolderid: 'AAMk',
      exchangefoldername: 'Customers',
      'mailboxid@odata.bind': `/mailboxes(${mailbox})`,
    });
    const { body } = await call('GET', `RetrieveMailboxTrackingFolders(MailboxId=${mailbox})`);
    expect(body.value).toMatchObject([{ exchangefoldername: 'Customers' }]);
  });

  test("A person's names come from the directory, in whatever order they are written", async () => {
    const { systemUserId } = await stage.dataverse.door.ensureUser({
      objectId: `44444444-dddd-4ddd-8ddd-000000000005`,
      fullName: 'Kovács Bence',
      givenName: 'Bence',
      surname: 'Kovács',
      mail: 'kovacs.bence@fabrikam.example',
      roles: [],
    });
    const path = `systemusers(${systemUserId})?$select=firstname,lastname,fullname`;
    expect((await call('GET', path)).body).toMatchObject({
      firstname: 'Bence',
      lastname: 'Kovács',
      fullname: 'Kovács Bence',
    });
  });
});
