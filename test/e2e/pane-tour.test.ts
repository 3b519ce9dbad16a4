import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';
import type { LocalProcess } from '../../src/bin/local/spawn-local.ts';
import { tested, type Look } from '../../src/bin/tour/look.ts';
import { PaneTour } from '../../src/bin/tour/pane-tour.ts';
import { stops, walk, type Guide, type Stop } from '../../src/bin/tour/stops.ts';
import { alice, furnish, type Mailbox } from '../../src/bin/tour/world.ts';
import { must } from '../../src/lib/must.ts';
import { pressOn, tabTo } from '../support/keyboard-tour.ts';
import { eventually } from '../support/eventually.ts';
import { startLocalOutlook, type LocalOutlook } from '../support/local-outlook.ts';
import { keptAtOutlook, keptIn, overflowIn, wrongIn } from '../support/pane-look.ts';

let world: LocalOutlook;
let local: LocalProcess;
let browser: Browser;
let mailbox: Mailbox;
let light: PaneTour;
/** What the browser complained about, with what was shown. */
const complaints: string[] = [];
let at = '';

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

const open = (look: Look): Promise<PaneTour> =>
  PaneTour.open(browser, local.urls.outlook, look, { person: alice, prepare: listen });

beforeAll(async () => {
  world = await startLocalOutlook();
  ({ local, browser } = world);
  mailbox = await furnish(local.urls);
  light = await open(lookOf('light'));
}, 180_000);

afterAll(() => world.close(), 30_000);

type Check = (tour: PaneTour) => Promise<string[]>;

/** Walks some stops; answers what `check` found at them and which could not be reached. */
async function findings(tour: PaneTour, look: Look, some: readonly Stop[], check: Check) {
  const guide: Guide = { browser, look, urls: local.urls, mailbox, tour };
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

/** In light all of it, at every width, then what other colours may spoil. */
const inEveryLook: Check = async (tour) => {
  const found = await asItIs(tour);
  const pane = await tour.frame();
  for (const name of ['narrow', 'wide']) {
    await tour.wear(lookOf(name));
    const wider = await overflowIn(pane);
    if (wider > 0) found.push(`${name}: ${wider} pixels too wide`);
  }
  await tour.wear(lookOf('dark'));
  await tour.settled();
  found.push(...(await wrongIn(pane, colours)).map((text) => `dark: ${text}`));
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

/** In forced colours axe goes by the page's own ones, which nobody sees. */
const isNotColour = (text: string) => !text.includes(': color-contrast: ');

describe('The whole pane', () => {
  test('is accessible on every screen, in light and dark, and never scrolls sideways', async () => {
    expect(await findings(light, lookOf('light'), stops, inEveryLook)).toEqual([]);
  }, 240_000);

  test.each(['hungarian', 'right-to-left', 'forced-colors', 'phone'])(
    'is accessible and fits in the look %s',
    async (name) => {
      const look = lookOf(name);
      const tour = await open(look);
      const some = stops.filter((stop) => telling.has(stop.name));
      const found = await findings(tour, look, some, asItIs);
      expect(name === 'forced-colors' ? found.filter(isNotColour) : found).toEqual([]);
      await tour.close();
    },
    90_000,
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

  test('is enough to work with: keys alone track, undo, and open and leave pages (point 24)', async () => {
    const { page, pane } = light;
    await light.item(await mailbox.message('Purchase order for'));
    await light.status('status.not-tracked');
    await page.locator('aside iframe').focus();
    await pressOn(light, 'action.setRegarding');
    await page.keyboard.type('Contoso ren');
    await pane.getByRole('option', { name: /Contoso renewal/, selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await light.status('status.trackedRegarding');
    await pressOn(light, 'action.more');
    await light.button('more.undo.track').waitFor();
    await pressOn(light, 'more.undo.track');
    await light.status('status.not-tracked');
    await pressOn(light, 'page.menu', 'Shift+Tab');
    await pressOn(light, 'page.settings');
    await light.pageOpened('settings');
    await pressOn(light, 'action.back', 'Shift+Tab');
    await light.pageOpened('menu');
    await pressOn(light, 'action.back', 'Shift+Tab');
    await light.button('page.menu').waitFor();
    expect(await light.button('page.menu').evaluate((one) => one === document.activeElement)).toBe(
      true,
    );
    await tabTo(light, light.text('page.recent'), 'Shift+Tab');
  }, 90_000);
});
