import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestDataverse } from '../../support/dataverse.ts';
import {
  anna,
  annaMail,
  crm,
  deliverBody,
  MailStage,
  newId,
  ottoMail,
  type Given,
} from '../../support/dataverse-mail.ts';
import { create, refusal } from '../../support/dataverse-rows.ts';

let stage: MailStage;
const call: TestDataverse['call'] = (...request) => stage.dataverse.call(...request);

beforeAll(async () => {
  stage = await MailStage.start();
});
afterAll(() => stage.dataverse.close());

const stranger = '44444444-dddd-4ddd-8ddd-000000000009';

async function check(given: Given, extra?: object): Promise<[boolean, number]> {
  const values = {
    MessageId: newId(),
    Subject: 'x',
    From: 'ada@contoso.com',
    To: annaMail,
    ...given,
  };
  const all = { Cc: '', Bcc: '', ...values };
  const names = Object.keys(all);
  const list = names.map((name) => `${name}=@${name}`).join(',');
  const query = Object.entries(all).map(
    ([name, value]) => `@${name}=${encodeURIComponent(`'${value}'`)}`,
  );
  const more = extra
    ? [',ExtraProperties=@x', `&@x=${encodeURIComponent(JSON.stringify(extra))}`]
    : ['', ''];
  const { status, body } = await call(
    'GET',
    `CheckIncomingEmail(${list}${more[0]})?${query.join('&')}${more[1]}`,
  );
  expect(status).toBe(200);
  return [body.ShouldDeliver as boolean, body.ReasonCode as number];
}

describe('CheckIncomingEmail answers', () => {
  beforeEach(async () => {
    await stage.filtering(anna, 1);
    await stage.organization({ ignoreinternalemail: false, emailcorrelationenabled: true });
  });

  test('0 for a Message-ID that is there, whatever its case', async () => {
    const MessageId = newId();
    await stage.deliver({ MessageId });
    expect(await check({ MessageId: MessageId.toUpperCase() })).toEqual([false, 0]);
  });

  test('1 for a tracking token nobody knows', async () => {
    expect(await check({ Subject: 'Re: x CRM:9999999' })).toEqual([false, 1]);
  });

  test('2 for an answer to tracked mail', async () => {
    const MessageId = newId();
    await stage.deliver({ MessageId });
    expect(await check({}, { inreplyto: MessageId })).toEqual([true, 2]);
    await stage.organization({ emailcorrelationenabled: false });
    expect(await check({}, { inreplyto: MessageId })).toEqual([false, -1]);
  });

  test('3 where no recipient is a user or takes mail', async () => {
    expect(await check({ To: 'someone@else.org' })).toEqual([false, 3]);
    const path = `systemusers(${stage.users[anna]})`;
    await call('PATCH', path, { body: { incomingemaildeliverymethod: 0 } });
    expect(await check({})).toEqual([false, 3]);
    await call('PATCH', path, { body: { incomingemaildeliverymethod: 2 } });
  });

  test('4 for mail between users where the organisation wants it once', async () => {
    await stage.filtering(anna, 0);
    expect(await check({ From: ottoMail })).toEqual([true, 6]);
    await stage.organization({ ignoreinternalemail: true });
    expect(await check({ From: ottoMail })).toEqual([false, 4]);
  });

  test.each([
    [2, 'ada@contoso.com', true],
    [2, 'info@contoso.com', true],
    [2, 'lead@contoso.com', true],
    [2, ottoMail, false],
    [3, ottoMail, true],
    [3, 'stranger@else.org', false],
  ])('5 with filter %d for %s: %s', async (method, From, isAccepted) => {
    await stage.filtering(anna, method);
    expect(await check({ From })).toEqual([isAccepted, isAccepted ? 5 : -1]);
  });

  test('6 where a recipient accepts all, in whatever list', async () => {
    await stage.filtering(anna, 0);
    expect(await check({ From: 'stranger@else.org' })).toEqual([true, 6]);
    const others = { From: 'stranger@else.org', To: 'a@b.org' };
    expect(await check({ ...others, Cc: annaMail })).toEqual([true, 6]);
    expect(await check({ ...others, Bcc: `x@y.org; ${annaMail}` })).toEqual([true, 6]);
  });

  test('6 for a queue that accepts all', async () => {
    const address = 'support@fabrikam.example';
    await create(stage.dataverse, 'queues', {
      name: 'Support',
      emailaddress: address,
      incomingemaildeliverymethod: 2,
      incomingemailfilteringmethod: 0,
    });
    expect(await check({ From: 'stranger@else.org', To: address })).toEqual([true, 6]);
    const mailbox = `mailboxes?$select=name,_regardingobjectid_value&$filter=emailaddress eq '${address}'`;
    expect((await call('GET', mailbox)).body.value).toMatchObject([{ name: 'Support' }]);
  });

  test('7 for a sender without an address', async () => {
    expect(await check({ From: 'Nobody' })).toEqual([false, 7]);
    expect(await check({ From: '' })).toEqual([false, 7]);
  });

  test('-1 where no rule takes it', async () => {
    expect(await check({})).toEqual([false, -1]);
  });
});

describe('DeliverIncomingEmail', () => {
  beforeEach(() => stage.filtering(anna, 1));

  test('makes a received e-mail with parties, attachments and what only the server fills', async () => {
    const MessageId = newId();
    const id = await stage.deliver({
      MessageId,
      Cc: 'Contoso <info@contoso.com>; stranger@else.org',
      Importance: '2',
      Attachments: [
        {
          '@odata.type': `${crm}.activitymimeattachment`,
          filename: 'a.txt',
          mimetype: 'text/plain',
          body: Buffer.from('hello').toString('base64'),
        },
      ],
    });
    const row = await stage.email(id);
    expect(row).toMatchObject({
      subject: 'Hi',
      description: '<p>Hi</p>',
      messageid: MessageId,
      directioncode: false,
      statecode: 1,
      statuscode: 4,
      prioritycode: 2,
      senton: '2026-11-22T09:30:00Z',
      sender: 'ada@contoso.com',
      submittedby: annaMail,
      torecipients: `${annaMail};info@contoso.com;stranger@else.org`,
      correlationmethod: 0,
      attachmentcount: 1,
      _ownerid_value: stage.users[anna],
      _emailsender_value: stage.ada,
      _sendersaccount_value: stage.account,
    });
    const parties = (row.email_activity_parties as Record<string, unknown>[])
      .map((p) => [p['participationtypemask'], p['addressused'], p['_partyid_value']])
      .filter(([mask]) => Number(mask) < 8);
    expect(parties).toEqual(
      expect.arrayContaining([
        [1, 'ada@contoso.com', stage.ada],
        [2, annaMail, stage.users[anna]],
        [3, 'info@contoso.com', stage.account],
        [3, 'stranger@else.org', null],
      ]),
    );
    const mailbox = await call('GET', `mailboxes(${row['_receivingmailboxid_value'] as string})`);
    expect(mailbox.body).toMatchObject({
      emailaddress: annaMail,
      _regardingobjectid_value: stage.users[anna],
    });
  });

  test('makes nothing where it is to validate first and nobody accepts', async () => {
    const MessageId = newId();
    const none = await stage.deliver({ MessageId, ValidateBeforeCreate: true });
    expect(none).toBe('00000000-0000-0000-0000-000000000000');
    await stage.filtering(anna, 2);
    const id = await stage.deliver({ MessageId, ValidateBeforeCreate: true });
    expect((await stage.email(id))._acceptingentityid_value).toBe(stage.users[anna]);
  });

  test('refuses a Message-ID that is there', async () => {
    const MessageId = newId();
    await stage.deliver({ MessageId });
    const again = await call('POST', `emails/${crm}.DeliverIncomingEmail`, {
      body: deliverBody({ MessageId }),
    });
    expect(refusal(again)).toEqual({ status: 412, code: '0x80040237' });
  });

  test('makes every row with an address a party, or none where the organisation wants that', async () => {
    const address = 'shared@contoso.com';
    const rows: string[] = [];
    for (const lastname of ['One', 'Two']) {
      rows.push(await create(stage.dataverse, 'contacts', { lastname, emailaddress1: address }));
    }
    const partiesOf = async (id: string) =>
      ((await stage.email(id)).email_activity_parties as Record<string, unknown>[])
        .filter((p) => p['participationtypemask'] === 3)
        .map((p) => p['_partyid_value']);
    expect((await partiesOf(await stage.deliver({ Cc: address }))).sort()).toEqual(
      [...rows].sort(),
    );
    await stage.organization({ unresolveemailaddressifmultiplematch: true });
    expect(await partiesOf(await stage.deliver({ Cc: address }))).toEqual([null]);
    await stage.organization({ unresolveemailaddressifmultiplematch: false });
  });

  test('needs the right to make activities', async () => {
    const limited = { objectId: stranger, fullName: 'L', mail: 'l@x.org', roles: ['Limited'] };
    await stage.dataverse.door.ensureUser(limited);
    const answer = await call('POST', `emails/${crm}.DeliverIncomingEmail`, {
      as: stranger,
      body: deliverBody({}),
    });
    expect(refusal(answer)).toEqual({ status: 403, code: '0x80040220' });
  });

  describe('correlates, and takes over what the conversation is regarding', () => {
    const index = (tail: number[]) =>
      Buffer.concat([Buffer.alloc(22, 7), Buffer.from(tail)]).toString('base64');
    const expectMethod = async (id: string, parent: string, method: number, isChild: boolean) => {
      expect(await stage.email(id)).toMatchObject({
        correlationmethod: method,
        _correlatedactivityid_value: parent,
        _parentactivityid_value: isChild ? parent : null,
        _regardingobjectid_value: stage.opportunity,
      });
    };
    const track = async (given: Given = {}) => {
      const id = await stage.deliver(given);
      const regarding = {
        'regardingobjectid_opportunity_email@odata.bind': `/opportunities(${stage.opportunity})`,
      };
      expect((await call('PATCH', `emails(${id})`, { body: regarding })).status).toBe(204);
      return id;
    };

    test('by In-Reply-To (3)', async () => {
      const MessageId = newId();
      const parent = await track({ MessageId });
      const id = await stage.deliver({ ExtraProperties: { inreplyto: MessageId } });
      await expectMethod(id, parent, 3, true);
    });

    test('by tracking token (4)', async () => {
      const parent = await stage.draft();
      const regarding = {
        'regardingobjectid_opportunity_email@odata.bind': `/opportunities(${stage.opportunity})`,
      };
      await call('PATCH', `emails(${parent})`, { body: regarding });
      const { Subject } = (await stage.send(parent, true)).body as { Subject: string };
      const id = await stage.deliver({ Subject: `AW: ${Subject}` });
      await expectMethod(id, parent, 4, false);
    });

    test('by conversation index (5)', async () => {
      const parent = await track({ ExtraProperties: { conversationindex: index([]) } });
      const answer = { conversationindex: index([1, 2, 3, 4, 5]) };
      await expectMethod(await stage.deliver({ ExtraProperties: answer }), parent, 5, true);
    });

    test('smartly, when that is switched on (6)', async () => {
      const Subject = 'Re: Quarterly calibration of scales';
      const parent = await track({ Subject: 'Quarterly calibration of scales' });
      const before = await stage.email(await stage.deliver({ Subject }));
      expect(before).toMatchObject({ correlationmethod: 0, _regardingobjectid_value: null });
      await call('DELETE', `emails(${before['activityid'] as string})`);
      await stage.organization({ enablesmartmatching: true });
      await expectMethod(await stage.deliver({ Subject }), parent, 6, false);
      const other = await stage.email(
        await stage.deliver({ Subject: 'Re: Quarterly results of scales' }),
      );
      expect(other.correlationmethod).toBe(0);
      await stage.organization({ enablesmartmatching: false });
    });
  });
});
