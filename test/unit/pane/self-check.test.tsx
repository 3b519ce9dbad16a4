/** @jest-environment jsdom */
import { describe, expect, test } from '@jest/globals';
import { fireEvent, screen } from '@testing-library/react';
import type { SelfCheckResponse } from '../../../src/contracts/self-check.ts';
import { Failure } from '../../../src/pane/api/failure.ts';
import { button, renderPane, step, violations } from '../../support/pane/render-pane.tsx';
import { context } from '../../support/pane/samples.ts';

const fine: SelfCheckResponse = {
  version: '0.1.0',
  crm: { problem: null, ms: 40 },
  mailbox: { problem: null, ms: 60 },
  userName: 'Mia Novak',
  mailboxState: 'ready',
  sync: {
    endedAt: '2026-11-23T08:00:00Z',
    dueAt: '2026-11-23T08:05:00Z',
    pausedAt: null,
    problem: null,
  },
};

const openSelfCheck = async (answer: Partial<SelfCheckResponse> | Failure = {}) => {
  const pane = await renderPane({ answer: context() });
  await import('../../../src/pane/features/self-check/self-check-page.tsx');
  await step(() => fireEvent.click(button('More')));
  await step();
  await step(() => fireEvent.click(button('Self-check')));
  await step();
  const asked = pane.calls.find((call) => JSON.stringify(call.asked).includes('/api/self-check'));
  await step(() =>
    answer instanceof Failure ? asked?.fail(answer) : asked?.answer({ ...fine, ...answer }),
  );
  return pane;
};

const line = (name: string): string => screen.getByText(name).closest('li')?.textContent ?? '';
const markOf = (name: string): string =>
  screen.getByText(name).closest('li')?.querySelector('[role=img]')?.getAttribute('aria-label') ??
  '';

describe('The self-check (UI-15)', () => {
  test('Shows ten checks that work, with versions and who is signed in', async () => {
    await openSelfCheck();
    expect(screen.getAllByRole('img', { name: 'Works' })).toHaveLength(10);
    expect(line('Sign-in')).toContain('Mia Novak');
    expect(line('Regarding’s service')).toContain('0.1.0');
    expect(line('Language and time zone')).toContain('Central Europe Standard Time');
    expect(await violations()).toEqual([]);
  });

  test('Says what to do where the CRM does not let the person in', async () => {
    await openSelfCheck({ crm: { problem: 'forbidden', ms: 30 }, userName: null });
    expect(markOf('CRM')).toBe('Does not work');
    expect(line('CRM')).toContain('Ask your CRM administrator');
    expect(await violations()).toEqual([]);
  });

  test.each([
    ['not-configured', 'configure it'],
    ['not-approved', 'approve it'],
    ['inactive', 'activate it'],
  ] as const)('Names the cause where the mailbox is %s (UI-16)', async (mailboxState, step) => {
    await openSelfCheck({ mailboxState });
    expect(line('Server-side sync of your mailbox')).toContain(step);
  });

  test('Says why the mailbox is not read, and has it tried again (M-08)', async () => {
    const pausedAt = '2026-11-23T07:00:00Z';
    const pane = await openSelfCheck({ sync: { ...fine.sync!, pausedAt, problem: 'forbidden' } });
    expect(markOf('Reading of your mailbox')).toBe('Does not work');
    expect(line('Reading of your mailbox')).toMatch(/paused since .* Ask your administrator/);
    expect(await violations()).toEqual([]);
    await step(() => fireEvent.click(button('Try again')));
    expect(pane.calls.at(-1)!.asked).toMatchObject({ method: 'POST', path: '/api/mailbox/resume' });
    await step(() => pane.calls.at(-1)!.answer(undefined));
    expect(pane.calls.at(-1)!.asked).toMatchObject({ path: '/api/self-check' });
  });

  test('Does not know of a mailbox that was never read', async () => {
    await openSelfCheck({ sync: null });
    expect(markOf('Reading of your mailbox')).toBe('Not known');
  });

  test('Knows nothing of CRM and mailbox while the service is out of reach', async () => {
    await openSelfCheck(new Failure('unreachable'));
    expect(markOf('Regarding’s service')).toBe('Does not work');
    expect(markOf('CRM')).toBe('Not known');
    expect(await violations()).toEqual([]);
  });

  test('Offers to sign in where that is missing', async () => {
    await openSelfCheck(new Failure('sign-in-needed'));
    expect(markOf('Sign-in')).toBe('Does not work');
    expect(markOf('Regarding’s service')).toBe('Works');
    expect(button('Sign in')).toBeTruthy();
  });

  test('Is copied without names and addresses', async () => {
    await openSelfCheck({ crm: { problem: 'throttled', ms: 9 } });
    await step(() => fireEvent.click(button('Copy as text')));
    const text = screen.getByRole<HTMLTextAreaElement>('textbox').value;
    expect(text).toContain('✗ CRM: throttled');
    expect(text).not.toMatch(/Mia|@/);
    expect(await violations()).toEqual([]);
  });
});
