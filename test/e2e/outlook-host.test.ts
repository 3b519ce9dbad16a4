import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import axe from 'axe-core';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { launchBrowser } from '../../src/bin/local/headless-browser.ts';
import { regardingApp } from '../../src/sandbox/entra/registrations.ts';
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
let page: Page;
let pane: FrameLocator;

const received = Date.UTC(2026, 10, 22, 9);

const mail = (number: number, person = anna) =>
  outlook.graph.importMail(person.id, {
    mime: sampleMail({
      subject: `Offer ${number}`,
      from: 'Mia Smith <mia@contoso.example>',
      to: person.mail,
      messageId: `offer-${number}@contoso.example`,
      html: `<p>Dear Anna, <b>${number}</b><img src="https://example.test/pixel.png"></p><script>top.hacked=1</script>`,
    }),
    folder: 'inbox',
    isRead: false,
    at: new Date(received - number * 60_000),
  });

const category = (displayName: string, color: string) =>
  outlook.graph.call(anna.id, {
    method: 'POST',
    path: '/me/outlook/masterCategories',
    body: { displayName, color },
  });

const open = (subject: string) =>
  page.getByRole('listbox', { name: 'Messages' }).getByRole('option', { name: subject }).click();

/** Runs code in the pane; what it names as `Office` is the real office.js. */
const inPane = <T>(code: string): Promise<T> =>
  pane.locator('body').evaluate((_body, source) => eval(source) as never, code);

/** A callback method of Office.js, as `{ value }` or `{ error }`. */
const call = (method: string, ...parameters: string[]) =>
  inPane<{ value?: unknown; error?: number }>(
    `window.call((done) => Office.context.mailbox.${method}(${[...parameters, 'done'].join(', ')}))`,
  );

beforeAll(async () => {
  outlook = await startTestOutlook();
  await category('Tracked', 'preset4');
  await category('Customer', 'preset7');
  for (const number of [1, 2, 3]) await mail(number);
  // The certificate of this test is trusted by the context below.
  browser = await launchBrowser('');
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  context.setDefaultTimeout(10_000);
  page = await context.newPage();
  await page.goto(`${outlook.urls.outlook}/?user=${anna.mail}`);
  await open('Offer 1');
  await page.getByRole('button', { name: 'Regarding' }).click();
  pane = page.frameLocator('iframe[title="Regarding"]');
  await pane.getByText('Ready: Offer 1').waitFor();
});

afterAll(async () => {
  await browser.close();
  await outlook.close();
});

describe('office.js in the pane', () => {
  test('gets ready in Outlook on the web', async () => {
    expect(await inPane('window.ready')).toMatchObject({
      host: 'Outlook',
      platform: 'OfficeOnline',
    });
  });

  test('has what this host claims and no more', async () => {
    const supports = (set: string, version: string) =>
      inPane(`Office.context.requirements.isSetSupported('${set}', '${version}')`);
    expect(await supports('Mailbox', '1.12')).toBe(true);
    expect(await supports('Mailbox', '1.13')).toBe(false);
    expect(await supports('NestedAppAuth', '1.1')).toBe(true);
  });

  test('reads the open message', async () => {
    const item = 'Office.context.mailbox.item';
    expect(await inPane(`${item}.from.emailAddress`)).toBe('mia@contoso.example');
    expect(await inPane(`${item}.to.map((person) => person.emailAddress)`)).toEqual([anna.mail]);
    expect(await inPane(`${item}.internetMessageId`)).toBe('<offer-1@contoso.example>');
    expect(await inPane(`${item}.attachments.map((file) => file.name)`)).toEqual(['offer.txt']);
    const id = await inPane<string>(`${item}.itemId`);
    const restId = await inPane<string>(
      `Office.context.mailbox.convertToRestId(${item}.itemId, 'v2.0')`,
    );
    expect(outlook.graph.fromAnyId(id)).toBe(outlook.graph.fromAnyId(restId));
  });

  test('reads the body as text and as HTML', async () => {
    const text = await call('item.body.getAsync', '"text"');
    expect(String(text.value)).toContain('Dear Anna, 1');
    const html = await call('item.body.getAsync', '"html"');
    expect(String(html.value)).toContain('<b>1</b>');
  });

  test('reads an attachment and a header of the message', async () => {
    const { value } = await call(
      'item.getAttachmentContentAsync',
      'Office.context.mailbox.item.attachments[0].id',
    );
    expect(value).toEqual({ content: btoa('An offer.'), format: 'base64' });
    const headers = await call('item.getAllInternetHeadersAsync');
    expect(headers.value).toContain('X-Sample: yes');
  });

  test('sets categories, and the list shows them at once', async () => {
    expect(await call('item.categories.addAsync', '["Tracked"]')).toEqual({});
    expect(await call('item.categories.getAsync')).toEqual({
      value: [{ displayName: 'Tracked', color: 'Preset4' }],
    });
    await page.getByRole('option', { name: /Offer 1.*Tracked/s }).waitFor();
    expect(await call('item.categories.addAsync', '["Unheard of"]')).toEqual({ error: 9044 });
  });

  test('keeps custom properties on the item, where Graph finds them', async () => {
    await inPane(`window.call((done) => Office.context.mailbox.item.loadCustomPropertiesAsync((loaded) => {
      loaded.value.set('record', 'abc'); loaded.value.saveAsync(done);
    }))`);
    const again = `window.call((done) => Office.context.mailbox.item.loadCustomPropertiesAsync((loaded) =>
      done({ status: 'succeeded', value: loaded.value.get('record') })))`;
    expect(await inPane(again)).toEqual({ value: 'abc' });
    const id = outlook.graph.fromAnyId(await inPane('Office.context.mailbox.item.itemId'));
    const name =
      'String {00020329-0000-0000-C000-000000000046} Name cecp-0a1b2c3d-0000-4000-8000-000000000001';
    const { body } = await outlook.graph.call(anna.id, {
      method: 'GET',
      path: `/me/messages/${id}?$expand=singleValueExtendedProperties($filter=id eq '${name}')`,
    });
    expect(JSON.stringify(body)).toContain('abc');
  });

  test('keeps roaming settings', async () => {
    await inPane(`window.call((done) => {
      Office.context.roamingSettings.set('view', 'compact');
      Office.context.roamingSettings.saveAsync(done);
    })`);
    const stored = await page.evaluate(async () => {
      const answer = await fetch('/api/roaming-settings/0a1b2c3d-0000-4000-8000-000000000001');
      return (await answer.json()) as unknown;
    });
    expect(stored).toEqual({ view: '"compact"' });
  });

  test('is refused what this host does not build, instead of waiting for ever', async () => {
    expect(await call('displayPersonaCardAsync', '"mia@contoso.example"')).toEqual({ error: 5000 });
    expect(
      await page.evaluate(() => window.officeHostTrace?.filter(({ unsupported }) => unsupported)),
    ).toMatchObject([{ method: '43 ?' }]);
  });
});

test('office.js speaks the language of the person, in its errors too', async () => {
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  const errors: string[] = [];
  const hungarian = await context.newPage();
  hungarian.on('pageerror', ({ message }) => errors.push(message));
  await mail(1, bela);
  await hungarian.goto(`${outlook.urls.outlook}/?user=${bela.mail}`);
  await hungarian.getByRole('option', { name: 'Offer 1' }).click();
  await hungarian.getByRole('button', { name: 'Regarding' }).click();
  const body = hungarian.frameLocator('iframe[title="Regarding"]').locator('body', {
    hasText: 'Ready',
  });
  const language = await body.evaluate(() => Office.context.displayLanguage);
  const message = await body.evaluate(
    () =>
      new Promise<string>((resolve) => {
        Office.context.mailbox.item?.categories.addAsync(['Nincs ilyen'], ({ error }) =>
          resolve(error.message),
        );
      }),
  );
  await context.close();
  expect(language).toBe('hu-HU');
  expect(message).toContain('kategóri');
  expect(errors).toEqual([]);
});

describe('Nested app authentication', () => {
  const acquire = (more = '') => `window.nestable({ auth: {
    clientId: '${regardingApp.clientId}', authority: '${outlook.urls.entra}/common',
  } }).then((app) => app.acquireTokenSilent({ scopes: ['${regardingApp.scope}'], ${more} }))
    .then((result) => ({ username: result.account.username, scopes: result.scopes }),
      (error) => ({ code: error.errorCode, message: error.message }))`;

  test('gives MSAL a token of the person without a sign-in', async () => {
    expect(await inPane(acquire())).toEqual({
      username: anna.mail,
      scopes: expect.arrayContaining([regardingApp.scope]),
    });
  });

  test('fails while Entra is switched off in the fault panel', async () => {
    await page.getByRole('button', { name: 'Faults' }).click();
    const entra = page.getByRole('radiogroup', { name: 'Sign-in (Entra)' });
    const change = async (name: string) => {
      const done = page.waitForResponse(
        (response) =>
          response.url().startsWith(outlook.urls.entra) && response.request().method() !== 'GET',
      );
      // It is chosen once the server says so, which may be later than the click.
      await entra.getByRole('radio', { name }).click();
      await done;
      await entra.getByRole('radio', { name, checked: true }).waitFor();
    };
    await change('Off (503)');
    expect(await inPane(acquire('forceRefresh: true'))).toMatchObject({
      message: expect.stringContaining('503'),
    });
    await change('Working');
    expect(await inPane(acquire('forceRefresh: true'))).toMatchObject({ username: anna.mail });
    await page.getByRole('button', { name: 'Close faults' }).click();
  });
});

describe('The task pane', () => {
  /** What the pane hears next of such a kind. */
  const next = (event: string) =>
    pane.locator('body').evaluate(
      (_body, kind) =>
        new Promise<object>((resolve) => {
          const timer = setInterval(() => {
            const { heard } = window as unknown as { heard: { event: string }[] };
            const found = heard.find((one) => one.event === kind);
            if (!found) return;
            clearInterval(timer);
            heard.splice(0, heard.indexOf(found) + 1);
            resolve(found);
          }, 20);
        }),
      event,
    );

  test('hears of another theme', async () => {
    await inPane('window.heard.length = 0');
    await page.getByRole('button', { name: 'Dark theme' }).click();
    expect(await next('theme')).toMatchObject({
      theme: { bodyBackgroundColor: expect.stringMatching(/^#[0-4]/) },
    });
    await page.getByRole('button', { name: 'Light theme' }).click();
  });

  test('talks with a dialog inside the page, and hears that a person closed it', async () => {
    await inPane(`(() => {
      const options = { displayInIframe: true, width: 40, height: 40 };
      Office.context.ui.displayDialogAsync(location.origin + '/dialog.html', options, ({ value }) => {
        value.addEventHandler(Office.EventType.DialogMessageReceived, (args) => {
          window.heard.push({ event: 'dialog', message: args.message });
          if (args.message === 'ready') value.messageChild('hello');
        });
        value.addEventHandler(Office.EventType.DialogEventReceived, (args) =>
          window.heard.push({ event: 'closed', code: args.error }));
      });
    })()`);
    await page.frameLocator('[role="dialog"] iframe').getByText('A dialog').waitFor();
    expect(await next('dialog')).toMatchObject({ message: 'ready' });
    expect(await next('dialog')).toMatchObject({ message: 'heard hello' });
    await page.getByRole('button', { name: 'Close dialog' }).click();
    expect(await next('closed')).toMatchObject({ code: 12006 });
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('cannot open a dialog of a foreign site', async () => {
    const { error } = await inPane<{ error: number }>(`window.call((done) =>
      Office.context.ui.displayDialogAsync('https://evil.example', { displayInIframe: true }, done))`);
    expect(error).toBe(12004);
  });

  test('follows the selection where it is pinned', async () => {
    await page.getByRole('button', { name: 'Pin' }).click();
    await open('Offer 2');
    await page.getByRole('heading', { name: 'Offer 2' }).waitFor();
    expect(await next('item')).toMatchObject({ subject: 'Offer 2' });
    expect(await inPane('Office.context.mailbox.item.subject')).toBe('Offer 2');
  });

  test('closes with the selection where it is not pinned', async () => {
    await page.getByRole('button', { name: 'Pin' }).click();
    await open('Offer 3');
    await page.locator('iframe[title="Regarding"]').waitFor({ state: 'detached' });
  });

  test('is not needed for a function of the ribbon', async () => {
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Log' }).click();
    await page.getByText('Sample: Logged').waitFor();
    await page.locator('iframe[title="Function logItem"]').waitFor({ state: 'detached' });
  });
});

describe('The page', () => {
  test('shows a mail without its scripts and without pictures from the internet', async () => {
    const body = page.frameLocator('iframe[title="Message body"]');
    await body.getByText('Dear Anna').waitFor();
    expect(await body.locator('script').count()).toBe(0);
    expect(await body.locator('img[src]').count()).toBe(0);
    expect(await page.evaluate('window.hacked')).toBeUndefined();
  });

  test('comes back to the same mail after a reload', async () => {
    await page.reload();
    await page.getByRole('heading', { name: 'Offer 3' }).waitFor();
  });

  test('moves through the messages by keyboard', async () => {
    await page.getByRole('option', { name: 'Offer 3' }).focus();
    await page.keyboard.press('ArrowUp');
    await page.getByRole('heading', { name: 'Offer 2' }).waitFor();
  });

  test('shows a mail that arrives, at once', async () => {
    await mail(4);
    await page.getByRole('option', { name: 'Offer 4' }).waitFor();
  });

  test('moves a message to another folder', async () => {
    await open('Offer 4');
    await page.getByRole('button', { name: 'Move to folder' }).click();
    await page.getByRole('menuitem', { name: 'Archive' }).click();
    await page.getByRole('option', { name: 'Offer 4' }).waitFor({ state: 'detached' });
    await page.getByRole('navigation', { name: 'Folders' }).getByText('Archive').click();
    await page.getByRole('option', { name: 'Offer 4' }).waitFor();
  });

  test('loses no category when several are clicked fast', async () => {
    await page.getByRole('button', { name: 'Mail', exact: true }).click();
    await open('Offer 2');
    await page.getByRole('button', { name: 'Categorize' }).click();
    for (const name of ['Tracked', 'Customer']) {
      await page.getByRole('menuitemcheckbox', { name }).click();
    }
    await page.keyboard.press('Escape');
    await page
      .getByRole('option', { name: /Offer 2.*(Tracked.*Customer|Customer.*Tracked)/s })
      .waitFor();
  });

  test('shows a week of events with the add-in’s button for appointments', async () => {
    await outlook.graph.importMeeting(anna.id, {
      iCalUId: 'kick-off',
      subject: 'Kick-off',
      bodyHtml: '<p>Agenda</p>',
      location: 'Room 4',
      start: new Date('2026-11-18T09:00:00Z'),
      end: new Date('2026-11-18T10:00:00Z'),
      isAllDay: false,
      organizer: { name: 'Mia', address: 'mia@contoso.example' },
      attendees: [{ name: 'Anna', address: anna.mail, type: 'required' }],
      recurrence: null,
    });
    await page.goto(`${outlook.urls.outlook}/?user=${anna.mail}#/calendar/2026-11-20`);
    await page.getByRole('button', { name: 'Kick-off' }).click();
    await page.getByRole('button', { name: 'Regarding' }).click();
    await pane.getByText('Ready: Kick-off').waitFor();
    expect(await inPane('Office.context.mailbox.item.itemType')).toBe('appointment');
    expect(await inPane('Office.context.mailbox.item.start.toISOString()')).toBe(
      '2026-11-18T09:00:00.000Z',
    );
    expect(
      await inPane('Office.context.mailbox.item.requiredAttendees.map((one) => one.emailAddress)'),
    ).toEqual([anna.mail]);
    await page.getByRole('button', { name: 'Close' }).click();
  });

  test.each([
    ['at a desk', 1366, '#/mail/inbox'],
    ['on a phone', 390, '#/mail/inbox'],
    ['in the calendar', 1366, '#/calendar/2026-11-20'],
  ])('has no accessibility faults and no sideways scrolling %s', async (_where, width, hash) => {
    await page.setViewportSize({ width, height: 844 });
    await page.goto(`${outlook.urls.outlook}/?user=${anna.mail}${hash}`);
    await page
      .getByText(hash.startsWith('#/mail') ? 'Offer 1' : 'Kick-off')
      .first()
      .waitFor();
    await page.evaluate(axe.source);
    const violations = await page.evaluate(async () => {
      const { axe } = window as unknown as { axe: Axe };
      return (await axe.run(document, { iframes: false })).violations.map(({ id }) => id);
    });
    expect(violations).toEqual([]);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });

  test('shows more of a long folder on demand', async () => {
    for (let number = 10; number < 62; number += 1) await mail(number);
    await page.goto(`${outlook.urls.outlook}/?user=${anna.mail}#/mail/inbox`);
    await page.getByRole('button', { name: 'Load more' }).click();
    await page.getByRole('option', { name: 'Offer 61' }).waitFor();
    expect(await page.getByRole('option').count()).toBeGreaterThan(50);
    expect(await page.getByRole('button', { name: 'Load more' }).count()).toBe(0);
  });

  test('becomes another person’s at any time', async () => {
    await page.getByRole('button', { name: /Anna Berger/ }).click();
    await page.getByRole('menuitemradio', { name: /Kiss/ }).click();
    await page.getByRole('button', { name: /Kiss/ }).waitFor();
    expect(new URL(page.url()).searchParams.get('user')).toBe(bela.mail);
    expect(await page.getByRole('option', { name: 'Offer 2' }).count()).toBe(0);
  });
});
