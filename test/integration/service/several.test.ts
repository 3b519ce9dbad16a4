import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  severalListResponse,
  severalProgress,
  severalRunning,
} from '../../../src/contracts/several.ts';
import type { SeveralProgress } from '../../../src/contracts/several.ts';
import { contextResponse } from '../../../src/contracts/item.ts';
import { ruleResponse, rulesResponse } from '../../../src/contracts/rules.ts';
import type { DirectoryUser } from '../../../src/sandbox/entra/door.ts';
import { eventually } from '../../support/eventually.ts';
import { anna, bela, deliver, ids, startRegarding } from '../../support/regarding.ts';
import type { TestRegarding } from '../../support/regarding.ts';

let regarding: TestRegarding;
beforeAll(async () => {
  regarding = await startRegarding();
}, 60_000);
afterAll(() => regarding.close());

type Delivered = Awaited<ReturnType<typeof deliver>>;

const account = { table: 'account', id: ids.account };
const from = (name: string) => ({
  name,
  address: `${name.toLowerCase()}@${name.toLowerCase()}.example`,
});

/** The pane's knowledge of a mail with its conversation. */
const opened = async (person: DirectoryUser, mail: Delivered) => {
  const path = `/me/messages/${mail.id}?$select=conversationId`;
  const { body } = await regarding.graph.call(person.id, { method: 'GET', path });
  return { ...mail.item, conversationId: (body as { conversationId: string }).conversationId };
};
const list = async (person: DirectoryUser, body: object) =>
  severalListResponse.parse((await regarding.call(person, '/api/items/several/list', body)).body);
const progress = async (person: DirectoryUser, id: string) =>
  severalProgress.parse((await regarding.call(person, `/api/items/several/${id}`)).body);
const running = async (person: DirectoryUser) =>
  severalRunning.parse((await regarding.call(person, '/api/items/several')).body).batch?.id ?? null;
const settled = (person: DirectoryUser, id: string) =>
  eventually(
    () => progress(person, id),
    ({ pending }: SeveralProgress) => pending === 0,
  );
const context = async (person: DirectoryUser, { item, people }: Delivered) =>
  contextResponse.parse(
    (await regarding.call(person, '/api/items/context', { item, people })).body,
  );
const put = async (person: DirectoryUser, body: object) => {
  const authorization = `Bearer ${await regarding.token(person)}`;
  const response = await fetch(`${regarding.urls.service}/api/rules`, {
    method: 'PUT',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as { code?: string } };
};
const putRule = async (person: DirectoryUser, body: object) =>
  ruleResponse.parse((await put(person, body)).body);
const untrack = (person: DirectoryUser, { item }: Delivered) =>
  regarding.call(person, '/api/items/untrack', { item });

describe('Mail that goes with the open one', () => {
  test('is listed by sender, newest first, page by page, with its state', async () => {
    const sender = from('Pages');
    const mails = [];
    for (let count = 0; count < 28; count += 1) {
      mails.push(await deliver(regarding, anna, { from: sender }));
    }
    const [open] = mails;
    await regarding.call(anna, '/api/items/track', { item: open!.item });
    const first = await list(anna, { item: open!.item, about: 'sender' });
    expect(first.messages).toHaveLength(25);
    const second = await list(anna, { item: open!.item, about: 'sender', cursor: first.next });
    expect(second.messages).toHaveLength(3);
    expect(second.next).toBeNull();
    const all = [...first.messages, ...second.messages];
    expect(all.filter(({ state }) => state === 'tracked')).toHaveLength(1);
    expect(new Set(all.map(({ item }) => item.internetMessageId)).size).toBe(28);
  });

  test('is listed by conversation and by folder', async () => {
    const mail = await deliver(regarding, anna, { from: from('Folder'), subject: 'Looms' });
    const item = await opened(anna, mail);
    const { messages } = await list(anna, { item, about: 'conversation' });
    expect(messages.map(({ subject }) => subject)).toEqual(['Looms']);
    expect((await list(anna, { item, about: 'folder' })).messages.length).toBeGreaterThan(1);
  });

  test('of a sent mail is mail to the same person', async () => {
    const sent = {
      from: { name: anna.displayName, address: anna.mail },
      to: [from('Outgoing')],
      folder: 'sentitems',
    };
    const first = await deliver(regarding, anna, sent);
    await deliver(regarding, anna, sent);
    const { messages } = await list(anna, { item: first.item, about: 'sender' });
    expect(messages).toHaveLength(2);
  });
});

describe('Several messages', () => {
  test('are accepted together, tracked, and can be taken back as one (E-21)', async () => {
    const mails = await Promise.all(
      Array.from({ length: 12 }, () => deliver(regarding, anna, { from: from('Batch') })),
    );
    const items = mails.map(({ item }) => item);
    const { body } = await regarding.call(anna, '/api/items/several', {
      items,
      regarding: account,
    });
    const { id, total } = severalProgress.parse(body);
    expect(total).toBe(12);
    expect(await settled(anna, id)).toMatchObject({ done: 12, failed: [], canUndo: true });
    const state = await context(anna, mails[3]!);
    expect(state.item).toMatchObject({
      state: 'tracked',
      trackedVia: 'several',
      regarding: account,
    });
    await regarding.call(anna, `/api/items/several/${id}/undo`, {});
    expect(await settled(anna, id)).toMatchObject({ done: 12, isUndone: true, canUndo: false });
    expect((await context(anna, mails[3]!)).item.state).toBe('not-tracked');
  });

  test('says which failed and why, and tracks the others', async () => {
    const good = await deliver(regarding, anna, { from: from('Partly') });
    const gone = await deliver(regarding, anna, { from: from('Partly') });
    const path = `/me/messages/${gone.id}/permanentDelete`;
    await regarding.graph.call(anna.id, { method: 'POST', path });
    const items = [good.item, gone.item];
    const { body } = await regarding.call(anna, '/api/items/several', { items });
    const { failed, done } = await settled(anna, severalProgress.parse(body).id);
    expect(failed).toMatchObject([{ itemId: gone.item.itemId, problem: 'item-not-found' }]);
    expect(done).toBe(1);
  });

  test('are completed by a worker where the service does not get to it', async () => {
    const mail = await deliver(regarding, anna, { from: from('Worker') });
    await regarding.break('graph', { respond: { status: 503 }, times: 2 });
    const { body } = await regarding.call(anna, '/api/items/several', { items: [mail.item] });
    const { id } = severalProgress.parse(body);
    // A pane opened anew finds what is running, and only its own person's.
    expect(await running(anna)).toBe(id);
    expect(await running(bela)).toBeNull();
    await regarding.addWorker();
    expect(await settled(anna, id)).toMatchObject({ done: 1 });
    expect(await running(anna)).toBeNull();
  });

  test('are nobody else’s to see, and at most a hundred', async () => {
    const mail = await deliver(regarding, anna, { from: from('Private') });
    const { body } = await regarding.call(anna, '/api/items/several', { items: [mail.item] });
    const { id } = severalProgress.parse(body);
    expect((await regarding.call(bela, `/api/items/several/${id}`)).status).toBe(404);
    const items = Array.from({ length: 101 }, () => mail.item);
    expect((await regarding.call(anna, '/api/items/several', { items })).status).toBe(400);
  });

  test('never ask one mailbox for more than four things at once', async () => {
    const mails = await Promise.all(
      Array.from({ length: 12 }, () => deliver(regarding, bela, { from: from('Four') })),
    );
    await regarding.forget();
    const items = mails.map(({ item }) => item);
    const { body } = await regarding.call(bela, '/api/items/several', { items });
    await settled(bela, severalProgress.parse(body).id);
    const spans = (await regarding.requests('graph')).map(({ at, ms }) => {
      const end = Date.parse(at);
      return { start: end - ms, end };
    });
    const most = Math.max(
      ...spans.map(({ start }) => spans.filter((s) => s.start <= start && start < s.end).length),
    );
    expect(most).toBeLessThanOrEqual(4);
  });
});

describe('A rule', () => {
  test('“always” tracks what is there and what is opened later (E-22)', async () => {
    const sender = from('Always');
    const there = await deliver(regarding, anna, { from: sender });
    const other = await deliver(regarding, anna, { from: sender });
    const { accepted, batchId, rule } = await putRule(anna, {
      item: there.item,
      scope: 'address',
      decision: 'always',
      regarding: account,
    });
    expect(accepted).toBe(2);
    expect(rule).toMatchObject({ about: sender.address, regarding: { name: 'Customer Ltd' } });
    await settled(anna, batchId ?? '');
    expect((await context(anna, other)).item).toMatchObject({
      state: 'tracked',
      trackedVia: 'rule',
      regarding: account,
    });
    const arrived = await deliver(regarding, anna, { from: sender });
    const shown = await context(anna, arrived);
    expect(shown.item.state).toBe('pending');
    expect(shown.rule).toMatchObject({ scope: 'address', decision: 'always' });
    await eventually(
      () => context(anna, arrived),
      ({ item }) => item.state === 'tracked',
    );
  });

  test('never tracks again what a person untracked (E-21)', async () => {
    const sender = from('Again');
    const mail = await deliver(regarding, anna, { from: sender });
    await regarding.call(anna, '/api/items/track', { item: mail.item });
    await untrack(anna, mail);
    const { accepted } = await putRule(anna, {
      item: mail.item,
      scope: 'address',
      decision: 'always',
    });
    expect(accepted).toBe(0);
    expect((await context(anna, mail)).item.state).toBe('not-tracked');
  });

  test('of a conversation goes before one of an address, and that before a domain', async () => {
    const mail = await deliver(regarding, anna, { from: from('Specific') });
    const item = await opened(anna, mail);
    const asked = { ...mail, item };
    await putRule(anna, { item, scope: 'domain', decision: 'never' });
    expect((await context(anna, asked)).rule).toMatchObject({ scope: 'domain' });
    await putRule(anna, { item, scope: 'address', decision: 'never' });
    expect((await context(anna, asked)).rule).toMatchObject({ scope: 'address' });
    const { rule } = await putRule(anna, { item, scope: 'conversation', decision: 'always' });
    expect((await context(anna, asked)).rule).toMatchObject({ id: rule.id, decision: 'always' });
  });

  test('for everything from a public mail provider is refused', async () => {
    const mail = await deliver(regarding, anna, {
      from: { name: 'Somebody', address: 'somebody@gmail.com' },
    });
    const request = { item: mail.item, scope: 'domain', decision: 'always' };
    expect(await put(anna, request)).toMatchObject({
      status: 422,
      body: { code: 'public-domain' },
    });
  });

  test('is one’s own to see and to forget', async () => {
    const mail = await deliver(regarding, bela, { from: from('Mine') });
    const { rule } = await putRule(bela, { item: mail.item, scope: 'address', decision: 'never' });
    const remove = async (person: DirectoryUser) => {
      const authorization = `Bearer ${await regarding.token(person)}`;
      const url = `${regarding.urls.service}/api/rules/${rule.id}`;
      return (await fetch(url, { method: 'DELETE', headers: { authorization } })).status;
    };
    expect(await remove(anna)).toBe(404);
    expect(await remove(bela)).toBe(204);
    const { body } = await regarding.call(bela, '/api/rules');
    expect(rulesResponse.parse(body).rules).toEqual([]);
  });
});
