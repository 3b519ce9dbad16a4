import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { HttpClient } from '../../../src/adapters/fetch/http-client.ts';
import { GraphClient } from '../../../src/adapters/graph/graph-client.ts';
import { GraphMailbox } from '../../../src/adapters/graph/graph-mailbox.ts';
import type { AcceptedIntent, LedgerRow } from '../../../src/ports/ledger.ts';
import { tenantId } from '../../../src/sandbox/entra/registrations.ts';
import type { SyncPorts } from '../../../src/sync/ports.ts';
import { promoteMailbox } from '../../../src/sync/promote-mailbox.ts';
import { eventually } from '../../support/eventually.ts';
import { arrive, bulkIntent, workerPorts } from '../../support/promotion.ts';
import type { ArrivedMail, Arriving } from '../../support/promotion.ts';
import { anna, bela, customer, ids, startRegarding } from '../../support/regarding.ts';
import type { TestRegarding } from '../../support/regarding.ts';

let regarding: TestRegarding;
let ports: SyncPorts;
beforeAll(async () => {
  regarding = await startRegarding();
  ports = await workerPorts(regarding);
  await regarding.entra.door.addUsers([administrator]);
  await regarding.dataverse.ensureUser({
    objectId: administrator.id,
    fullName: administrator.displayName,
    mail: administrator.mail,
    roles: ['System Administrator'],
  });
  // Tokens and the names of tables are known before anything is counted.
  await accepted();
  await promote();
}, 60_000);
afterAll(() => regarding.close());
beforeEach(async () => {
  await regarding.mend();
  await regarding.query('delete from regarding.item where in_bulk');
  await regarding.forget();
});

const administrator = {
  ...anna,
  id: '11111111-aaaa-4aaa-8aaa-000000000009',
  displayName: 'Ada Administrator',
  mail: 'ada@fabrikam.example',
};
const mailbox = { tenantId, userId: anna.id };
const promote = (of = mailbox) => promoteMailbox(ports, of, AbortSignal.timeout(60_000));

/** A mail that arrived and that a cycle accepted. */
async function accepted(
  mail: Arriving = {},
  intent: Partial<AcceptedIntent> = {},
): Promise<ArrivedMail> {
  const arrived = await arrive(regarding, mail);
  await ports.ledger.accept(bulkIntent(arrived, intent));
  return arrived;
}

async function many(count: number, of: (number: number) => Arriving = () => ({})) {
  const mails: ArrivedMail[] = [];
  for (let number = 0; number < count; number += 1) mails.push(await accepted(of(number)));
  return mails;
}

const rowOf = async ({ key }: ArrivedMail): Promise<LedgerRow> =>
  (await ports.ledger.find(tenantId, key))!;
const rowsOf = (mails: ArrivedMail[]) =>
  ports.ledger.findMany(
    tenantId,
    mails.map(({ key }) => key),
  );

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const list = async (path: string): Promise<Record<string, unknown>[]> =>
  (await regarding.crm(anna, path)).body.value as Record<string, unknown>[];
const emailsOf = ({ messageId }: ArrivedMail) =>
  list(
    `emails?$filter=${encodeURIComponent(`messageid eq ${quoted(messageId)}`)}` +
      '&$expand=email_activity_parties($select=participationtypemask,addressused,_partyid_value)',
  );
const filesOf = (id: string) =>
  list(`emails(${id})/activity_pointer_activity_mime_attachment?$select=filename,filesize`);

async function categoriesOf({ id }: ArrivedMail, owner = anna): Promise<string[]> {
  const path = `/me/messages/${encodeURIComponent(id)}?$select=categories`;
  const headers = { prefer: 'IdType="ImmutableId"' };
  const { body } = await regarding.graph.call(owner.id, { method: 'GET', path, headers });
  return (body as { categories: string[] }).categories;
}

async function coloursOf(name: string): Promise<unknown[]> {
  const path = '/me/outlook/masterCategories';
  const { body } = await regarding.graph.call(anna.id, { method: 'GET', path });
  const { value } = body as { value: { displayName: string; color: string }[] };
  return value.filter(({ displayName }) => displayName === name).map(({ color }) => color);
}

const tracked = 'Tracked to Dynamics 365';
const undeliverable = 'Tracked to Dynamics 365 (Undeliverable)';

describe('Many new mails', () => {
  test('are tracked as single ones are, with their files and marks, in few requests (E-01, P7)', async () => {
    const file = (number: number) => [{ name: `offer-${number}.pdf`, bytes: 20_000 }];
    const mails = await many(45, (number) => (number % 5 === 0 ? { files: file(number) } : {}));
    await regarding.forget();
    expect(await promote()).toEqual({ promoted: 45, left: 0 });
    // To find what may be read together and to read it; to mark twenty at a time.
    expect(await regarding.requests('graph')).toHaveLength(2 + 3);
    // To look and to write.
    expect(await regarding.requests('dataverse')).toHaveLength(2);
    const rows = await rowsOf(mails);
    expect(
      rows.filter(({ state, trackedVia }) => state === 'tracked' && trackedVia === 'automatic'),
    ).toHaveLength(45);
    const [email] = await emailsOf(mails[5]!);
    expect(email).toMatchObject({
      activityid: mails[5]!.key,
      statecode: 1,
      statuscode: 4,
      directioncode: false,
    });
    expect(await filesOf(mails[5]!.key)).toEqual([
      expect.objectContaining({ filename: 'offer-5.pdf', filesize: 20_000 }),
    ]);
    expect(await categoriesOf(mails[44]!)).toEqual([tracked]);
    expect(await promote()).toEqual({ promoted: 0, left: 0 });
  }, 60_000);

  test('are read without a single other mail that lies between them (V-11)', async () => {
    const before = await many(22);
    const other = await arrive(regarding, { subject: 'None of our business' });
    const after = await many(22);
    await regarding.forget();
    expect(await promote()).toMatchObject({ promoted: 44 });
    const times = (await regarding.requests('graph'))
      .flatMap(({ parts = [] }) => parts)
      .map(({ path }) => decodeURIComponent(path))
      .filter((path) => path.includes('body'))
      .flatMap((path) => [
        ...path.matchAll(/receivedDateTime ge (\S+) and receivedDateTime le ([^&]+)/g),
      ]);
    expect(times).toHaveLength(2);
    const isRead = times.some(
      ([, from, to]) => new Date(from!) <= other.receivedAt && other.receivedAt <= new Date(to!),
    );
    expect(isRead).toBe(false);
    expect(await categoriesOf(other)).toEqual([]);
    expect((await rowsOf([...before, ...after])).every(({ state }) => state === 'tracked')).toBe(
      true,
    );
  }, 60_000);
});

describe('One bad row', () => {
  test('never holds up the others: the CRM refuses it, and the rest is tracked (fault 12)', async () => {
    const mails = await many(6);
    const bad = mails[2]!;
    const refuse = {
      match: { path: `emails(${bad.key})`, within: 'batch' as const },
      respond: { status: 400, body: { error: { code: '0x80040265', message: 'IsvAborted' } } },
    };
    await regarding.break('dataverse', refuse);
    expect(await promote()).toEqual({ promoted: 5, left: 1 });
    expect(await rowOf(bad)).toMatchObject({ state: 'pending', problem: 'refused', failures: 1 });
    expect(await categoriesOf(bad)).toEqual([]);
  }, 30_000);

  test('does not do so either where the whole batch is refused: it is tried in halves (fault 12)', async () => {
    const mails = await many(8);
    await regarding.break('dataverse', {
      match: { path: '$batch', within: 'request' },
      respond: { status: 413, body: { error: { code: '0x80048d19', message: 'Too much' } } },
      skip: 1,
      times: 1,
    });
    await regarding.break('dataverse', {
      match: { path: `emails(${mails[6]!.key})`, within: 'batch' },
      respond: { status: 400, body: { error: { code: '0x80040265', message: 'IsvAborted' } } },
    });
    expect(await promote()).toEqual({ promoted: 7, left: 1 });
    expect(await rowOf(mails[6]!)).toMatchObject({ state: 'pending', problem: 'refused' });
    const batches = (await regarding.requests('dataverse')).map(({ status }) => status);
    expect(batches).toEqual([200, 413, 200, 200]);
  }, 30_000);

  test('is undeliverable after five cycles, says so in the mailbox, and is tried again by hand (K-08, faults 12 and 39)', async () => {
    const mail = await accepted({}, { via: 'category', reason: 'category' });
    await regarding.query('update regarding.item set failures = 4 where key = $1', [mail.key]);
    await regarding.break('dataverse', {
      match: { path: `emails(${mail.key})`, within: 'batch' },
      respond: { status: 403, body: { error: { code: '0x80040220', message: 'No' } } },
    });
    expect(await promote()).toEqual({ promoted: 0, left: 1 });
    expect(await rowOf(mail)).toMatchObject({ state: 'failed', problem: 'forbidden' });
    expect(await categoriesOf(mail)).toEqual([undeliverable]);
    expect(await coloursOf(undeliverable)).toEqual(['preset0']);
    await regarding.mend();
    await ports.ledger.accept(bulkIntent(mail, { via: 'category', reason: 'category' }));
    expect(await promote()).toEqual({ promoted: 1, left: 0 });
    expect(await categoriesOf(mail)).toEqual([tracked]);
  }, 30_000);

  test('that kills worker after worker is struck out after three and left to people (fault 13)', async () => {
    const poison = await accepted({ at: new Date('2026-11-19T00:00:00Z') });
    for (let death = 0; death < 3; death += 1) {
      const claims = await ports.ledger.claimMany(mailbox, 100);
      expect(claims.map(({ row }) => row.key)).toEqual([poison.key]);
      await regarding.query('update regarding.item set lease_until = now() where key = $1', [
        poison.key,
      ]);
    }
    const healthy = await accepted();
    expect(await promote()).toEqual({ promoted: 1, left: 0 });
    expect(await rowOf(healthy)).toMatchObject({ state: 'tracked' });
    expect(await rowOf(poison)).toMatchObject({ state: 'failed', problem: 'unexpected' });
  }, 30_000);
});

describe('Where mailbox or CRM does not answer', () => {
  test('everything waits for the next cycle, without a strike (faults 2 and 11)', async () => {
    const mails = await many(3);
    await regarding.break('dataverse', {
      respond: {
        status: 429,
        headers: { 'retry-after': '1' },
        body: { error: { code: '0x80072321', message: 'Slow down' } },
      },
    });
    await expect(promote()).rejects.toMatchObject({ kind: 'throttled', retryAfterMs: 1_000 });
    expect((await rowsOf(mails)).map(({ state, failures }) => ({ state, failures }))).toEqual(
      mails.map(() => ({ state: 'pending', failures: 0 })),
    );
    await regarding.mend();
    const later = await eventually(
      () => promote().catch(() => null),
      (result) => result !== null,
    );
    expect(later).toEqual({ promoted: 3, left: 0 });
  }, 30_000);

  test('what was made before the answer was lost is not made again (faults 1 and 2)', async () => {
    const mails = await many(4);
    await regarding.break('dataverse', {
      match: { path: '$batch', within: 'request' },
      breakage: 'lose-answer',
      skip: 1,
      times: 1,
    });
    expect(await promote()).toEqual({ promoted: 4, left: 0 });
    for (const mail of mails) expect(await emailsOf(mail)).toHaveLength(1);
    expect((await rowsOf(mails)).every(({ state }) => state === 'tracked')).toBe(true);
  }, 30_000);

  test('marks that were throttled inside a batch are alone repeated (fault 10)', async () => {
    const mails = await many(20);
    await regarding.break('graph', {
      match: { method: 'PATCH', path: '/messages/' },
      respond: {
        status: 429,
        headers: { 'retry-after': '1' },
        body: { error: { code: 'ApplicationThrottled', message: 'Too many' } },
      },
      times: 3,
    });
    expect(await promote()).toEqual({ promoted: 20, left: 0 });
    const batches = (await regarding.requests('graph')).map(({ parts = [] }) =>
      parts.filter(({ method }) => method === 'PATCH'),
    );
    expect(batches.map((parts) => parts.length).filter(Boolean)).toEqual([20, 3]);
    for (const mail of mails) expect(await categoriesOf(mail)).toEqual([tracked]);
  }, 30_000);
});

describe('The same mail', () => {
  test('that the CRM has from somebody else is adopted, with the regarding it has there (E-02, fault 5)', async () => {
    const mail = await accepted({}, { wanted: { table: 'opportunity', id: ids.opportunity } });
    await regarding.crm(anna, 'emails', {
      method: 'POST',
      headers: { prefer: 'return=representation', 'content-type': 'application/json' },
      body: JSON.stringify({
        subject: 'By another program',
        directioncode: false,
        messageid: mail.messageId,
        'regardingobjectid_account_email@odata.bind': `/accounts(${ids.account})`,
      }),
    });
    expect(await promote()).toEqual({ promoted: 1, left: 0 });
    expect(await emailsOf(mail)).toHaveLength(1);
    const row = await rowOf(mail);
    expect(row.regarding).toEqual({ table: 'account', id: ids.account });
    expect(row.activityId).not.toBe(mail.key);
    expect(await categoriesOf(mail)).toEqual([tracked]);
  }, 30_000);

  test('in two mailboxes at the same time is one activity (E-02, fault 5)', async () => {
    const messageId = '<both@customer.example>';
    const ours = await accepted({ messageId });
    const theirs = await arrive(regarding, { messageId, owner: bela });
    await ports.ledger.accept(bulkIntent(theirs, { requestedBy: bela.id }));
    const both = await Promise.all([promote(), promote({ tenantId, userId: bela.id })]);
    expect(both.map(({ promoted }) => promoted).toSorted()).toEqual([0, 1]);
    expect(await emailsOf(ours)).toHaveLength(1);
  }, 30_000);
});

describe('What a mail becomes', () => {
  test('belongs to who owns the mail it answers, if they are among its recipients (E-12)', async () => {
    const first = await accepted({ to: bela.mail });
    await promote();
    const correlatedId = first.key;
    const answer = await accepted(
      { to: `${anna.mail}>, <${bela.mail}` },
      { correlation: { method: 3, activityId: correlatedId } },
    );
    await promote();
    const owners = await Promise.all(
      [first, answer].map(async (mail) => (await emailsOf(mail))[0]?.['_ownerid_value']),
    );
    expect(owners[1]).toBe(owners[0]);
    expect(await rowOf(answer)).toMatchObject({
      correlation: { method: 3, activityId: correlatedId },
    });
  }, 30_000);

  test('has a distribution list as it is written, unresolved (E-19, E-11)', async () => {
    const mail = await accepted({ to: 'everybody@fabrikam.example' });
    await promote();
    const [email] = await emailsOf(mail);
    const parties = email!['email_activity_parties'] as Record<string, unknown>[];
    expect(parties).toContainEqual(
      expect.objectContaining({
        participationtypemask: 2,
        addressused: 'everybody@fabrikam.example',
        _partyid_value: null,
      }),
    );
    expect(parties).toContainEqual(
      expect.objectContaining({ participationtypemask: 1, _partyid_value: ids.contact }),
    );
  }, 30_000);

  test('waits for the files that are still being scanned (E-15)', async () => {
    const mail = await accepted({
      files: [{ name: 'ATP Scan in Progress.eml', bytes: 10, type: 'application/octet-stream' }],
    });
    expect(await promote()).toEqual({ promoted: 1, left: 0 });
    const row = await rowOf(mail);
    expect(row.state).toBe('tracked');
    expect(row.revisitSince).not.toBeNull();
    expect(await filesOf(mail.key)).toEqual([]);
  }, 30_000);

  test('leaves out a file no CRM takes, and says so in the mail that is tracked (E-14, fault 33)', async () => {
    const mail = await accepted({
      files: [
        { name: 'film.mp4', bytes: 5 * 1024 * 1024 + 1 },
        { name: 'small.txt', bytes: 12 },
      ],
    });
    expect(await promote()).toEqual({ promoted: 1, left: 0 });
    expect(await filesOf(mail.key)).toEqual([expect.objectContaining({ filename: 'small.txt' })]);
    const [email] = await emailsOf(mail);
    expect(email!['description']).toContain('film.mp4 (6 MB &gt; 5 MB)');
  }, 60_000);

  test('has all its files where the mail is too large to be read at once (fault 33)', async () => {
    const mail = await arrive(regarding, {
      files: [
        { name: 'one.pdf', bytes: 300_000 },
        { name: 'two.pdf', bytes: 200_000 },
      ],
    });
    const { urls } = regarding;
    const allowedOrigins = [urls.graph];
    const http = new HttpClient({ allowedOrigins, timeoutMs: 20_000, maxBytes: 10_000_000 });
    const { tokens, runtime } = ports;
    const graph = new GraphClient({ http, tokens, runtime, baseUrl: `${urls.graph}/v1.0` });
    const small = new GraphMailbox(graph, undefined, 100_000);
    const wanted = { itemId: mail.id, internetMessageId: mail.messageId };
    const message = await small.readMessage(mailbox, wanted, AbortSignal.timeout(20_000));
    expect(message.attachments.map(({ name, size }) => ({ name, size }))).toEqual([
      { name: 'one.pdf', size: 300_000 },
      { name: 'two.pdf', size: 200_000 },
    ]);
    await http.close();
  }, 30_000);

  test('is nothing where only Outlook can read it: a dead letter its owner sees (E-16)', async () => {
    const mail = await accepted({
      files: [{ name: 'message.rpmsg', bytes: 50, type: 'application/x-microsoft-rpmsg-message' }],
    });
    expect(await promote()).toEqual({ promoted: 0, left: 1 });
    expect(await rowOf(mail)).toMatchObject({ state: 'failed', problem: 'encrypted' });
    expect(await categoriesOf(mail)).toEqual([]);
  }, 30_000);
});

describe('An unknown sender', () => {
  const stranger = { name: 'Stefan Stranger', address: 'stefan@unknown.example' };
  const contacts = () =>
    list(`contacts?$filter=${encodeURIComponent(`emailaddress1 eq ${quoted(stranger.address)}`)}`);

  test('stays unresolved where the organisation creates nobody (X-13)', async () => {
    const mail = await accepted({ from: stranger });
    await promote();
    expect(await contacts()).toEqual([]);
    expect(await emailsOf(mail)).toHaveLength(1);
  }, 30_000);

  test('becomes one contact, however many mails come at once (X-13)', async () => {
    await ports.organization.change(tenantId, { createForUnknown: 'contact' });
    const mails = await many(3, () => ({ from: stranger }));
    expect(await promote()).toEqual({ promoted: 3, left: 0 });
    const [contact, ...others] = await contacts();
    expect(others).toEqual([]);
    expect(contact).toMatchObject({ firstname: 'Stefan', lastname: 'Stranger' });
    const [email] = await emailsOf(mails[0]!);
    expect(email!['email_activity_parties']).toContainEqual(
      expect.objectContaining({ participationtypemask: 1, _partyid_value: contact!['contactid'] }),
    );
  }, 30_000);

  test('becomes what the owner of the mailbox wants, unless the organisation leaves no choice (X-13)', async () => {
    const leadsOf = (address: string) =>
      list(`leads?$filter=${encodeURIComponent(`emailaddress1 eq ${quoted(address)}`)}`);
    const mailbox = { tenantId, userId: anna.id };
    await ports.organization.change(tenantId, { createForUnknown: 'nothing' });
    await ports.settings.change(mailbox, { createForUnknown: 'lead' });
    const own = { name: 'Lea Lead', address: 'lea@unknown.example' };
    await accepted({ from: own });
    await promote();
    expect(await leadsOf(own.address)).toHaveLength(1);
    await ports.organization.change(tenantId, { ownCreateForUnknown: false });
    const decided = { name: 'Dora Decided', address: 'dora@unknown.example' };
    await accepted({ from: decided });
    await promote();
    expect(await leadsOf(decided.address)).toEqual([]);
    await ports.organization.change(tenantId, { ownCreateForUnknown: true });
    await ports.settings.change(mailbox, { createForUnknown: null });
  }, 30_000);

  test('is nobody where the owner of the mailbox may create nobody (X-13)', async () => {
    await ports.organization.change(tenantId, { createForUnknown: 'contact' });
    const nobody = { name: 'Nora Nobody', address: 'nora@unknown.example' };
    await regarding.break('dataverse', {
      match: { method: 'PATCH', path: 'contacts(' },
      respond: { status: 403, body: { error: { code: '0x80040220', message: 'No' } } },
    });
    const mail = await accepted({ from: nobody });
    expect(await promote()).toEqual({ promoted: 1, left: 0 });
    const [email] = await emailsOf(mail);
    expect(email!['email_activity_parties']).toContainEqual(
      expect.objectContaining({ participationtypemask: 1, _partyid_value: null }),
    );
    await ports.organization.change(tenantId, { createForUnknown: 'nothing' });
  }, 30_000);
});

test('A queue among the recipients that takes the mail gets an item of it (X-15)', async () => {
  const queueId = '70e00000-0000-4000-8000-000000000001';
  await regarding.dataverse.load([
    {
      table: 'queue',
      id: queueId,
      owner: regarding.systemUsers[anna.id]!,
      values: {
        name: 'Support',
        emailaddress: 'support@fabrikam.example',
        statecode: 0,
        statuscode: 1,
        incomingemaildeliverymethod: 2,
        incomingemailfilteringmethod: 0,
      },
    },
  ]);
  const mail = await accepted({ from: customer, to: 'support@fabrikam.example' });
  expect(await promote()).toEqual({ promoted: 1, left: 0 });
  const items = await list(
    `queueitems?$filter=${encodeURIComponent(`_queueid_value eq ${queueId}`)}&$select=_objectid_value`,
  );
  expect(items.map((item) => item['_objectid_value'])).toEqual([mail.key]);
}, 30_000);

describe('What could not be tracked (M-11)', () => {
  const failedMail = async (subject: string): Promise<ArrivedMail> => {
    const mail = await accepted({
      subject,
      files: [{ name: 'message.rpmsg', bytes: 50, type: 'application/x-microsoft-rpmsg-message' }],
    });
    await promote();
    return mail;
  };
  const listFor = async (person: typeof anna, path = '/api/failed-items') =>
    (await regarding.call(person, path)).body.items as Record<string, unknown>[];

  test('is shown to its owner with its subject and the reason, and to nobody else', async () => {
    const mail = await failedMail('Only for Anna');
    expect(await listFor(anna)).toContainEqual(
      expect.objectContaining({ key: mail.key, title: 'Only for Anna', problem: 'encrypted' }),
    );
    expect(await listFor(bela)).toEqual([]);
    expect((await regarding.call(bela, '/api/failed-items/others')).status).toBe(403);
    const others = await regarding.call(bela, '/api/failed-items/retry', { key: mail.key });
    expect(others.status).toBe(404);
  }, 30_000);

  test('is shown to administrators with its subject redacted (V-14)', async () => {
    const mail = await failedMail("None of an administrator's business");
    const items = await listFor(administrator, '/api/failed-items/others');
    const found = items.find(({ key }) => key === mail.key);
    expect(found).toMatchObject({ title: '***', owner: anna.displayName, problem: 'encrypted' });
    expect(JSON.stringify(items)).not.toContain('business');
  }, 30_000);

  test('is tried again by its owner, and tracked once the cause is gone', async () => {
    const mail = await accepted({}, { via: 'category', reason: 'category' });
    await regarding.query('update regarding.item set failures = 4 where key = $1', [mail.key]);
    await regarding.break('dataverse', {
      match: { path: `emails(${mail.key})`, within: 'batch' },
      respond: { status: 400, body: { error: { code: '0x80040265', message: 'IsvAborted' } } },
    });
    await promote();
    await regarding.mend();
    const { status, body } = await regarding.call(anna, '/api/failed-items/retry', {
      key: mail.key,
    });
    expect({ status, state: body.state }).toEqual({ status: 200, state: 'tracked' });
    expect(await categoriesOf(mail)).toEqual([tracked]);
  }, 30_000);

  test('is let be: it stays untracked, and no cycle takes it up again', async () => {
    const mail = await failedMail('Let it be');
    const { status } = await regarding.call(anna, '/api/failed-items/dismiss', { key: mail.key });
    expect(status).toBe(204);
    expect(await rowOf(mail)).toMatchObject({ state: 'untracked', problem: null });
    await ports.ledger.accept(bulkIntent(mail));
    expect(await promote()).toEqual({ promoted: 0, left: 0 });
    expect((await listFor(anna)).map(({ key }) => key)).not.toContain(mail.key);
  }, 30_000);
});
