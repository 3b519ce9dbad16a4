/** @jest-environment jsdom */
import { describe, expect, test } from '@jest/globals';
import { fireEvent, screen, within } from '@testing-library/react';
import { defaultSettings, type PersonSettings } from '../../../src/contracts/settings.ts';
import { Failure } from '../../../src/pane/api/failure.ts';
import { button, renderPane, step, violations } from '../../support/pane/render-pane.tsx';
import { context, maria } from '../../support/pane/samples.ts';

const topic = `match:${'a'.repeat(64)}`;
const choice = { topic, kind: 'match', record: maria, at: '2026-11-20T09:00:00Z' };

/** The settings page, opened from the menu. */
const openSettings = async (
  settings: Partial<PersonSettings> = {},
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
  await step(() => find('/api/settings').answer({ ...defaultSettings, ...settings }));
  await step(() => find('/api/remembered').answer({ choices }));
  return { ...pane, find };
};

const radio = (name: string) => screen.getByRole<HTMLInputElement>('radio', { name });

describe('Settings', () => {
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
