import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { historyResponse, itemHistoryResponse } from '../../../src/contracts/history.ts';
import { contextResponse, itemState } from '../../../src/contracts/item.ts';
import type { DirectoryUser } from '../../../src/sandbox/entra/door.ts';
import { anna, bela, deliver, ids, startRegarding } from '../../support/regarding.ts';
import type { TestRegarding } from '../../support/regarding.ts';

let regarding: TestRegarding;
beforeAll(async () => {
  regarding = await startRegarding();
}, 60_000);
afterAll(() => regarding.close());

type Delivered = Awaited<ReturnType<typeof deliver>>;

const account = { table: 'account', id: ids.account };
const opportunity = { table: 'opportunity', id: ids.opportunity };

const send = async (person: DirectoryUser, path: string, body: object) =>
  itemState.parse((await regarding.call(person, `/api/items/${path}`, body)).body);
const track = (person: DirectoryUser, { item }: Delivered, more: object = {}) =>
  send(person, 'track', { item, ...more });
const untrack = (person: DirectoryUser, { item }: Delivered, more: object = {}) =>
  send(person, 'untrack', { item, ...more });
const undo = (person: DirectoryUser, changeId: string | undefined) =>
  regarding.call(person, '/api/items/undo', { changeId });
/** As if the change had been made so much earlier. */
const age = (changeId: string | undefined, days: number) =>
  regarding.query(`update regarding.change set at = at - $2 * interval '1 day' where id = $1`, [
    changeId,
    days,
  ]);
const context = async (person: DirectoryUser, { item, people }: Delivered) =>
  contextResponse.parse(
    (await regarding.call(person, '/api/items/context', { item, people })).body,
  );
const email = (key: string) =>
  regarding.crm(anna, `emails(${key})?$select=_regardingobjectid_value,_ownerid_value`);
const history = async (person: DirectoryUser, before?: string) =>
  historyResponse.parse(
    (await regarding.call(person, `/api/history${before ? `?before=${before}` : ''}`)).body,
  );
const toBoth = async (messageId: string): Promise<[Delivered, Delivered]> => {
  const to = [anna, bela].map(({ displayName, mail }) => ({ name: displayName, address: mail }));
  return [
    await deliver(regarding, anna, { messageId, to }),
    await deliver(regarding, bela, { messageId, to }),
  ];
};

describe('Taking a change back', () => {
  test('untracks what was tracked, and deletes the copy its owner made (V-13)', async () => {
    const mail = await deliver(regarding, anna);
    const { key, undo: offered } = await track(anna, mail);
    expect(offered).toMatchObject({ change: 'track' });
    const { body } = await undo(anna, offered?.changeId);
    expect(body).toMatchObject({ state: 'not-tracked', undo: null });
    expect((await email(key)).status).toBe(404);
  });

  test('makes an untracked activity again under its id, with what it was regarding', async () => {
    const mail = await deliver(regarding, anna);
    const { key } = await track(anna, mail, { regarding: account });
    const { undo: offered } = await untrack(anna, mail);
    expect((await email(key)).status).toBe(404);
    const { body } = await undo(anna, offered?.changeId);
    expect(body).toMatchObject({ state: 'tracked', key, regarding: account, trackedVia: 'undo' });
    expect((await email(key)).body['_regardingobjectid_value']).toBe(account.id);
  });

  test('brings the regarding before back, or none where there was none (E-07)', async () => {
    const mail = await deliver(regarding, anna);
    const { key } = await track(anna, mail);
    const first = await track(anna, mail, { regarding: account });
    const second = await track(anna, mail, { regarding: opportunity });
    expect(second.undo).toMatchObject({ change: 'set-regarding' });
    await undo(anna, second.undo?.changeId);
    expect((await email(key)).body['_regardingobjectid_value']).toBe(account.id);
    expect((await undo(anna, first.undo?.changeId)).body).toMatchObject({ code: 'overtaken' });
  });

  test('leaves an activity the CRM had before as it was', async () => {
    const mail = await deliver(regarding, anna);
    await regarding.crm(anna, 'emails', {
      method: 'POST',
      body: JSON.stringify({
        subject: 'Synchronised',
        messageid: mail.messageId,
        directioncode: false,
      }),
    });
    const { undo: offered } = await track(anna, mail, { regarding: account });
    expect(offered?.change).toBe('set-regarding');
    const { body } = await undo(anna, offered?.changeId);
    expect(body).toMatchObject({ state: 'tracked', regarding: null });
  });

  test('of untracking says so where the mail is gone', async () => {
    const mail = await deliver(regarding, anna);
    await track(anna, mail);
    const { undo: offered } = await untrack(anna, mail);
    const path = `/me/messages/${mail.id}/permanentDelete`;
    await regarding.graph.call(anna.id, { method: 'POST', path });
    expect((await undo(anna, offered?.changeId)).body).toMatchObject({
      state: 'failed',
      problem: 'item-not-found',
    });
  });

  test('is for oneself alone', async () => {
    const mail = await deliver(regarding, anna);
    const { undo: offered } = await track(anna, mail);
    expect(await undo(bela, offered?.changeId)).toMatchObject({
      status: 404,
      body: { code: 'not-found' },
    });
  });

  test('ends when a colleague changed the item since', async () => {
    const [annas, belas] = await toBoth('<overtaken@customer.example>');
    const { undo: offered } = await track(anna, annas);
    await track(bela, belas, { regarding: account });
    expect((await context(anna, annas)).item.undo).toBeNull();
    expect(await undo(anna, offered?.changeId)).toMatchObject({
      status: 409,
      body: { code: 'overtaken' },
    });
  });

  test('ends after 30 days', async () => {
    const mail = await deliver(regarding, anna);
    const { undo: offered } = await track(anna, mail);
    await age(offered?.changeId, 29);
    expect((await context(anna, mail)).item.undo).not.toBeNull();
    await age(offered?.changeId, 2);
    expect((await context(anna, mail)).item.undo).toBeNull();
    expect(await undo(anna, offered?.changeId)).toMatchObject({
      status: 410,
      body: { code: 'too-late' },
    });
  });

  test('twice at once is once', async () => {
    const mail = await deliver(regarding, anna);
    const { undo: offered, key } = await track(anna, mail);
    const answers = await Promise.all([
      undo(anna, offered?.changeId),
      undo(anna, offered?.changeId),
    ]);
    expect(answers.map(({ status }) => status).sort()).not.toContain(500);
    expect((await email(key)).status).toBe(404);
  });
});

describe('Regarding', () => {
  test('is taken off with null, and the mail stays tracked (E-07)', async () => {
    const mail = await deliver(regarding, anna);
    const { key } = await track(anna, mail, { regarding: account });
    const state = await track(anna, mail, { regarding: null });
    expect(state).toMatchObject({ state: 'tracked', regarding: null });
    expect((await email(key)).body['_regardingobjectid_value']).toBeNull();
  });
});

describe('Keeping the copy', () => {
  test('leaves the activity, and is remembered for the next time (§1.5.3)', async () => {
    const mail = await deliver(regarding, anna);
    const { key } = await track(anna, mail);
    expect(await untrack(anna, mail, { keepCopy: true })).toMatchObject({ state: 'not-tracked' });
    expect((await email(key)).status).toBe(200);
    const next = await deliver(regarding, anna);
    const tracked = await track(anna, next);
    await untrack(anna, next);
    expect((await email(tracked.key)).status).toBe(200);
    await track(anna, next);
    await untrack(anna, next, { keepCopy: false });
    expect((await email(tracked.key)).status).toBe(404);
  });
});

describe('The history', () => {
  test('lists one’s own changes, newest first, with names read at that moment (E-13)', async () => {
    const mail = await deliver(regarding, anna, { subject: 'Wool for spring' });
    const { key } = await track(anna, mail, { regarding: account });
    const { entries } = await history(anna);
    expect(entries[0]).toMatchObject({
      key,
      change: 'track',
      via: 'pane',
      title: 'Wool for spring',
      before: null,
      after: { ...account, name: 'Customer Ltd' },
      canUndo: true,
    });
    await untrack(anna, mail);
    // The CRM's copy is gone; the mailbox still has the subject.
    expect((await history(anna)).entries[0]).toMatchObject({
      change: 'untrack',
      title: 'Wool for spring',
      copyDeleted: true,
    });
  });

  test('comes in pages and never shows what others did', async () => {
    for (let count = 0; count < 14; count += 1) {
      const mail = await deliver(regarding, bela);
      await track(bela, mail);
      await untrack(bela, mail);
    }
    const first = await history(bela);
    expect(first.entries).toHaveLength(25);
    const second = await history(bela, first.next ?? undefined);
    const all = [...first.entries, ...second.entries].map(({ id }) => id);
    expect(new Set(all).size).toBe(all.length);
    const annas = new Set((await history(anna)).entries.map(({ id }) => id));
    expect(all.some((id) => annas.has(id))).toBe(false);
  });

  test('of an item says who did what, to those who may read it', async () => {
    const [annas, belas] = await toBoth('<history@customer.example>');
    const { key } = await track(anna, annas);
    await track(bela, belas, { regarding: account });
    const { body } = await regarding.call(anna, `/api/items/${key}/history`);
    const { entries } = itemHistoryResponse.parse(body);
    expect(entries.map(({ change, by }) => [change, by.name, by.isYou])).toEqual([
      ['set-regarding', bela.displayName, false],
      ['track', anna.displayName, true],
    ]);
    const unknown = `/api/items/${crypto.randomUUID()}/history`;
    expect((await regarding.call(anna, unknown)).status).toBe(404);
  });
});
