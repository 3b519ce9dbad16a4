import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { defaultSyncSettings } from '../../../src/domain/sync/sync-settings.ts';
import { Failure } from '../../../src/ports/failure.ts';
import { Fenced } from '../../../src/ports/workloads.ts';
import { tenantId } from '../../../src/sandbox/entra/registrations.ts';
import type { SyncPorts } from '../../../src/sync/ports.ts';
import { eventually } from '../../support/eventually.ts';
import { anna, bela, customer, ids } from '../../support/regarding.ts';
import { startSending } from '../../support/sending.ts';
import type { TestSending } from '../../support/sending.ts';

let sending: TestSending;
beforeAll(async () => {
  sending = await startSending();
  // A quick machine sends more in these tests than Exchange lets a mailbox send in a minute.
  await fetch(`${sending.regarding.urls.graph}/_sandbox/limits`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ messages: 10_000 }),
  });
  // The names of tables are known before anything is counted.
  await sending.write();
  await sending.sendCycle();
}, 60_000);
afterAll(() => sending.regarding.close());
beforeEach(async () => {
  await sending.regarding.mend();
  await sending.regarding.query('delete from regarding.outgoing');
  await sending.ports.organization.change(tenantId, defaultSyncSettings);
  await sending.regarding.forget();
});

const draft = 1;
const sent = 3;
const pending = 6;
const inTransit = 7;
const failed = 8;
const minute = 60_000;

/** As a workflow does it, without a token. */
async function pend(id: string): Promise<void> {
  const init = { method: 'PATCH', body: JSON.stringify({ statecode: 1, statuscode: pending }) };
  await sending.regarding.crm(anna, `emails(${id})`, init);
}

describe('An e-mail in Pending Send', () => {
  test('goes out through its sender’s mailbox, and the CRM knows (S-04)', async () => {
    const id = await sending.write({ subject: 'First offer', values: { prioritycode: 2 } });
    expect(await sending.sendCycle()).toMatchObject({ items: 1, isMore: false });
    const [copy, ...others] = await sending.mails(anna, 'sentitems', 'First offer');
    expect(others).toEqual([]);
    expect(copy).toMatchObject({ isDraft: false, from: { emailAddress: { address: anna.mail } } });
    const recipients = copy!.toRecipients.map(({ emailAddress }) => emailAddress.address);
    expect(recipients.sort()).toEqual([bela.mail, customer.address].sort());
    expect(copy!.body.content).toContain('Dear Carla');
    expect(await sending.mails(bela, 'inbox', 'First offer')).toHaveLength(1);
    expect(await sending.email(id)).toMatchObject({
      statecode: 1,
      statuscode: sent,
      messageid: copy!.internetMessageId,
      senton: expect.any(String),
    });
    expect(await sending.mails(anna, 'drafts', '')).toEqual([]);
  });

  test('carries the organisation’s tracking token, cut to 255 characters (§1.4.6, 2)', async () => {
    const long = `Very ${'long '.repeat(80)}offer`;
    const id = await sending.write({ subject: long });
    const { trackingtoken } = await sending.email(id);
    await sending.sendCycle();
    const [copy] = await sending.mails(anna, 'sentitems', 'Very long');
    expect(copy!.subject).toMatch(/ CRM:\d{7}$/);
    expect(copy!.subject.endsWith(trackingtoken)).toBe(true);
    expect(copy!.subject.length).toBeLessThanOrEqual(255);
    expect((await sending.email(id)).subject).toBe(copy!.subject);
  });

  test('gets a token of its own where it was put there without one (§1.4.6, 2)', async () => {
    const id = await sending.write({ subject: 'By a workflow', isDraft: true });
    await pend(id);
    await sending.sendCycle();
    const email = await sending.email(id);
    expect(email).toMatchObject({
      statuscode: sent,
      trackingtoken: expect.stringMatching(/^CRM:/),
    });
    expect(email.subject).toBe(`By a workflow ${email.trackingtoken}`);
  });

  test('takes its files along: small, large and inside the text', async () => {
    const large = Buffer.alloc(3 * 1024 * 1024 + 17, 'large');
    const files = [
      { name: 'small.txt', bytes: Buffer.from('small') },
      { name: 'large.bin', bytes: large },
      { name: 'logo.png', bytes: Buffer.from('logo'), contentId: 'logo@crm' },
    ];
    await sending.write({ subject: 'With files', body: '<img src="cid:logo@crm">', files });
    await sending.sendCycle();
    const [copy] = await sending.mails(anna, 'sentitems', 'With files');
    const attached = await sending.filesOf(anna, copy!);
    expect(attached.map(({ name }) => name).sort()).toEqual(['large.bin', 'logo.png', 'small.txt']);
    const content = (name: string) =>
      Buffer.from(attached.find((file) => file.name === name)!.contentBytes, 'base64');
    expect(content('large.bin').equals(large)).toBe(true);
    expect(content('small.txt').toString()).toBe('small');
    expect(attached.find(({ name }) => name === 'logo.png')).toMatchObject({
      isInline: true,
      contentId: 'logo@crm',
    });
  }, 60_000);

  test('waits where it is to be sent later', async () => {
    const delayedemailsendtime = new Date(Date.now() + 24 * 60 * minute).toISOString();
    const id = await sending.write({ values: { delayedemailsendtime } });
    expect(await sending.sendCycle()).toMatchObject({ items: 0 });
    expect((await sending.email(id)).statuscode).toBe(pending);
    sending.pass(25 * 60 * minute);
    expect(await sending.sendCycle()).toMatchObject({ items: 1 });
    expect((await sending.email(id)).statuscode).toBe(sent);
  });

  test('costs a quiet mailbox one request to the CRM and none to Exchange', async () => {
    await sending.regarding.forget();
    await sending.sendCycle();
    expect(await sending.regarding.requests('graph')).toEqual([]);
    expect(await sending.regarding.requests('dataverse')).toHaveLength(1);
  });
});

describe('The copy in Sent Items', () => {
  test('is the activity it was sent from: the pane shows it tracked, a cycle makes no second (E-02)', async () => {
    await sending.enable(anna);
    await sending.ports.organization.change(tenantId, { trackSent: true });
    await sending.cycle();
    const id = await sending.write({ subject: 'Only once' });
    await sending.sendCycle();
    const [copy] = await sending.mails(anna, 'sentitems', 'Only once');
    const rows = await sending.regarding.query(
      'select state, activity_id, regarding_id, tracked_via from regarding.item where internet_message_id = $1',
      [copy!.internetMessageId],
    );
    expect(rows).toEqual([
      {
        state: 'tracked',
        activity_id: id,
        regarding_id: ids.opportunity,
        tracked_via: 'automatic',
      },
    ]);
    await sending.cycle();
    const filter = encodeURIComponent(`startswith(subject,'Only once') and directioncode eq true`);
    const { body } = await sending.regarding.crm(anna, `emails?$select=subject&$filter=${filter}`);
    expect(body.value).toHaveLength(1);
  }, 30_000);

  test('is found even where reading overtakes sending: the CRM has its Message-ID before it goes out', async () => {
    const id = await sending.write({ subject: 'Overtaken' });
    const send: SyncPorts['mailSender']['send'] = async (actor, itemId, signal) => {
      const email = await sending.email(id);
      expect(email).toMatchObject({
        statuscode: inTransit,
        messageid: expect.stringMatching(/^</),
      });
      await sending.ports.mailSender.send(actor, itemId, signal);
    };
    await sending.sendCycle(anna, { mailSender: wrapped('mailSender', { send }) });
    expect((await sending.email(id)).statuscode).toBe(sent);
  });
});

/** A port with some of its functions replaced. */
function wrapped<P extends 'mailSender' | 'crmOutbox' | 'outgoing' | 'ledger'>(
  port: P,
  own: Partial<SyncPorts[P]>,
): SyncPorts[P] {
  const whole = sending.ports[port] as object;
  return new Proxy(whole, {
    get: (target, name) => {
      const replaced = Reflect.get(own, name) as unknown;
      if (replaced) return replaced;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  }) as SyncPorts[P];
}

class Killed extends Error {}

/** What leaves something behind; dying before one is dying after the one before it. */
const acts: ReadonlySet<string | symbol> = new Set([
  ...['take', 'change', 'drop', 'newToken', 'claim', 'markSent', 'markFailed'],
  ...['draft', 'send', 'discard', 'accept', 'settle'],
]);

/** The worker dies right after the act of that number. */
function mortal(at: number) {
  const done: string[] = [];
  const watch = <T extends object>(port: T): T =>
    new Proxy(port, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        if (!acts.has(name)) return value.bind(target) as unknown;
        return async (...args: unknown[]) => {
          const answer: unknown = await value.apply(target, args);
          done.push(String(name));
          if (done.length === at) throw new Killed();
          return answer;
        };
      },
    });
  const { crmOutbox, mailSender, outgoing, ledger } = sending.ports;
  const own = {
    crmOutbox: watch(crmOutbox),
    mailSender: watch(mailSender),
    outgoing: watch(outgoing),
    ledger: watch(ledger),
  };
  return { own, done };
}

/** Whether the worker died of it. */
const diesIn = (cycle: Promise<unknown>): Promise<boolean> =>
  cycle.then(
    () => false,
    (error: unknown) => {
      if (error instanceof Killed) return true;
      throw error;
    },
  );

/** Cycles until nothing is on its way. */
async function settle(id: string): Promise<void> {
  for (let round = 0; round < 8; round += 1) {
    if (['done', 'failed'].includes((await sending.stateOf(id)) ?? '')) return;
    sending.pass(3 * minute);
    await sending.sendCycle();
  }
}

async function expectSentOnce(id: string, subject: string): Promise<void> {
  expect(await sending.mails(anna, 'sentitems', subject)).toHaveLength(1);
  expect(await sending.mails(bela, 'inbox', subject)).toHaveLength(1);
  expect(await sending.mails(anna, 'drafts', subject)).toEqual([]);
  expect((await sending.email(id)).statuscode).toBe(sent);
}

describe('Never twice', () => {
  test('a worker that dies after any of its acts leaves a mail that is sent once', async () => {
    const all: { id: string; subject: string }[] = [];
    for (let at = 1, died = true; died; at += 1) {
      const subject = `Dies after ${at}.`;
      const id = await sending.write({ subject, isDraft: true });
      await pend(id);
      all.push({ id, subject });
      const { own, done } = mortal(at);
      died = await diesIn(sending.sendCycle(anna, own));
      if (!died) {
        // A new token is one, and what is written before and after every other.
        expect(done).toEqual(
          ['take', 'newToken', 'draft', 'change', 'claim', 'change', 'send', 'change'].concat([
            'accept',
            'settle',
            'markSent',
            'change',
          ]),
        );
      }
      await settle(id);
    }
    for (const { id, subject } of all) await expectSentOnce(id, subject);
  }, 120_000);

  test('a draft that was left half-made is made anew, with every file once', async () => {
    const files = ['a', 'b'].map((name) => ({ name, bytes: Buffer.from(name) }));
    const id = await sending.write({ subject: 'Half-made', files });
    await sending.regarding.break('graph', {
      match: { method: 'POST', path: '/attachments' },
      respond: { status: 500 },
      times: 1,
    });
    await sending.sendCycle();
    expect(await sending.stateOf(id)).toBe('drafting');
    await settle(id);
    await expectSentOnce(id, 'Half-made');
    const [copy] = await sending.mails(anna, 'sentitems', 'Half-made');
    expect((await sending.filesOf(anna, copy!)).map(({ name }) => name).sort()).toEqual(['a', 'b']);
  });

  test('an answer that was lost after Exchange took it is no reason to send again', async () => {
    const id = await sending.write({ subject: 'Answer lost' });
    let tries = 0;
    const send: SyncPorts['mailSender']['send'] = async (...args) => {
      tries += 1;
      await sending.ports.mailSender.send(...args);
      throw new Failure('unavailable', 'mailbox', 'mailbox: timeout');
    };
    const own = { mailSender: wrapped('mailSender', { send }) };
    await sending.sendCycle(anna, own);
    expect(await sending.stateOf(id)).toBe('sending');
    sending.pass(10 * minute);
    await sending.sendCycle(anna, own);
    expect(tries).toBe(1);
    await expectSentOnce(id, 'Answer lost');
  });

  test('what Exchange has not got yet is sent as the same draft, after a pause', async () => {
    const id = await sending.write({ subject: 'Request lost' });
    const sends: string[] = [];
    const lost: SyncPorts['mailSender']['send'] = (_actor, itemId) => {
      sends.push(itemId);
      return Promise.reject(new Failure('unavailable', 'mailbox', 'mailbox: network'));
    };
    await sending.sendCycle(anna, { mailSender: wrapped('mailSender', { send: lost }) });
    const [before] = await sending.mails(anna, 'drafts', 'Request lost');
    await settle(id);
    const [after] = await sending.mails(anna, 'sentitems', 'Request lost');
    expect(after!.id).toBe(before!.id);
    expect(sends).toEqual([before!.id]);
    await expectSentOnce(id, 'Request lost');
  });

  test('a mail without a trace after it was handed over is not sent again: a person decides', async () => {
    const id = await sending.write({ subject: 'No trace' });
    const find = () => Promise.resolve([]);
    const send = () => Promise.reject(new Failure('unavailable', 'mailbox', 'mailbox: timeout'));
    const own = { mailSender: wrapped('mailSender', { find, send }) };
    for (let round = 0; round < 6; round += 1) {
      await sending.sendCycle(anna, own);
      sending.pass(10 * minute);
    }
    expect((await sending.email(id)).statuscode).toBe(failed);
    expect(await sending.notesOf(id)).toEqual([expect.stringContaining('Nobody can tell')]);
    expect(await sending.mails(bela, 'inbox', 'No trace')).toEqual([]);
  });

  test('a worker that was overtaken sends nothing', async () => {
    const id = await sending.write({ subject: 'Overtaken worker' });
    const claim: SyncPorts['crmOutbox']['claim'] = async (...args) => {
      const taken = await sending.ports.crmOutbox.claim(...args);
      await sending.sendCycle();
      return taken;
    };
    const old = sending.sendCycle(anna, { crmOutbox: wrapped('crmOutbox', { claim }) });
    await expect(old).rejects.toThrow(Fenced);
    await settle(id);
    await expectSentOnce(id, 'Overtaken worker');
  });

  test('two mailboxes do not take the same e-mail', async () => {
    const id = await sending.write({ subject: 'One of two' });
    await sending.regarding.query(
      `insert into regarding.outgoing (tenant_id, activity_id, user_id, mark, state)
        values ($1, $2, $3, $2, 'drafting')`,
      [tenantId, id, bela.id],
    );
    expect(await sending.sendCycle()).toMatchObject({ items: 0 });
    expect((await sending.email(id)).statuscode).toBe(pending);
    await sending.regarding.query('delete from regarding.outgoing');
    await sending.sendCycle();
    await expectSentOnce(id, 'One of two');
  });

  test('an e-mail that a person takes back before it is sent stays where it is', async () => {
    const id = await sending.write({ subject: 'Taken back' });
    const draftOf: SyncPorts['mailSender']['draft'] = async (...args) => {
      const made = await sending.ports.mailSender.draft(...args);
      const init = { method: 'PATCH', body: JSON.stringify({ statecode: 0, statuscode: draft }) };
      await sending.regarding.crm(anna, `emails(${id})`, init);
      return made;
    };
    await sending.sendCycle(anna, { mailSender: wrapped('mailSender', { draft: draftOf }) });
    sending.pass(minute);
    await sending.sendCycle();
    expect((await sending.email(id)).statuscode).toBe(draft);
    expect(await sending.mails(anna, 'drafts', 'Taken back')).toEqual([]);
    expect(await sending.mails(anna, 'sentitems', 'Taken back')).toEqual([]);
    expect(await sending.stateOf(id)).toBeUndefined();
  });
});

describe('Who may send', () => {
  test.each([
    ['its outgoing method is None (M-03, V-02)', { outgoingemaildeliverymethod: 0 }],
    [
      'nobody approved its address (M-05)',
      { emailrouteraccessapproval: 2, isemailaddressapprovedbyo365admin: false },
    ],
  ])('a mailbox sends nothing from the next cycle on where %s', async (_why, change) => {
    const allowed = {
      outgoingemaildeliverymethod: 2,
      emailrouteraccessapproval: 1,
      isemailaddressapprovedbyo365admin: true,
    };
    const id = await sending.write();
    await sending.setMailbox(anna, change);
    expect(await sending.sendCycle()).toEqual({ items: 0, isMore: false });
    expect((await sending.email(id)).statuscode).toBe(pending);
    await sending.setMailbox(anna, allowed);
    expect(await sending.sendCycle()).toMatchObject({ items: 1 });
  });

  test('a right that is withdrawn half-way stops a mail that was not handed over yet (V-02)', async () => {
    const id = await sending.write({ subject: 'Withdrawn' });
    // Drafted and taken, not handed over.
    const { own } = mortal(4);
    await expect(sending.sendCycle(anna, own)).rejects.toThrow(Killed);
    await sending.setMailbox(anna, { outgoingemaildeliverymethod: 0 });
    sending.pass(10 * minute);
    await sending.sendCycle();
    expect(await sending.mails(anna, 'sentitems', 'Withdrawn')).toEqual([]);
    await sending.setMailbox(anna, { outgoingemaildeliverymethod: 2 });
    await settle(id);
    await expectSentOnce(id, 'Withdrawn');
  });

  test('approval is not asked for where the organisation does without (M-05)', async () => {
    const none = { emailrouteraccessapproval: 0, isemailaddressapprovedbyo365admin: false };
    await sending.setMailbox(anna, none);
    await sending.setOrganization({ requireapprovalforuseremail: false });
    await sending.write();
    expect(await sending.sendCycle()).toMatchObject({ items: 1 });
    await sending.setOrganization({ requireapprovalforuseremail: true });
    const yes = { emailrouteraccessapproval: 1, isemailaddressapprovedbyo365admin: true };
    await sending.setMailbox(anna, yes);
  });
});

describe('Recipients (§1.5.2, 6)', () => {
  const onlyTo = (address: string) =>
    sending.write({ subject: 'To an address', to: [address], isDraft: true });

  test('an address that is no record keeps the e-mail from being sent, with the reason beside it', async () => {
    const id = await onlyTo('stranger@nowhere.example');
    await pend(id);
    await sending.sendCycle();
    expect(await sending.email(id)).toMatchObject({ statecode: 0, statuscode: failed });
    expect(await sending.notesOf(id)).toEqual([expect.stringContaining('is not a record')]);
    expect(await sending.mails(anna, 'drafts', 'To an address')).toEqual([]);
  });

  test('it is sent there where the organisation allows that', async () => {
    await sending.setOrganization({ allowunresolvedpartiesonemailsend: true });
    await pend(await onlyTo('stranger@nowhere.example'));
    expect(await sending.sendCycle()).toMatchObject({ items: 1 });
    await sending.setOrganization({ allowunresolvedpartiesonemailsend: false });
  });

  test('the main e-mail column alone counts; where it is empty the e-mail fails, and says so', async () => {
    const contact = 'c0000000-0000-4000-8000-000000000009';
    await sending.regarding.dataverse.load([
      {
        table: 'contact',
        id: contact,
        owner: sending.regarding.systemUsers[anna.id]!,
        values: { fullname: 'Second Only', emailaddress2: 'second@customer.example' },
      },
    ]);
    const to = [
      {
        'partyid_contact@odata.bind': `/contacts(${contact})`,
        addressused: 'second@customer.example',
      },
    ];
    const id = await sending.write({ to, isDraft: true });
    await pend(id);
    await sending.sendCycle();
    expect((await sending.email(id)).statuscode).toBe(failed);
    expect(await sending.notesOf(id)).toEqual([expect.stringContaining('main email field')]);
  });

  test('a failed e-mail that is corrected and sent again goes out', async () => {
    const id = await onlyTo('stranger@nowhere.example');
    await pend(id);
    await sending.sendCycle();
    await sending.setOrganization({ allowunresolvedpartiesonemailsend: true });
    await pend(id);
    expect(await sending.sendCycle()).toMatchObject({ items: 1 });
    expect((await sending.email(id)).statuscode).toBe(sent);
    await sending.setOrganization({ allowunresolvedpartiesonemailsend: false });
  });
});

describe('In somebody else’s name', () => {
  const fromBela = () =>
    sending.write({
      subject: 'For Béla',
      from: {
        'partyid_systemuser@odata.bind': `/systemusers(${sending.regarding.systemUsers[bela.id]})`,
      },
      to: [sending.contact],
    });
  const grant = (rights: ('sendAs' | 'sendOnBehalf')[]) =>
    sending.regarding.graph.grantMailbox({ owner: bela.id, delegate: anna.id, rights });

  test('it goes out through the submitter’s mailbox, where that may send for the other (S-04)', async () => {
    await grant(['sendOnBehalf']);
    const id = await fromBela();
    expect(await sending.sendCycle()).toMatchObject({ items: 1 });
    const [copy] = await sending.mails(anna, 'sentitems', 'For Béla');
    expect(copy).toMatchObject({
      from: { emailAddress: { address: bela.mail } },
      sender: { emailAddress: { address: anna.mail } },
    });
    expect((await sending.email(id)).statuscode).toBe(sent);
    await grant([]);
  });

  test('without that right it fails, and says so', async () => {
    const id = await fromBela();
    await sending.sendCycle();
    expect((await sending.email(id)).statuscode).toBe(failed);
    expect(await sending.notesOf(id)).toEqual([expect.stringContaining('in the name of')]);
    expect(await sending.mails(anna, 'drafts', 'For Béla')).toEqual([]);
  });

  test('it is left to their own mailbox, where that is looked after', async () => {
    const mailbox = { tenantId, userId: bela.id };
    await sending.ports.ledger.mailboxSeen(mailbox);
    await sending.ports.workloads.sweep();
    const id = await fromBela();
    expect(await sending.sendCycle()).toMatchObject({ items: 0 });
    expect((await sending.email(id)).statuscode).toBe(pending);
    expect(await sending.sendCycle(bela)).toMatchObject({ items: 1 });
    expect(await sending.mails(bela, 'sentitems', 'For Béla')).toHaveLength(1);
    await sending.regarding.query('delete from regarding.mailbox where user_id = $1', [bela.id]);
  });
});

describe('Limits and failures', () => {
  test('a mailbox sends ten a cycle and no more than its limit a minute (§0.3)', async () => {
    await sending.ports.organization.change(tenantId, { sendPerMinute: 3 });
    const all = [];
    for (let count = 0; count < 4; count += 1) all.push(await sending.write());
    expect(await sending.sendCycle()).toEqual({ items: 3, isMore: true, waitMs: 0 });
    const more = await sending.sendCycle();
    expect(more).toMatchObject({ items: 0, isMore: true });
    expect(more.waitMs).toBeGreaterThan(50_000);
    expect(more.waitMs).toBeLessThanOrEqual(minute);
    sending.pass(more.waitMs!);
    expect(await sending.sendCycle()).toMatchObject({ items: 1, isMore: false });
    const states = await Promise.all(all.map(async (id) => (await sending.email(id)).statuscode));
    expect(states).toEqual([sent, sent, sent, sent]);
  });

  test('told to wait, the cycle stops at once and says for how long; no attempt is counted', async () => {
    const id = await sending.write({ subject: 'Told to wait' });
    await sending.regarding.break('graph', {
      match: { method: 'POST', path: '/send' },
      respond: {
        status: 429,
        headers: { 'retry-after': '1' },
        body: { error: { code: 'TooManyRequests' } },
      },
      times: 1,
    });
    await expect(sending.sendCycle()).rejects.toMatchObject({
      kind: 'throttled',
      retryAfterMs: 1_000,
    });
    expect(await sending.stateOf(id)).toBe('drafted');
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await sending.sendCycle();
    await expectSentOnce(id, 'Told to wait');
  });

  test('what Exchange refuses for good fails at once, and says so', async () => {
    const id = await sending.write({ subject: 'Refused' });
    await sending.regarding.break('graph', {
      match: { method: 'POST', path: '/send' },
      respond: { status: 400, body: { error: { code: 'ErrorInvalidRecipients', message: 'No' } } },
    });
    await sending.sendCycle();
    expect((await sending.email(id)).statuscode).toBe(failed);
    expect(await sending.notesOf(id)).toEqual([expect.stringContaining('address is not valid')]);
    expect(await sending.mails(anna, 'drafts', 'Refused')).toEqual([]);
  });

  test('one that nobody can explain is tried five times, and holds no other up', async () => {
    const bad = await sending.write({ subject: 'Inexplicable' });
    const good = await sending.write({ subject: 'Quite fine' });
    let tries = 0;
    const draftOf: SyncPorts['mailSender']['draft'] = (actor, mail, ...rest) => {
      if (!mail.subject.includes('Inexplicable')) {
        return sending.ports.mailSender.draft(actor, mail, ...rest);
      }
      tries += 1;
      return Promise.reject(new Failure('unexpected', 'mailbox', 'mailbox: 200'));
    };
    const own = { mailSender: wrapped('mailSender', { draft: draftOf }) };
    await sending.sendCycle(anna, own);
    expect((await sending.email(good)).statuscode).toBe(sent);
    await sending.sendCycle(anna, own);
    expect(tries).toBe(1);
    for (let round = 0; round < 6; round += 1) {
      sending.pass(6 * minute);
      await sending.sendCycle(anna, own);
    }
    expect(tries).toBe(5);
    expect((await sending.email(bad)).statuscode).toBe(failed);
    expect(await sending.notesOf(bad)).toEqual([expect.stringContaining('several attempts')]);
  });

  test('while Exchange is away nothing fails: the clock tries again (M-08)', async () => {
    const all = [await sending.write(), await sending.write(), await sending.write()];
    await sending.regarding.break('graph', { respond: { status: 503 } });
    await expect(sending.sendCycle()).rejects.toMatchObject({ kind: 'unavailable' });
    await sending.regarding.mend();
    for (const id of all) await settle(id);
    const states = await Promise.all(all.map(async (id) => (await sending.email(id)).statuscode));
    expect(states).toEqual([sent, sent, sent]);
  });
});

describe('The clock', () => {
  test('of the worker sends what waits, and looks again within five minutes (S-01, S-03, S-04)', async () => {
    const id = await sending.write({ subject: 'By the clock' });
    await sending.regarding.query(
      `update regarding.workload set due_at = now(), not_before = null, strikes = 0, started_at = null`,
    );
    await sending.ports.workloads.bringForward({ tenantId, userId: anna.id }, 'outgoing');
    await sending.regarding.addWorker();
    await eventually(
      async () => (await sending.email(id)).statuscode,
      (status) => status === sent,
    );
    await expectSentOnce(id, 'By the clock');
    const [clock] = await eventually(
      () =>
        sending.regarding.query(
          `select extract(epoch from due_at - ended_at)::double precision as seconds, failures
            from regarding.workload where workload = 'outgoing' and user_id = $1`,
          [anna.id],
        ),
      ([row]) => Number(row?.['seconds']) > 0,
    );
    expect(clock).toMatchObject({ failures: 0 });
    expect(Number(clock!['seconds'])).toBeLessThanOrEqual(300);
  }, 40_000);
});
