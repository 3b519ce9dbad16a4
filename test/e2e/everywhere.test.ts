import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Frame } from 'playwright-core';
import type { LocalProcess } from '../../src/bin/local/spawn-local.ts';
import { Mailbox } from '../../src/bin/tour/world.ts';
import { shoot, startLocalOutlook, type LocalOutlook } from '../support/local-outlook.ts';
import { OutlookPage, untilText } from '../support/outlook-page.ts';

let world: LocalOutlook;
let local: LocalProcess;
let browser: Browser;

beforeAll(async () => {
  world = await startLocalOutlook();
  ({ local, browser } = world);
}, 180_000);

afterAll(() => world.close(), 30_000);

type OpenOptions = Parameters<typeof OutlookPage.open>[3];

const open = (person: string, options?: OpenOptions) =>
  OutlookPage.open(browser, local.urls.outlook, person, options);

const paneOf = async ({ page }: OutlookPage): Promise<Frame> => {
  const frame = await page.waitForSelector('iframe[title="Regarding"], iframe[title="Log to CRM"]');
  return (await frame.contentFrame())!;
};

/** How much wider the pane's content is than the pane. */
const overflow = async (outlook: OutlookPage): Promise<number> =>
  (await paneOf(outlook)).evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );

const toMenu = async (outlook: OutlookPage, page: string) => {
  await outlook.button('More').click();
  await outlook.button(page).click();
};

describe('The ribbon', () => {
  test('tracks with one click and no pane, and says so above the message', async () => {
    const outlook = await open('Alice Harper');
    await outlook.message('Yusuf Ormerod').click();
    await outlook.page.getByRole('button', { name: 'Track', exact: true }).click();
    await outlook.page.getByText('Everyone with access in the CRM can read it').waitFor();
    await untilText(outlook.message('Yusuf Ormerod'), 'Tracked to Dynamics 365');
    expect(await outlook.page.locator('iframe[title="Regarding"]').count()).toBe(0);
    await outlook.close();
  }, 60_000);

  test('sends a person who is not signed in to the pane (V-08)', async () => {
    const outlook = await open('Martin Ellery', { isFirstStart: true });
    await outlook.messages.first().click();
    await outlook.page.getByRole('button', { name: 'Track', exact: true }).click();
    await outlook.page.getByText('Open Regarding and sign in first').waitFor();
    await outlook.close();
  }, 60_000);
});

describe('The first start', () => {
  test('shows what Regarding gives, then signs in by one click and remembers it (V-08, L-21)', async () => {
    const outlook = await open('Alice Harper', { isFirstStart: true });
    await outlook.message('Philippa Moss').click();
    await outlook.page.getByRole('button', { name: 'Regarding', exact: true }).click();
    await outlook.pane.getByText('What leaves your mailbox').waitFor();
    expect(await overflow(outlook)).toBe(0);
    await outlook.pane.getByLabel('Stay signed in on this device').check();
    await outlook.button('Sign in and look').click();
    await outlook.status.first().waitFor();
    await outlook.page.reload();
    await outlook.openPane('Philippa Moss');
    await outlook.close();
  }, 60_000);
});

describe('Phones', () => {
  test.each([
    [320, 640],
    [360, 640],
    [390, 844],
    [640, 360],
    [844, 390],
  ])(
    'of %i by %i pixels show the pane without scrolling sideways (H-08)',
    async (width, height) => {
      const outlook = await open('Alice Harper', {
        at: '?device=phone',
        viewport: { width, height },
      });
      await outlook.openPane('Philippa Moss');
      expect(await overflow(outlook)).toBe(0);
      await outlook.close();
    },
    60_000,
  );

  test.each([
    ['ios', 'OutlookIOS', 'iOS', 15],
    ['android', 'OutlookAndroid', 'Android', 16],
  ])(
    'of the kind %s have their own margin and an item’s actions at the bottom, two in a line (quality 7)',
    async (device, hostName, platform, margin) => {
      const outlook = await open('Alice Harper', {
        at: `?device=${device}`,
        viewport: { width: 390, height: 844 },
        hasTouch: true,
        isMobile: true,
      });
      await outlook.openPane('Philippa Moss');
      await outlook.button('Set regarding').waitFor();
      const pane = await paneOf(outlook);
      expect(
        await pane.evaluate(() => {
          const { diagnostics, mailbox, platform: own } = Office.context;
          const { diagnostics: mailboxOnes } = mailbox;
          return [mailboxOnes.hostName, own, diagnostics.platform, mailboxOnes.OWAView];
        }),
      ).toEqual([hostName, platform, platform, undefined]);
      await pane.waitForFunction(() => {
        const bar = document.querySelector('[data-actions]');
        return bar && getComputedStyle(bar).position === 'fixed';
      });
      const found = await pane.evaluate(() => {
        const bar = document.querySelector('[data-actions]')!;
        window.scrollTo(0, document.documentElement.scrollHeight);
        const page = document.querySelector('main')!;
        const tops = [...bar.children].map((action) => action.getBoundingClientRect().top);
        const last = [...page.querySelectorAll('button, a, p, span')].filter(
          (element) => element.getClientRects().length > 0 && !bar.contains(element),
        );
        const { top, bottom, width } = bar.getBoundingClientRect();
        return {
          fromEnd: Math.round(window.innerHeight - bottom),
          isWide: Math.round(width) === document.documentElement.clientWidth,
          besideEachOther: Math.max(
            ...tops.map((one) => tops.filter((other) => other === one).length),
          ),
          isCovered: last.some((element) => element.getBoundingClientRect().bottom > top),
          margin: page.getBoundingClientRect().left,
        };
      });
      expect(found).toEqual({
        fromEnd: 0,
        isWide: true,
        besideEachOther: 2,
        isCovered: false,
        margin,
      });
      await shoot(outlook, `${device}-actions`);
      await outlook.close();
    },
    60_000,
  );

  test('have targets of 44 pixels, and keep every word at wider spacing (quality 27, 29)', async () => {
    const outlook = await open('Alice Harper', {
      at: '?device=phone',
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    await outlook.openPane('Philippa Moss');
    const pane = await paneOf(outlook);
    const small = await pane.evaluate(() =>
      [...document.querySelectorAll('button, a, input, select')]
        .filter((element) => element.getBoundingClientRect().height > 0)
        .filter((element) => element.getBoundingClientRect().height < 44)
        .map((element) => element.textContent),
    );
    expect(small).toEqual([]);
    // WCAG 1.4.12.
    const cut = await pane.evaluate(() => {
      const all = [...document.querySelectorAll<HTMLElement>('main *')];
      for (const { style } of all) {
        style.lineHeight = '1.5';
        style.letterSpacing = '0.12em';
        style.wordSpacing = '0.16em';
      }
      return all
        .filter((element) => getComputedStyle(element).overflow === 'hidden')
        .filter((element) => element.scrollHeight > element.clientHeight + 1)
        .filter((element) => element.clientHeight > 1)
        .map((element) => element.textContent);
    });
    expect(cut).toEqual([]);
    expect(await overflow(outlook)).toBe(0);
    await outlook.close();
  }, 60_000);

  test('log a meeting, and Outlook hears of it (H-08, A-06)', async () => {
    const outlook = await open('Alice Harper', {
      at: '?device=phone',
      viewport: { width: 390, height: 844 },
    });
    await outlook.page.getByRole('button', { name: 'Calendar' }).click();
    await outlook.page.getByText('Sales meeting').first().click();
    await outlook.page.getByRole('button', { name: 'Log to CRM' }).click();
    const pane = outlook.page.frameLocator('iframe[title="Log to CRM"]');
    await pane.getByRole('button', { name: 'Track', exact: true }).click();
    await pane.getByText('Outlook shows View instead of Log').waitFor();
    await pane.getByRole('button', { name: 'Done' }).click();
    await outlook.page.locator('iframe[title="Log to CRM"]').waitFor({ state: 'detached' });
    await outlook.page.getByRole('button', { name: 'View', exact: true }).waitFor();
    expect(await outlook.page.getByRole('button', { name: 'Log to CRM' }).count()).toBe(0);
    await outlook.close();
  }, 60_000);
});

describe('Everywhere else', () => {
  test('Track is in sight without scrolling (quality 2)', async () => {
    const outlook = await open('Alice Harper');
    await outlook.openPane('Philippa Moss');
    await outlook.button('Track').waitFor();
    const pane = await paneOf(outlook);
    const bottom = await pane
      .getByRole('button', { name: 'Track', exact: true })
      .evaluate((button) => button.getBoundingClientRect().bottom);
    expect(bottom).toBeLessThan(570);
    await outlook.close();
  }, 60_000);

  test('a message in a shared mailbox is tracked there (DEL-04, H-07)', async () => {
    const martin = await Mailbox.of(local.urls, 'martin.ellery@fabrikam.example');
    await martin.call('/sendMail', {
      message: {
        subject: 'Who takes this case?',
        body: { contentType: 'text', content: 'It came in this morning.' },
        toRecipients: [{ emailAddress: { address: 'service@fabrikam.example' } }],
      },
    });
    const outlook = await open('Alice Harper');
    await outlook.page.getByText('Fabrikam Service').click();
    // The first is Alice's own.
    await outlook.page.getByText('Inbox', { exact: true }).nth(1).click();
    await outlook.page.waitForFunction(() => location.hash.startsWith('#/shared/'));
    await outlook.messages.first().click();
    await outlook.page.getByRole('button', { name: 'Regarding', exact: true }).click();
    await outlook.button('Track').click();
    await untilText(outlook.status.first(), /^Tracked/);
    await untilText(outlook.messages.first(), 'Tracked to Dynamics 365');
    await outlook.close();
  }, 60_000);

  test('without the network the pane says so, and goes on by itself', async () => {
    const outlook = await open('Alice Harper');
    await outlook.openPane('Philippa Moss');
    await untilText(outlook.status.first(), 'Not tracked');
    const context = outlook.page.context();
    await context.setOffline(true);
    await outlook.button('Track').click();
    await outlook.pane.getByText('You’re offline').waitFor();
    await context.setOffline(false);
    await outlook.pane.getByText('You’re offline').waitFor({ state: 'detached' });
    await untilText(outlook.status.first(), /racked/);
    await outlook.close();
  }, 60_000);

  test('the self-check finds nothing wrong (UI-15)', async () => {
    const outlook = await open('Alice Harper', { colorScheme: 'dark' });
    await outlook.openPane('Philippa Moss');
    await toMenu(outlook, 'Self-check');
    await outlook.pane.getByText('Everything that could be checked works.').waitFor();
    await outlook.close();
  }, 60_000);

  test('a language is chosen in the settings, and applies at once (UI-18)', async () => {
    const outlook = await open('Alice Harper');
    await outlook.openPane('Philippa Moss');
    await toMenu(outlook, 'Settings');
    const language = outlook.pane.getByRole('combobox', { name: 'Language' });
    await language.selectOption('hu');
    await outlook.pane.getByRole('heading', { name: 'Beállítások' }).waitFor();
    expect(await overflow(outlook)).toBe(0);
    await outlook.close();
  }, 60_000);
});
