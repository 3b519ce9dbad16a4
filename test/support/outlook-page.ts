import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { staySignedIn } from '../../src/bin/local/stay-signed-in.ts';

/** The sandbox's Outlook as a person uses it: by names and roles, as docs/sandbox.md promises them. */
export class OutlookPage {
  readonly page: Page;
  readonly pane: FrameLocator;

  constructor(page: Page) {
    this.page = page;
    this.pane = page.frameLocator('iframe[title="Regarding"]');
  }

  static async open(
    browser: Browser,
    outlookUrl: string,
    person: string,
    options: {
      colorScheme?: 'light' | 'dark';
      viewport?: { width: number; height: number };
      /** Fingers instead of a mouse. */
      hasTouch?: boolean;
      isMobile?: boolean;
      /** Nobody has used the pane on this device before. */
      isFirstStart?: boolean;
      /** The page's address from its query on: `?device=phone#/shared/…`. */
      at?: string;
      /** `at` is a place without a list of messages. */
      hasNoMessages?: boolean;
    } = {},
  ): Promise<OutlookPage> {
    const { isFirstStart = false, at = '', hasNoMessages = false, ...look } = options;
    const context = await browser.newContext({
      viewport: { width: 1366, height: 768 },
      ...look,
    });
    if (!isFirstStart) await staySignedIn(context);
    const page = await context.newPage();
    await page.goto(`${outlookUrl}/${at}`);
    await page.getByRole('button', { name: person }).click();
    const outlook = new OutlookPage(page);
    if (!hasNoMessages) await outlook.messages.first().waitFor();
    return outlook;
  }

  get messages(): Locator {
    return this.page.getByRole('listbox', { name: 'Messages' }).getByRole('option');
  }

  message(text: string | RegExp): Locator {
    return this.messages.filter({ hasText: text }).first();
  }

  /** Opens a message and, where it is not open yet, the pane. */
  async openPane(text: string | RegExp): Promise<void> {
    await this.message(text).click();
    await this.page.getByRole('heading', { level: 2 }).first().waitFor();
    await this.page.getByRole('button', { name: 'Regarding', exact: true }).click();
    await this.status.waitFor();
  }

  get status(): Locator {
    return this.pane.getByRole('status');
  }

  button(name: string): Locator {
    return this.pane.getByRole('button', { name, exact: true });
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}

/** Resolves once `read` gives a text that matches; the locator polls, so no time is slept away. */
export async function untilText(
  locator: Locator,
  text: string | RegExp,
  timeout = 15_000,
): Promise<void> {
  await locator.filter({ hasText: text }).waitFor({ timeout });
}
