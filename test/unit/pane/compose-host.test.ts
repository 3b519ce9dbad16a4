import { describe, expect, jest, test } from '@jest/globals';
import { createCompose } from '../../../src/pane/host/compose/office-compose.ts';
import { limits } from '../../../src/pane/host/compose/limits.ts';
import { createOfficeCalls } from '../../../src/pane/host/compose/office-call.ts';
import { createOfficeHost } from '../../../src/pane/host/office-host.ts';

type Done = (result: object) => void;

/** A method of Office.js that succeeds with a value, or fails with Office's number. */
const answering = (value: unknown) =>
  jest.fn((...input: unknown[]) => {
    (input.at(-1) as Done)({ status: 'succeeded', value });
  });
const failing = (code: number) =>
  jest.fn((...input: unknown[]) => {
    (input.at(-1) as Done)({ status: 'failed', error: { code } });
  });

const form = (change: object = {}) => ({
  itemType: 'message',
  conversationId: 'AA/C+1',
  saveAsync: answering('AA/B+1'),
  getItemIdAsync: failing(9046),
  subject: { getAsync: answering(''), setAsync: answering(undefined) },
  body: {
    getTypeAsync: answering('html'),
    setSelectedDataAsync: answering(undefined),
    prependAsync: answering(undefined),
  },
  to: { getAsync: answering([]), addAsync: answering(undefined) },
  cc: { getAsync: answering([]), addAsync: answering(undefined) },
  bcc: { getAsync: answering([]), addAsync: answering(undefined) },
  addFileAttachmentFromBase64Async: answering('file'),
  addHandlerAsync: () => undefined,
  ...change,
});

const mailbox = {
  userProfile: { emailAddress: 'mia@contoso.com' },
  convertToRestId: (id: string) => id.replaceAll('/', '-').replaceAll('+', '_'),
  addHandlerAsync: () => undefined,
};
const composeOf = (item: object) => createCompose(mailbox as never, item as never, () => undefined);
const text = { html: '<p>Hi</p>', text: 'Hi' };

describe('A message being written', () => {
  test('is saved and named by the REST form of its id (E-08)', async () => {
    expect(await composeOf(form()).save?.()).toBe('AA-B_1');
  });

  test('takes HTML where its body is HTML, else text', async () => {
    const item = form();
    await composeOf(item).insert?.(text);
    const [data, options] = item.body.setSelectedDataAsync.mock.calls[0]!;
    expect([data, options]).toEqual(['<p>Hi</p>', { coercionType: 'html' }]);
    item.body.getTypeAsync = answering('text');
    await composeOf(item).insert?.(text);
    expect(item.body.setSelectedDataAsync.mock.calls[1]?.slice(0, 2)).toEqual([
      'Hi',
      { coercionType: 'text' },
    ]);
  });

  test('takes text at its top where the cursor is nowhere', async () => {
    const item = form();
    item.body.setSelectedDataAsync = failing(9016);
    await composeOf(item).insert?.(text);
    expect(item.body.prependAsync.mock.calls[0]?.[0]).toBe('<p>Hi</p>');
  });

  test('keeps a subject it has; an empty one is set, and no longer than Outlook takes', async () => {
    const item = form();
    expect(await composeOf(item).fillSubject?.('x'.repeat(300))).toBe(true);
    expect(item.subject.setAsync.mock.calls[0]?.[0]).toHaveLength(255);
    item.subject.getAsync = answering('Mine');
    expect(await composeOf(item).fillSubject?.('Other')).toBe(false);
    expect(item.subject.setAsync).toHaveBeenCalledTimes(1);
  });

  test('gets people with name and address', async () => {
    const item = form();
    await composeOf(item).addPeople?.('cc', [{ name: 'Maria', address: 'maria@fabrikam.com' }]);
    expect(item.cc.addAsync.mock.calls[0]?.[0]).toEqual([
      { displayName: 'Maria', emailAddress: 'maria@fabrikam.com' },
    ]);
  });

  test('has the attendees of a meeting as its lists', () => {
    const { to, cc, bcc, ...rest } = form();
    const item = { ...rest, requiredAttendees: to, optionalAttendees: cc };
    expect(composeOf(item).lists).toEqual(['required', 'optional']);
    expect(bcc).toBeDefined();
  });

  test('offers nothing an older Outlook does not have', () => {
    const item = form({ addFileAttachmentFromBase64Async: undefined, saveAsync: undefined });
    expect(Object.keys(composeOf(item))).toEqual(['lists', 'insert', 'fillSubject', 'addPeople']);
  });
});

describe('What Outlook refuses (H-11)', () => {
  test.each([
    [9000, 'file-too-large'],
    [9001, 'too-many-files'],
    [9043, 'file-refused'],
    [9041, 'no-connection'],
    [7000, 'no-permission'],
    [1, 'refused'],
  ])('with %d is said in words: %s', async (code, problem) => {
    const item = form({ addFileAttachmentFromBase64Async: failing(code) });
    const attach = composeOf(item).attach?.({ name: 'a.txt', content: 'QQ==' });
    await expect(attach).rejects.toMatchObject({ problem });
  });

  test('for its length is not even asked for', async () => {
    const item = form();
    const long = { html: 'x'.repeat(limits.text + 1), text: '' };
    await expect(composeOf(item).insert?.(long)).rejects.toMatchObject({
      problem: 'text-too-long',
    });
    const file = { name: 'a', content: 'x'.repeat(limits.file + 1) };
    await expect(composeOf(item).attach?.(file)).rejects.toMatchObject({
      problem: 'file-too-large',
    });
    expect(item.body.setSelectedDataAsync).not.toHaveBeenCalled();
    expect(item.addFileAttachmentFromBase64Async).not.toHaveBeenCalled();
  });

  test('by throwing is said in words as well', async () => {
    const item = form({
      addFileAttachmentFromBase64Async: () => {
        throw new Error('Sys.ArgumentOutOfRangeException');
      },
    });
    const attach = composeOf(item).attach?.({ name: 'a', content: '' });
    await expect(attach).rejects.toMatchObject({ problem: 'refused' });
  });
});

test('No more than three calls of Office.js run side by side', async () => {
  const call = createOfficeCalls();
  const waiting: Done[] = [];
  const all = Array.from({ length: 5 }, () => call((done) => void waiting.push(done as Done)));
  await Promise.resolve();
  expect(waiting).toHaveLength(3);
  waiting[0]?.({ status: 'succeeded' });
  await all[0];
  await Promise.resolve();
  expect(waiting).toHaveLength(4);
  for (const done of waiting) done({ status: 'failed', error: { code: 1 } });
  await Promise.allSettled(all.slice(1, 4));
  waiting[4]?.({ status: 'succeeded' });
  await all[4];
});

describe('The reference of a draft (E-08)', () => {
  const hostOf = (item: object) => {
    const office = {
      EventType: { ItemChanged: 'itemChanged', RecipientsChanged: 'recipientsChanged' },
      context: { displayLanguage: 'en-US', mailbox: { ...mailbox, item } },
    };
    return createOfficeHost(office as never);
  };
  const idOf = async (item: object) => (await hostOf(item).readItem())?.reference?.itemId;

  test('has the id Outlook tells, once it is saved', async () => {
    expect(await idOf(form())).toBe('');
    expect(await idOf(form({ getItemIdAsync: answering('AA/B+1') }))).toBe('AA-B_1');
  });

  test('has the id it was saved under where an older Outlook does not tell', async () => {
    const item = form({ getItemIdAsync: undefined });
    const host = hostOf(item);
    expect((await host.readItem())?.reference?.itemId).toBe('');
    await (await host.compose?.())?.save?.();
    expect((await host.readItem())?.reference?.itemId).toBe('AA-B_1');
  });

  test('says whose it is, that it is a draft, and which conversation it answers (E-10)', async () => {
    expect((await hostOf(form()).readItem())?.reference).toMatchObject({
      isDraft: true,
      from: 'mia@contoso.com',
      mailbox: 'mia@contoso.com',
      conversationId: 'AA-C_1',
    });
  });

  test('nothing can be done to a message that is read', async () => {
    expect(await hostOf({ itemType: 'message', subject: 'Offer' }).compose?.()).toBeNull();
  });
});
