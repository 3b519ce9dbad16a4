/** @jest-environment jsdom */
import { describe, expect, test } from '@jest/globals';
import { fireEvent, screen } from '@testing-library/react';
import type { ContextResponse } from '../../../src/contracts/item.ts';
import { Failure } from '../../../src/pane/api/failure.ts';
import { button, renderPane, step, violations } from '../../support/pane/render-pane.tsx';
import { context, maria, record } from '../../support/pane/samples.ts';

const twin = record('contact', 60, 'Maria Kovács-Nagy', 'Contoso');
const left = { ...record('contact', 61, 'Maria, who left'), inactive: true as const };

const withRecords = (
  records: ContextResponse['people'][number]['records'],
  more: Partial<ContextResponse['people'][number]> = {},
): ContextResponse => {
  const answer = context();
  const [first, ...others] = answer.people;
  return { ...answer, people: [{ ...first!, records, ...more }, ...others] };
};

/** The pane's requests to a path, in their order. */
const to = <Call extends { asked: unknown }>(calls: Call[], path: string): Call[] =>
  calls.filter(({ asked }) => (asked as { path: string }).path.startsWith(path));

/** What several matches need comes when somebody has them. */
const show = async (answer: ContextResponse) => {
  await import('../../../src/pane/features/people/which-record.tsx');
  const pane = await renderPane({ answer });
  await step();
  return pane;
};

describe('The people of an item (UI-05)', () => {
  test('A colleague is called one', async () => {
    await show(context());
    expect(button('Mia Novak Colleague').textContent).toContain('Colleague');
  });

  test('A record leads to its page in the pane (UI-06)', async () => {
    await import('../../../src/pane/features/record/record-page.tsx');
    const { calls } = await show(withRecords([maria]));
    await step(() => fireEvent.click(button('Maria Kovács Contact · Fabrikam')));
    await step();
    expect(to(calls, `/api/records/contact/${maria.id}`)).toHaveLength(1);
  });

  test('An address of several records is asked about once (complaint 10)', async () => {
    const { calls, contexts } = await show(withRecords([maria, twin]));
    expect(screen.getByText('2 records have this address. Which one is it?')).toBeTruthy();
    await step(() => fireEvent.click(button('Choose Maria Kovács-Nagy')));
    const [choice] = to(calls, '/api/people/match');
    expect(choice?.asked).toEqual({
      method: 'PUT',
      path: '/api/people/match',
      body: { address: 'maria@fabrikam.com', record: { table: 'contact', id: twin.id } },
    });
    await step(() => choice?.answer(undefined));
    await step(() => contexts[1]?.answer(withRecords([twin, maria], { chosen: true })));
    expect(screen.queryByText(/Which one/)).toBeNull();
    expect(screen.queryByText('Maria Kovács-Nagy')).toBeTruthy();
  });

  test('A choice made before is shown, and can be changed', async () => {
    await show(withRecords([twin, maria], { chosen: true }));
    expect(screen.queryByRole('button', { name: /^Choose/ })).toBeNull();
    await step(() => fireEvent.click(button('1 other record has this address')));
    expect(button('Choose Maria Kovács')).toBeTruthy();
  });

  test('A choice that could not be kept says why', async () => {
    const { calls } = await show(withRecords([maria, twin]));
    await step(() => fireEvent.click(button('Choose Maria Kovács')));
    await step(() => to(calls, '/api/people/match')[0]?.fail(new Failure('unreachable')));
    expect(screen.getByRole('alert').textContent).toContain('can’t be reached');
  });

  test('An inactive record says so, and cannot be chosen (§1.5.2, 4)', async () => {
    await show(withRecords([maria, left]));
    expect(screen.getByText(/Maria, who left/).closest('li')?.textContent).toContain('Inactive');
    expect(screen.queryByRole('button', { name: 'Choose Maria, who left' })).toBeNull();
  });

  test('axe finds nothing with several matches', async () => {
    await show(withRecords([maria, twin, left]));
    expect(await violations()).toEqual([]);
  });
});
