/** @jest-environment jsdom */
import { describe, expect, jest, test } from '@jest/globals';
import { fireEvent, screen } from '@testing-library/react';
import { Failure } from '../../../src/pane/api/failure.ts';
import type { Pending } from '../../support/pane/memory-service.ts';
import { button, renderPane, status, step, violations } from '../../support/pane/render-pane.tsx';
import {
  context,
  deal,
  fabrikam,
  maria,
  message,
  state,
  tracked,
} from '../../support/pane/samples.ts';

const click = (name: string) => step(() => fireEvent.click(button(name)));

/** The card's own, not those of the people below it. */
const buttons = () => {
  const card = screen.getByRole('status').closest('section');
  return [...(card?.querySelectorAll('button') ?? [])].map((element) => element.textContent);
};

/** Opens a part of the card that comes when it is asked for. */
const openPart = async (name: string) => {
  await import('../../../src/pane/features/tracking/more.tsx');
  await click(name);
  await step();
};

/** The last request to a path; other parts of the screen ask things of their own. */
const callTo = (calls: { asked: unknown }[], path: string) =>
  calls.filter(({ asked }) => (asked as { path: string }).path.startsWith(path)).at(-1) as
    Pending<unknown> | undefined;

const suggestions = [
  { record: deal, reason: 'open' as const },
  { record: fabrikam, reason: 'account' as const },
];
const undo = {
  changeId: '00000000-0000-4000-8000-0000000000c1',
  change: 'track' as const,
  until: '2026-12-22T13:32:00Z',
};

describe('Tracking', () => {
  test('An untracked message offers Track, Set regarding and more (UI-01)', async () => {
    await renderPane({ answer: context() });
    expect(status()).toContain('Not tracked');
    expect(buttons()).toEqual(['Track', 'Set regarding', 'More actions']);
  });

  test('Tracking says beforehand that a copy is kept (V-12)', async () => {
    await renderPane({ answer: context() });
    expect(status()).toContain('save a copy in the CRM');
  });

  test('One click tracks regarding the likeliest record, which says why it is offered (UI-13)', async () => {
    const { tracks } = await renderPane({ answer: context({ suggestions }) });
    const offer = button('Track regarding 40 frobnicators');
    const described = document.getElementById(offer.getAttribute('aria-describedby') ?? '');
    expect(described?.textContent).toMatch(/^Opportunity · Propose · Open with/);
    await step(() => fireEvent.click(offer));
    const { table, id } = deal;
    expect(tracks[0]?.asked).toMatchObject({ regarding: { table, id } });
    await step(() => tracks[0]?.answer(tracked({ regarding: deal })));
    expect(status()).toBe('Tracked regarding 40 frobnicators Track successful');
  });

  test('Track without regarding stays one click where a record is suggested (E-06)', async () => {
    const { tracks } = await renderPane({ answer: context({ suggestions }) });
    await click('Track');
    expect(tracks[0]?.asked).toEqual({ item: message('a').reference });
  });

  test('Where the organisation wants a record, setting regarding is the next step, and why is said (E-06)', async () => {
    const can = { track: true, reason: null, needsRegarding: true };
    await renderPane({ answer: context({ can }) });
    expect(buttons()).toEqual(['Set regarding', 'More actions']);
    expect(status()).toContain('Your organization tracks nothing without a record');
    expect(await violations()).toEqual([]);
  });

  test('Where the organisation wants a record, regarding is changed and not taken off (E-06)', async () => {
    const can = { track: true, reason: null, needsRegarding: true };
    await renderPane({ answer: context({ can, item: tracked({ regarding: fabrikam }) }) });
    await openPart('More actions');
    expect(buttons()).toContain('Change regarding');
    expect(buttons()).not.toContain('Take regarding off');
  });

  test('Once the item has a regarding, none is suggested', async () => {
    await renderPane({ answer: context({ suggestions, item: tracked({ regarding: fabrikam }) }) });
    expect(screen.queryByRole('button', { name: /^Track regarding/ })).toBeNull();
  });

  test('A click on Track answers at once and ends as Tracked, with who and when (§1.1.3)', async () => {
    const { tracks } = await renderPane({ answer: context() });
    await click('Track');
    expect(status()).toBe('Tracking…');
    await step(() => tracks[0]?.answer(tracked()));
    expect(status()).toBe('Tracked Track successful');
    expect(screen.getByText(/Tracked by you · Nov 22.*2:32 PM/)).toBeTruthy();
  });

  test('A double click on Track sends one request', async () => {
    const { tracks } = await renderPane({ answer: context() });
    fireEvent.click(button('Track'));
    fireEvent.click(button('Track'));
    expect(tracks).toHaveLength(1);
  });

  test('A pending message becomes Tracked when an event tells so', async () => {
    const { tracks, contexts, listeners } = await renderPane({ answer: context() });
    await click('Track');
    await step(() => tracks[0]?.answer(state({ state: 'pending', problem: 'crm-unavailable' })));
    expect(status()).toMatch(/^Track pending.*Regarding keeps trying/);
    await step(() => [...listeners][0]?.onItem({ key: state().key, state: 'tracked' }));
    await step(() => contexts[1]?.answer(context({ item: tracked() })));
    expect(status()).toBe('Tracked');
  });

  test('What the mailbox’s own sync tracks later is not said to take longer than 12 minutes (I-07)', async () => {
    await renderPane({ answer: context({ item: state({ state: 'pending' }) }) });
    expect(status()).toContain('12 at most');
  });

  test.each([
    ['refused', 'A rule in the CRM'],
    ['gave-up', 'Regarding tried several times'],
  ] as const)(
    'The failure "%s" is told with its reason and can be tried again',
    async (problem, why) => {
      const { tracks } = await renderPane({
        answer: context({ item: state({ state: 'failed', problem }) }),
      });
      expect(status()).toContain(`Track failure ${why}`);
      await click('Try again');
      expect(tracks).toHaveLength(1);
    },
  );

  test('Trying again asks for what was asked for', async () => {
    const { tracks } = await renderPane({ answer: context({ suggestions }) });
    await click('Track regarding 40 frobnicators');
    await step(() => tracks[0]?.answer(state({ state: 'failed', problem: 'refused' })));
    await click('Try again');
    expect(tracks[1]?.asked).toEqual(tracks[0]?.asked);
  });

  test('A private message is tracked only when that is confirmed (AP-26)', async () => {
    const { tracks } = await renderPane({ answer: context() });
    await click('Track');
    await step(() => tracks[0]?.answer(state({ state: 'failed', problem: 'private' })));
    expect(status()).toContain('Confirm that you want to track it');
    await click('Track anyway');
    expect(tracks[1]?.asked).toMatchObject({ evenIfPrivate: true });
  });

  test('A request that is refused leaves the message untracked and says why', async () => {
    const { tracks } = await renderPane({ answer: context() });
    await click('Track');
    await step(() => tracks[0]?.fail(new Failure('throttled')));
    expect(status()).toContain('Not tracked');
    expect(screen.getByRole('alert').textContent).toContain('The CRM is busy');
  });

  test('Out of the service’s reach the message itself is marked, with ids only (V-05)', async () => {
    const { tracks, marked } = await renderPane({ answer: context({ suggestions }) });
    await click('Track regarding 40 frobnicators');
    await step(() => tracks[0]?.fail(new Failure('offline')));
    expect(status()).toMatch(/^Will be tracked Regarding can’t be reached/);
    const { table, id } = deal;
    expect([...marked]).toEqual([['a', { regarding: { table, id } }]]);
    await click('Untrack');
    expect(marked.size).toBe(0);
    expect(status()).toContain('Not tracked');
  });

  test('What was marked is tracked as soon as the service is back, and the mark goes', async () => {
    const { tracks, contexts, marked, listeners } = await renderPane({
      answer: context({ suggestions }),
    });
    await click('Track regarding 40 frobnicators');
    await step(() => tracks[0]?.fail(new Failure('unreachable')));
    await step(() => [...listeners][0]?.onOpened(true));
    await step(() => contexts[1]?.answer(context({ suggestions })));
    expect(tracks[1]?.asked).toEqual(tracks[0]?.asked);
    await step(() => tracks[1]?.answer(tracked({ regarding: deal })));
    expect(status()).toContain('Tracked regarding 40 frobnicators');
    expect(marked.size).toBe(0);
  });

  test('Undo takes the last change back in one click (§1.5.3)', async () => {
    const { tracks, undos } = await renderPane({ answer: context() });
    await click('Track');
    await step(() => tracks[0]?.answer(tracked({ undo })));
    await click('Undo');
    expect(undos[0]?.asked).toEqual({ changeId: undo.changeId });
    expect(status()).toBe('Undoing…');
    await step(() => undos[0]?.answer(state()));
    expect(status()).toContain('Not tracked');
  });

  test('Undo lies behind More actions once the item was left', async () => {
    const { undos } = await renderPane({ answer: context({ item: tracked({ undo }) }) });
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
    await openPart('More actions');
    await click('Undo tracking');
    expect(undos).toHaveLength(1);
  });

  test('A tracked message names its record and offers to view it, change regarding and untrack', async () => {
    await renderPane({ answer: context({ item: tracked({ regarding: deal }) }) });
    expect(status()).toBe('Tracked regarding 40 frobnicators');
    const record = button('40 frobnicators Opportunity · Propose').textContent;
    const actions = ['View in CRM', 'Change regarding', 'Untrack', 'More actions'];
    expect(buttons()).toEqual([record, ...actions]);
  });

  test('View in CRM opens the activity in a window of its own (UI-09)', async () => {
    const open = jest.spyOn(window, 'open').mockReturnValue(null);
    await renderPane({ answer: context({ item: tracked() }) });
    await click('View in CRM');
    expect(open).toHaveBeenCalledWith(tracked().activityUrl!, '_blank', 'noopener,noreferrer');
  });

  test('A record the person may not read is not named', async () => {
    const regarding = { table: deal.table, id: deal.id, name: '' };
    await renderPane({ answer: context({ item: tracked({ regarding }) }) });
    expect(status()).toBe('Tracked regarding a record you can’t open');
  });

  test('What Untrack opens is scrolled into sight, and closed by Escape wherever the focus is (quality 7, 24)', async () => {
    await renderPane({ answer: context({ item: tracked() }) });
    const shown = jest.spyOn(Element.prototype, 'scrollIntoView');
    // As in newer browsers.
    shown.mockImplementation(() => Promise.resolve() as never);
    button('Untrack').focus();
    await openPart('Untrack');
    expect(shown.mock.contexts).toContain(screen.getByRole('group', { name: 'Untrack' }));
    shown.mockRestore();
    await step(() => fireEvent.keyDown(document.body, { key: 'Escape' }));
    expect(screen.queryByRole('group', { name: 'Untrack' })).toBeNull();
    expect(document.activeElement).toBe(button('Untrack'));
  });

  test('Untrack says beforehand that somebody else’s copy stays (§1.5.3)', async () => {
    const { untracks } = await renderPane({
      answer: context({ item: tracked({ ownsCopy: false }) }),
    });
    await openPart('Untrack');
    expect(untracks).toHaveLength(0);
    expect(screen.getByRole('group', { name: 'Untrack' }).textContent).toContain('so it stays');
    await click('Untrack now');
    expect(status()).toBe('Untracking…');
    expect(untracks[0]?.asked).toEqual({ item: message('a').reference });
    await step(() => untracks[0]?.answer(state()));
    expect(status()).toContain('Not tracked');
  });

  test.each([
    ['Untrack and delete the copy', false],
    ['Untrack and keep the copy', true],
  ])('The owner chooses what becomes of the copy: %s (§1.5.3)', async (name, keepCopy) => {
    const { untracks } = await renderPane({
      answer: context({ item: tracked({ ownsCopy: true }) }),
    });
    await openPart('Untrack');
    await click(name);
    expect(untracks[0]?.asked).toMatchObject({ keepCopy });
  });

  test('The choice is remembered, and offered first the next time', async () => {
    const { calls } = await renderPane({ answer: context({ item: tracked({ ownsCopy: true }) }) });
    await openPart('Untrack');
    await step(() => callTo(calls, '/api/settings')?.answer({ keepCopyOnUntrack: false }));
    await click('Untrack and keep the copy');
    expect(callTo(calls, '/api/settings')?.asked).toEqual({
      method: 'PUT',
      path: '/api/settings',
      body: { keepCopyOnUntrack: true },
    });
  });

  test('Regarding can be taken off without untracking', async () => {
    const { tracks } = await renderPane({
      answer: context({ item: tracked({ regarding: deal }) }),
    });
    await openPart('More actions');
    await click('Take regarding off');
    expect(tracks[0]?.asked).toMatchObject({ regarding: null });
    await step(() => tracks[0]?.answer(tracked()));
    expect(status()).toBe('Tracked');
  });

  test.each([
    ['several', false, 'Maria Kovács', 'Tracked by Maria Kovács through several messages · Nov'],
    ['rule', true, '', 'Tracked by you by a rule · Nov'],
    ['pane', false, '', 'Tracked · Nov'],
  ] as const)(
    'Who tracked it, through what and when is one sentence: %s (E-22)',
    async (trackedVia, isYou, name, sentence) => {
      await renderPane({
        answer: context({ item: tracked({ trackedVia, trackedBy: { name, isYou } }) }),
      });
      expect(document.body.textContent).toContain(sentence);
    },
  );

  test('What others tracked is said to be tracked by them (E-22)', async () => {
    await renderPane({ answer: context({ item: state({ state: 'tracked' }) }) });
    expect(screen.getByText(/^Tracked by server-side sync/)).toBeTruthy();
  });

  test('Always and never are decided for conversation, person and domain', async () => {
    const { calls, contexts } = await renderPane({
      answer: context({ item: tracked({ regarding: deal }) }),
    });
    await openPart('More actions');
    expect(buttons()).toEqual(
      expect.arrayContaining([
        'Stop tracking this conversation',
        'Never track maria@fabrikam.com',
        'Always track everyone at fabrikam.com',
      ]),
    );
    await click('Always track this conversation');
    expect(callTo(calls, '/api/rules')?.asked).toEqual({
      method: 'PUT',
      path: '/api/rules',
      body: {
        item: message('a').reference,
        scope: 'conversation',
        decision: 'always',
        regarding: { table: deal.table, id: deal.id },
      },
    });
    await step(() => callTo(calls, '/api/rules')?.answer({ accepted: 2, batchId: null }));
    expect(screen.getByText(/2 messages that are there already/)).toBeTruthy();
    const rule = { id: undo.changeId, scope: 'conversation' as const, decision: 'always' as const };
    await step(() => contexts[1]?.answer(context({ item: tracked({ regarding: deal }), rule })));
    expect(screen.getByText('This conversation is always tracked.')).toBeTruthy();
    await click('Remove this rule');
    expect(callTo(calls, '/api/rules/')?.asked).toMatchObject({
      method: 'DELETE',
      path: `/api/rules/${rule.id}`,
    });
  });

  test('A rule for a sent message is about its recipient', async () => {
    const sent = message('a');
    const reference = { ...sent.reference!, from: 'mia@contoso.com' };
    const people = [
      { name: 'Mia Novak', address: 'mia@contoso.com', role: 'from' as const },
      { name: 'Maria', address: maria.name, role: 'to' as const },
      { name: 'Stranger', address: 'stranger@example.com', role: 'cc' as const },
    ];
    people[1]!.address = 'maria@fabrikam.com';
    const { calls } = await renderPane({
      item: { ...sent, reference, people },
      answer: context(),
    });
    await openPart('More actions');
    await click('Never track maria@fabrikam.com');
    expect(callTo(calls, '/api/rules')?.asked).toMatchObject({
      body: { scope: 'address', decision: 'never', address: 'maria@fabrikam.com' },
    });
  });

  test('A rule that is refused says why', async () => {
    const { calls } = await renderPane({ answer: context() });
    await openPart('More actions');
    await click('Always track everyone at fabrikam.com');
    await step(() => callTo(calls, '/api/rules')?.fail(new Failure('public-domain')));
    expect(screen.getByText(/public mail provider/)).toBeTruthy();
  });

  test.each([
    ['not-approved', 'isn’t approved in the CRM'],
    ['inactive', 'switched off'],
  ] as const)(
    'A mailbox that is %s says so, and offers no tracking (UI-16)',
    async (mailbox, cause) => {
      await import('../../../src/pane/features/tracking/more.tsx');
      await renderPane({
        answer: context({ mailbox, can: { track: false, reason: 'mailbox-not-ready' } }),
      });
      await step();
      expect(document.body.textContent).toContain(cause);
      expect(screen.queryByRole('button', { name: 'Track' })).toBeNull();
    },
  );

  test('Who may not track sees why, and no button (UI-16)', async () => {
    await renderPane({ answer: context({ can: { track: false, reason: 'forbidden' } }) });
    expect(status()).toContain('Ask your CRM administrator');
    expect(buttons()).toEqual([]);
  });

  test('The focus stays among the buttons when the pressed one goes', async () => {
    const { tracks } = await renderPane({ answer: context() });
    button('Track').focus();
    await click('Track');
    await step(() => tracks[0]?.answer(tracked()));
    expect(document.activeElement).toBe(button('View in CRM'));
  });

  test('Another message shows its own state and does not move the focus', async () => {
    const { show, contexts } = await renderPane({ answer: context({ item: tracked() }) });
    await step(() => show(message('b')));
    expect(status()).toBe('Looking in the CRM…');
    expect(document.activeElement).toBe(document.body);
    await step(() => contexts[1]?.answer(context()));
    expect(status()).toContain('Not tracked');
  });
});
