import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { staySignedIn } from '../local/stay-signed-in.ts';

/** A way of looking at the pane. */
export interface Look {
  name: string;
  /** Of the sandbox's Outlook: `?device=ios`, `?lang=hu`. */
  query: Record<string, string>;
  context: BrowserContextOptions;
  /** Width of the pane in CSS pixels; null: as wide as the phone. */
  width: number | null;
}

const desktop = { viewport: { width: 1366, height: 900 } };
const phone = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  deviceScaleFactor: 1,
};

const look = (name: string, change: Partial<Look> = {}): Look => ({
  name,
  query: {},
  context: desktop,
  width: 320,
  ...change,
});

/** The looks of docs/screenshots. */
export const pictured: readonly Look[] = [
  look('light'),
  look('dark', { context: { ...desktop, colorScheme: 'dark' } }),
  look('phone', { context: phone, query: { device: 'ios' }, width: null }),
];

/** The looks that are only tested. */
export const tested: readonly Look[] = [
  ...pictured,
  look('forced-colors', { context: { ...desktop, forcedColors: 'active' } }),
  look('forced-colors-dark', {
    context: { ...desktop, forcedColors: 'active', colorScheme: 'dark' },
  }),
  look('narrow', { width: 280 }),
  look('wide', { width: 450 }),
  look('hungarian', { query: { lang: 'hu' } }),
  look('right-to-left', { query: { lang: 'ar' } }),
];

/** A browser of its own for a look; a person of long standing unless it is their `isFirstStart`. */
export async function contextOf(
  browser: Browser,
  { context }: Look,
  isFirstStart = false,
): Promise<BrowserContext> {
  const made = await browser.newContext(context);
  if (!isFirstStart) await staySignedIn(made);
  return made;
}
