/** @jest-environment jsdom */
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { fireEvent, screen } from '@testing-library/react';
import type { SearchResponse } from '../../../src/contracts/search.ts';
import { Failure } from '../../../src/pane/api/failure.ts';
import { button, renderPane, status, step, violations } from '../../support/pane/render-pane.tsx';
import { context, deal, fabrikam, record, tracked } from '../../support/pane/samples.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const spare = record('opportunity', 51, 'Frobnicator maintenance', 'Qualify');
const found: SearchResponse = {
  groups: [
    { table: 'opportunity', records: [deal, spare] },
    { table: 'account', records: [fabrikam] },
    { table: 'new_project', records: [] },
  ],
};

/** The panel is a lazy part: importing it takes more turns than the page's own work. */
const openPanel = async (answer = context()) => {
  const pane = await renderPane({ answer });
  await import('../../../src/pane/components/record-search/record-search.tsx');
  await step(() => fireEvent.click(button('Set regarding')));
  await step();
  return pane;
};

const input = () => screen.getByRole('combobox', { name: 'Regarding' });
const options = () => screen.queryAllByRole('option').map((element) => element.textContent);
const active = () => {
  const id = input().getAttribute('aria-activedescendant');
  return id ? document.getElementById(id)?.textContent : null;
};
const type = (value: string) => step(() => fireEvent.change(input(), { target: { value } }));
const press = (key: string) => step(() => fireEvent.keyDown(input(), { key }));
const pause = (ms: number) => step(() => jest.advanceTimersByTime(ms));

const search = async (text: string) => {
  const pane = await openPanel();
  await type(text);
  await pause(400);
  await step(() => pane.searches[0]?.answer(found));
  return pane;
};

describe('Set regarding', () => {
  test('Opens a search with the focus in it, and offers the people of the message, users apart', async () => {
    await openPanel();
    expect(document.activeElement).toBe(input());
    expect(options()).toEqual(['Maria Kovács Contact · Fabrikam', 'Fabrikam Account · Budapest']);
    expect(active()).toBeNull();
  });

  test('Searches after a pause of at least 300 ms, once', async () => {
    const { searches } = await openPanel();
    await type('fr');
    await pause(299);
    await type('fro');
    await pause(299);
    expect(searches).toHaveLength(0);
    await pause(100);
    expect(searches.map(({ asked }) => asked)).toEqual([{ q: 'fro', tables: '', language: 'en' }]);
  });

  test('Questions are at least a second apart (quality §1.1, point 40)', async () => {
    const { searches } = await openPanel();
    await type('fro');
    await pause(400);
    await type('frob');
    await pause(600);
    expect(searches).toHaveLength(1);
    await pause(400);
    expect(searches).toHaveLength(2);
  });

  test('One letter is not searched for', async () => {
    const { searches } = await openPanel();
    await type('f');
    await pause(1_000);
    expect(searches).toHaveLength(0);
  });

  test('An answer to an older question is dropped, and its request cancelled', async () => {
    const { searches } = await openPanel();
    await type('fro');
    await pause(400);
    await type('fab');
    await pause(1_000);
    await step(() => searches[0]?.answer(found));
    expect(searches[0]?.signal?.aborted).toBe(true);
    expect(options()).toEqual([]);
  });

  test('Results are grouped by table, without empty groups', async () => {
    await search('fro');
    expect(screen.getByRole('listbox').querySelectorAll('[role=group]')).toHaveLength(2);
    expect(screen.getByRole('group', { name: 'Opportunities' }).textContent).toContain(
      '40 frobnicators',
    );
    expect(screen.getByText('3 records found')).toBeTruthy();
  });

  test('Arrows move over all groups and around the ends', async () => {
    await search('fro');
    expect(active()).toContain('40 frobnicators');
    await press('ArrowUp');
    expect(active()).toContain('Fabrikam');
    await press('ArrowDown');
    await press('ArrowDown');
    expect(active()).toContain('Frobnicator maintenance');
  });

  test('Enter sets the active record, closes the search and returns the focus', async () => {
    const { tracks } = await search('fro');
    await press('ArrowDown');
    await press('Enter');
    expect(tracks[0]?.asked).toHaveProperty('regarding', { table: 'opportunity', id: spare.id });
    expect(status()).toBe('Setting regarding…');
    expect(screen.queryByRole('combobox')).toBeNull();
    expect(document.activeElement).toBe(button('Set regarding'));
    await step(() => tracks[0]?.answer(tracked({ regarding: spare })));
    expect(status()).toContain('Tracked regarding Frobnicator maintenance');
  });

  test('A click on a record sets it', async () => {
    const { tracks } = await search('fro');
    await step(() => fireEvent.click(screen.getByRole('option', { name: /40 frobnicators/ })));
    expect(tracks[0]?.asked).toHaveProperty('regarding.id', deal.id);
  });

  test('Escape closes the search, returns the focus and sets nothing', async () => {
    const { tracks } = await search('fro');
    await press('Escape');
    expect(screen.queryByRole('combobox')).toBeNull();
    expect(document.activeElement).toBe(button('Set regarding'));
    expect(tracks).toHaveLength(0);
  });

  test('One kind of record can be searched alone, and all again (UI-08)', async () => {
    const { searches } = await search('fro');
    const kinds = screen.getByRole('group', { name: 'Kinds of records' });
    const names = [...kinds.querySelectorAll('button')].map(({ textContent }) => textContent);
    expect(names).toEqual(['All', 'Opportunities', 'Accounts']);
    await step(() => fireEvent.click(button('Accounts')));
    await pause(1_000);
    expect(searches[1]?.asked).toMatchObject({ q: 'fro', tables: 'account' });
    await step(() => searches[1]?.answer({ groups: [{ table: 'account', records: [fabrikam] }] }));
    expect(button('Accounts').getAttribute('aria-pressed')).toBe('true');
    await step(() => fireEvent.click(button('All')));
    await pause(1_000);
    expect(searches[2]?.asked).toMatchObject({ q: 'fro', tables: '' });
    await step(() => searches[2]?.answer(found));
    // axe-core waits by the clock.
    jest.useRealTimers();
    expect(await violations()).toEqual([]);
  });

  test('What is suggested says why (UI-13)', async () => {
    await openPanel(context({ suggestions: [{ record: deal, reason: 'conversation' }] }));
    expect(options()).toEqual([
      '40 frobnicators Opportunity · Propose This conversation is about it',
    ]);
  });

  test('A custom table is called what the CRM calls it (E-04)', async () => {
    const pane = await openPanel();
    await type('wool');
    await pause(400);
    const hall = { ...record('new_hall', 70, 'Wool hall'), tableLabel: 'Hall' };
    const groups = [{ table: 'new_hall', label: 'Halls', records: [hall] }];
    await step(() => pane.searches[0]?.answer({ groups }));
    expect(screen.getByRole('group', { name: 'Halls' }).textContent).toContain('Wool hall');
  });

  test('Nothing found and a failed search are told in words', async () => {
    const { searches } = await openPanel();
    await type('xyz');
    await pause(400);
    await step(() => searches[0]?.answer({ groups: [] }));
    expect(screen.getByText(/Nothing found/)).toBeTruthy();
    await type('xyzz');
    await pause(1_000);
    await step(() => searches[1]?.fail(new Failure('throttled')));
    expect(screen.getByText(/asked Regarding to wait/)).toBeTruthy();
  });
});
