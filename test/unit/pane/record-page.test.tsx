/** @jest-environment jsdom */
import { describe, expect, test } from '@jest/globals';
import { fireEvent, screen, within } from '@testing-library/react';
import type { RecentRecords, RecordPage } from '../../../src/contracts/record-page.ts';
import { Failure } from '../../../src/pane/api/failure.ts';
import { formatDay } from '../../../src/pane/features/record/use-day.ts';
import { button, renderPane, step, violations } from '../../support/pane/render-pane.tsx';
import { context, deal, fabrikam, maria, record, tracked } from '../../support/pane/samples.ts';

const call = record('phonecall', 80, 'Call back');
const page = (change: Partial<RecordPage> = {}): RecordPage => ({
  record: maria,
  fields: [
    { label: 'Job Title', value: 'Buyer', kind: 'text', record: null },
    { label: 'E-mail', value: 'maria@fabrikam.com', kind: 'email', record: null },
    { label: 'Mobile', value: '+36 30 123-4567', kind: 'phone', record: null },
    { label: 'Web', value: 'javascript:alert(1)', kind: 'url', record: null },
    { label: 'Company', value: 'Fabrikam', kind: 'record', record: fabrikam },
  ],
  emails: ['maria@fabrikam.com'],
  phones: ['+36 30 123-4567'],
  parent: fabrikam,
  opportunities: [{ record: deal, closesOn: '2026-11-30', value: '€5,000.00' }],
  cases: [record('incident', 81, 'Torn coat', 'CAS-1')],
  connections: [{ record: deal, role: '', ownRole: 'Decision Maker' }],
  past: [{ record: record('email', 82, 'Offer'), at: '2026-10-01T09:00:00Z', overdue: false }],
  next: [{ record: call, at: '2026-11-20T09:00:00Z', overdue: true }],
  insights: [{ kind: 'overdue', record: call, at: '2026-11-20T09:00:00Z', days: -2 }],
  pinned: false,
  ...change,
});

/** The pane's requests to a path, in their order. */
const to = <Call extends { asked: unknown }>(calls: Call[], path: string): Call[] =>
  calls.filter(({ asked }) => (asked as { path: string }).path.startsWith(path));

/** The page is a lazy part. */
const open = async (answer: RecordPage | null = page(), item = context()) => {
  await import('../../../src/pane/features/record/record-page.tsx');
  await import('../../../src/pane/features/people/which-record.tsx');
  const pane = await renderPane({ answer: item });
  await step();
  await step(() =>
    fireEvent.click(screen.getAllByRole('button', { name: /Maria Kovács Contact/ })[0]!),
  );
  await step();
  await step();
  if (answer) await step(() => to(pane.calls, '/api/records')[0]?.answer(answer));
  return pane;
};

const link = (label: string) =>
  screen.getByText(label).nextElementSibling?.querySelector('a')?.getAttribute('href');

describe('The page of a record', () => {
  test('Shows the card’s columns; addresses and numbers can be acted on (UI-04, C-07)', async () => {
    await open();
    expect(screen.getByText('Job Title').nextElementSibling?.textContent).toBe('Buyer');
    expect(link('E-mail')).toBe('mailto:maria%40fabrikam.com');
    expect(link('Mobile')).toBe('tel:+36301234567');
    expect(link('Web')).toBeUndefined();
    const inCrm = screen.getByRole('link', { name: 'Open in the CRM' });
    expect(inCrm.getAttribute('href')).toBe(maria.url);
  });

  test('Leads from a person to the account and back (UI-06)', async () => {
    const { calls } = await open();
    const parent = screen.getByRole('heading', { name: 'Belongs to' }).parentElement!;
    await step(() => fireEvent.click(within(parent).getByRole('button')));
    await step();
    expect(to(calls, `/api/records/account/${fabrikam.id}`)).toHaveLength(1);
    await step(() => fireEvent.click(button('Back')));
    await step();
    expect(to(calls, `/api/records/contact/${maria.id}`)).toHaveLength(2);
  });

  test('Says what is open, what was done and what is overdue (UI-06)', async () => {
    await open();
    const offer = /40 frobnicators Opportunity · Propose €5,000.00 · closes Nov\s30/;
    expect(screen.getByRole('button', { name: offer })).toBeTruthy();
    expect(
      screen.getByRole('link', { name: /Call back Phone call · overdue · Nov\s20/ }),
    ).toBeTruthy();
    expect(screen.getByRole('link', { name: /Offer E-mail · Oct\s1/ })).toBeTruthy();
    expect(screen.getByText('“Call back” was due 2 days ago.')).toBeTruthy();
  });

  test('Sets the open item regarding the record, and says so', async () => {
    const { tracks } = await open();
    await step(() => fireEvent.click(button('Set regarding')));
    expect(tracks[0]?.asked).toMatchObject({ regarding: { table: 'contact', id: maria.id } });
    await step(() => tracks[0]?.answer(tracked({ regarding: maria })));
    expect(screen.getByText('The open item is regarding this record.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Set regarding' })).toBeNull();
  });

  test('A new activity is about the record (UI-07)', async () => {
    await open();
    expect(button('New activity')).toBeTruthy();
  });

  test('A colleague is nobody’s regarding', async () => {
    await open(page({ record: record('systemuser', 12, 'Mia Novak') }));
    expect(screen.queryByRole('button', { name: 'Set regarding' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'New activity' })).toBeNull();
  });

  test('Is pinned by one click, and unpinned where that fails (UI-03)', async () => {
    const { calls } = await open();
    await step(() => fireEvent.click(button('Pin')));
    const [pinned] = to(calls, '/api/pinned');
    expect(pinned?.asked).toEqual({
      method: 'PUT',
      path: '/api/pinned',
      body: { record: { table: 'contact', id: maria.id }, pinned: true },
    });
    expect(button('Unpin')).toBeTruthy();
    await step(() => pinned?.fail(new Failure('unreachable')));
    expect(button('Pin')).toBeTruthy();
    expect(screen.getByRole('alert')).toBeTruthy();
  });

  test('A record without anything around it says so', async () => {
    await open(page({ past: [], next: [], insights: [], cases: [], opportunities: [] }));
    expect(screen.getByText('Nothing is planned.')).toBeTruthy();
    expect(screen.getByText('Nothing has been done yet.')).toBeTruthy();
    expect(screen.queryByRole('heading', { name: 'Open cases' })).toBeNull();
  });

  test('A record that is gone says so, with a way on', async () => {
    const { calls } = await open(null);
    await step(() => to(calls, '/api/records')[0]?.fail(new Failure('item-not-found')));
    expect(screen.getByRole('alert').textContent).toContain('The record is gone');
  });

  test('axe finds nothing, loaded or not', async () => {
    const { calls } = await open(null);
    expect(await violations()).toEqual([]);
    await step(() => to(calls, '/api/records')[0]?.answer(page()));
    expect(await violations()).toEqual([]);
  });

  test('A day is written with the year where it is another one', () => {
    const now = new Date('2026-11-22T12:00:00Z');
    expect(formatDay('en', '2026-11-30', now)).toBe('Nov\u00a030');
    expect(formatDay('hu', '2027-01-05', now)).toBe('2027.\u00a0jan.\u00a05.');
  });
});

describe('Finding a record (UI-03, UI-08)', () => {
  const lists: RecentRecords = { recent: [maria, deal], pinned: [fabrikam] };
  const openRecent = async (answer: RecentRecords | null = lists) => {
    await import('../../../src/pane/features/recent/recent-page.tsx');
    const pane = await renderPane({ answer: context() });
    await step(() => fireEvent.click(button('Find a record')));
    await step();
    await step();
    if (answer) await step(() => to(pane.calls, '/api/recent')[0]?.answer(answer));
    return pane;
  };
  const namesIn = (name: string) =>
    within(screen.getByRole('region', { name }))
      .getAllByRole('button', { name: /·/ })
      .map(({ textContent }) => textContent.split(' Contact')[0]);

  test('Shows what is pinned and what was opened last', async () => {
    await openRecent();
    expect(namesIn('Pinned')).toHaveLength(1);
    expect(namesIn('Recent')).toHaveLength(2);
  });

  test('A recent record is pinned and unpinned by one click', async () => {
    const { calls } = await openRecent();
    await step(() => fireEvent.click(button('Pin 40 frobnicators')));
    expect(namesIn('Pinned')).toHaveLength(2);
    expect(to(calls, '/api/pinned')[0]?.asked).toMatchObject({ body: { pinned: true } });
    await step(() => fireEvent.click(button('Unpin Fabrikam')));
    expect(namesIn('Pinned')).toHaveLength(1);
  });

  test('Without any, it says what will be there', async () => {
    await openRecent({ recent: [], pinned: [] });
    expect(screen.getByText(/Records you open or choose appear here/)).toBeTruthy();
  });

  test('axe finds nothing', async () => {
    await openRecent();
    expect(await violations()).toEqual([]);
  });
});
