import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { SandboxUrls } from '../../sandbox/kit/deps.ts';
import { staySignedIn } from '../local/stay-signed-in.ts';
import { figure, median, type Figure } from './figure.ts';

const runs = 15;
const cpuSlowdown = 4;
/** Who opens whose mail, and what only the CRM knows of the sender. */
const person = 'Alice Harper';
const sender = 'Philippa Moss';
export const contactDetail = 'Managing Director';

/** First moments, from the frame's own start, at which the texts were on screen. */
interface Shown {
  senderShownAt: number;
  contactShownAt: number;
}

const watchForTexts = ([sender, contact]: [string, string]): void => {
  const watch = (text: string, name: keyof Shown): void => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector('body')?.textContent.includes(text)) return;
      observer.disconnect();
      // After the paint of what was just found.
      requestAnimationFrame(() => Object.assign(window, { [name]: performance.now() }));
    });
    observer.observe(document, { childList: true, subtree: true, characterData: true });
  };
  watch(sender, 'senderShownAt');
  watch(contact, 'contactShownAt');
};

export async function newPage(browser: Browser): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  await staySignedIn(context);
  const page = await context.newPage();
  return { context, page };
}

export async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown });
}

async function timeOfPage(
  browser: Browser,
  origin: string,
  which: 'bare' | 'full',
): Promise<number> {
  const { context, page } = await newPage(browser);
  await page.addInitScript(watchForTexts, [sender, contactDetail] as [string, string]);
  await slowDown(page);
  await page.goto(`${origin}/${which}.html`);
  const shown = await page.waitForFunction(
    () => 'contactShownAt' in window && window.contactShownAt,
  );
  const time = (await shown.jsonValue()) as number;
  await context.close();
  return time;
}

interface PaneStart {
  ms: number;
  /** Until subject and sender, which Office.js tells, were on screen. */
  shellMs: number;
  /** Paths asked of the service until the contact was shown, the page's own included. */
  requests: string[];
}

/** In the pane: what it asked of its own origin until the text was on screen. */
const requestsUntilShown = (): string[] => {
  const { contactShownAt } = window as unknown as { contactShownAt: number };
  return [
    ...performance.getEntriesByType('navigation'),
    ...performance.getEntriesByType('resource'),
  ]
    .filter(({ startTime, name }) => startTime < contactShownAt && name.startsWith(location.origin))
    .map(({ name }) => new URL(name).pathname);
};

export async function openMail(page: Page, outlook: string): Promise<void> {
  await page.goto(outlook);
  await page.getByRole('button', { name: person }).click();
  const messages = page.getByRole('listbox', { name: 'Messages' }).getByRole('option');
  await messages.filter({ hasText: sender }).first().click();
  await page.getByRole('button', { name: 'Regarding', exact: true }).waitFor();
}

async function startOfPane(browser: Browser, urls: SandboxUrls): Promise<PaneStart> {
  const { context, page } = await newPage(browser);
  await openMail(page, urls.outlook);
  await context.addInitScript(watchForTexts, [sender, contactDetail] as [string, string]);
  await slowDown(page);
  await page.getByRole('button', { name: 'Regarding', exact: true }).click();
  const handle = await page.waitForSelector('iframe[title="Regarding"]');
  const frame = await handle.contentFrame();
  if (!frame) throw new Error('the pane has no frame');
  await frame.waitForURL(/pane\.html/);
  const shown = await frame.waitForFunction(
    () => 'contactShownAt' in window && window.contactShownAt,
  );
  const ms = (await shown.jsonValue()) as number;
  const requests = await frame.evaluate(requestsUntilShown);
  const shellMs = await frame.evaluate(() => (window as unknown as Shown).senderShownAt);
  await context.close();
  return { ms, shellMs, requests };
}

/** P2 and P3: bare page and pane in turns, so that a busy moment of the machine meets both. */
export async function paneStart(
  browser: Browser,
  urls: SandboxUrls,
  bareOrigin: string,
): Promise<Figure[]> {
  const bare: number[] = [];
  const full: number[] = [];
  const pane: PaneStart[] = [];
  for (let run = 0; run < runs; run += 1) {
    bare.push(await timeOfPage(browser, bareOrigin, 'bare'));
    full.push(await timeOfPage(browser, bareOrigin, 'full'));
    pane.push(await startOfPane(browser, urls));
  }
  return [
    figure(
      {
        id: 'P2',
        what: 'requests until the contact is shown, office.js left out',
        value: median(pane.map((start) => start.requests.length)),
        unit: 'requests',
        anchor: 'target',
        anchorValue: 5,
        target: 'at most 5, one of them to the API',
      },
      ({ value }) =>
        value <= 5 &&
        pane.every(
          (start) => start.requests.filter((path) => path.startsWith('/api/items')).length === 1,
        ),
    ),
    figure(
      {
        id: 'P3',
        what: `time until the contact is shown, median of ${runs}, CPU slowed ${cpuSlowdown} times, CRM latency 50 ms (bare page without MSAL: ${Math.round(median(bare))} ms)`,
        value: median(pane.map((start) => start.ms)),
        unit: 'ms',
        anchor: 'bare React + Fluent + MSAL page with one request of 50 ms, no office.js',
        anchorValue: median(full),
        target: 'no later than the bare page with MSAL',
      },
      ({ ratio }) => ratio <= 1,
    ),
    figure(
      {
        id: 'P3',
        what: 'time until subject and sender are shown, which Office.js tells',
        value: median(pane.map((start) => start.shellMs)),
        unit: 'ms',
        anchor: 'the same page',
        anchorValue: median(full),
        target: 'half of it',
      },
      ({ ratio }) => ratio <= 0.5,
    ),
  ];
}
