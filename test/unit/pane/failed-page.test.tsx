/** @jest-environment jsdom */
import { describe, expect, test } from '@jest/globals';
import { fireEvent, screen } from '@testing-library/react';
import { failedItem } from '../../../src/contracts/failed-items.ts';
import type { FailedItem } from '../../../src/contracts/failed-items.ts';
import { problemCode } from '../../../src/contracts/item.ts';
import { Failure } from '../../../src/pane/api/failure.ts';
import words from '../../../src/pane/locales/en.pages.json';
import { button, renderPane, step, violations } from '../../support/pane/render-pane.tsx';
import { context, tracked } from '../../support/pane/samples.ts';

type Pane = Awaited<ReturnType<typeof renderPane>>;

const click = (name: string) => step(() => fireEvent.click(button(name)));

const item = (change: Partial<FailedItem> = {}): FailedItem =>
  failedItem.parse({
    key: '00000000-0000-4000-8000-000000000001',
    kind: 'message',
    title: 'Offer for wool',
    problem: 'refused',
    via: 'category',
    at: '2026-11-20T08:00:00Z',
    hasRecord: false,
    ...change,
  });

const callTo = ({ calls }: Pane, path: string) =>
  calls.filter(({ asked }) => (asked as { path: string }).path === path).at(-1)!;

async function open(items: FailedItem[], others: FailedItem[] | null = null): Promise<Pane> {
  const pane = await renderPane({ answer: context() });
  await Promise.all([
    import('../../../src/pane/app/menu-page.tsx'),
    import('../../../src/pane/features/failed/failed-page.tsx'),
  ]);
  for (const name of ['More', 'Could not be tracked']) {
    await click(name);
    await step();
    await step();
  }
  await step(() => callTo(pane, '/api/failed-items').answer({ items }));
  const asked = callTo(pane, '/api/failed-items/others');
  if (others) await step(() => asked.answer({ items: others }));
  else await step(() => asked.fail(new Failure('forbidden')));
  return pane;
}

describe('What could not be tracked (M-11)', () => {
  test('is told with its subject, the reason in words and a way on', async () => {
    await open([item()]);
    expect(screen.getByText('Offer for wool')).toBeTruthy();
    expect(screen.getByText(words.failed.why.refused)).toBeTruthy();
    expect(button('Try again')).toBeTruthy();
    expect(button('Let it be')).toBeTruthy();
    expect(screen.queryByText('Of colleagues')).toBeNull();
    expect(await violations()).toEqual([]);
  });

  test('has words for every reason there can be', () => {
    expect(Object.keys(words.failed.why).toSorted()).toEqual(problemCode.options.toSorted());
  });

  test('is tried again by one click, and leaves the list once it is tracked', async () => {
    const pane = await open([item()]);
    await click('Try again');
    const retry = callTo(pane, '/api/failed-items/retry');
    expect(retry.asked).toMatchObject({ method: 'POST', body: { key: item().key } });
    await step(() => retry.answer(tracked()));
    expect(screen.queryByText('Offer for wool')).toBeNull();
    expect(screen.getAllByRole('status').map((one) => one.textContent)).toContain(
      'It is tracked now.',
    );
  });

  test('stays with its new reason where it fails again', async () => {
    const pane = await open([item()]);
    await click('Try again');
    await step(() =>
      callTo(pane, '/api/failed-items/retry').answer(
        tracked({ state: 'failed', problem: 'encrypted' }),
      ),
    );
    expect(screen.getByText(words.failed.why.encrypted)).toBeTruthy();
  });

  test('is tracked without a record that is gone, when asked to (fault 40)', async () => {
    const pane = await open([item({ problem: 'record-not-found', hasRecord: true })]);
    await click('Track without the record');
    expect(callTo(pane, '/api/failed-items/retry').asked).toMatchObject({
      body: { key: item().key, withoutRecord: true },
    });
  });

  test('is let be for good', async () => {
    const pane = await open([item()]);
    await click('Let it be');
    await step(() => callTo(pane, '/api/failed-items/dismiss').answer(null));
    expect(screen.queryByText('Offer for wool')).toBeNull();
    expect(screen.getByText(words.failed.said.dismissed)).toBeTruthy();
  });

  test('of colleagues is told to administrators without its subject (V-14)', async () => {
    await open([], [item({ title: '***', owner: 'Béla Bartók' })]);
    expect(screen.getByText(words.failed.none)).toBeTruthy();
    expect(screen.getByText('Of colleagues')).toBeTruthy();
    expect(screen.getByText('***')).toBeTruthy();
    expect(screen.getByText('Béla Bartók')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
    expect(await violations()).toEqual([]);
  });
});
