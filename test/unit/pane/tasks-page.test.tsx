/** @jest-environment jsdom */
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { fireEvent, screen } from '@testing-library/react';
import { task, tasks } from '../../support/pane/lists.ts';
import { button, renderPane, step, violations } from '../../support/pane/render-pane.tsx';
import { context, fabrikam } from '../../support/pane/samples.ts';

afterEach(() => void jest.useRealTimers());

interface Asked {
  path: string;
  query?: Record<string, string | undefined>;
  body?: unknown;
}

const offer = task(1, { title: 'Send the offer', dueOn: '2026-11-26', importance: 'high' });
const done = task(2, {
  title: 'Call back',
  state: 'tracked',
  regarding: fabrikam,
  url: 'https://contoso.crm4.dynamics.com/main.aspx?etn=task',
});
const daily = task(3, { title: 'Water the plants', isRecurring: true });

async function openList(found = tasks([offer, done, daily])) {
  const pane = await renderPane({ answer: context() });
  await import('../../../src/pane/features/tasks/tasks-page.tsx');
  await import('../../../src/pane/app/menu-page.tsx');
  await step(() => fireEvent.click(button('More')));
  await step();
  await step(() => fireEvent.click(button('Tasks')));
  await step();
  const last = (path: string) =>
    pane.calls.filter(({ asked }) => (asked as Asked).path === path).at(-1);
  const asked = (path: string) => last(path)?.asked as Asked | undefined;
  const answer = (path: string, value: unknown) => step(() => last(path)?.answer(value));
  await answer('/api/tasks', found);
  return { ...pane, asked, answer };
}

const tick = (name: string) => step(() => fireEvent.click(screen.getByLabelText(`Select ${name}`)));
const click = (name: string) => step(() => fireEvent.click(button(name)));

describe('The tasks page', () => {
  test('Shows due dates, lists and states; a task that repeats says why it cannot be tracked (TK-07, H-01)', async () => {
    await openList();
    const rows = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
    expect(rows).toEqual([
      expect.stringContaining('Send the offer Due Thu, Nov 26, 2026 · Tasks Not tracked'),
      expect.stringContaining('Call back Tasks Tracked · Fabrikam'),
      expect.stringContaining('Water the plants Tasks Repeats, can’t be tracked'),
    ]);
    const box = screen.getByLabelText<HTMLInputElement>('Select Water the plants');
    expect(box.disabled).toBe(true);
    expect(await violations()).toEqual([]);
  });

  test('Tracks what is ticked, once, and says so (TK-01)', async () => {
    const page = await openList();
    await tick('Send the offer');
    await click('Track');
    await click('Track');
    expect(
      page.calls.filter(({ asked }) => (asked as Asked).path === '/api/tasks/track'),
    ).toHaveLength(1);
    const reference = { listId: 'list', taskId: 'task-1' };
    expect(page.asked('/api/tasks/track')?.body).toEqual({ tasks: [reference] });
    await page.answer('/api/tasks/track', {
      tasks: [{ ...reference, state: 'tracked', problem: null }],
      batchId: null,
    });
    expect(screen.getByText('1 task done.')).toBeTruthy();
  });

  test('A tracked one is updated, its regarding can be removed, its copy kept or deleted (§1.5.3)', async () => {
    const page = await openList();
    await tick('Call back');
    expect(button('Update in the CRM')).toBeTruthy();
    await click('Set regarding');
    expect(await violations()).toEqual([]);
    await click('Remove regarding');
    expect(page.asked('/api/tasks/track')?.body).toMatchObject({ regarding: null });
    await page.answer('/api/tasks/track', { tasks: [], batchId: null });
    await page.answer('/api/tasks', tasks([done]));
    await tick('Call back');
    await click('Untrack');
    expect(await violations()).toEqual([]);
    await click('Delete from the CRM');
    expect(page.asked('/api/tasks/untrack')?.body).toMatchObject({ deleteCopy: true });
  });

  test('Looks again while something is pending', async () => {
    jest.useFakeTimers();
    const page = await openList(tasks([{ ...offer, state: 'pending' }], { pending: 1 }));
    const before = page.calls.length;
    await step(() => jest.advanceTimersByTime(2_000));
    expect(page.calls).toHaveLength(before + 1);
    await page.answer('/api/tasks', tasks([{ ...offer, state: 'tracked' }]));
    await step(() => jest.advanceTimersByTime(10_000));
    expect(page.calls).toHaveLength(before + 1);
  });

  test('Completed tasks come when they are asked for; an empty list says where tasks come from', async () => {
    const page = await openList(tasks([]));
    expect(screen.getByText('No open tasks')).toBeTruthy();
    await step(() => fireEvent.click(screen.getByLabelText('Show completed tasks')));
    expect(page.asked('/api/tasks')?.query).toMatchObject({ done: '1' });
    expect(await violations()).toEqual([]);
  });
});
