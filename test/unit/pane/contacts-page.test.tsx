/** @jest-environment jsdom */
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { fireEvent, screen, within } from '@testing-library/react';
import type { ContactOutcome } from '../../../src/contracts/contact.ts';
import { Failure } from '../../../src/pane/api/failure.ts';
import type { Host } from '../../../src/pane/host/host.ts';
import { contact, contacts, crmContact } from '../../support/pane/lists.ts';
import { button, renderPane, step, violations } from '../../support/pane/render-pane.tsx';
import { context, fabrikam } from '../../support/pane/samples.ts';

afterEach(() => void jest.useRealTimers());

interface Asked {
  method: string;
  path: string;
  query?: Record<string, string | undefined>;
  body?: unknown;
}

const ilona = contact(1, { name: 'Ilona Nagy' });
const tracked = contact(2, {
  name: 'Béla Kis',
  state: 'tracked',
  recordId: '00000000-0000-4000-8000-000000000002',
  url: 'https://contoso.crm4.dynamics.com/main.aspx?etn=contact',
  account: fabrikam,
});
const failed = contact(3, { name: 'Éva Tóth', state: 'failed', problem: 'forbidden' });

async function openPage(host: Partial<Host> = {}) {
  const pane = await renderPane({ answer: context(), host });
  await import('../../../src/pane/features/contacts/contacts-page.tsx');
  await import('../../../src/pane/app/menu-page.tsx');
  await step(() => fireEvent.click(button('More')));
  await step();
  await step(() => fireEvent.click(button('Contacts')));
  await step();
  /** What was asked of a path and waits for its answer, last first. */
  const last = (path: string) =>
    pane.calls.filter(({ asked }) => (asked as Asked).path === path).at(-1);
  const asked = (path: string) => last(path)?.asked as Asked | undefined;
  const answer = (path: string, value: unknown) => step(() => last(path)?.answer(value));
  return { ...pane, last, asked, answer };
}

const list = '/api/contacts/outlook';

async function openList(found = contacts([ilona, tracked, failed]), host: Partial<Host> = {}) {
  const page = await openPage(host);
  await page.answer(list, found);
  return page;
}

const tick = (name: string) => step(() => fireEvent.click(screen.getByLabelText(`Select ${name}`)));
const click = (name: string) => step(() => fireEvent.click(button(name)));
const outcome = (change: Partial<ContactOutcome>): ContactOutcome => ({
  id: ilona.id,
  state: 'tracked',
  problem: null,
  missing: [],
  matches: [],
  ...change,
});

describe('The contacts page', () => {
  test('Says that it loads, then shows names, what they are, and their state as text (C-01, C-02)', async () => {
    const page = await openPage();
    expect(screen.getByText('Loading…')).toBeTruthy();
    expect(await violations()).toEqual([]);
    await page.answer(list, contacts([ilona, tracked, failed]));
    expect(screen.getByText('3 contacts')).toBeTruthy();
    const rows = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
    expect(rows).toEqual([
      expect.stringContaining('Ilona Nagy Buyer · Fabrikam Not tracked'),
      expect.stringContaining('Béla Kis Buyer · Fabrikam Tracked · Fabrikam'),
      expect.stringContaining('Éva Tóth Buyer · Fabrikam You don’t have access'),
    ]);
    expect(await violations()).toEqual([]);
  });

  test('Tabs are chosen by arrows, and the CRM’s contacts come by view (C-01)', async () => {
    const page = await openList();
    const [outlook, crm] = screen.getAllByRole('tab');
    expect([outlook?.ariaSelected ?? outlook?.getAttribute('aria-selected')]).toEqual(['true']);
    await step(() => fireEvent.keyDown(outlook!, { key: 'ArrowRight' }));
    expect(document.activeElement).toBe(crm);
    const view = { id: fabrikam.id, name: 'My Active Contacts', isOwn: false, isDefault: true };
    await page.answer('/api/contacts/views', { views: [view] });
    await page.answer('/api/contacts/crm', {
      contacts: [crmContact(1), crmContact(2, { isInOutlook: true })],
      hasMore: true,
    });
    expect(screen.getByText('First 2 contacts')).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('Select Record 2').disabled).toBe(true);
    expect(await violations()).toEqual([]);
    await step(() =>
      fireEvent.change(screen.getByLabelText('View'), { target: { value: `all:${view.id}` } }),
    );
    expect(page.asked('/api/contacts/crm')?.query).toMatchObject({ view: view.id, page: '1' });
  });

  test('A search asks once a pause, whatever the tab; no result has a next step (C-06)', async () => {
    jest.useFakeTimers();
    const page = await openList();
    const before = page.calls.length;
    const input = screen.getByRole('searchbox');
    await step(() => fireEvent.change(input, { target: { value: 'sza' } }));
    await step(() => fireEvent.change(input, { target: { value: 'szabó' } }));
    expect(page.calls).toHaveLength(before);
    await step(() => jest.advanceTimersByTime(400));
    expect(page.asked(list)?.query).toMatchObject({ q: 'szabó', from: '0' });
    await page.answer(list, contacts([]));
    expect(screen.getByText('Nothing found')).toBeTruthy();
    jest.useRealTimers();
    expect(await violations()).toEqual([]);
  });

  test('States filter, and letters lead into a long list (C-02, complaint 23)', async () => {
    const letters = [
      { letter: 'A', at: 0 },
      { letter: 'M', at: 2_400 },
    ];
    const page = await openList(contacts([ilona], { total: 5_000, next: 100, letters }));
    await step(() =>
      fireEvent.change(screen.getByLabelText('Go to letter'), { target: { value: '2400' } }),
    );
    expect(page.asked(list)?.query).toMatchObject({ from: '2400' });
    await page.answer(list, contacts([contact(7)], { total: 5_000, next: 2_500, letters }));
    await click('Show more');
    expect(page.asked(list)?.query).toMatchObject({ from: '2500' });
    await page.answer(list, contacts([contact(8)], { total: 5_000, letters }));
    expect(screen.getAllByRole('listitem')).toHaveLength(2);
    await step(() =>
      fireEvent.change(screen.getByLabelText('State'), { target: { value: 'untracked' } }),
    );
    expect(page.asked(list)?.query).toMatchObject({ state: 'untracked', from: '0' });
  });

  test('An empty mailbox says where contacts come from', async () => {
    await openList(contacts([]));
    expect(screen.getByText('No contacts in Outlook')).toBeTruthy();
    expect(await violations()).toEqual([]);
  });

  test('A failure says why, and asks again', async () => {
    const page = await openPage();
    await step(() => page.last(list)?.fail(new Failure('crm-unavailable')));
    expect(screen.getByRole('alert').textContent).toContain('The CRM can’t be reached');
    await click('Try again');
    await page.answer(list, contacts([ilona]));
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('Tracking contacts', () => {
  test('Ticked ones are tracked by one request, however often it is clicked (C-03)', async () => {
    const page = await openList();
    await tick('Ilona Nagy');
    expect(await violations()).toEqual([]);
    await click('Track');
    await click('Track');
    const sent = page.calls.filter(({ asked }) => (asked as Asked).path === '/api/contacts/track');
    expect(sent.map(({ asked }) => (asked as Asked).body)).toEqual([
      { contacts: [{ id: ilona.id }] },
    ]);
    expect(screen.getByText('Tracking contacts…')).toBeTruthy();
    await page.answer('/api/contacts/track', { contacts: [outcome({})], batchId: null });
    expect(screen.getByText('1 contact done.')).toBeTruthy();
    await page.answer(list, contacts([{ ...ilona, state: 'tracked' }]));
    expect(screen.queryByRole('button', { name: 'Track' })).toBeNull();
  });

  test('Names the fields that are missing, and asks which of several it is (C-03)', async () => {
    const page = await openList();
    await tick('Ilona Nagy');
    await tick('Éva Tóth');
    await click('Track');
    const match = { id: fabrikam.id, name: 'Ilona N.', detail: 'Contoso' };
    await page.answer('/api/contacts/track', {
      contacts: [
        outcome({ state: 'not-tracked', matches: [match] }),
        outcome({ id: failed.id, state: 'not-tracked', missing: ['Last Name'] }),
      ],
      batchId: null,
    });
    const open = screen.getByRole('list', { name: 'Contacts that need you' });
    expect(open.textContent).toContain('The CRM needs Last Name.');
    expect(await violations()).toEqual([]);
    await step(() =>
      fireEvent.click(within(open).getByRole('button', { name: 'Ilona N. · Contoso' })),
    );
    expect(page.asked('/api/contacts/track')?.body).toEqual({
      contacts: [{ id: ilona.id, is: fabrikam.id }],
    });
  });

  test('Progress of many comes by itself, and goes on without the page (C-03)', async () => {
    jest.useFakeTimers();
    const page = await openList();
    await tick('Ilona Nagy');
    await tick('Éva Tóth');
    await click('Track');
    const pending = outcome({ state: 'pending' });
    await page.answer('/api/contacts/track', {
      contacts: [pending, { ...pending, id: failed.id }],
      batchId: fabrikam.id,
    });
    const path = `/api/items/several/${fabrikam.id}`;
    const progress = { id: fabrikam.id, total: 2, failed: [], isUndone: false, canUndo: true };
    await page.answer(path, { ...progress, done: 1, pending: 1 });
    expect(screen.getByText(/^1 of 2 contacts done/)).toBeTruthy();
    await step(() => jest.advanceTimersByTime(1_500));
    await page.answer(path, { ...progress, done: 2, pending: 0 });
    expect(screen.queryByText(/^1 of 2/)).toBeNull();
  });

  test('Untracking asks what becomes of the copy; deleting is there with the right alone (C-04)', async () => {
    const page = await openList(
      contacts([tracked], { can: { track: true, create: true, delete: false } }),
    );
    await tick('Béla Kis');
    await click('Untrack');
    expect(document.activeElement?.textContent).toBe('Untrack 1 contact');
    expect(screen.queryByRole('button', { name: 'Delete from the CRM' })).toBeNull();
    expect(await violations()).toEqual([]);
    await click('Keep in the CRM');
    expect(page.asked('/api/contacts/untrack')?.body).toEqual({
      ids: [tracked.id],
      deleteCopy: false,
    });
  });

  test('With the right it can be deleted (C-04)', async () => {
    const page = await openList();
    await tick('Béla Kis');
    await click('Untrack');
    await click('Delete from the CRM');
    expect(page.asked('/api/contacts/untrack')?.body).toMatchObject({ deleteCopy: true });
  });

  test('A new account is made inline, and the contacts belong to it (C-05)', async () => {
    const page = await openList();
    await tick('Ilona Nagy');
    await click('Link to account');
    expect(await violations()).toEqual([]);
    await click('New account');
    const input = screen.getByLabelText('Name of the new account');
    await step(() => fireEvent.change(input, { target: { value: 'Acél Kft.' } }));
    await click('Create and link');
    expect(page.asked('/api/records')?.body).toMatchObject({
      table: 'account',
      values: { name: 'Acél Kft.' },
    });
    await page.answer('/api/records', { outcome: 'created', record: fabrikam });
    expect(page.asked('/api/contacts/link')?.body).toEqual({
      ids: [ilona.id],
      account: { table: 'account', id: fabrikam.id },
    });
  });

  test('Who may not track is told so', async () => {
    await openList(contacts([ilona], { can: { track: false, create: false, delete: false } }));
    await tick('Ilona Nagy');
    expect(screen.getByText(/doesn’t let you track contacts/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Track' })).toBeNull();
  });
});

describe('Acting on a contact', () => {
  const openRow = (name: RegExp) =>
    step(() => fireEvent.click(screen.getByRole('button', { name })));

  test('Calls, writes and meets through Outlook (C-07)', async () => {
    const newMessage = jest.fn<(address: string) => void>();
    const newAppointment = jest.fn<(address: string) => void>();
    await openList(contacts([tracked]), { newMessage, newAppointment });
    await openRow(/Béla Kis Buyer/);
    const call = screen.getByRole('link', { name: 'Call Béla Kis' });
    expect(call.getAttribute('href')).toBe('tel:+3612345678');
    await click('E-mail Béla Kis');
    await click('Schedule a meeting with Béla Kis');
    expect([newMessage.mock.calls, newAppointment.mock.calls]).toEqual([
      [[tracked.email]],
      [[tracked.email]],
    ]);
    expect(await violations()).toEqual([]);
  });

  test('Where Outlook opens no windows, a link writes and nothing schedules (C-07)', async () => {
    await openList(contacts([tracked]));
    await openRow(/Béla Kis Buyer/);
    const write = screen.getByRole('link', { name: 'E-mail Béla Kis' });
    expect(write.getAttribute('href')).toBe('mailto:person2%40fabrikam.com');
    expect(screen.queryByRole('button', { name: /Schedule/ })).toBeNull();
  });

  test('The CRM’s contacts come into Outlook together (CT-01)', async () => {
    const page = await openList();
    await step(() => fireEvent.click(screen.getByRole('tab', { name: 'CRM' })));
    await page.answer('/api/contacts/crm', {
      contacts: [crmContact(1), crmContact(2)],
      hasMore: false,
    });
    await step(() => fireEvent.click(screen.getByLabelText('Select all not in Outlook')));
    await click('Add to Outlook');
    expect(page.asked('/api/contacts/add-to-outlook')?.body).toEqual({
      ids: [crmContact(1).id, crmContact(2).id],
    });
  });
});
