import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { contextResponse, type ItemReference } from '../../../src/contracts/item.ts';
import { draftWait } from '../../../src/domain/sync/draft-wait.ts';
import { tenantId } from '../../../src/sandbox/entra/registrations.ts';
import type { TrackingPorts } from '../../../src/tracking/ports.ts';
import { completeItem } from '../../../src/tracking/complete-item.ts';
import { eventually } from '../../support/eventually.ts';
import { anna, bela, customer, deliver, ids, startRegarding } from '../../support/regarding.ts';
import type { TestRegarding } from '../../support/regarding.ts';

const opportunity = { table: 'opportunity', id: ids.opportunity };
const account = { table: 'account', id: ids.account };

let regarding: TestRegarding;
/** The worker's own ports, with a clock that can be put forward. */
let ports: TrackingPorts;
let laterMs = 0;
beforeAll(async () => {
  regarding = await startRegarding();
  const runtime = { now: () => new Date(Date.now() + laterMs), random: () => 0 };
  await regarding.addWorker({
    runtime,
    wrap: (given) => {
      ports = given;
      return given;
    },
  });
}, 60_000);
afterAll(() => regarding.close());
beforeEach(async () => {
  laterMs = 0;
  await regarding.mend();
  await regarding.forget();
});

const me = (method: string, path: string, body?: unknown) =>
  regarding.graph.call(anna.id, { method, path: `/me${path}`, body });

/** Writes a draft as Outlook does; answers what the pane knows of it. */
async function write(subject: string) {
  const { body } = await me('POST', '/messages', {
    subject,
    body: { contentType: 'html', content: '<p>Hello</p>' },
    toRecipients: [{ emailAddress: customer }],
  });
  const { id, internetMessageId } = body as { id: string; internetMessageId: string };
  const item: ItemReference = {
    kind: 'message',
    itemId: id,
    internetMessageId: '',
    from: anna.mail,
    mailbox: anna.mail,
    isDraft: true,
  };
  const people = [{ ...customer, role: 'to' as const }];
  /** What the pane knows of it in Sent Items. */
  const sent: ItemReference = { ...item, internetMessageId, isDraft: false };
  return { id, internetMessageId, item, sent, people };
}
type Written = Awaited<ReturnType<typeof write>>;

const track = (item: ItemReference, more: object = {}) =>
  regarding.call(anna, '/api/items/track', { item, ...more });
const context = async (item: ItemReference, people: Written['people']) => {
  const { body } = await regarding.call(anna, '/api/items/context', { item, people });
  return contextResponse.parse(body);
};
const send = ({ id }: Written) => me('POST', `/messages/${id}/send`);
const emailsOf = async ({ internetMessageId }: Written) => {
  const filter = encodeURIComponent(`messageid eq '${internetMessageId}'`);
  const { body } = await regarding.crm(anna, `emails?$filter=${filter}`);
  return body.value as Record<string, unknown>[];
};
/** What the worker does once the pause is over. */
const look = (key: string) => completeItem(ports, key);
const rowOf = (key: string) => ports.ledger.find(tenantId, key);

describe('A mail that is being written', () => {
  test('shows its recipients before it was ever saved (CMP-04)', async () => {
    const item = { ...(await write('Unsaved')).item, itemId: '' };
    await regarding.forget();
    const body = await context(item, [{ ...customer, role: 'to' }]);
    expect(body.people[0]?.records[0]).toMatchObject({ table: 'contact', id: ids.contact });
    expect(body).toMatchObject({ item: { state: 'not-tracked' }, can: { track: true } });
    expect(await regarding.requests('graph')).toHaveLength(0);
    expect(await track(item)).toMatchObject({ status: 422, body: { code: 'item-not-found' } });
  });

  test('can be marked, and is in the CRM only once it was sent (E-08, I-03)', async () => {
    const draft = await write('Offer for wool');
    const { status, body } = await track(draft.item, { regarding: opportunity });
    expect(body).toMatchObject({ state: 'pending', problem: 'not-sent-yet' });
    expect(body.regarding).toMatchObject(opportunity);
    expect(status).toBe(200);
    expect(await emailsOf(draft)).toEqual([]);
    await send(draft);
    await look(body.key);
    const after = await context(draft.sent, draft.people);
    expect(after.item).toMatchObject({ key: body.key, state: 'tracked', problem: null });
    expect(after.item.trackedVia).toBe('draft');
    const [email, ...others] = await emailsOf(draft);
    expect(others).toEqual([]);
    expect(email).toMatchObject({
      activityid: body.key,
      directioncode: true,
      statuscode: 3,
      // No tracking token: mail tracked from the pane carries none.
      subject: 'Offer for wool',
      _regardingobjectid_value: ids.opportunity,
    });
  });

  test('is tracked at once when its sent copy is opened (E-08)', async () => {
    const draft = await write('Seen in Sent Items');
    const { body } = await track(draft.item);
    await send(draft);
    expect((await context(draft.sent, draft.people)).item.key).toBe(body.key);
    const tracked = await eventually(
      async () => (await context(draft.sent, draft.people)).item,
      ({ state }) => state === 'tracked',
    );
    expect(tracked.trackedBy).toEqual({ name: anna.displayName, isYou: true });
    expect(await emailsOf(draft)).toHaveLength(1);
  });

  test('carries no mark before it is sent: its writer goes on writing it', async () => {
    const draft = await write('Still writing');
    await track(draft.item, { regarding: account });
    await regarding.call(anna, '/api/items/untrack', { item: draft.item });
    const writes = (await regarding.requests('graph')).filter(({ method }) => method === 'PATCH');
    expect(writes).toEqual([]);
  });

  test('can be set regarding something else, and be untracked, before it is sent', async () => {
    const draft = await write('Changed my mind');
    await track(draft.item, { regarding: account });
    const changed = (await track(draft.item, { regarding: opportunity })).body;
    expect(changed).toMatchObject({ state: 'pending', regarding: opportunity });
    const { body } = await regarding.call(anna, '/api/items/untrack', { item: draft.item });
    expect(body).toMatchObject({ state: 'not-tracked', key: changed.key });
    await send(draft);
    await look(changed.key);
    expect(await emailsOf(draft)).toEqual([]);
    expect((await context(draft.sent, draft.people)).item.state).toBe('not-tracked');
  });

  test('is shown as marked when it is opened again', async () => {
    const draft = await write('Later');
    await track(draft.item, { regarding: account });
    const { item } = await context(draft.item, draft.people);
    expect(item).toMatchObject({ state: 'pending', problem: 'not-sent-yet' });
    expect(item.regarding).toMatchObject({ ...account, name: 'Customer Ltd' });
  });

  test('does not become a failure while it waits, only after thirty days', async () => {
    const { item } = await write('Forgotten');
    const { key } = (await track(item)).body;
    laterMs = draftWait.giveUpAfterMs - 60_000;
    await look(key);
    expect(await rowOf(key)).toMatchObject({ state: 'pending', failures: 0, failingSince: null });
    laterMs = draftWait.giveUpAfterMs + 60_000;
    await look(key);
    expect(await rowOf(key)).toMatchObject({ state: 'failed', problem: 'gave-up' });
  });

  test('that is thrown away is quietly untracked', async () => {
    const draft = await write('Thrown away');
    const { key } = (await track(draft.item)).body;
    await me('DELETE', `/messages/${draft.id}`);
    await look(key);
    expect(await rowOf(key)).toMatchObject({ state: 'pending', problem: 'not-sent-yet' });
    laterMs = draftWait.missingMs + 1_000;
    await look(key);
    expect(await rowOf(key)).toMatchObject({ state: 'untracked', problem: null });
  });
});

describe('A draft the mailbox did not have when it was marked', () => {
  const unknown: ItemReference = {
    kind: 'message',
    itemId: 'only-on-the-device',
    internetMessageId: '',
    from: anna.mail,
    mailbox: anna.mail,
    isDraft: true,
  };

  test('is tracked once under the key of the sent mail (E-02)', async () => {
    const draft = await write('Synced later');
    const accepted = (await track(unknown, { regarding: account })).body;
    expect(accepted).toMatchObject({ state: 'pending', problem: 'not-sent-yet' });
    // The device has brought it to the mailbox.
    await regarding.query('update regarding.item set item_id = $1 where key = $2', [
      draft.id,
      accepted.key,
    ]);
    await look(accepted.key);
    expect(await rowOf(accepted.key)).toMatchObject({ state: 'untracked' });
    const { item } = await context(draft.item, draft.people);
    expect(item).toMatchObject({ state: 'pending', regarding: account });
    expect(item.key).not.toBe(accepted.key);
    await send(draft);
    await eventually(
      async () => (await context(draft.sent, draft.people)).item,
      ({ state }) => state === 'tracked',
      20_000,
    );
    expect(await emailsOf(draft)).toHaveLength(1);
  }, 30_000);

  test('leaves alone what was asked for on its sent copy', async () => {
    const draft = await write('Chosen later');
    const item = { ...unknown, itemId: 'another-device' };
    const { key } = (await track(item, { regarding: account })).body;
    await send(draft);
    await track(draft.sent, { regarding: opportunity });
    await regarding.query('update regarding.item set item_id = $1 where key = $2', [draft.id, key]);
    await look(key);
    const [email, ...others] = await emailsOf(draft);
    expect(others).toEqual([]);
    expect(email).toMatchObject({ _regardingobjectid_value: ids.opportunity });
  });
});

test('Somebody else’s waiting mark is not resumed by opening the mail (SEC)', async () => {
  const draft = await write('Mine');
  const { key } = (await track(draft.item)).body;
  await send(draft);
  const item = { ...draft.sent, mailbox: anna.mail };
  await regarding.call(bela, '/api/items/context', { item, people: draft.people });
  expect(await rowOf(key)).toMatchObject({ requestedBy: anna.id, state: 'pending' });
});

describe('A reply (E-10)', () => {
  test('is offered what the mail it answers is, or is about to be, regarding', async () => {
    const conversationId = 'a-conversation';
    const mail = await deliver(regarding, anna);
    await regarding.break('dataverse', {
      match: { method: 'POST', path: '\\$batch' },
      respond: { status: 503 },
      times: 1,
    });
    const item = { ...mail.item, conversationId };
    const first = (await track(item, { regarding: opportunity })).body;
    expect(first.state).toMatch(/pending|tracked/);
    const reply = { ...(await write('Re: Mail')).item, conversationId };
    const { suggestions } = await context(reply, [{ ...customer, role: 'to' }]);
    expect(suggestions[0]).toMatchObject({ reason: 'conversation', record: opportunity });
  });
});
