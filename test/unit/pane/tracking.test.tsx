/** @jest-environment jsdom */
import { describe, expect, jest, test } from '@jest/globals';
import { fireEvent, screen } from '@testing-library/react';
import { Failure } from '../../../src/pane/api/failure.ts';
import { button, itemButtons, renderPane, status, step } from '../../support/pane/render-pane.tsx';
import { context, deal, message, state, tracked } from '../../support/pane/samples.ts';

const click = (name: string) => step(() => fireEvent.click(button(name)));

describe('Tracking', () => {
  test('An untracked message offers Track and Set regarding, and nothing else', async () => {
    await renderPane({ answer: context() });
    expect(status()).toContain('Not tracked');
    expect(itemButtons().map((element) => element.textContent)).toEqual(['Track', 'Set regarding']);
  });

  test('A click on Track answers at once and ends as Tracked, with who and when', async () => {
    const { tracks } = await renderPane({ answer: context() });
    await click('Track');
    expect(status()).toBe('Tracking…');
    await step(() => tracks[0]?.answer(tracked()));
    expect(status()).toBe('Tracked');
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

  test('A failure is told with its reason, and Track is offered again', async () => {
    await renderPane({ answer: context({ item: state({ state: 'failed', problem: 'refused' }) }) });
    expect(status()).toMatch(/^Track failure A rule in the CRM/);
    expect(button('Track')).toBeTruthy();
  });

  test('A request that fails leaves the message untracked and says why', async () => {
    const { tracks } = await renderPane({ answer: context() });
    await click('Track');
    await step(() => tracks[0]?.fail(new Failure('unreachable')));
    expect(status()).toContain('Not tracked');
    expect(screen.getByRole('alert').textContent).toContain('Regarding can’t be reached');
  });

  test('A tracked message names its record and offers View in CRM, Set regarding and Untrack', async () => {
    await renderPane({ answer: context({ item: tracked({ regarding: deal }) }) });
    expect(status()).toBe('Tracked regarding 40 frobnicators');
    expect(screen.getByRole('link', { name: /40 frobnicators/ }).getAttribute('rel')).toContain(
      'noopener',
    );
    expect(itemButtons().map((element) => element.textContent)).toEqual([
      'View in CRM',
      'Set regarding',
      'Untrack',
    ]);
  });

  test('View in CRM opens the activity in a window of its own', async () => {
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

  test('Untrack returns to Not tracked', async () => {
    const { untracks } = await renderPane({ answer: context({ item: tracked() }) });
    await click('Untrack');
    expect(status()).toBe('Untracking…');
    await step(() => untracks[0]?.answer(state()));
    expect(status()).toContain('Not tracked');
  });

  test('Who may not track sees why, and no button', async () => {
    await renderPane({ answer: context({ can: { track: false, reason: 'forbidden' } }) });
    expect(status()).toContain('Ask your CRM administrator');
    expect(itemButtons()).toEqual([]);
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
