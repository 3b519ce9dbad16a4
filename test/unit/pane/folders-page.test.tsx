/** @jest-environment jsdom */
import { describe, expect, test } from '@jest/globals';
import { fireEvent, screen, within } from '@testing-library/react';
import type { FolderRule, FolderRulesResponse } from '../../../src/contracts/folder-rules.ts';
import { Failure } from '../../../src/pane/api/failure.ts';
import { button, renderPane, status, step, violations } from '../../support/pane/render-pane.tsx';
import { context, deal } from '../../support/pane/samples.ts';

const id = '00000000-0000-4000-8000-000000000007';
const path = `/api/folder-rules/${id}`;

const folders = [
  { id: 'inbox', path: ['Inbox'], mails: 12 },
  { id: 'wool', path: ['Inbox', 'Wool'], mails: 214 },
];

const rule = (change: Partial<FolderRule> = {}): FolderRule => ({
  id,
  folderId: 'wool',
  path: ['Inbox', 'Wool'],
  regarding: deal,
  includeSubfolders: false,
  keepsManual: true,
  isPaused: false,
  problem: null,
  createdAt: '2026-11-20T08:00:00Z',
  linked: 214,
  pending: 0,
  canUndo: true,
  ...change,
});

const listed = (rules: FolderRule[], most = 25): FolderRulesResponse => ({ rules, folders, most });

async function openFolders(answer: FolderRulesResponse | Failure) {
  const pane = await renderPane({ answer: context() });
  await Promise.all([
    import('../../../src/pane/app/menu-page.tsx'),
    import('../../../src/pane/features/folders/folders-page.tsx'),
    import('../../../src/pane/components/record-search/record-search.tsx'),
  ]);
  for (const name of ['More', 'Folders']) {
    await step(() => fireEvent.click(button(name)));
    await step();
    await step();
  }
  const asked = pane.calls.at(-1)!;
  await step(() => (answer instanceof Failure ? asked.fail(answer) : asked.answer(answer)));
  return pane;
}

type Pane = Awaited<ReturnType<typeof openFolders>>;
const click = (name: string) => step(() => fireEvent.click(button(name)));
const lastCall = ({ calls }: Pane) => calls.at(-1)!;
const callTo = ({ calls }: Pane, wanted: string) =>
  calls.filter(({ asked }) => (asked as { path: string }).path === wanted).at(-1)!;
const choose = (folderId: string) =>
  step(() => fireEvent.change(screen.getByLabelText('Folder'), { target: { value: folderId } }));

describe('Mapped folders', () => {
  test('Are listed with their record and what they linked, and no folder is offered twice (F-02)', async () => {
    await openFolders(listed([rule()]));
    expect(screen.getByText('Inbox › Wool')).toBeTruthy();
    expect(screen.getByText('40 frobnicators')).toBeTruthy();
    expect(screen.getByText('214 messages linked')).toBeTruthy();
    const offered = [...screen.getByLabelText('Folder').children].map(
      ({ textContent }) => textContent,
    );
    expect(offered).toEqual(['Choose a folder', 'Inbox']);
    expect(await violations()).toEqual([]);
  });

  test('Mapping says how many messages it will track and how many it will link anew (F-06)', async () => {
    const pane = await openFolders(listed([]));
    await choose('wool');
    await step();
    const asked = lastCall(pane);
    expect(asked.asked).toMatchObject({
      method: 'POST',
      path: '/api/folder-rules/preview',
      body: { folderId: 'wool', regarding: null, includeSubfolders: false, keepsManual: true },
    });
    expect(button('Map this folder').getAttribute('aria-disabled')).toBe('true');
    await step(() => asked.answer({ mails: 214, relinked: 1 }));
    await step();
    expect(screen.getByText('214 messages lie there and will be tracked.')).toBeTruthy();
    expect(screen.getByText(/^1 of them is linked to another record/)).toBeTruthy();
    expect(await violations()).toEqual([]);
    await click('Map this folder');
    await click('Map this folder');
    const made = pane.calls.filter(
      ({ asked: one }) => (one as { path: string }).path === '/api/folder-rules',
    );
    // The first one listed them.
    expect(made).toHaveLength(2);
    await step(() => lastCall(pane).answer(listed([rule({ linked: 0, pending: 214 })])));
    await step();
    expect(screen.getByText('0 messages linked, 214 under way')).toBeTruthy();
    expect(status()).toContain('The folder is mapped.');
  });

  test.each([
    ['Pause', 'PUT', path, 'The folder is paused.'],
    ['Undo what it linked', 'POST', `${path}/undo`, 'is being taken back'],
    ['Remove', 'DELETE', path, 'What was tracked stays tracked'],
  ])('%s does so by one click and says it', async (name, method, wanted, said) => {
    const pane = await openFolders(listed([rule()]));
    await click(name);
    expect(callTo(pane, wanted).asked).toMatchObject({ method });
    await step(() => callTo(pane, wanted).answer(listed([])));
    await step();
    expect(
      screen
        .getAllByRole('status')
        .map(({ textContent }) => textContent)
        .join(),
    ).toContain(said);
  });

  test.each([
    [
      'With its sub-folders',
      { includeSubfolders: true },
      rule({ includeSubfolders: true }),
      /^The sub-folders are mapped too/,
    ],
    [
      'Leave what is linked by hand',
      { keepsManual: false },
      rule({ keepsManual: false }),
      /also those linked by hand/,
    ],
  ])(
    '%s is seen on the card and changed by one click (F-03, F-08)',
    async (name, body, next, said) => {
      const pane = await openFolders(listed([rule()]));
      const box = () =>
        within(
          screen.getByRole('group', { name: 'Inbox › Wool' }),
        ).getByLabelText<HTMLInputElement>(name);
      const before = box().checked;
      await step(() => fireEvent.click(box()));
      await step(() => fireEvent.click(box()));
      const sent = pane.calls.filter(({ asked }) => (asked as { path: string }).path === path);
      expect(sent.map(({ asked }) => asked)).toEqual([
        expect.objectContaining({ method: 'PUT', body }),
      ]);
      await step(() => lastCall(pane).answer(listed([next])));
      await step();
      expect(box().checked).toBe(!before);
      expect(screen.getByText(said)).toBeTruthy();
      expect(await violations()).toEqual([]);
    },
  );

  test.each([
    [{ includeSubfolders: true }, 'With its sub-folders', /^New messages in sub-folders/],
    [{ keepsManual: false }, 'Leave what is linked by hand', /^What is linked by hand stays/],
  ])('What a rule with %j does is taken back by the same box', async (has, name, said) => {
    const pane = await openFolders(listed([rule(has)]));
    await step(() => fireEvent.click(screen.getByLabelText(name)));
    await step(() => callTo(pane, path).answer(listed([rule()])));
    await step();
    expect(screen.getByText(said)).toBeTruthy();
  });

  test('A folder without a record has nothing that could replace what was linked by hand', async () => {
    await openFolders(listed([rule({ regarding: null })]));
    expect(screen.getByLabelText('With its sub-folders')).toBeTruthy();
    expect(screen.queryByLabelText('Leave what is linked by hand')).toBeNull();
  });

  test('Another record warns that everything is linked anew (F-06)', async () => {
    await openFolders(listed([rule()]));
    await click('Change record');
    await step();
    expect(screen.getByText(/^Every message in the folder will be linked/)).toBeTruthy();
    expect(await violations()).toEqual([]);
  });

  test.each([
    ['folder-gone', 'The folder was deleted'],
    ['folder-not-allowed', 'moved to where nothing is tracked'],
    ['record-gone', 'The record was deleted'],
  ] as const)('One with the problem %s says what to do (F-13)', async (problem, text) => {
    await openFolders(listed([rule({ problem })]));
    expect(screen.getByText(new RegExp(text))).toBeTruthy();
    expect(await violations()).toEqual([]);
  });

  test('As many as there may be leave no room for another (F-02, F-13)', async () => {
    await openFolders(listed([rule()], 1));
    expect(screen.queryByLabelText('Folder')).toBeNull();
    expect(screen.getByText(/all you can have/)).toBeTruthy();
  });

  test('A failure to load can be tried again', async () => {
    const pane = await openFolders(new Failure('unreachable'));
    await click('Try again');
    await step(() => lastCall(pane).answer(listed([rule()])));
    expect(screen.getByText('Inbox › Wool')).toBeTruthy();
  });
});
