/** @jest-environment jsdom */
import { describe, expect, test } from '@jest/globals';
import { fireEvent, screen, within } from '@testing-library/react';
import type { SettingsResponse } from '../../../src/contracts/settings.ts';
import { Failure } from '../../../src/pane/api/failure.ts';
import { button, renderPane, step, violations } from '../../support/pane/render-pane.tsx';
import { asDelivered, context, maria } from '../../support/pane/samples.ts';

const topic = `match:${'a'.repeat(64)}`;
const choice = { topic, kind: 'match', record: maria, at: '2026-11-20T09:00:00Z' };

/** The settings page, opened from the menu. */
const openSettings = async (
  settings: Partial<SettingsResponse> = {},
  choices: object[] = [choice],
) => {
  const pane = await renderPane({ answer: context() });
  await import('../../../src/pane/features/settings/settings-page.tsx');
  await step(() => fireEvent.click(button('More')));
  await step();
  await step(() => fireEvent.click(button('Settings')));
  await step();
  const find = (path: string) =>
    pane.calls.filter(({ asked }) => (asked as { path: string }).path === path).at(-1)!;
  await step(() => find('/api/settings').answer({ ...asDelivered, ...settings }));
  await step(() => find('/api/remembered').answer({ choices }));
  return { ...pane, find };
};

const radio = (name: string) => screen.getByRole<HTMLInputElement>('radio', { name });

describe('Settings', () => {
  test('Put the category on what was tracked before, once for a double click (K-04)', async () => {
    const { find, calls } = await openSettings();
    const mark = button('Add it to messages tracked before');
    await step(() => {
      fireEvent.click(mark);
      fireEvent.click(mark);
    });
    const asked = calls.filter(
      (call) => (call.asked as { path: string }).path === '/api/category/mark-earlier',
    );
    expect(asked).toHaveLength(1);
    await step(() => find('/api/category/mark-earlier').answer({ isOn: true, mails: 42 }));
    expect(screen.getByText(/^42 messages get the category/).getAttribute('role')).toBe('status');
    expect(await violations()).toEqual([]);
    await step(() => fireEvent.click(mark));
    await step(() => find('/api/category/mark-earlier').answer({ isOn: false, mails: 0 }));
    expect(screen.getByText('Your organization does not use the category.')).toBeTruthy();
  });

  test('Show the five levels of automatic tracking, the default chosen (X-01, X-02, X-03, X-04, X-05)', async () => {
    await openSettings();
    const group = screen.getByRole('radiogroup', { name: 'Track automatically' });
    expect(within(group).getAllByRole('radio')).toHaveLength(5);
    expect(radio('Answers to tracked messages').checked).toBe(true);
    expect(await violations()).toEqual([]);
  });

  test('Keep a level at once, and take it back where the service refuses', async () => {
    const { find } = await openSettings();
    await step(() => fireEvent.click(radio('No messages')));
    expect(radio('No messages').checked).toBe(true);
    expect(find('/api/settings').asked).toMatchObject({
      method: 'PUT',
      body: { autoTracking: 'none' },
    });
    await step(() => find('/api/settings').fail(new Failure('unreachable')));
    expect(radio('Answers to tracked messages').checked).toBe(true);
    expect(screen.getByRole('alert').textContent).toContain('can’t be reached');
  });

  test('Show what the organisation decided for everybody, and nothing to choose (X-06, X-14)', async () => {
    const { levels } = asDelivered;
    await openSettings({ levels: { ...levels, decided: 'people' } });
    expect(screen.queryByRole('radiogroup', { name: 'Track automatically' })).toBeNull();
    expect(
      screen.getByText(/decided this for everybody: Messages from contacts, leads and accounts/),
    ).toBeTruthy();
    expect(await violations()).toEqual([]);
  });

  test('Offer only the levels the organisation offers, and the person’s own (X-14)', async () => {
    await openSettings({ levels: { decided: null, offered: ['people', 'none'] } });
    const group = screen.getByRole('radiogroup', { name: 'Track automatically' });
    const names = within(group)
      .getAllByRole('radio')
      .map((one) => one.closest('div')?.textContent);
    expect(names).toEqual([
      'Answers to tracked messages',
      'Messages from contacts, leads and accounts',
      'No messages',
    ]);
  });

  test('Offer no levels where the organisation offers none (X-14)', async () => {
    await openSettings({ levels: { decided: null, offered: [] } });
    expect(screen.queryByRole('radiogroup', { name: 'Track automatically' })).toBeNull();
  });

  test('Keep others’ settings out of one’s own mailbox (X-09)', async () => {
    const { find } = await openSettings();
    const box = screen.getByRole<HTMLInputElement>('checkbox', {
      name: 'Only my setting counts for my mailbox',
    });
    expect(box.checked).toBe(false);
    await step(() => fireEvent.click(box));
    expect(find('/api/settings').asked).toMatchObject({ body: { vetoesOthers: true } });
    expect(box.checked).toBe(true);
  });

  test('Decide what is made of unknown senders, the organisation’s choice first (X-13)', async () => {
    const { find } = await openSettings({
      unknownSenders: { decided: 'contact', isOwn: true },
    });
    const name = 'People the CRM does not know';
    const group = screen.getByRole('radiogroup', { name });
    expect(within(group).getAllByRole('radio')).toHaveLength(4);
    expect(radio('As your organization decided').checked).toBe(true);
    await step(() => fireEvent.click(radio('Add a lead')));
    expect(find('/api/settings').asked).toMatchObject({ body: { createForUnknown: 'lead' } });
    expect(await violations()).toEqual([]);
  });

  test('Leave unknown senders to the organisation where it wants that (X-13)', async () => {
    await openSettings({ unknownSenders: { decided: 'contact', isOwn: false } });
    expect(screen.queryByText('People the CRM does not know')).toBeNull();
  });

  test('Forget a remembered choice', async () => {
    const { find } = await openSettings();
    await step(() => fireEvent.click(button('Forget Maria Kovács')));
    expect(screen.queryByRole('button', { name: 'Forget Maria Kovács' })).toBeNull();
    expect(find('/api/remembered/forget').asked).toMatchObject({ body: { topic } });
    await step(() => find('/api/remembered/forget').answer(undefined));
    expect(screen.getByText(/Nothing is remembered/)).toBeTruthy();
  });

  test('Forget what untracking does with the copy (§1.5.3)', async () => {
    const { find } = await openSettings({ keepCopyOnUntrack: true });
    await step(() => fireEvent.click(button('Forget')));
    expect(find('/api/settings').asked).toMatchObject({ body: { keepCopyOnUntrack: null } });
    expect(screen.queryByText('When you untrack')).toBeNull();
  });

  test('Switch the live connection off, and list what degrades (V-09)', async () => {
    const { memory } = await openSettings();
    await step(() => fireEvent.click(screen.getByLabelText('Keep the pane connected')));
    expect(memory.lives).toEqual([false]);
    const list = screen.getByRole('list', { name: 'What changes without it' });
    expect(within(list).getAllByRole('listitem')).toHaveLength(3);
    expect(await violations()).toEqual([]);
  });

  test('Change the language at once (UI-18)', async () => {
    const { memory } = await openSettings();
    const select = screen.getByRole('combobox', { name: 'Language' });
    await step(() => fireEvent.change(select, { target: { value: 'hu' } }));
    expect(memory.languages).toEqual(['hu']);
    expect(memory.kept.get('regarding.language')).toBe('hu');
  });

  test('Stay signed in only where the person says so, and no longer than they do (V-08, L-21)', async () => {
    const { memory } = await openSettings();
    const box = screen.getByLabelText('Stay signed in on this device');
    await step(() => fireEvent.click(box));
    expect(memory.kept.has('regarding.stay-signed-in')).toBe(false);
    await step(() => fireEvent.click(box));
    expect(memory.kept.has('regarding.stay-signed-in')).toBe(true);
  });

  test('Sign out forgets what the service told, and closes the page (quality 46)', async () => {
    const pane = await openSettings();
    const before = pane.contexts.length;
    await step(() => fireEvent.click(button('Sign out')));
    expect(pane.store.getState().entry.context).toBeNull();
    await step(() => pane.contexts[before]?.fail(new Failure('sign-in-needed')));
    expect(screen.getByText('Sign in to see the CRM')).toBeTruthy();
  });

  test('Stay usable on the device while the service cannot be reached', async () => {
    const pane = await renderPane({ answer: context() });
    await step(() => fireEvent.click(button('More')));
    await step();
    await step(() => fireEvent.click(button('Settings')));
    await step();
    const asked = pane.calls.find((call) => JSON.stringify(call.asked).includes('/api/settings'));
    await step(() => asked?.fail(new Failure('offline')));
    expect(screen.getByRole('alert').textContent).toContain('offline');
    expect(screen.getByLabelText('Keep the pane connected')).toBeTruthy();
    expect(await violations()).toEqual([]);
  });
});
