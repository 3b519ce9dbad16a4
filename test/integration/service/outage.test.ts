import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { contextResponse } from '../../../src/contracts/item.ts';
import type { TrackingPorts } from '../../../src/tracking/ports.ts';
import { eventually } from '../../support/eventually.ts';
import { anna, customer, deliver, ids, startRegarding } from '../../support/regarding.ts';
import type { TestRegarding } from '../../support/regarding.ts';

let regarding: TestRegarding;
beforeAll(async () => {
  regarding = await startRegarding();
  await regarding.addWorker();
}, 60_000);
const over = new AbortController();
const endOfTests = over.signal;
afterAll(async () => {
  over.abort();
  await regarding.close();
});
beforeEach(async () => {
  await regarding.mend();
  await regarding.forget();
});

type Mail = Awaited<ReturnType<typeof deliver>>;

const track = (mail: Mail, origin?: string) =>
  regarding.call(anna, '/api/items/track', { item: mail.item }, origin);
const stateOf = async ({ item, people }: Mail) =>
  contextResponse.parse((await regarding.call(anna, '/api/items/context', { item, people })).body)
    .item;
const settled = (mail: Mail, withinMs?: number) =>
  eventually(
    () => stateOf(mail),
    ({ state }) => state !== 'pending',
    withinMs,
  );
const emails = async ({ messageId }: Mail): Promise<unknown[]> => {
  const filter = encodeURIComponent(`messageid eq '${messageId}'`);
  return (await regarding.crm(anna, `emails?$filter=${filter}`)).body.value as unknown[];
};

describe('While the CRM is down', () => {
  test('a click is accepted, and the worker tracks the item soon after it is back (I-08)', async () => {
    const mail = await deliver(regarding, anna);
    await regarding.break('dataverse', { respond: { status: 503 } });
    const { status, body } = await track(mail);
    expect(body).toMatchObject({ state: 'pending', problem: 'crm-unavailable' });
    expect(status).toBe(200);
    expect(await stateOf(mail)).toMatchObject({ state: 'pending' });
    await regarding.mend();
    expect(await settled(mail)).toMatchObject({
      state: 'tracked',
      trackedBy: { name: anna.displayName, isYou: true },
    });
    expect(await emails(mail)).toHaveLength(1);
  }, 40_000);

  test('the pane still shows what the ledger knows', async () => {
    const mail = await deliver(regarding, anna);
    const account = { table: 'account', id: ids.account };
    await regarding.call(anna, '/api/items/track', { item: mail.item, regarding: account });
    await regarding.break('dataverse', { respond: { status: 503 } });
    const { item, people } = mail;
    const { status, body } = await regarding.call(anna, '/api/items/context', { item, people });
    expect(status).toBe(200);
    expect(body).toMatchObject({ problem: 'crm-unavailable', item: { state: 'tracked' } });
    expect(body.item.regarding).toEqual({ ...account, name: '' });
    expect(body.people[0]).toMatchObject({ address: customer.address, records: [] });
  });

  test('a search says so', async () => {
    await regarding.break('dataverse', {
      respond: { status: 503, headers: { 'retry-after': '7' } },
    });
    const { status, headers, body } = await regarding.call(anna, '/api/search?q=customer');
    expect(status).toBe(503);
    expect(headers.get('retry-after')).toBe('7');
    expect(body).toMatchObject({ status: 503, code: 'crm-unavailable' });
  });
});

describe('When an answer is lost or slow', () => {
  test('a slow CRM is not waited for: the answer is that it goes on', async () => {
    const mail = await deliver(regarding, anna);
    await regarding.break('dataverse', { delayMs: 4_000, times: 1 });
    const { body } = await track(mail);
    expect(body).toMatchObject({ state: 'pending' });
    expect(await settled(mail)).toMatchObject({ state: 'tracked' });
    expect(await emails(mail)).toHaveLength(1);
  }, 40_000);

  test('an email that was made, but whose making was not heard of, is not made twice', async () => {
    const mail = await deliver(regarding, anna);
    const loseOneAnswer = (ports: TrackingPorts): TrackingPorts => {
      let isLost = false;
      const createEmail: TrackingPorts['crm']['createEmail'] = async (...input) => {
        const answer = await ports.crm.createEmail(...input);
        if (isLost) return answer;
        isLost = true;
        throw new Error('connection reset');
      };
      const crm = new Proxy(ports.crm, {
        get: (target, name) => {
          if (name === 'createEmail') return createEmail;
          const value: unknown = Reflect.get(target, name, target);
          return typeof value === 'function' ? (value.bind(target) as unknown) : value;
        },
      });
      return { ...ports, crm };
    };
    const origin = await regarding.addService({ wrap: loseOneAnswer });
    expect((await track(mail, origin)).body).toMatchObject({ state: 'pending' });
    expect(await settled(mail)).toMatchObject({ state: 'tracked' });
    expect(await emails(mail)).toHaveLength(1);
  }, 40_000);

  test('a service that dies in the middle is followed by the worker (I-08)', async () => {
    const mail = await deliver(regarding, anna);
    const never = new Promise<never>((_resolve, reject) => {
      endOfTests.addEventListener('abort', () => reject(new Error('over')));
    });
    never.catch(() => undefined);
    // It neither ends its attempt nor renews its lease: as after kill -9.
    const dead = (ports: TrackingPorts): TrackingPorts => ({
      ...ports,
      mailbox: Object.assign(Object.create(ports.mailbox) as TrackingPorts['mailbox'], {
        readMessage: () => never,
      }),
      ledger: Object.assign(Object.create(ports.ledger) as TrackingPorts['ledger'], {
        accept: ports.ledger.accept.bind(ports.ledger),
        find: ports.ledger.find.bind(ports.ledger),
        renew: () => never,
      }),
      background: { add: () => undefined, drain: () => Promise.resolve() } as never,
    });
    const origin = await regarding.addService({ wrap: dead });
    expect((await track(mail, origin)).body).toMatchObject({ state: 'pending' });
    expect(await settled(mail)).toMatchObject({ state: 'tracked' });
  }, 40_000);
});

test('A worker that dies over an item is followed by another', async () => {
  const mail = await deliver(regarding, anna);
  await regarding.break('dataverse', { respond: { status: 503 } });
  await track(mail);
  // As a worker leaves it that fetched the job and was killed.
  await regarding.query(`update regarding_jobs.job
    set state = 'active', started_on = now(), heartbeat_on = now() where state = 'created'`);
  await regarding.mend();
  expect(await settled(mail)).toMatchObject({ state: 'tracked' });
}, 40_000);

describe('When the mailbox says no', () => {
  test('an item that is gone fails, and stays visible as failed', async () => {
    const mail = await deliver(regarding, anna);
    await regarding.graph.call(anna.id, {
      method: 'POST',
      path: `/me/messages/${mail.id}/permanentDelete`,
    });
    const { body } = await track(mail);
    expect(body).toMatchObject({ state: 'failed', problem: 'item-not-found' });
    expect(await stateOf(mail)).toMatchObject({ state: 'failed', problem: 'item-not-found' });
    expect(await emails(mail)).toHaveLength(0);
  });

  test('an item whose id changed is found by its Message-ID', async () => {
    const mail = await deliver(regarding, anna);
    const item = { ...mail.item, itemId: 'AAMkAGone=' };
    const { body } = await regarding.call(anna, '/api/items/track', { item });
    expect(body).toMatchObject({ state: 'tracked' });
  });

  test('another item than the pane described is refused', async () => {
    const [one, other] = [await deliver(regarding, anna), await deliver(regarding, anna)];
    const item = { ...one.item, itemId: other.item.itemId };
    const { body } = await regarding.call(anna, '/api/items/track', { item });
    expect(body).toMatchObject({ state: 'failed', problem: 'item-changed' });
  });

  test('being throttled is waited out', async () => {
    const mail = await deliver(regarding, anna);
    await regarding.break('graph', {
      respond: { status: 429, headers: { 'retry-after': '2' } },
      times: 1,
    });
    expect((await track(mail)).body).toMatchObject({ state: 'pending', problem: 'throttled' });
    expect(await settled(mail)).toMatchObject({ state: 'tracked' });
  }, 40_000);

  test('a mark that another client’s change came before is written anew, keeping that change', async () => {
    const mail = await deliver(regarding, anna);
    await regarding.break('graph', {
      match: { method: 'PATCH' },
      respond: { status: 412, body: { error: { code: 'ErrorIrresolvableConflict' } } },
      times: 1,
    });
    const path = `/me/messages/${mail.id}`;
    await regarding.graph.call(anna.id, { method: 'PATCH', path, body: { categories: ['Red'] } });
    expect((await track(mail)).body).toMatchObject({ state: 'tracked' });
    const { body } = await regarding.graph.call(anna.id, { method: 'GET', path });
    expect(body).toMatchObject({ categories: ['Red', 'Tracked to Dynamics 365'] });
  });
});

test('A mail the CRM does not take carries no mark, though marking and writing start together', async () => {
  const mail = await deliver(regarding, anna);
  expect((await stateOf(mail)).state).toBe('not-tracked');
  await regarding.break('dataverse', {
    match: { path: '$batch' },
    respond: {
      status: 400,
      body: { error: { code: '0x80040265', message: 'A plug-in says no.' } },
    },
  });
  expect((await track(mail)).body).toMatchObject({ state: 'failed', problem: 'refused' });
  const path = `/me/messages/${mail.id}?$select=categories`;
  const { body } = await regarding.graph.call(anna.id, { method: 'GET', path });
  expect(body).toMatchObject({ categories: [] });
});

test('The mailbox knows the category with its colour soon after its owner’s first look', async () => {
  await stateOf(await deliver(regarding, anna));
  const path = '/me/outlook/masterCategories';
  const categories = () => regarding.graph.call(anna.id, { method: 'GET', path });
  const { body } = await eventually(categories, ({ body }) =>
    JSON.stringify(body).includes('Tracked to Dynamics 365'),
  );
  expect(JSON.stringify(body)).toContain('preset4');
}, 40_000);
