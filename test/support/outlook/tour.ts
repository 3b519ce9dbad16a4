import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core';
import { launchBrowser } from '../../../src/bin/local/headless-browser.ts';
import { startTestOutlook, type TestOutlook } from './start-outlook.ts';
import { tourAddIn } from './tour-add-in.ts';
import { tourManifest } from './tour-manifest.ts';

/** Outlook in a browser, with an add-in that calls whatever a test wants of the real office.js. */
export class Tour {
  readonly outlook: TestOutlook;
  readonly page: Page;
  readonly #browser: Browser;
  readonly #context: BrowserContext;

  private constructor(outlook: TestOutlook, browser: Browser, context: BrowserContext, page: Page) {
    this.outlook = outlook;
    this.#browser = browser;
    this.#context = context;
    this.page = page;
  }

  static async start(): Promise<Tour> {
    const outlook = await startTestOutlook(undefined, { manifest: tourManifest, serve: tourAddIn });
    const browser = await launchBrowser('');
    const context = await browser.newContext({
      ignoreHTTPSErrors: true,
      viewport: { width: 1366, height: 820 },
    });
    context.setDefaultTimeout(10_000);
    return new Tour(outlook, browser, context, await context.newPage());
  }

  async close(): Promise<void> {
    await this.#context.close();
    await this.#browser.close();
    await this.outlook.close();
  }

  /** The page of somebody, at a place in it: `#/mail/inbox`. */
  async visit(person: { mail: string }, hash = '#/mail/inbox'): Promise<void> {
    await this.page.goto('about:blank');
    await this.page.goto(`${this.outlook.urls.outlook}/?user=${person.mail}${hash}`);
  }

  get pane(): FrameLocator {
    return this.page.frameLocator('iframe[title="Tour"]');
  }

  /** Opens the add-in's pane on the surface that is shown. */
  async openPane(): Promise<void> {
    await this.page.getByRole('button', { name: 'Tour', exact: true }).click();
    await this.pane.getByText('Ready').waitFor();
  }

  /** Runs code in the pane; what it names as `Office` is the real office.js. */
  run<T>(code: string): Promise<T> {
    return this.pane.locator('body').evaluate((_body, source) => eval(source) as never, code);
  }

  /** A callback method of the open item or the mailbox: `{ value }` or `{ error }`. */
  call(method: string, ...parameters: string[]): Promise<{ value?: unknown; error?: number }> {
    const list = [...parameters, 'done'].join(', ');
    return this.run(`window.call((done) => Office.context.mailbox.${method}(${list}))`);
  }

  /** A method of the open item. */
  item(method: string, ...parameters: string[]): Promise<{ value?: unknown; error?: number }> {
    return this.call(`item.${method}`, ...parameters);
  }

  /** The first event of a kind that the pane heard since the last one of it. */
  heard(name: string): Promise<unknown> {
    return this.pane.locator('body').evaluate(
      (_body, wanted) =>
        new Promise((resolve) => {
          const timer = setInterval(() => {
            const { heard } = window as unknown as { heard: { name: string }[] };
            const index = heard.findIndex((one) => one.name === wanted);
            if (index < 0) return;
            clearInterval(timer);
            resolve(heard.splice(index, 1)[0]);
          }, 20);
        }),
      name,
    );
  }
}
