import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { MailHeaders } from '../../../src/domain/sync/seen-mail.ts';
import { defaultSyncSettings } from '../../../src/domain/sync/sync-settings.ts';
import type { AutoTracking, SyncSettings } from '../../../src/domain/sync/sync-settings.ts';
import type { DirectoryUser } from '../../../src/sandbox/entra/door.ts';
import { tenantId } from '../../../src/sandbox/entra/registrations.ts';
import { correlateMails } from '../../../src/sync/correlate-mails.ts';
import { judgeMails } from '../../../src/sync/judge-mails.ts';
import type { JudgingPorts } from '../../../src/sync/judging/page.ts';
import { RecentDeciders } from '../../../src/sync/judging/recent-deciders.ts';
import { completeItem } from '../../../src/tracking/complete-item.ts';
import type { TrackingPorts } from '../../../src/tracking/ports.ts';
import { eventually } from '../../support/eventually.ts';
import { anna, bela, deliver, ids, startRegarding } from '../../support/regarding.ts';
import type { TestRegarding } from '../../support/regarding.ts';
import { at, conversationIndex, seenMail } from '../../support/seen-mail.ts';

/** Has a mailbox and a user in the CRM, but no right to synchronise. */
const una: DirectoryUser = {
  ...anna,
  id: '11111111-aaaa-4aaa-8aaa-000000000005',
  displayName: 'Una Unlicensed',
  mail: 'una@fabrikam.example',
};
const sysAdmin: DirectoryUser = {
  ...anna,
  id: '11111111-aaaa-4aaa-8aaa-000000000006',
  displayName: 'Ada Admin',
  mail: 'ada@fabrikam.example',
};
/** The CRM takes no mail of hers. */
const mona: DirectoryUser = {
  ...anna,
  id: '11111111-aaaa-4aaa-8aaa-000000000007',
  displayName: 'Mona Mailless',
  mail: 'mona@fabrikam.example',
};
/** Has no user in the CRM. */
const nora: DirectoryUser = {
  ...anna,
  id: '11111111-aaaa-4aaa-8aaa-000000000004',
  displayName: 'Nora Nobody',
  mail: 'nora@fabrikam.example',
};
const queue = { id: '90e00000-0000-4000-8000-000000000001', address: 'support@fabrikam.example' };
const unknown = at('stranger@nowhere.example');
const toAnna = [at(anna.mail)];

let regarding: TestRegarding;
let ports: JudgingPorts & TrackingPorts;

beforeAll(async () => {
  regarding = await startRegarding();
  const wrap = (own: TrackingPorts) => {
    ports = { ...own, deciders: new RecentDeciders(own.runtime) };
    return own;
  };
  await regarding.addService({ wrap });
  await regarding.entra.door.addUsers([una, nora, sysAdmin, mona]);
  for (const [who, role] of [
    [una, 'Delegate'],
    [sysAdmin, 'System Administrator'],
    [mona, 'Salesperson'],
  ] as const) {
    await regarding.dataverse.ensureUser({
      objectId: who.id,
      fullName: who.displayName,
      mail: who.mail,
      roles: [role],
    });
  }
  await regarding.dataverse.load([
    {
      table: 'queue',
      id: queue.id,
      owner: regarding.systemUsers[anna.id]!,
      values: {
        name: 'Support',
        emailaddress: queue.address,
        incomingemaildeliverymethod: 2,
        incomingemailfilteringmethod: 2,
      },
    },
  ]);
}, 60_000);
afterAll(() => regarding.close());

const person = ({ id }: DirectoryUser) => ({ tenantId, userId: id });
const level = (who: DirectoryUser, autoTracking: AutoTracking, vetoesOthers = false) =>
  ports.settings.change(person(who), { autoTracking, vetoesOthers });
const decide = (change: Partial<SyncSettings>) => ports.organization.change(tenantId, change);

beforeEach(async () => {
  await decide(defaultSyncSettings);
  await level(anna, 'replies');
  await level(bela, 'replies');
});

const scope = () => ({ tenantId, organization: ports.crm.organization });
const signal = () => AbortSignal.timeout(20_000);
const judgeFor = (
  who: DirectoryUser,
  mails: (Partial<MailHeaders> | { direction: 'outgoing'; headers: Partial<MailHeaders> })[],
) => {
  const asked = mails.map((mail) =>
    'direction' in mail ? seenMail(scope(), mail.headers, mail.direction) : seenMail(scope(), mail),
  );
  return judgeMails(ports, person(who), asked, signal());
};
const judgeOne = async (mail: Partial<MailHeaders>, who = anna) => (await judgeFor(who, [mail]))[0];

/** Tracks through the service, however long that takes. */
const track = async (who: DirectoryUser, item: object, record?: object): Promise<string> => {
  const { body } = await regarding.call(who, '/api/items/track', { item, regarding: record });
  const { key } = body as { key: string };
  await eventually(
    () => ports.ledger.find(tenantId, key),
    (row) => row?.state === 'tracked',
  );
  return key;
};

describe('Whose level accepts', () => {
  test('a known sender is tracked at “leads, contacts and accounts” (X-03)', async () => {
    await level(anna, 'people');
    const [known, stranger] = await judgeFor(anna, [{}, { from: unknown }]);
    expect(known).toEqual({
      verdict: 'track',
      reason: 'known-person',
      regarding: null,
      correlation: null,
      acceptedBy: anna.id,
    });
    expect(stranger).toEqual({ verdict: 'leave', reason: 'no-match' });
  });

  test('a colleague counts at “records with an address” only (X-03, X-04)', async () => {
    await level(anna, 'people');
    expect(await judgeOne({ from: at(bela.mail) })).toMatchObject({ reason: 'no-match' });
    await level(anna, 'records');
    expect(await judgeOne({ from: at(bela.mail) })).toMatchObject({ reason: 'known-record' });
  });

  test('a colleague’s level, and a queue’s, accepts mail in this mailbox (X-06, X-09)', async () => {
    await level(anna, 'none');
    await level(bela, 'all');
    const [byBela, byQueue] = await judgeFor(anna, [
      { from: unknown, to: [...toAnna, at(bela.mail)] },
      { to: toAnna, cc: [at(queue.address)] },
    ]);
    expect(byBela).toMatchObject({ reason: 'all-mail', acceptedBy: bela.id });
    expect(byQueue).toMatchObject({ reason: 'known-person', acceptedBy: queue.id });
  });

  test('the owner of a mailbox can veto that (X-09)', async () => {
    await level(anna, 'none', true);
    await level(bela, 'all');
    const mail = { from: unknown, to: [...toAnna, at(bela.mail)] };
    expect(await judgeOne(mail)).toEqual({ verdict: 'leave', reason: 'vetoed' });
  });
});

describe('Requests to the CRM', () => {
  const crmRequests = async () => {
    const requests = await regarding.requests('dataverse');
    return requests.length;
  };

  test('one for a whole page, and none for addresses that were asked lately', async () => {
    await level(anna, 'people');
    await judgeOne({});
    await regarding.forget();
    const page = Array.from({ length: 50 }, (_, n) => ({
      from: at(`p${n}@customer.example`),
      to: [...toAnna, at(`q${n}@partner.example`)],
      inReplyTo: `<old-${n}@partner.example>`,
    }));
    await judgeFor(anna, page);
    expect(await crmRequests()).toBe(1);
    await level(anna, 'replies');
    await regarding.forget();
    await judgeFor(
      anna,
      page.map(({ from, to }) => ({ from, to })),
    );
    expect(await crmRequests()).toBe(0);
  });

  test('none for a mailbox that tracks nothing, or for mail that is never tracked', async () => {
    await level(anna, 'none');
    await judgeOne({ to: toAnna });
    await regarding.forget();
    await judgeOne({ to: toAnna, inReplyTo: '<anything@customer.example>' });
    await decide({ never: ['customer.example'] });
    await level(anna, 'people');
    expect(await judgeOne({ cc: [at('new@customer.example')] })).toMatchObject({
      reason: 'never-rule',
    });
    expect(await crmRequests()).toBe(0);
  });
});

describe('Who may not (X-16)', () => {
  test('somebody without the right to synchronise, or without a user, has nothing tracked', async () => {
    const cases = [
      [una, 'all'],
      [nora, 'all'],
      // Only the CRM can tell who the sender is, and it lets her in for nothing.
      [nora, 'people'],
    ] as const;
    for (const [who, own] of cases) {
      await level(who, own);
      expect(await judgeOne({ to: [at(who.mail)] }, who)).toEqual({
        verdict: 'leave',
        reason: 'no-licence',
      });
    }
  });
});

test('A mailbox whose mail the CRM takes in no way has nothing tracked (X-11)', async () => {
  const filter = `azureactivedirectoryobjectid eq ${mona.id}`;
  const { body: users } = await regarding.crm(anna, `systemusers?$filter=${filter}`);
  const owner = (users as { value: { systemuserid: string }[] }).value[0]!.systemuserid;
  const boxes = `mailboxes?$filter=_regardingobjectid_value eq ${owner}`;
  const { body } = await regarding.crm(anna, boxes);
  const id = (body as { value: { mailboxid: string }[] }).value[0]!.mailboxid;
  const values = {
    regardingobjectid: { table: 'systemuser', id: owner },
    incomingemaildeliverymethod: 0,
  };
  await regarding.dataverse.load([{ table: 'mailbox', id, owner, values }]);
  await level(mona, 'all');
  expect(await judgeOne({ to: [at(mona.mail)] }, mona)).toEqual({
    verdict: 'leave',
    reason: 'mailbox-not-ready',
  });
});

describe('Answers', () => {
  const account = { table: 'account', id: ids.account };
  const tracked = async (headers: string[] = []) => {
    const mail = await deliver(regarding, anna, {
      headers: ['Content-Type: text/plain', ...headers],
    });
    return { ...mail, key: await track(anna, mail.item, account) };
  };

  test('to tracked mail are tracked with its regarding, by In-Reply-To (X-02)', async () => {
    const mail = await tracked();
    expect(await judgeOne({ from: unknown, inReplyTo: mail.messageId })).toEqual({
      verdict: 'track',
      reason: 'reply',
      regarding: account,
      correlation: { method: 3, activityId: mail.key },
      acceptedBy: anna.id,
    });
  });

  test('are found by the conversation index where In-Reply-To was dropped', async () => {
    const mail = await tracked([`Thread-Index: ${conversationIndex(77)}`]);
    expect(await judgeOne({ conversationIndex: conversationIndex(77, 1) })).toMatchObject({
      correlation: { method: 5, activityId: mail.key },
      regarding: account,
    });
  });

  test('to mail that a person untracked are left (invariant 9)', async () => {
    const mail = await tracked([`Thread-Index: ${conversationIndex(78)}`]);
    await regarding.call(anna, '/api/items/untrack', { item: mail.item, keepCopy: true });
    await eventually(
      () => ports.ledger.find(tenantId, mail.key),
      (row) => row?.state === 'untracked',
    );
    expect((await regarding.crm(anna, `emails(${mail.key})`)).status).toBe(200);
    const answer = {
      inReplyTo: mail.messageId,
      conversationIndex: conversationIndex(78, 1),
    };
    expect(await judgeOne(answer)).toEqual({ verdict: 'leave', reason: 'no-match' });
  });

  test('to mail whose own track is still under way count (E-10)', async () => {
    const mail = await deliver(regarding, anna);
    await regarding.break('dataverse', { respond: { status: 503 }, times: 50 });
    const { body } = await regarding.call(anna, '/api/items/track', { item: mail.item });
    expect(body).toMatchObject({ state: 'pending' });
    await regarding.mend();
    expect(await judgeOne({ inReplyTo: mail.messageId })).toMatchObject({
      reason: 'reply',
      correlation: { method: 3, activityId: (body as { key: string }).key },
    });
  });

  test('to mail that only the CRM knows are found there: Message-ID, token, conversation', async () => {
    const row = (values: object) => ({
      table: 'email',
      owner: regarding.systemUsers[anna.id]!,
      values: { directioncode: true, regardingobjectid: account, ...values },
    });
    const own = ['e0000000-0000-4000-8000-00000000000', 1] as const;
    await regarding.dataverse.load([
      { ...row({ messageid: '<sss-1@fabrikam.example>' }), id: `${own[0]}1` },
      { ...row({ trackingtoken: 'CRM:0001042' }), id: `${own[0]}2` },
      { ...row({ conversationindex: conversationIndex(79) }), id: `${own[0]}3` },
    ]);
    const [reply, token, index, first] = await judgeFor(anna, [
      { inReplyTo: '<sss-1@fabrikam.example>' },
      { subject: 'RE: Offer crm:0001042' },
      { conversationIndex: conversationIndex(79, 2) },
      { conversationIndex: conversationIndex(80, 2) },
    ]);
    expect([reply, token, index].map((one) => one?.verdict === 'track' && one.correlation)).toEqual(
      [
        { method: 3, activityId: `${own[0]}1` },
        { method: 4, activityId: `${own[0]}2` },
        { method: 5, activityId: `${own[0]}3` },
      ],
    );
    expect(first).toMatchObject({ reason: 'no-match' });
  });

  test('are not forwards, unless the organisation takes them for such (X-10)', async () => {
    const mail = await tracked();
    const forward = { subject: 'Fwd: Offer', inReplyTo: mail.messageId };
    expect(await judgeOne(forward)).toMatchObject({ reason: 'no-match' });
    await decide({ forwardsAreReplies: true });
    expect(await judgeOne(forward)).toMatchObject({ reason: 'reply', regarding: account });
  });

  test('within one page count: the answer to an answer to tracked mail', async () => {
    const mail = await tracked();
    const [second, first] = await judgeFor(anna, [
      { inReplyTo: '<first-answer@x.example>', receivedAt: '2026-11-20T11:00:00Z' },
      {
        internetMessageId: '<first-answer@x.example>',
        inReplyTo: mail.messageId,
        receivedAt: '2026-11-20T10:00:00Z',
      },
    ]);
    expect([first, second].map((one) => one?.reason)).toEqual(['reply', 'reply']);
    expect(second).toMatchObject({ regarding: account });
  });

  test('the received copy of a tracked sent mail is no answer to it (E-03)', async () => {
    const index = conversationIndex(81);
    const sent = await deliver(regarding, bela, {
      folder: 'sentitems',
      from: { name: bela.displayName, address: bela.mail },
      headers: ['Content-Type: text/plain', `Thread-Index: ${index}`],
    });
    await track(bela, sent.item);
    const copy = {
      from: at(bela.mail),
      internetMessageId: sent.messageId,
      conversationIndex: index,
    };
    expect(await judgeOne(copy)).toMatchObject({ reason: 'no-match' });
    const answer = { conversationIndex: conversationIndex(81, 1) };
    expect(await judgeOne(answer)).toMatchObject({ reason: 'reply' });
  });

  test('to mail that a gesture on the same page tracks count', async () => {
    const root = seenMail(scope(), { internetMessageId: '<gesture@x.example>' });
    const asked = seenMail(scope(), { inReplyTo: '<gesture@x.example>' });
    const judged = (tracked: Parameters<typeof judgeMails>[4]) =>
      judgeMails(ports, person(anna), [asked], signal(), tracked);
    expect(await judged([{ ...root, regarding: account }])).toMatchObject([
      { reason: 'reply', regarding: account, correlation: { method: 3, activityId: root.key } },
    ]);
    expect(await judged([])).toMatchObject([{ reason: 'no-match' }]);
  });

  test('that are tracked by a gesture inherit the regarding too, whatever the level (K-03)', async () => {
    await level(anna, 'none');
    const mail = await tracked();
    await decide({ never: ['customer.example'] });
    const mails = [
      seenMail(scope(), { inReplyTo: mail.messageId }),
      seenMail(scope(), { inReplyTo: '<sss-1@fabrikam.example>' }),
      seenMail(scope(), {}),
    ];
    const answered = await correlateMails(ports, person(anna), mails, signal());
    expect(answered.map((one) => one?.regarding ?? null)).toEqual([account, account, null]);
  });

  test('are found by words and people where the organisation wants that (§1.4.6, 4)', async () => {
    await decide({ smartMatching: true });
    const subject = 'Winter coats for the fair';
    const mail = await deliver(regarding, anna, { subject });
    await track(anna, mail.item, account);
    const answer = { subject: `AW: Re: ${subject}` };
    expect(await judgeOne(answer)).toMatchObject({ correlation: { method: 6 } });
    expect(await judgeOne({ ...answer, from: unknown })).toMatchObject({ reason: 'no-match' });
    await decide({ smartMatching: false });
    expect(await judgeOne(answer)).toMatchObject({ reason: 'no-match' });
  });
});

describe('Rules', () => {
  test('a stopped conversation is left; always and never go before levels (E-21)', async () => {
    await level(anna, 'all');
    const conversation = { scope: 'conversation', value: 'stopped' } as const;
    await ports.rules.put(person(anna), { ...conversation, decision: 'never', regarding: null });
    const account = { table: 'account', id: ids.account };
    await ports.rules.put(person(anna), {
      scope: 'domain',
      value: 'partner.example',
      decision: 'always',
      regarding: account,
    });
    const [stopped, other] = await judgeFor(anna, [{ conversationId: 'stopped' }, {}]);
    expect([stopped?.reason, other?.reason]).toEqual(['never-rule', 'all-mail']);
    await level(anna, 'none');
    expect(await judgeOne({ from: at('x@partner.example') })).toMatchObject({
      reason: 'always-rule',
      regarding: account,
      acceptedBy: anna.id,
    });
  });
});

describe('Mail between colleagues (X-12)', () => {
  test('is left where the sent copy is tracked and the organisation wants one of them', async () => {
    await level(anna, 'all');
    await decide({ internalMailIsTwo: false });
    const sent = await deliver(regarding, bela, {
      folder: 'sentitems',
      from: { name: bela.displayName, address: bela.mail },
    });
    const mail = { from: at(bela.mail), internetMessageId: sent.messageId };
    expect(await judgeOne(mail)).toMatchObject({ verdict: 'track' });
    await track(bela, sent.item);
    expect(await judgeOne(mail)).toEqual({ verdict: 'leave', reason: 'internal' });
    expect(await judgeOne({ ...mail, cc: [at(queue.address)] })).toMatchObject({
      verdict: 'track',
    });
  });
});

describe('Why a mail is tracked (E-22)', () => {
  const answered = 'e0000000-0000-4000-8000-000000000009';
  const gone = 'e0000000-0000-4000-8000-0000000000ff';
  const columns =
    '_correlatedactivityid_value,_parentactivityid_value,_acceptingentityid_value,_ownerid_value';
  const crmEmail = async (id: string) =>
    (await regarding.crm(anna, `emails(${id})?$select=${columns}`)).body as Record<string, unknown>;
  /** Tracks as server-side sync does what it judged. */
  const synced = async (correlation: { method: 3 | 6; activityId: string }, acceptedBy: string) => {
    const to = [...toAnna, at(bela.mail), at(queue.address)];
    const mail = await deliver(regarding, anna, { to });
    const [asked] = [seenMail(scope(), { internetMessageId: mail.messageId })];
    await ports.ledger.accept({
      key: asked.key,
      tenantId,
      intent: 'track',
      wanted: null,
      direction: 'incoming',
      itemId: mail.id,
      internetMessageId: mail.messageId,
      requestedBy: anna.id,
      via: 'automatic',
      inBackground: true,
      reason: 'reply',
      correlation,
      acceptedBy,
    });
    await completeItem(ports, asked.key);
    return asked.key;
  };
  beforeAll(async () => {
    await regarding.dataverse.load([
      {
        table: 'email',
        id: answered,
        owner: regarding.systemUsers[bela.id]!,
        values: { subject: 'Offer', directioncode: true },
      },
    ]);
  });

  test('is written to the CRM: what it answers, its parent, whose rule accepted', async () => {
    const key = await synced({ method: 3, activityId: answered }, anna.id);
    expect(await crmEmail(key)).toMatchObject({
      _correlatedactivityid_value: answered,
      _parentactivityid_value: answered,
      _acceptingentityid_value: regarding.systemUsers[anna.id],
      // A recipient who owns the mail it answers goes before the owner of the sender (E-12).
      _ownerid_value: regarding.systemUsers[bela.id],
    });
  });

  test('a likeness makes no parent; a colleague or a queue can be who accepted', async () => {
    const byBela = await synced({ method: 6, activityId: answered }, bela.id);
    expect(await crmEmail(byBela)).toMatchObject({
      _correlatedactivityid_value: answered,
      _parentactivityid_value: null,
      _acceptingentityid_value: regarding.systemUsers[bela.id],
    });
    const byQueue = await synced({ method: 6, activityId: answered }, queue.id);
    expect(await crmEmail(byQueue)).toMatchObject({ _acceptingentityid_value: queue.id });
  });

  test('no email is lost because the one it answers is gone', async () => {
    const key = await synced({ method: 3, activityId: gone }, anna.id);
    expect(await crmEmail(key)).toMatchObject({ _correlatedactivityid_value: null });
  });

  test('the CRM refusing to tie rows together keeps no email out', async () => {
    const id = 'e1000000-0000-4000-8000-000000000001';
    const email = {
      id,
      subject: 'Tied',
      description: '',
      direction: 'incoming' as const,
      messageId: '<tied@x.example>',
      importance: 'normal' as const,
      at: '2026-11-20T09:30:00Z',
      regarding: null,
      parties: [],
      attachments: [],
      thread: { answers: { id: gone, isParent: true }, acceptedBy: null },
    };
    expect(await ports.crm.createEmail(person(anna), email, signal())).toBe('created');
    expect(await crmEmail(id)).toMatchObject({ _parentactivityid_value: null });
  });

  test('is told with the item’s history', async () => {
    const byBela = await synced({ method: 3, activityId: answered }, bela.id);
    const told = async (key: string) =>
      ((await regarding.call(anna, `/api/items/${key}/history`)).body as { why: unknown }).why;
    expect(await told(byBela)).toEqual({
      reason: 'reply',
      acceptedBy: { name: bela.displayName, isYou: false },
      method: 3,
      answersUrl: ports.crm.recordUrl({ table: 'email', id: answered }),
    });
    const byQueue = await synced({ method: 3, activityId: answered }, queue.id);
    expect(await told(byQueue)).toMatchObject({ acceptedBy: { name: 'Support', isYou: false } });
    const byHand = await deliver(regarding, anna);
    expect(await told(await track(anna, byHand.item))).toBeNull();
  });
});

describe('The organisation’s settings', () => {
  const settings = async (who: DirectoryUser, body?: object) => {
    const authorization = `Bearer ${await regarding.token(who)}`;
    const response = await fetch(`${regarding.urls.service}/api/organization/sync-settings`, {
      method: body ? 'PATCH' : 'GET',
      headers: { authorization, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  test('are Microsoft’s until somebody decides, and are changed one by one', async () => {
    expect(await settings(sysAdmin)).toEqual({ status: 200, body: defaultSyncSettings });
    const changed = await settings(sysAdmin, { trackSent: true, never: [' HR@fabrikam.example '] });
    expect(changed.body).toMatchObject({
      trackSent: true,
      never: ['hr@fabrikam.example'],
      forwardsAreReplies: false,
    });
    expect((await settings(sysAdmin, { autoTrackingOverride: 'people' })).body).toMatchObject({
      trackSent: true,
      autoTrackingOverride: 'people',
    });
    expect((await regarding.call(anna, '/api/settings')).body).toMatchObject({
      levels: { decided: 'people' },
    });
  });

  test('are for system administrators of the CRM alone', async () => {
    expect((await settings(anna)).status).toBe(403);
    expect((await settings(anna, { trackSent: true })).status).toBe(403);
    expect((await settings(nora)).status).toBe(403);
    expect(await ports.organization.get(tenantId)).toEqual(defaultSyncSettings);
  });

  test('refuse what means nothing', async () => {
    for (const wrong of [{ nobody: true }, { never: ['no address'] }, { sendPerMinute: 900 }]) {
      expect((await settings(sysAdmin, wrong)).status).toBe(400);
    }
  });
});
