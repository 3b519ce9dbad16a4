/** @jest-environment jsdom */
import { describe, expect, test } from '@jest/globals';
import { fireEvent, screen } from '@testing-library/react';
import type { MailboxClock, MailboxesResponse } from '../../../src/contracts/mailboxes.ts';
import { Failure } from '../../../src/pane/api/failure.ts';
import { button, renderPane, step, violations } from '../../support/pane/render-pane.tsx';
import { context } from '../../support/pane/samples.ts';

const path = '/api/organization/mailboxes';
const bela = '00000000-0000-4000-8000-0000000000b2';

const well: MailboxClock = {
  endedAt: '2026-11-23T08:00:00Z',
  dueAt: '2026-11-23T08:05:00Z',
  pausedAt: null,
  problem: null,
};
const paused: MailboxClock = { ...well, pausedAt: '2026-11-23T07:00:00Z', problem: 'forbidden' };

const answer: MailboxesResponse = {
  mailboxes: [
    { userId: bela, name: 'Béla Budai', incoming: paused, outgoing: well, mappedFolders: 2 },
    {
      userId: '00000000-0000-4000-8000-0000000000a1',
      name: '',
      incoming: { ...well, endedAt: null },
      outgoing: null,
      mappedFolders: 0,
    },
  ],
  total: 2,
};

type Pane = Awaited<ReturnType<typeof renderPane>>;
const callTo = ({ calls }: Pane, wanted: string, at = -1) =>
  calls.filter(({ asked }) => (asked as { path: string }).path === wanted).at(at)!;
const click = async (name: string) => {
  await step(() => fireEvent.click(button(name)));
  await step();
  await step();
};

const spoken = (): string =>
  screen
    .getAllByRole('status')
    .map(({ textContent }) => textContent)
    .join();

/** The settings, as somebody sees them to whom the service answers so. */
async function openSettings(told: MailboxesResponse | Failure): Promise<Pane> {
  const pane = await renderPane({ answer: context() });
  await Promise.all([
    import('../../../src/pane/app/menu-page.tsx'),
    import('../../../src/pane/features/settings/settings-page.tsx'),
    import('../../../src/pane/features/mailboxes/mailboxes-page.tsx'),
    import('../../../src/pane/features/folders/folders-page.tsx'),
  ]);
  await click('More');
  await click('Settings');
  const asked = callTo(pane, path);
  await step(() => (told instanceof Failure ? asked.fail(told) : asked.answer(told)));
  return pane;
}

async function openMailboxes(told = answer): Promise<Pane> {
  const pane = await openSettings(told);
  await click('Look after mailboxes');
  await step(() => callTo(pane, path).answer(told));
  return pane;
}

describe('Everybody’s mailboxes', () => {
  test('Are reached from the settings, which say how many are paused', async () => {
    await openSettings(answer);
    expect(screen.getByText(/^1 mailbox is paused/)).toBeTruthy();
    expect(await violations()).toEqual([]);
  });

  test('Are not offered to who is no administrator', async () => {
    await openSettings(new Failure('forbidden'));
    expect(screen.queryByRole('heading', { name: 'Administration' })).toBeNull();
  });

  test('Say when they were last read, and what stands in the way (M-08)', async () => {
    await openMailboxes();
    expect(screen.getByRole('heading', { name: 'Béla Budai' })).toBeTruthy();
    expect(screen.getByText(/^Reading mail paused since .* Regarding may not open/)).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'Somebody the CRM doesn’t know' })).toBeTruthy();
    expect(screen.getByText('Mail not read yet.')).toBeTruthy();
    expect(await violations()).toEqual([]);
  });

  test('Can be tried again where they are paused, once for two clicks', async () => {
    const pane = await openMailboxes();
    const again = button('Try again: Béla Budai');
    await step(() => fireEvent.click(again));
    await step(() => fireEvent.click(again));
    const asked = pane.calls.filter(
      ({ asked }) => (asked as { method?: string }).method === 'POST',
    );
    expect(asked.map(({ asked }) => asked)).toEqual([
      expect.objectContaining({ path: `${path}/${bela}/resume` }),
    ]);
    await step(() => asked[0]!.answer(undefined));
    await step();
    expect(spoken()).toContain('The mailbox is being tried again.');
    expect(callTo(pane, path)).not.toBe(callTo(pane, path, 0));
  });

  test('Are found by name', async () => {
    await openMailboxes();
    const search = screen.getByRole('searchbox', { name: 'Find a mailbox' });
    await step(() => fireEvent.change(search, { target: { value: 'BUDAI' } }));
    expect(screen.getAllByRole('heading', { level: 2 }).map((one) => one.textContent)).toEqual([
      'Béla Budai',
    ]);
    await step(() => fireEvent.change(search, { target: { value: 'nobody' } }));
    expect(spoken()).toContain('No mailbox of that name.');
  });

  test('Have mapped folders an administrator changes like one’s own (F-01)', async () => {
    const pane = await openMailboxes();
    await click('2 mapped folders: Béla Budai');
    const rules = `${path}/${bela}/folder-rules`;
    await step(() =>
      callTo(pane, rules).answer({
        rules: [],
        folders: [{ id: 'wool', path: ['Inbox', 'Wool'], mails: 3 }],
        most: 25,
      }),
    );
    expect(screen.getByText('Folders of Béla Budai.')).toBeTruthy();
    await step(() =>
      fireEvent.change(screen.getByLabelText('Folder'), { target: { value: 'wool' } }),
    );
    await step();
    await step(() => callTo(pane, `${rules}/preview`).answer({ mails: 3, relinked: 0 }));
    await step();
    await step(() => fireEvent.click(button('Map this folder')));
    expect(callTo(pane, rules).asked).toMatchObject({ method: 'POST', path: rules });
    expect(await violations()).toEqual([]);
  });
});
