/** @jest-environment jsdom */
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { fireEvent, screen } from '@testing-library/react';
import type { AudienceResponse } from '../../../src/contracts/audience.ts';
import type { ContextResponse } from '../../../src/contracts/item.ts';
import type { HistoryResponse } from '../../../src/contracts/history.ts';
import type { SeveralMessage, SeveralProgress } from '../../../src/contracts/several.ts';
import { Failure } from '../../../src/pane/api/failure.ts';
import { button, renderPane, step, violations } from '../../support/pane/render-pane.tsx';
import { context, deal, message, tracked } from '../../support/pane/samples.ts';

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

const click = (name: string) => step(() => fireEvent.click(button(name)));

type Pane = Awaited<ReturnType<typeof renderPane>>;

/** Pages and their words come when they are first asked for. */
const load = async () => {
  // One after the other: what two of them have in common is linked once.
  await import('../../../src/pane/features/tracking/more.tsx');
  await import('../../../src/pane/app/menu-page.tsx');
  await import('../../../src/pane/features/several/several-page.tsx');
  await import('../../../src/pane/features/history/history-page.tsx');
  await import('../../../src/pane/features/rules/rules-page.tsx');
  await import('../../../src/pane/features/attachments/attachments-page.tsx');
  await import('../../../src/pane/features/audience/audience-page.tsx');
};

const openPage = async (...names: string[]) => {
  await load();
  for (const name of names) {
    await click(name);
    await step();
    await step();
  }
};

const lastCall = ({ calls }: Pane) => calls.at(-1)!;
const callTo = ({ calls }: Pane, path: string) =>
  calls.filter(({ asked }) => (asked as { path: string }).path === path).at(-1)!;

const progress = (change: Partial<SeveralProgress> = {}): SeveralProgress => ({
  id: id(900),
  total: 2,
  done: 0,
  pending: 2,
  failed: [],
  isUndone: false,
  canUndo: true,
  ...change,
});

const listed = (name: string, change: Partial<SeveralMessage> = {}): SeveralMessage => ({
  item: message(name).reference!,
  subject: `Subject of ${name}`,
  from: { name: 'Maria Kovács', address: 'maria@fabrikam.com' },
  receivedAt: '2026-11-20T08:00:00Z',
  hasAttachments: false,
  state: 'not-tracked',
  ...change,
});

describe('Several messages', () => {
  const openSeveral = async (
    messages: SeveralMessage[],
    running: SeveralProgress | null = null,
  ): Promise<Pane> => {
    const pane = await renderPane({ answer: context() });
    await openPage('More actions', 'Track several messages');
    await step(() => callTo(pane, '/api/items/several').answer({ batch: running }));
    if (!running) {
      await step(() => callTo(pane, '/api/items/several/list').answer({ messages, next: null }));
      await step();
    }
    return pane;
  };

  test('The open message is selected at first, and all others by one click', async () => {
    const pane = await openSeveral([listed('a'), listed('b'), listed('c', { state: 'tracked' })]);
    expect(button('Track 1 message')).toBeTruthy();
    await step(() => fireEvent.click(screen.getByLabelText('Select all that aren’t tracked')));
    await click('Track 2 messages');
    expect(lastCall(pane).asked).toMatchObject({
      method: 'POST',
      path: '/api/items/several',
      body: { items: [message('a').reference, message('b').reference] },
    });
  });

  test('Messages selected in Outlook are selected here (H-05)', async () => {
    const pane = await renderPane({ answer: context() });
    pane.selected.push({ itemId: 'other form of b', internetMessageId: '<b@fabrikam.com>' });
    await openPage('More actions', 'Track several messages');
    await step(() => callTo(pane, '/api/items/several').answer({ batch: null }));
    const messages = [listed('a'), listed('b'), listed('c')];
    await step(() => callTo(pane, '/api/items/several/list').answer({ messages, next: null }));
    await step();
    expect(button('Track 2 messages')).toBeTruthy();
  });

  test('No more than 100 are selected at once', async () => {
    await openSeveral(Array.from({ length: 120 }, (_, at) => listed(`m${at}`)));
    await step(() => fireEvent.click(screen.getByLabelText('Select all that aren’t tracked')));
    expect(button('Track 100 messages')).toBeTruthy();
    expect(screen.getByText('100 messages are the most at once.')).toBeTruthy();
  });

  test('What they are regarding is that of the open message, unless taken off', async () => {
    const pane = await renderPane({ answer: context({ item: tracked({ regarding: deal }) }) });
    await openPage('More actions', 'Track several messages');
    await step(() => callTo(pane, '/api/items/several').answer({ batch: null }));
    const messages = [listed('a', { state: 'tracked' }), listed('b')];
    await step(() => callTo(pane, '/api/items/several/list').answer({ messages, next: null }));
    await step(() => fireEvent.click(screen.getByLabelText('Subject of b')));
    await click('Track 1 message');
    expect(lastCall(pane).asked).toMatchObject({
      body: { regarding: { table: deal.table, id: deal.id } },
    });
  });

  test('Another list is asked for, and older messages on demand', async () => {
    const pane = await openSeveral([listed('a')]);
    await step(() => fireEvent.click(screen.getByLabelText('This folder')));
    expect(lastCall(pane).asked).toMatchObject({ body: { about: 'folder' } });
    await step(() => lastCall(pane).answer({ messages: [listed('b')], next: 'cursor' }));
    await click('Show older messages');
    expect(lastCall(pane).asked).toMatchObject({ body: { about: 'folder', cursor: 'cursor' } });
    await step(() => lastCall(pane).answer({ messages: [listed('c')], next: null }));
    expect(screen.getAllByRole('checkbox')).toHaveLength(3);
    expect(await violations()).toEqual([]);
  });

  test('What runs already is found again by a pane opened anew, and can be taken back', async () => {
    const pane = await openSeveral([], progress({ done: 1, pending: 1 }));
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('50');
    expect(screen.getByText('1 of 2 messages tracked')).toBeTruthy();
    expect(await violations()).toEqual([]);
    await click('Undo all');
    expect(lastCall(pane).asked).toMatchObject({
      method: 'POST',
      path: `/api/items/several/${id(900)}/undo`,
    });
    await step(() =>
      lastCall(pane).answer(progress({ done: 2, pending: 0, isUndone: true, canUndo: false })),
    );
    expect(screen.getByText('2 of 2 messages untracked again')).toBeTruthy();
  });

  describe('while it runs', () => {
    afterEach(() => void jest.useRealTimers());

    test('is followed to its end, with the reason of what failed', async () => {
      const pane = await openSeveral([listed('a')]);
      jest.useFakeTimers();
      await click('Track 1 message');
      await step(() => lastCall(pane).answer(progress()));
      await step(() => jest.advanceTimersByTime(2_000));
      expect(lastCall(pane).asked).toMatchObject({ path: `/api/items/several/${id(900)}` });
      const failed = [{ key: id(1), itemId: 'b', problem: 'encrypted' as const }];
      await step(() => lastCall(pane).answer(progress({ done: 1, pending: 0, failed })));
      expect(
        screen.getByText(/1 message couldn’t be tracked\. Only Outlook can read/),
      ).toBeTruthy();
      const asked = pane.calls.length;
      await step(() => jest.advanceTimersByTime(10_000));
      expect(pane.calls).toHaveLength(asked);
    });
  });
});

describe('What was changed', () => {
  const entry = (number: number, change: Partial<HistoryResponse['entries'][number]> = {}) => ({
    id: id(number),
    key: id(1),
    kind: 'message' as const,
    itemId: 'a',
    title: `Subject ${number}`,
    change: 'track' as const,
    at: '2026-03-05T10:00:00Z',
    via: 'pane' as const,
    before: null,
    after: deal,
    copyDeleted: false,
    undoneAt: null,
    canUndo: true,
    ...change,
  });

  const openHistory = async (entries: ReturnType<typeof entry>[], next: string | null = null) => {
    const pane = await renderPane({ answer: context() });
    await openPage('More', 'What you did');
    await step(() => lastCall(pane).answer({ entries, next }));
    return pane;
  };

  test('Is told by day, in sentences, with who keeps a copy', async () => {
    await openHistory([
      entry(1, { change: 'untrack', after: null, copyDeleted: true }),
      entry(2, { change: 'set-regarding', before: { ...deal, name: 'Old' } }),
      entry(3, { via: 'several', at: '2026-03-04T10:00:00Z', canUndo: false }),
    ]);
    const days = screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent);
    expect(days).toEqual(['Thursday, March 5, 2026', 'Wednesday, March 4, 2026']);
    expect(screen.getByText('Untracked; the copy was deleted')).toBeTruthy();
    expect(screen.getByText('Changed regarding from Old to 40 frobnicators')).toBeTruthy();
    expect(
      screen.getByText('Tracked regarding 40 frobnicators · through several messages'),
    ).toBeTruthy();
    expect(await violations()).toEqual([]);
  });

  test('Is taken back by one click, and then said to be undone', async () => {
    const pane = await openHistory([entry(1)]);
    await click('Undo');
    expect(lastCall(pane).asked).toMatchObject({
      path: '/api/items/undo',
      body: { changeId: id(1) },
    });
    await step(() => lastCall(pane).answer(tracked()));
    expect(screen.getByText(/^Undone · /)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
    expect(screen.getByRole('status').textContent).toBe('The change is undone.');
  });

  test('Stays as it is where somebody changed the item since, which is said', async () => {
    const pane = await openHistory([entry(1)]);
    await click('Undo');
    await step(() => lastCall(pane).fail(new Failure('overtaken')));
    expect(screen.getByRole('alert').textContent).toContain('Somebody changed it since');
    expect(button('Undo')).toBeTruthy();
  });

  test('Is shown further back on demand', async () => {
    const pane = await openHistory([entry(1)], 'cursor');
    await click('Show more');
    expect(lastCall(pane).asked).toMatchObject({ query: { before: 'cursor' } });
    await step(() => lastCall(pane).answer({ entries: [entry(2)], next: null }));
    expect(screen.getAllByRole('listitem')).toHaveLength(2);
  });

  test('Is shown of one item with who did it', async () => {
    const pane = await renderPane({ answer: context({ item: tracked() }) });
    await openPage('More actions', 'History of this message');
    expect(lastCall(pane).asked).toMatchObject({ path: `/api/items/${id(1)}/history` });
    const by = { name: 'Bence', isYou: false };
    const { title, ...change } = entry(1, { canUndo: false });
    await step(() => lastCall(pane).answer({ entries: [{ ...change, by }] }));
    expect(screen.queryByText(title)).toBeNull();
    expect(screen.getByText(/^Bence · /)).toBeTruthy();
  });

  const why = {
    reason: 'reply' as const,
    acceptedBy: { name: 'Bence', isYou: false },
    method: 3 as const,
    answersUrl: 'https://crm.example/email',
  };
  const sentences: [string, object, string][] = [
    [
      'somebody else’s setting',
      {},
      'Tracked automatically, since the setting of Bence takes answers to tracked messages; its headers name the tracked message it answers.',
    ],
    [
      'the person’s own',
      { reason: 'all-mail', acceptedBy: { name: 'Anna', isYou: true }, method: null },
      'Tracked automatically, since your setting takes every message.',
    ],
    [
      'that of somebody who is not shown',
      { reason: 'known-person', acceptedBy: { name: '', isYou: false }, method: 5 },
      'Tracked automatically, since the setting of somebody who received it takes messages from contacts, leads and accounts; it belongs to the conversation of a tracked message.',
    ],
    [
      'its category',
      { reason: 'category', acceptedBy: null },
      'Tracked because it was given the category.',
    ],
  ];
  test.each(sentences)(
    'Of one item says in one sentence why: %s (E-22)',
    async (_name, part, text) => {
      const pane = await renderPane({ answer: context({ item: tracked() }) });
      await openPage('More actions', 'History of this message');
      await step(() => lastCall(pane).answer({ entries: [], why: { ...why, ...part } }));
      expect(screen.getByText(text)).toBeTruthy();
      const link = screen.getByRole<HTMLAnchorElement>('link', {
        name: 'Open that message in the CRM',
      });
      expect(link.href).toBe(why.answersUrl);
      expect(await violations()).toEqual([]);
    },
  );

  test('Nothing yet is said so', async () => {
    await openHistory([]);
    expect(screen.getByText('Nothing was changed in the last 30 days.')).toBeTruthy();
  });
});

describe('Rules', () => {
  const rule = {
    id: id(7),
    scope: 'domain' as const,
    about: 'fabrikam.com',
    decision: 'never' as const,
    regarding: null,
    createdAt: '2026-11-20T08:00:00Z',
  };

  test('Are listed in sentences and removed by one click', async () => {
    const pane = await renderPane({ answer: context() });
    await openPage('More', 'Always and never');
    await step(() => lastCall(pane).answer({ rules: [rule] }));
    expect(screen.getByText('Messages with this domain are never tracked')).toBeTruthy();
    expect(await violations()).toEqual([]);
    await click('Remove');
    expect(lastCall(pane).asked).toMatchObject({ method: 'DELETE', path: `/api/rules/${rule.id}` });
    await step(() => callTo(pane, `/api/rules/${rule.id}`).answer(undefined));
    expect(screen.queryByText('fabrikam.com')).toBeNull();
    expect(screen.getByRole('status').textContent).toContain('What was tracked stays tracked');
  });

  test('None yet says how to make one', async () => {
    const pane = await renderPane({ answer: context() });
    await openPage('More', 'Always and never');
    await step(() => lastCall(pane).answer({ rules: [] }));
    expect(screen.getByText(/^You have no rules\. Open a message/)).toBeTruthy();
  });

  test('A failure to load can be tried again', async () => {
    const pane = await renderPane({ answer: context() });
    await openPage('More', 'Always and never');
    await step(() => lastCall(pane).fail(new Failure('unreachable')));
    await click('Try again');
    await step(() => lastCall(pane).answer({ rules: [rule] }));
    expect(screen.getByText('fabrikam.com')).toBeTruthy();
  });
});

describe('Attachments', () => {
  const file = (name: string, isInline = false) => ({
    id: name,
    name,
    size: 12_400,
    isInline,
    isLink: false,
  });

  test('Are left out of the copy where the person says so, before tracking (E-14)', async () => {
    const pane = await renderPane({ answer: context() });
    pane.attachments.push(file('offer.pdf'), file('private.docx'), file('logo.png', true));
    await openPage('More actions', 'Choose attachments');
    expect(screen.getAllByText('12 kB')).toHaveLength(3);
    expect(await violations()).toEqual([]);
    await step(() => fireEvent.click(screen.getByLabelText('private.docx')));
    await click('Track with 2 of 3 attachments');
    expect(pane.tracks[0]?.asked).toMatchObject({ leaveOut: ['private.docx'] });
  });

  test('That are left out stay so for whatever is pressed next, and the card says it', async () => {
    const pane = await renderPane({ answer: context() });
    pane.attachments.push(file('private.docx'));
    await openPage('More actions', 'Choose attachments');
    await step(() => fireEvent.click(screen.getByLabelText('private.docx')));
    await click('Back');
    expect(screen.getByText('Some attachments are left out.')).toBeTruthy();
    await click('Track');
    expect(pane.tracks[0]?.asked).toMatchObject({ leaveOut: ['private.docx'] });
  });

  test('Are no choice where there are none', async () => {
    await renderPane({ answer: context() });
    await openPage('More actions');
    expect(screen.queryByRole('button', { name: 'Choose attachments' })).toBeNull();
  });
});

describe('Who can read it', () => {
  const answer: AudienceResponse = {
    unit: '',
    owner: { name: 'Mia Novak', isYou: true },
    record: 'none',
    readers: {
      total: 14,
      outsideUnit: 2,
      byReason: [
        { reason: 'organization', people: 2 },
        { reason: 'on-it', people: 1 },
      ],
      some: [{ name: 'Dora', unit: 'Service', isOutside: true }],
    },
  };
  const openAudience = async (shown: AudienceResponse, change: Partial<ContextResponse> = {}) => {
    const pane = await renderPane({ answer: context(change) });
    await openPage('More actions', 'Who can read it');
    await step(() => lastCall(pane).answer(shown));
    return pane;
  };

  test('Is counted, with those outside of one’s team and why they may', async () => {
    const pane = await openAudience(answer);
    expect(lastCall(pane).asked).toMatchObject({
      body: { item: message('a').reference, people: message('a').people, regarding: null },
    });
    expect(screen.getByText('14 colleagues, 2 outside your team')).toBeTruthy();
    expect(screen.getByText('It belongs to you.')).toBeTruthy();
    expect(screen.getByText('2 people may read every e-mail of the organization.')).toBeTruthy();
    expect(screen.getByText('1 person may read it because they are on it.')).toBeTruthy();
    expect(screen.getByText(/^A record adds its owner.*Counted are roles/)).toBeTruthy();
    expect(screen.getByText('and 13 more')).toBeTruthy();
    expect(await violations()).toEqual([]);
  });

  test('Is asked for the record it would be regarding, before there is one (SEC-10)', async () => {
    const suggestions = [{ record: deal, reason: 'open' as const }];
    const pane = await openAudience(answer, { suggestions });
    await step(() => fireEvent.click(screen.getByLabelText('40 frobnicators')));
    const { table, id: recordId } = deal;
    expect(lastCall(pane).asked).toMatchObject({ body: { regarding: { table, id: recordId } } });
    const more = { ...answer.readers!, total: 15 };
    await step(() => lastCall(pane).answer({ ...answer, record: 'unknown', readers: more }));
    expect(screen.getByText('15 colleagues, 2 outside your team')).toBeTruthy();
    expect(screen.getByText(/^Your role doesn’t show with whom/)).toBeTruthy();
    expect(await violations()).toEqual([]);
  });

  test('Of a tracked message is asked with the record it has', async () => {
    const pane = await openAudience(answer, { item: tracked({ regarding: deal }) });
    expect(lastCall(pane).asked).toMatchObject({ body: { regarding: { id: deal.id } } });
    expect(screen.queryByRole('radio')).toBeNull();
  });

  test('Is not guessed where the CRM does not tell', async () => {
    await openAudience({ unit: '', readers: null, owner: null, record: 'unknown' });
    expect(screen.getByText('Nobody can say from here')).toBeTruthy();
    expect(await violations()).toEqual([]);
  });
});
