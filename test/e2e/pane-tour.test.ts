import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Locator } from 'playwright-core';
import type { LocalProcess } from '../../src/bin/local/spawn-local.ts';
import { tested, type Look } from '../../src/bin/tour/look.ts';
import { PaneTour, type Lead } from '../../src/bin/tour/pane-tour.ts';
import { stops, walk, type Guide, type Stop } from '../../src/bin/tour/stops.ts';
import { openMessage } from '../../src/bin/tour/tracking-stops.ts';
import { alice, furnish, type Mailbox } from '../../src/bin/tour/world.ts';
import { must } from '../../src/lib/must.ts';
import { Keys } from '../support/keyboard-tour.ts';
import { eventually } from '../support/eventually.ts';
import { startLocalOutlook, type LocalOutlook } from '../support/local-outlook.ts';
import {
  keptAtOutlook,
  keptIn,
  movedIn,
  lostInForcedColours,
  overflowIn,
  tooLongIn,
  watchMoves,
  wrongIn,
} from '../support/pane-look.ts';

let world: LocalOutlook;
let local: LocalProcess;
let browser: Browser;
let mailbox: Mailbox;
let light: PaneTour;
/** Who led through the tour in light, which has no mouse inside the pane. */
const led: Keys[] = [];
/** What the browser complained about, with what was shown. */
const complaints: string[] = [];
let at = '';
/** How often something was opened to be closed again. */
let opened = 0;

const lookOf = (name: string): Look =>
  must(
    tested.find((look) => look.name === name),
    name,
  );

/** Told in every frame, from its start on. */
async function listen(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      reportError(new Error(`Content-Security-Policy: ${effectiveDirective} ${blockedURI}`));
    });
  });
  context.on('weberror', (error) => complaints.push(`${at}: ${error.error().message}`));
  context.on('console', (message) => {
    // Services that are off on purpose are told of by the browser too.
    const isAnswer = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isAnswer) complaints.push(`${at}: ${message.text()}`);
  });
}

const byKeys: Lead = (page, pane) => {
  const keys = new Keys(page);
  led.push(keys);
  return keys.lead(pane);
};

const open = (look: Look, lead?: Lead): Promise<PaneTour> =>
  PaneTour.open(browser, local.urls.outlook, look, { person: alice, prepare: listen, lead });

beforeAll(async () => {
  world = await startLocalOutlook();
  ({ local, browser } = world);
  mailbox = await furnish(local.urls);
  light = await open(lookOf('light'), byKeys);
}, 180_000);

afterAll(() => world.close(), 30_000);

type Check = (tour: PaneTour) => Promise<string[]>;

/** Walks some stops; answers what `check` found at them and which could not be reached. */
async function findings(tour: PaneTour, look: Look, some: readonly Stop[], check: Check) {
  const lead = tour === light ? byKeys : undefined;
  const guide: Guide = { browser, look, urls: local.urls, mailbox, tour, lead };
  const found: string[] = [];
  await walk(
    guide,
    some,
    async ({ name }, seen) => {
      at = `${look.name}/${name}`;
      await seen.settled();
      found.push(...(await check(seen)).map((text) => `${look.name}/${name}: ${text}`));
    },
    ({ name }, error) => void found.push(`${look.name}/${name}: not reached, ${String(error)}`),
  );
  return found;
}

const asItIs: Check = async (tour) => {
  const pane = await tour.frame();
  const wrong = await wrongIn(pane);
  const wider = await overflowIn(pane);
  return wider > 0 ? [...wrong, `${wider} pixels too wide`] : wrong;
};

/** Colours change with the theme, and nothing else does. */
const colours = ['color-contrast', 'link-in-text-block'];

/** In forced colours axe goes by the page's own ones, which nobody sees. */
const ownColours = ['color-contrast'];

/** In light all of it, at every width, then what other colours may spoil. */
const inEveryLook: Check = async (tour) => {
  const found = await asItIs(tour);
  const pane = await tour.frame();
  for (const name of ['narrow', 'wide']) {
    await tour.wear(lookOf(name));
    const wider = await overflowIn(pane);
    if (wider > 0) found.push(`${name}: ${wider} pixels too wide`);
  }
  await tour.wear(lookOf('narrow'));
  found.push(...(await tooLongIn(pane)).map((text) => `40 % longer: ${text}`));
  for (const name of ['forced-colors', 'forced-colors-dark']) {
    await tour.wear(lookOf(name));
    // Colours change little by little, and have neither palette's on the way.
    await tour.settled();
    found.push(...(await lostInForcedColours(pane)).map((text) => `${name}: ${text}`));
  }
  found.push(
    ...(await wrongIn(pane, { without: ownColours })).map((text) => `forced colours: ${text}`),
  );
  await tour.wear(lookOf('dark'));
  await tour.settled();
  found.push(...(await wrongIn(pane, { only: colours })).map((text) => `dark: ${text}`));
  await tour.wear(lookOf('light'));
  return found;
};

/** Screens that lay out text in every way the pane has. */
const telling = new Set([
  'suggestion',
  'people-several-matches',
  'record-contact',
  'menu',
  'contacts',
  'settings',
]);

/** Tracked and not, with a suggestion and without, from people known and unknown. */
const subjects = [
  'Purchase order for',
  'Lunch on',
  'Contoso renewal',
  'Offer for',
  'Do you repair older units?',
];

describe('The whole pane', () => {
  test('is accessible on every screen by keys alone, in light, dark and forced colours, and fits (points 19, 24)', async () => {
    expect(await findings(light, lookOf('light'), stops, inEveryLook)).toEqual([]);
  }, 600_000);

  test.each(['hungarian', 'right-to-left', 'phone'])(
    'is accessible and fits in the look %s',
    async (name) => {
      const look = lookOf(name);
      const tour = await open(look);
      const some = stops.filter((stop) => telling.has(stop.name));
      const found = await findings(tour, look, some, asItIs);
      expect(found).toEqual([]);
      await tour.close();
    },
    90_000,
  );

  test.each(['light', 'hungarian'])(
    'moves by 0.1 at most when it opens and from item to item, in the look %s (point 49)',
    async (name) => {
      const look = lookOf(name);
      const prepare = async (context: BrowserContext) => {
        await context.addInitScript(watchMoves);
      };
      const options = { person: alice, prepare };
      const tour = await PaneTour.open(browser, local.urls.outlook, look, options);
      const guide: Guide = { browser, look, urls: local.urls, mailbox, tour };
      const moves: [string, number][] = [];
      for (const subject of subjects) {
        await openMessage(guide, subject);
        await tour.settled();
        moves.push([subject, await movedIn(await tour.frame())]);
      }
      expect(moves.filter(([, score]) => score > 0.1)).toEqual([]);
      expect(moves.some(([, score]) => score > 0)).toBe(true);
      await tour.close();
    },
    60_000,
  );

  test('breaks no Content-Security-Policy and logs no error', async () => {
    await light.item(await mailbox.message('Lunch on'));
    expect(complaints).toEqual([]);
    const pane = await light.frame();
    await pane.evaluate(() => {
      new Image().src = 'https://elsewhere.example/pixel.png';
    });
    const heard = () => Promise.resolve(complaints.join());
    await eventually(heard, (text) => text.includes('Content-Security-Policy: img-src'));
  });

  test('leaves nothing of mail or CRM on the device or at Outlook (V-05)', async () => {
    await light.item(await mailbox.message('Contoso renewal'));
    const pane = await light.frame();
    const kept = (await keptIn(pane)) + (await keptAtOutlook(pane));
    expect(kept).toContain('regarding.');
    const canaries = [
      'Philippa',
      'Contoso',
      'renewal',
      'contoso.example',
      'Ilona',
      'Send the offer',
      'Helen',
    ];
    expect(canaries.filter((canary) => kept.toLowerCase().includes(canary.toLowerCase()))).toEqual(
      [],
    );
  }, 60_000);
});

/** Where something opens: below its button, in a row of a list, in a page, over the pane. */
const opening = new Set([
  'suggestion',
  'record-contact',
  'several',
  'contacts',
  'tasks',
  'compose',
  'recipients',
  'insert-template',
]);

/** Opens what a button opens, by Enter, closes it by Escape; answers what is wrong then. */
async function escapes(tour: PaneTour, button: Locator): Promise<string[]> {
  const name = (await button.textContent()) ?? '';
  const handle = await button.elementHandle();
  const opener = must(handle, name);
  await opener.focus();
  await tour.page.keyboard.press('Enter');
  const pane = await tour.frame();
  await pane.waitForFunction((one) => one.ariaExpanded !== 'false' || !one.isConnected, opener);
  // What opens may still be on its way.
  await pane.waitForFunction(() => !document.querySelector('span[aria-hidden][style*="width"]'));
  await tour.page.keyboard.press('Escape');
  const isClosed = await pane
    .waitForFunction((one) => one.ariaExpanded === 'false', opener, { timeout: 5_000 })
    .then(() => true)
    .catch(() => false);
  if (!isClosed) return [`${name}: Escape leaves it open`];
  const isBack = await opener.evaluate((one) => one === document.activeElement);
  return isBack ? [] : [`${name}: the focus does not come back`];
}

/** The form that connects a record stands where its button was. */
async function formEscapes(tour: PaneTour): Promise<string[]> {
  const add = tour.button('connection.add');
  if ((await add.count()) === 0) return [];
  await add.click();
  await tour.pane.getByRole('combobox').waitFor();
  await tour.page.keyboard.press('Escape');
  await add.waitFor();
  const isBack = () => add.evaluate((one) => one === document.activeElement);
  await eventually(isBack, (is) => is);
  opened += 1;
  return [];
}

/** Every button here that opens something and has not yet; of the rows of a list two. */
const everyEscape: Check = async (tour) => {
  const closed = tour.pane.locator('button[aria-expanded=false]').filter({ visible: true });
  const found: string[] = [];
  const count = Math.min(await closed.count(), 3);
  for (let at = 0; at < count; at += 1) {
    opened += 1;
    found.push(...(await escapes(tour, closed.nth(at))));
  }
  return [...found, ...(await formEscapes(tour))];
};

describe('Escape', () => {
  test('closes whatever was opened and gives the focus back (point 24)', async () => {
    const tour = await open(lookOf('light'));
    const some = stops.filter((stop) => opening.has(stop.name));
    expect(await findings(tour, lookOf('light'), some, everyEscape)).toEqual([]);
    expect(opened).toBeGreaterThan(some.length);
    await tour.close();
  }, 120_000);

  test('closes the menu, and no page in which something may have been typed', async () => {
    await light.item(await mailbox.message('Lunch on'));
    const menu = light.button('page.menu');
    await menu.click();
    await light.pageOpened('menu');
    await light.page.keyboard.press('Escape');
    await menu.waitFor();
    expect(await menu.evaluate((one) => one === document.activeElement)).toBe(true);
    await light.menu('create');
    await light.page.keyboard.press('Escape');
    await light.pageOpened('create');
    await light.toItem();
  }, 60_000);
});

describe('The focus', () => {
  test('stays where it is when another item is opened (point 25)', async () => {
    await light.item(await mailbox.message('Lunch on'));
    await light.status('status.not-tracked');
    const other = light.page.getByRole('option', { name: /Contoso renewal/ }).first();
    await other.click();
    await light.pane.getByRole('heading', { level: 1, name: /Contoso renewal/ }).waitFor();
    await light.status('status.tracked');
    expect(await other.evaluate((option) => option === document.activeElement)).toBe(true);
    const pane = await light.frame();
    expect(await pane.evaluate(() => document.activeElement === document.body)).toBe(true);
  }, 60_000);

  test('is seen wherever it goes, and keys alone reach every screen of the tour (point 24)', () => {
    expect(led.length).toBeGreaterThan(1);
    expect(new Set(led.flatMap(({ complaints: unseen }) => unseen))).toEqual(new Set());
  });

  test('goes back to what opened a page', async () => {
    await light.item(await mailbox.message('Lunch on'));
    await light.button('page.menu').click();
    await light.pageOpened('menu');
    await light.button('action.back').click();
    const menu = light.button('page.menu');
    await menu.waitFor();
    expect(await menu.evaluate((one) => one === document.activeElement)).toBe(true);
  }, 60_000);
});
