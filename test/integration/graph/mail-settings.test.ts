import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  anna,
  arrive,
  bela,
  mime,
  pluck,
  startTestGraph,
  type TestGraph,
} from '../../support/graph.ts';

let graph: TestGraph;
let belas: string;
beforeAll(async () => {
  graph = await startTestGraph();
  belas = await graph.userToken(bela.mail, 'Mail.ReadWrite', 'Mail.Send');
}, 60_000);
afterAll(() => graph.close());

const to = (...addresses: string[]) => addresses.map((address) => ({ emailAddress: { address } }));
const bySubject = (folder: string, subject: string, token?: string) =>
  graph.call(
    'GET',
    `/me/mailFolders/${folder}/messages?$filter=${encodeURIComponent(`subject eq '${subject}'`)}`,
    token ? { token } : {},
  );

describe('Mailbox settings', () => {
  test('Parts are changed by themselves and answered alone', async () => {
    const body = {
      timeZone: 'Central Europe Standard Time',
      language: { locale: 'hu-hu' },
      automaticRepliesSetting: { status: 'AlwaysEnabled', internalReplyMessage: 'Away' },
    };
    const changed = await graph.call('PATCH', '/me/mailboxSettings', { body });
    expect(changed.status).toBe(200);
    expect(Object.keys(changed.body as object).sort()).toEqual([
      '@odata.context',
      'automaticRepliesSetting',
      'language',
      'timeZone',
    ]);
    const { body: all } = await graph.call('GET', '/me/mailboxSettings');
    expect(all).toMatchObject({
      timeZone: 'Central Europe Standard Time',
      language: { locale: 'hu-HU', displayName: 'Hungarian (Hungary)' },
      automaticRepliesSetting: { status: 'alwaysEnabled', externalAudience: 'all' },
      workingHours: { startTime: '08:00:00.0000000' },
    });
    const zone = await graph.call('GET', '/me/mailboxSettings/timeZone');
    expect(zone.body.value).toBe('Central Europe Standard Time');
    const tips = await graph.call('POST', '/me/getMailTips', {
      body: { EmailAddresses: [anna.mail], MailTipsOptions: 'automaticReplies, mailboxFullStatus' },
    });
    expect(tips.body.value).toMatchObject([
      { automaticReplies: { message: 'Away' }, mailboxFull: false },
    ]);
  });

  test.each([
    ['an unknown zone', { timeZone: 'Moon Standard Time' }],
    ['an unknown language', { language: { locale: 'xx-XX' } }],
    ['a name the type does not have', { colour: 'red' }],
    ['a name a part does not have', { workingHours: { colour: 'red' } }],
    ['an unknown status', { automaticRepliesSetting: { status: 'maybe' } }],
  ])('%s is refused', async (_what, body) => {
    expect((await graph.call('PATCH', '/me/mailboxSettings', { body })).status).toBe(400);
  });

  test('Zones and languages that are supported are told', async () => {
    const windows = await graph.call('GET', '/me/outlook/supportedTimeZones');
    expect(pluck(windows, 'alias')).toContain('Central Europe Standard Time');
    const iana = await graph.call(
      'GET',
      "/me/outlook/supportedTimeZones(TimeZoneStandard=microsoft.graph.timeZoneStandard'Iana')",
    );
    expect(pluck(iana, 'alias')).toContain('Europe/Budapest');
    const languages = await graph.call('GET', '/me/outlook/supportedLanguages');
    expect(pluck(languages, 'locale')).toContain('hu-HU');
  });
});

describe('What happens to a mail that arrives', () => {
  const rules = '/me/mailFolders/inbox/messageRules';

  test('A rule moves, marks and categorises what it is about, unless excepted', async () => {
    const folder = await graph.call('POST', '/me/mailFolders', { body: { displayName: 'Orders' } });
    const rule = await graph.call('POST', rules, {
      body: {
        displayName: 'Orders',
        sequence: 1,
        conditions: { subjectContains: ['ORDER'], senderContains: ['contoso'] },
        exceptions: { bodyContains: ['newsletter'] },
        actions: {
          moveToFolder: folder.body.id,
          assignCategories: ['Tracked'],
          markAsRead: true,
          stopProcessingRules: true,
        },
      },
    });
    expect(rule.status).toBe(201);
    const lines = { Subject: 'Order 1', 'Message-ID': '<o1@contoso.example>' };
    const { id } = await graph.door.receiveMail(anna.id, mime(lines));
    expect((await graph.call('GET', `/me/messages/${id}`)).body).toMatchObject({
      parentFolderId: folder.body.id,
      isRead: true,
      categories: ['Tracked'],
    });
    await graph.door.receiveMail(anna.id, mime({ Subject: 'Order 2' }, 'our newsletter'));
    expect((await bySubject('inbox', 'Order 2')).body.value).toHaveLength(1);
    const path = `${rules}/${rule.body.id}`;
    await graph.call('PATCH', path, { body: { isEnabled: false } });
    await graph.door.receiveMail(anna.id, mime({ Subject: 'Order 3' }));
    expect((await bySubject('inbox', 'Order 3')).body.value).toHaveLength(1);
    expect((await graph.call('DELETE', path)).status).toBe(204);
    expect((await graph.call('GET', path)).status).toBe(404);
  });

  test('A rule that deletes leaves the mail in Deleted Items; one for good leaves none', async () => {
    const make = (subject: string, action: string) =>
      graph.call('POST', rules, {
        body: {
          displayName: subject,
          conditions: { subjectContains: [subject] },
          actions: { [action]: true },
        },
      });
    await make('Junk offer', 'delete');
    await make('Worst offer', 'permanentDelete');
    await graph.door.receiveMail(anna.id, mime({ Subject: 'Junk offer' }));
    expect((await bySubject('deleteditems', 'Junk offer')).body.value).toHaveLength(1);
    expect(await graph.door.receiveMail(anna.id, mime({ Subject: 'Worst offer' }))).toEqual({});
  });

  test.each([
    ['a condition that does not exist', { conditions: { moonPhase: ['full'] } }],
    ['an action that does not exist', { actions: { explode: true } }],
    ['no action', {}],
  ])('A rule with %s is refused', async (_what, more) => {
    const body = { displayName: 'R', sequence: 1, ...more };
    expect((await graph.call('POST', rules, { body })).status).toBe(400);
  });

  test('A sender is sent to Other by an override', async () => {
    const path = '/me/inferenceClassification/overrides';
    const sender = { name: 'News', address: 'news@contoso.example' };
    const made = await graph.call('POST', path, {
      body: { classifyAs: 'other', senderEmailAddress: sender },
    });
    expect(made.status).toBe(201);
    const { id } = await graph.door.receiveMail(
      anna.id,
      mime({ From: 'News <NEWS@contoso.example>', 'Message-ID': '<n1@contoso.example>' }),
    );
    const { body } = await graph.call('GET', `/me/messages/${id}`);
    expect(body.inferenceClassification).toBe('other');
    const changed = await graph.call('PATCH', `${path}/${made.body.id}`, {
      body: { classifyAs: 'focused' },
    });
    expect(changed.body.classifyAs).toBe('focused');
    expect((await graph.call('DELETE', `${path}/${made.body.id}`)).status).toBe(204);
    expect((await graph.call('GET', path)).body.value).toEqual([]);
  });
});

describe('Who may send, and to whom', () => {
  const send = (message: object, token?: string) =>
    graph.call('POST', '/me/sendMail', { body: { message }, ...(token && { token }) });

  test('An address of the organisation that nobody has comes back (NDR)', async () => {
    const unknown = anna.mail.replace(/^[^@]+/, 'nobody');
    expect((await send({ subject: 'Lost', toRecipients: to(unknown) })).status).toBe(202);
    const { body } = await bySubject('inbox', 'Undeliverable: Lost');
    expect(body.value).toHaveLength(1);
    expect(body.value[0].body.content).toContain(unknown);
    expect((await send({ subject: 'Out', toRecipients: to('x@elsewhere.example') })).status).toBe(
      202,
    );
    expect((await bySubject('inbox', 'Undeliverable: Out')).body.value).toEqual([]);
  });

  test('Another mailbox is sent from only with that right, and on its behalf names both', async () => {
    const message = (subject: string) => ({
      subject,
      from: to(bela.mail)[0],
      toRecipients: to(bela.mail),
    });
    const refused = await send(message('No'));
    expect([refused.status, refused.body.error.code]).toEqual([403, 'ErrorSendAsDenied']);
    const grant = { owner: bela.id, delegate: anna.id };
    await graph.door.grantMailbox({ ...grant, rights: ['sendOnBehalf'] });
    expect((await send(message('For'))).status).toBe(403);
    const shared = await graph.userToken(anna.mail, 'Mail.Send', 'Mail.Send.Shared');
    expect((await send(message('For'), shared)).status).toBe(202);
    await graph.door.grantMailbox({ ...grant, rights: ['sendAs'] });
    expect((await send(message('As'), shared)).status).toBe(202);
    const [onBehalf] = (await bySubject('inbox', 'For', belas)).body.value;
    expect(onBehalf.from.emailAddress.address).toBe(bela.mail);
    expect(onBehalf.sender.emailAddress.address).toBe(anna.mail);
    const [as] = (await bySubject('inbox', 'As', belas)).body.value;
    expect(as.sender.emailAddress.address).toBe(bela.mail);
    await graph.door.grantMailbox({ ...grant, rights: [] });
  });

  test('MIME without Message-ID, Date and From gets them, the same in both mailboxes', async () => {
    const bytes = Buffer.from(`To: ${bela.mail}\r\nSubject: Bare\r\n\r\nHello\r\n`);
    const sent = await graph.call('POST', '/me/sendMail', { body: bytes.toString('base64') });
    expect(sent.status).toBe(202);
    const [mine] = (await bySubject('sentitems', 'Bare')).body.value;
    const [received] = (await bySubject('inbox', 'Bare', belas)).body.value;
    expect(received.internetMessageId).toBe(mine.internetMessageId);
    expect(received.from.emailAddress.address).toBe(anna.mail);
    expect(received.sentDateTime).toBe('2026-11-22T09:30:00Z');
  });

  test.each([
    ['an address that is none', { toRecipients: to('anna') }, 'ErrorInvalidRecipients'],
    [
      'six custom headers',
      {
        internetMessageHeaders: [1, 2, 3, 4, 5, 6].map((n) => ({ name: `x-${n}`, value: 'a' })),
      },
      'InvalidInternetMessageHeaderCollection',
    ],
    [
      'a header without x-',
      { internetMessageHeaders: [{ name: 'Received', value: 'a' }] },
      'InvalidInternetMessageHeader',
    ],
    ['a name the type does not have', { colour: 'red' }, 'RequestBodyRead'],
    ['a name a recipient does not have', { toRecipients: [{ address: 'a' }] }, 'RequestBodyRead'],
  ])('%s is refused', async (_what, message, code) => {
    const { status, body } = await send({ toRecipients: to(bela.mail), ...message });
    expect([status, body.error.code]).toEqual([400, code]);
  });

  test('Receipts, importance and Reply-To travel in the MIME', async () => {
    await send({
      subject: 'Receipts',
      importance: 'high',
      isReadReceiptRequested: true,
      replyTo: to('desk@fabrikam.example'),
      toRecipients: to(bela.mail),
    });
    expect((await bySubject('inbox', 'Receipts', belas)).body.value).toMatchObject([
      { importance: 'high', isReadReceiptRequested: true, replyTo: to('desk@fabrikam.example') },
    ]);
  });
});

describe('Reading a body', () => {
  test('What could run is left out unless it is asked for', async () => {
    const html = '<p onclick="x()">Hi</p><script>alert(1)</script><a href="javascript:x()">a</a>';
    const { id } = await arrive(graph, { 'Content-Type': 'text/html' }, { text: html });
    const safe = await graph.call('GET', `/me/messages/${id}`);
    expect(safe.body.body.content).not.toMatch(/script|onclick|alert/);
    expect(safe.body.body.content).toContain('<p>Hi</p>');
    const Prefer = 'outlook.allow-unsafe-html';
    const unsafe = await graph.call('GET', `/me/messages/${id}`, { headers: { Prefer } });
    expect(unsafe.body.body.content).toContain('<script>alert(1)</script>');
    expect(unsafe.headers.get('preference-applied')).toContain(Prefer);
  });
});
