/** @jest-environment jsdom */
import { describe, expect, test } from '@jest/globals';
import { fireEvent, screen } from '@testing-library/react';
import { Failure, type FailureCode } from '../../../src/pane/api/failure.ts';
import { button, renderPane, step, violations } from '../../support/pane/render-pane.tsx';

/** The pane at its first start: nobody is signed in, nothing was read. */
const firstStart = async () => {
  const pane = await renderPane({ flags: {} });
  await import('../../../src/pane/app/welcome.tsx');
  await step(() => pane.contexts[0]?.fail(new Failure('sign-in-needed')));
  await step();
  return pane;
};

describe('The first start (quality 45)', () => {
  test('Shows the people on the item and what Regarding gives, before it asks for anything', async () => {
    await firstStart();
    expect(screen.getByRole('heading', { name: 'The CRM beside your mail' })).toBeTruthy();
    expect(screen.getAllByText('Maria Kovács').length).toBeGreaterThan(0);
    expect(await violations()).toEqual([]);
  });

  test('Says what leaves the mailbox, and links to the whole of it (V-11, V-12)', async () => {
    await firstStart();
    expect(screen.getByText(/Its text stays in Outlook/)).toBeTruthy();
    expect(screen.getByText(/saves a copy in the CRM/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Privacy in detail' }).getAttribute('href')).toBe(
      '/privacy',
    );
  });

  test('Can be skipped, and does not come back', async () => {
    const { memory } = await firstStart();
    await step(() => fireEvent.click(button('Not now')));
    expect(screen.queryByText('The CRM beside your mail')).toBeNull();
    expect(button('Sign in')).toBeTruthy();
    expect(memory.kept.has('regarding.welcomed')).toBe(true);
    expect(memory.kept.has('regarding.stay-signed-in')).toBe(false);
    expect(await violations()).toEqual([]);
  });

  test('Signs in with its one primary button', async () => {
    const { signIns } = await firstStart();
    await step(() => fireEvent.click(button('Sign in and look')));
    expect(signIns).toHaveLength(1);
  });
});

describe('Failures of signing in', () => {
  const failWith = async (code: FailureCode) => {
    const pane = await renderPane();
    await step(() => pane.contexts[0]?.fail(new Failure(code)));
    return pane;
  };

  test('A missing consent leads to the page for the administrator (quality 48)', async () => {
    await failWith('consent-needed');
    const opened: unknown[] = [];
    window.open = (url) => {
      opened.push(url);
      return null;
    };
    await step(() => fireEvent.click(button('Open the approval page')));
    expect(opened).toEqual(['/adminconsent']);
    expect(await violations()).toEqual([]);
  });

  test('A rule of the organization is named as what it is', async () => {
    await failWith('sign-in-blocked');
    expect(screen.getByRole('alert').textContent).toContain('organization’s rules');
    expect(button('Try again')).toBeTruthy();
    expect(await violations()).toEqual([]);
  });
});

test('Without an item, the pane also says why one may not be shown (DEL-04, H-06)', async () => {
  await renderPane({ item: null });
  expect(screen.getByText(/hidden from the address list/)).toBeTruthy();
  expect(await violations()).toEqual([]);
});
