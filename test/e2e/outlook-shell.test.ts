import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser } from '../../src/bin/local/headless-browser.ts';
import { guardManifest } from '../support/outlook/guard-manifest.ts';
import { guardScript } from '../support/outlook/guard-script.ts';
import { sampleAddIn } from '../support/outlook/sample-add-in.ts';
import { sampleManifest } from '../support/outlook/sample-manifest.ts';
import {
  sampleMail,
  startTestOutlook,
  type TestOutlook,
} from '../support/outlook/start-outlook.ts';
import { anna, bela } from '../support/people.ts';

jest.setTimeout(60_000);

type Axe = typeof axe;

let outlook: TestOutlook;
let browser: Browser;

const mail = (number: number, userId = anna.id) =>
  outlook.graph.importMail(userId, {
    mime: sampleMail({
      subject: `Offer ${number}`,
      from: 'Mia Smith <mia@contoso.example>',
      to: anna.mail,
      messageId: `offer-${number}@contoso.example`,
      html: `<p>Dear Anna, ${number}</p>`,
    }),
    folder: 'inbox',
    isRead: false,
    at: new Date(Date.UTC(2026, 10, 22, 9) - number * 60_000),
  });

interface Visit extends BrowserContextOptions {
  /** Address of who visits; Anna where it is left out. */
  as?: string;
  /** Added to the address: `&lang=hu`. */
  query?: string;
  hash?: string;
}

/** Opens the page in a browser of its own, as Anna or somebody else, and closes it after `visit`. */
async function asAnna(options: Visit, visit: (page: Page) => Promise<void>): Promise<void> {
  const { as = anna.mail, query = '', hash = '#/mail/inbox', ...more } = options;
  const context = await browser.newContext({ ignoreHTTPSErrors: true, ...more });
  context.setDefaultTimeout(10_000);
  try {
    const page = await context.newPage();
    await page.goto(`${outlook.urls.outlook}/?user=${as}${query}${hash}`);
    await visit(page);
  } finally {
    await context.close();
  }
}

const option = (page: Page, name: string) => page.getByRole('option', { name });

/** The rules of axe-core the page breaks. */
async function violations(page: Page): Promise<string[]> {
  // The pointer is over nothing, and what fades in has the contrast it will have only at the end.
  await page.mouse.move(2, 2);
  await page.getByRole('tooltip').first().waitFor({ state: 'hidden' });
  await page.evaluate(() =>
    Promise.allSettled(document.getAnimations().map((animation) => animation.finished)),
  );
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: Axe };
    // Forced colours are the device's; computed styles do not have them.
    const isForced = window.matchMedia('(forced-colors: active)').matches;
    const rules = { 'color-contrast': { enabled: !isForced } };
    const found = (await axe.run(document, { iframes: false, rules })).violations;
    return found.map(({ id, nodes }) => `${id} ${nodes[0]?.html ?? ''}`);
  });
}

const sideLoad = (page: Page, manifest: string) =>
  page.evaluate(async (text) => {
    const answer = await fetch('/api/add-ins', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ manifest: text }),
    });
    return answer.status;
  }, manifest);

beforeAll(async () => {
  outlook = await startTestOutlook(undefined, {
    manifest: sampleManifest,
    serve: (tls, origin) => sampleAddIn(tls, origin, { guard: guardScript }),
  });
  for (const number of [1, 2, 3, 4, 5]) await mail(number);
  browser = await launchBrowser('');
  await asAnna({}, async (page) => {
    await page.getByRole('option').first().waitFor();
    expect(await sideLoad(page, guardManifest(outlook.urls.service))).toBe(201);
  });
});

afterAll(async () => {
  await browser.close();
  await outlook.close();
});

describe('The page’s languages', () => {
  test('the settings switch the page and the add-in to Hungarian, in the mailbox too', async () => {
    await mail(1, bela.id);
    await asAnna({ as: bela.mail }, async (page) => {
      await page.getByRole('button', { name: 'Settings', exact: true }).click();
      const saved = page.waitForResponse((answer) => answer.url().endsWith('/me/mailboxSettings'));
      await page.getByRole('radio', { name: 'Magyar' }).check();
      await saved;
    });
    // Another browser.
    await asAnna({ as: bela.mail }, async (page) => {
      await page.getByRole('listbox', { name: 'Üzenetek' }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe('hu');
      await option(page, 'Offer 1').click();
      // The manifest's own words too.
      await page.getByRole('button', { name: 'Több' }).waitFor();
      await page.getByRole('button', { name: 'Regarding' }).click();
      const pane = page.frameLocator('iframe[title="Regarding"]');
      const body = pane.locator('body', { hasText: 'Ready' });
      expect(await body.evaluate(() => Office.context.displayLanguage)).toBe('hu-HU');
    });
  });

  test('Arabic writes from right to left, and the add-in is told', () =>
    asAnna({ query: '&lang=ar' }, async (page) => {
      await option(page, 'Offer 1').click();
      expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
      await page.getByRole('button', { name: 'Regarding' }).click();
      const pane = page.frameLocator('iframe[title="Regarding"]');
      const body = pane.locator('body', { hasText: 'Ready' });
      expect(await body.evaluate(() => Office.context.displayLanguage)).toBe('ar-SA');
      const frame = await page.locator('iframe[title="Regarding"]').boundingBox();
      expect(frame?.x).toBeLessThan(10);
    }));
});

describe('The page’s looks', () => {
  test('another theme is told to the pane, high contrast too', () =>
    asAnna({}, async (page) => {
      await option(page, 'Offer 1').click();
      await page.getByRole('button', { name: 'Regarding' }).click();
      const pane = page.frameLocator('iframe[title="Regarding"]');
      await pane.getByText('Ready').waitFor();
      await page.getByRole('button', { name: 'Settings', exact: true }).click();
      await page.getByRole('radio', { name: 'High contrast' }).check();
      await pane.locator('body').evaluate(async () => {
        const { heard } = window as unknown as { heard: { theme?: unknown }[] };
        while (!JSON.stringify(heard.at(-1) ?? '').includes('#000000')) {
          await new Promise((next) => requestAnimationFrame(next));
        }
      });
    }));

  test('the reading pane is on the right, at the bottom, or nowhere', () =>
    asAnna({}, async (page) => {
      const list = page.getByRole('region', { name: 'Message list' });
      const pane = page.getByRole('region', { name: 'Reading pane' });
      const setting = async (name: string) => {
        await page.getByRole('button', { name: 'Settings', exact: true }).click();
        await page.getByRole('radio', { name, exact: true }).check();
        await page.getByRole('button', { name: 'Close settings' }).click();
      };
      await setting('At the bottom');
      const [above, below] = [await list.boundingBox(), await pane.boundingBox()];
      expect(below?.y).toBeGreaterThan(above?.y ?? Infinity);
      await setting('Off');
      expect(await pane.isVisible()).toBe(false);
      await option(page, 'Offer 1').click();
      await page.getByRole('heading', { name: 'Offer 1' }).waitFor();
      expect(await list.isVisible()).toBe(false);
      await page.getByRole('button', { name: 'Back to the list' }).click();
      await list.waitFor();
    }));
});

describe('Several messages', () => {
  test('are marked by keys and pointer, and a pinned pane then has no item', () =>
    asAnna({}, async (page) => {
      await option(page, 'Offer 1').click();
      await page.getByRole('button', { name: 'Regarding' }).click();
      const pane = page.frameLocator('iframe[title="Regarding"]');
      await pane.getByText('Ready: Offer 1').waitFor();
      await page.getByRole('button', { name: 'Pin' }).click();
      await option(page, 'Offer 3').click({ modifiers: ['Shift'] });
      await page.getByText('3 messages selected').waitFor();
      await pane.locator('body').evaluate(async () => {
        while (Office.context.mailbox.item) {
          await new Promise((next) => requestAnimationFrame(next));
        }
      });
      await option(page, 'Offer 5').click({ modifiers: ['Control'] });
      await page.getByText('4 messages selected').waitFor();
      await option(page, 'Offer 5').press(' ');
      await page.getByText('3 messages selected').waitFor();
      await option(page, 'Offer 5').press('Control+a');
      await page.getByText('5 messages selected').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('heading', { name: 'Offer 1' }).waitFor();
    }));

  test('are marked as unread and moved at once', () =>
    asAnna({}, async (page) => {
      for (const number of [21, 22]) await mail(number);
      await option(page, 'Offer 21').click();
      await option(page, 'Offer 22').click({ modifiers: ['Shift'] });
      await page.getByRole('button', { name: 'Mark as read' }).click();
      await page.getByRole('button', { name: 'Mark as unread' }).click();
      await page.getByRole('option', { name: /Unread.*Offer 22/ }).waitFor();
      await page.getByRole('button', { name: 'Delete' }).click();
      await option(page, 'Offer 21').waitFor({ state: 'detached' });
      await option(page, 'Offer 22').waitFor({ state: 'detached' });
      await page.getByRole('link', { name: /Deleted Items/ }).click();
      await option(page, 'Offer 22').waitFor();
    }));
});

describe('The keyboard', () => {
  test('opens the next message with J, the one before with K, and closes with Escape', () =>
    asAnna({}, async (page) => {
      await option(page, 'Offer 1').click();
      await page.keyboard.press('j');
      await page.getByRole('heading', { name: 'Offer 2' }).waitFor();
      await page.keyboard.press('k');
      await page.getByRole('heading', { name: 'Offer 1' }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByText('Select an item to read.').waitFor();
    }));

  test('reaches the list past the header by a skip link', () =>
    asAnna({}, async (page) => {
      await option(page, 'Offer 1').waitFor();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe(
        'option',
      );
    }));
});

describe('A function of the ribbon', () => {
  test('is told of while it runs', () =>
    asAnna({}, async (page) => {
      await option(page, 'Offer 1').click();
      await page.getByRole('button', { name: 'Wait' }).click();
      await page.getByText('Guard is working on your request.').waitFor();
      const frame = page.frameLocator('iframe[title="waitForRelease"]');
      await frame.locator('body').evaluate(async () => {
        const place = window as unknown as { release?: () => void };
        while (!place.release) await new Promise((next) => setTimeout(next, 20));
        place.release();
      });
      await page.getByText('Guard is working on your request.').waitFor({ state: 'detached' });
    }));

  test('that the page does not have is told of until dismissed', () =>
    asAnna({}, async (page) => {
      await option(page, 'Offer 1').click();
      await page.getByRole('button', { name: 'Missing' }).click();
      await page.getByText('Guard could not do this').waitFor();
      await page.getByRole('button', { name: 'Dismiss' }).click();
      await page.getByText('Guard could not do this').waitFor({ state: 'detached' });
    }));
});

test('A dialog in a window of its own talks with the pane, and is closed by it', () =>
  asAnna({}, async (page) => {
    await option(page, 'Offer 1').click();
    await page.getByRole('button', { name: 'Regarding' }).click();
    const pane = page.frameLocator('iframe[title="Regarding"]');
    const opened = page.waitForEvent('popup');
    const conversation = pane.locator('body', { hasText: 'Ready' }).evaluate(
      () =>
        new Promise<string>((resolve) => {
          const options = { promptBeforeOpen: false, width: 30, height: 30 };
          const url = `${location.origin}/dialog.html`;
          Office.context.ui.displayDialogAsync(url, options, ({ value: dialog }) => {
            dialog.addEventHandler(Office.EventType.DialogMessageReceived, (args) => {
              const { message } = args as { message: string };
              if (message === 'ready') dialog.messageChild('hello');
              else {
                dialog.close();
                resolve(message);
              }
            });
          });
        }),
    );
    const popup = await opened;
    expect(await conversation).toBe('heard hello');
    if (!popup.isClosed()) await popup.waitForEvent('close');
  }));

describe('The add-ins of the mailbox', () => {
  const openDialog = async (page: Page) => {
    await page.getByRole('button', { name: 'Settings', exact: true }).click();
    await page.getByRole('button', { name: 'Get add-ins' }).click();
  };
  const choose = (page: Page, manifest: string) =>
    page
      .getByLabel('Manifest file')
      .setInputFiles({ name: 'm.xml', mimeType: 'text/xml', buffer: Buffer.from(manifest) });

  test('come from a file, with what is wrong in it said plainly, and go again', () =>
    asAnna({}, async (page) => {
      const third = guardManifest(outlook.urls.service)
        .replace('000000000002', '000000000003')
        .replace('<DisplayName DefaultValue="Guard"/>', '<DisplayName DefaultValue="Third"/>');
      await openDialog(page);
      await choose(
        page,
        third.replace(/<Version>.*?<\/Version>/, '').replace('"pane" Def', '"p" Def'),
      );
      await page.getByText('Version is missing.').waitFor();
      await page.getByText('The manifest has no resource "pane".').waitFor();
      await choose(page, third);
      await option(page, 'Offer 1').waitFor();
      await openDialog(page);
      await page.getByText('Third').waitFor();
      await page.getByRole('button', { name: 'Remove Third' }).click();
      await page.getByText('Third').waitFor({ state: 'detached' });
      expect(await page.getByRole('button', { name: 'Remove Sample' }).count()).toBe(0);
    }));
});

describe('A mailbox of somebody else', () => {
  const owner = '33333333-3333-4333-8333-333333333333';

  beforeAll(async () => {
    await outlook.graph.ensureMailbox({
      id: owner,
      displayName: 'Service',
      mail: 'service@fabrikam.example',
    });
    await outlook.graph.grantMailbox({ owner, delegate: anna.id, rights: ['fullAccess'] });
    await mail(91, owner);
  });

  test('is opened in the left rail; only an add-in for shared folders is offered there', () =>
    asAnna({}, async (page) => {
      await page.getByRole('button', { name: 'Service' }).click();
      await page.getByRole('link', { name: /Inbox/ }).nth(1).click();
      await option(page, 'Offer 91').click();
      await page.getByRole('heading', { name: 'Offer 91' }).waitFor();
      // The subject is the first heading of its level, wherever the item lies.
      expect(await page.getByRole('heading', { level: 2 }).first().textContent()).toBe('Offer 91');
      await page.getByRole('button', { name: 'Guard' }).click();
      expect(await page.getByRole('button', { name: 'Regarding' }).count()).toBe(0);
      const pane = page.frameLocator('iframe[title="Guard"]');
      const body = pane.locator('body', { hasText: 'Ready: Offer 91' });
      const shared = await body.evaluate(
        () =>
          new Promise<unknown>((resolve) => {
            const { item } = Office.context.mailbox;
            (item as Office.MessageRead).getSharedPropertiesAsync(({ value }) => resolve(value));
          }),
      );
      expect(shared).toMatchObject({
        owner: 'service@fabrikam.example',
        targetMailbox: 'service@fabrikam.example',
        delegatePermissions: 63,
      });
    }));

  test('takes changes, and shows what arrives', () =>
    asAnna({ hash: `#/shared/${owner}/inbox` }, async (page) => {
      await option(page, 'Offer 91').click();
      await mail(92, owner);
      await option(page, 'Offer 92').waitFor();
      await page.getByRole('button', { name: 'Delete' }).click();
      await option(page, 'Offer 91').waitFor({ state: 'detached' });
    }));

  test('that is not shared is not shown', () =>
    asAnna({ hash: `#/shared/${bela.id}/inbox` }, async (page) => {
      await page.getByText('This mailbox is not shared with you.').waitFor();
    }));
});

describe('A phone', () => {
  const phone = { viewport: { width: 390, height: 844 } };

  test('shows the mobile surface of a message, and its page as a sheet', () =>
    asAnna(phone, async (page) => {
      await option(page, 'Offer 1').click();
      await page.getByRole('heading', { name: 'Offer 1' }).waitFor();
      // The sample has no mobile surface, Guard has one.
      expect(await page.getByRole('button', { name: 'Regarding' }).count()).toBe(0);
      await page.getByRole('button', { name: 'Guard' }).click();
      const sheet = page.getByRole('complementary', { name: 'Guard' });
      await page.frameLocator('iframe[title="Guard"]').getByText('Ready: Offer 1').waitFor();
      const box = await sheet.boundingBox();
      expect(box).toMatchObject({ x: 0, width: 390 });
      expect(await sheet.getByRole('button', { name: 'Pin' }).count()).toBe(0);
      await sheet.getByRole('button', { name: 'Close' }).click();
      await sheet.waitFor({ state: 'detached' });
    }));

  test('goes from mail to calendar by the tabs at the bottom, where an event is logged', async () => {
    // Noon is today in the browser's zone and in the mailbox's.
    const start = new Date(new Date().setUTCHours(12, 0, 0, 0));
    await outlook.graph.importMeeting(anna.id, {
      iCalUId: 'log-me',
      subject: 'Kick-off',
      bodyHtml: '',
      location: '',
      start,
      end: new Date(start.getTime() + 3_600_000),
      isAllDay: false,
      organizer: { name: 'Mia', address: 'mia@contoso.example' },
      attendees: [{ name: 'Anna', address: anna.mail, type: 'required' }],
      recurrence: null,
    });
    await asAnna(phone, async (page) => {
      await page.clock.install();
      await page.getByRole('button', { name: 'Calendar' }).click();
      await page.getByRole('button', { name: 'Kick-off' }).first().click();
      await page.getByRole('button', { name: 'Log' }).click();
      await page.frameLocator('iframe[title="Log"]').getByText('Ready: Kick-off').waitFor();
      // A minute, no more.
      await page.clock.fastForward(60_000);
      await page.getByText('Guard had a minute for this').waitFor();
      await page.locator('iframe[title="Log"]').waitFor({ state: 'detached' });
    });
  });

  test('lies on any desk where the address asks for it', () =>
    asAnna({ query: '&device=phone' }, async (page) => {
      await option(page, 'Offer 1').waitFor();
      const list = await page.getByRole('region', { name: 'Message list' }).boundingBox();
      expect(list?.width).toBeLessThanOrEqual(390);
    }));
});

describe('The fault panel', () => {
  test('switches a fault from the field on with a click, counts who met it, and off', () =>
    asAnna({}, async (page) => {
      const graph = outlook.urls.graph;
      const faults = () =>
        page.evaluate(async (origin) => {
          const answer = await fetch(`${origin}/_sandbox/faults`);
          return (await answer.json()) as { name: string }[];
        }, graph);
      await page.getByRole('button', { name: 'Faults' }).click();
      const service = page.getByRole('region', { name: 'Mailbox (Graph)' });
      await service.getByRole('button', { name: /Faults from the field/ }).click();
      await service.getByRole('switch', { name: 'Access denied' }).click();
      await service.getByText('1 on').waitFor();
      expect(await faults()).toMatchObject([{ name: 'access-denied' }]);
      await page.evaluate(
        (origin) => fetch(`${origin}/v1.0/me`).then((answer) => answer.text()),
        graph,
      );
      await service.getByText('met 1×').waitFor();
      await service.getByRole('switch', { name: 'Access denied' }).click();
      await service.getByText('1 on').waitFor({ state: 'detached' });
      expect(await faults()).toEqual([]);
    }));

  test('puts the clock of the sandbox ahead and right again', () =>
    asAnna({}, async (page) => {
      await page.getByRole('button', { name: 'Faults' }).click();
      const clock = page.getByRole('region', { name: 'Clock of the sandbox' });
      await clock.getByText('The clock is right.').waitFor();
      await clock.getByRole('button', { name: '+ 1 hour' }).click();
      await clock.getByText('The clock is off by +60 minutes.').waitFor();
      await clock.getByRole('button', { name: 'Set right' }).click();
      await clock.getByText('The clock is right.').waitFor();
    }));
});

describe('Smart Alerts', () => {
  const compose = async (page: Page, subject: string) => {
    await page.getByRole('button', { name: 'New mail' }).click();
    await page.getByText('Started by OnNewMessageCompose').waitFor();
    await page.getByRole('combobox', { name: 'To' }).fill(bela.mail);
    await page.keyboard.press('Enter');
    await page.getByText('Changed: to').waitFor();
    await page.getByRole('textbox', { name: 'Subject' }).fill(subject);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
  };
  const alert = (page: Page) => page.getByRole('alertdialog', { name: 'Guard' });

  test('lets a mail go that the add-in allows', () =>
    asAnna({}, async (page) => {
      await compose(page, 'Harmless');
      await page.getByRole('textbox', { name: 'Subject' }).waitFor({ state: 'detached' });
      expect(await alert(page).count()).toBe(0);
    }));

  test('keeps one that it disallows, in its own words, and opens its pane', () =>
    asAnna({}, async (page) => {
      await compose(page, 'A secret');
      await alert(page).getByText('No secrets, please.').waitFor();
      await alert(page).getByRole('button', { name: 'Have a look' }).click();
      await page.locator('iframe[title="Guard"]').waitFor();
      await page.getByRole('textbox', { name: 'Subject' }).waitFor();
    }));

  test('sends it anyway where the person says so and the mode lets them', () =>
    asAnna({}, async (page) => {
      await compose(page, 'Another secret');
      await alert(page).getByRole('button', { name: 'Send Anyway' }).click();
      await page.getByRole('textbox', { name: 'Subject' }).waitFor({ state: 'detached' });
    }));

  test('asks after five seconds whether to go on waiting', () =>
    asAnna({}, async (page) => {
      await page.clock.install();
      await compose(page, 'A slow one');
      await page.locator('iframe[title="onSend"]').waitFor({ state: 'attached' });
      await page.clock.runFor(5_000);
      await alert(page).getByText('taking longer than expected').waitFor();
      await alert(page).getByRole('button', { name: 'Don’t Send' }).click();
      await page.locator('iframe[title="onSend"]').waitFor({ state: 'detached' });
      await page.getByRole('textbox', { name: 'Subject' }).waitFor();
    }));
});

describe('No accessibility faults', () => {
  const looks: [string, Visit][] = [
    ['in light', {}],
    ['in dark', { colorScheme: 'dark' }],
    ['in high contrast', { forcedColors: 'active' }],
    ['on a phone', { viewport: { width: 390, height: 844 } }],
    ['from right to left', { query: '&lang=ar' }],
  ];

  test.each(looks)('in list, reading pane, marking and panels %s', (_look, visit) =>
    asAnna(visit, async (page) => {
      await option(page, 'Offer 1').waitFor();
      expect(await violations(page)).toEqual([]);
      await option(page, 'Offer 1').click();
      await page.getByRole('heading', { name: 'Offer 1' }).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: /Faults|Hibák/ }).click();
      await page
        .getByRole('region', { name: 'Mailbox (Graph)' })
        .getByRole('button')
        .first()
        .click();
      await page.getByRole('switch').first().waitFor();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: /Close faults|Hibák bezárása/ }).click();
      await page.getByRole('button', { name: /Settings|Beállítások/ }).click();
      expect(await violations(page)).toEqual([]);
    }),
  );
});

test('No accessibility faults in the contrast theme, in a form and before it is sent', () =>
  asAnna({}, async (page) => {
    await page.getByRole('button', { name: 'Settings', exact: true }).click();
    await page.getByRole('radio', { name: 'High contrast' }).check();
    await page.getByRole('button', { name: 'Close settings' }).click();
    await option(page, 'Offer 1').click();
    await page.getByRole('heading', { name: 'Offer 1' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'New mail' }).click();
    await page.getByRole('textbox', { name: 'Subject' }).fill('A secret');
    expect(await violations(page)).toEqual([]);
  }));

test('Signing out leads back to the choice of a person', () =>
  asAnna({}, async (page) => {
    await page.getByRole('button', { name: /Anna Berger/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Pick a person' }).waitFor();
    expect(new URL(page.url()).searchParams.get('user')).toBeNull();
  }));
