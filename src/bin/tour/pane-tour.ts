import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Frame, FrameLocator, Locator, Page } from 'playwright-core';
import { root } from '../local/spawn-local.ts';
import { contextOf, type Look } from './look.ts';

interface Messages {
  [key: string]: string | Messages;
}

const locale = async (file: string): Promise<Messages> =>
  JSON.parse(await readFile(join(root, 'src/pane/locales', `${file}.json`), 'utf8')) as Messages;

async function messagesOf(language: string): Promise<Messages[]> {
  if (language !== 'en') return [await locale(language)];
  return [await locale('en'), await locale('en.pages')];
}

const find = (messages: Messages, key: string): string | undefined => {
  let value: string | Messages | undefined = messages;
  for (const part of key.split('.')) value = typeof value === 'object' ? value[part] : undefined;
  return typeof value === 'string' ? value : undefined;
};

/** Outlook's frame of the pane: the only one in its margin. */
const frame = 'aside iframe';

/** How what is in the pane is used, where not by the mouse. */
export type Lead = (page: Page, pane: FrameLocator) => FrameLocator;

interface OpenOptions {
  /** Mail address: the page opens as theirs. */
  person: string;
  /** Nobody has used the pane on this device before. */
  isFirstStart?: boolean;
  /** Called before any page is opened. */
  prepare?: (context: BrowserContext) => Promise<void>;
  lead?: Lead | undefined;
}

/** The pane in the sandbox's Outlook, as a person uses it; parts are named by keys of their texts. */
export class PaneTour {
  readonly page: Page;
  readonly pane: FrameLocator;
  readonly isPhone: boolean;
  readonly #messages: Messages[];

  private constructor(page: Page, pane: FrameLocator, isPhone: boolean, messages: Messages[]) {
    this.page = page;
    this.pane = pane;
    this.isPhone = isPhone;
    this.#messages = messages;
  }

  static async open(
    browser: Browser,
    outlookUrl: string,
    look: Look,
    { person, isFirstStart, prepare, lead = (_page, pane) => pane }: OpenOptions,
  ): Promise<PaneTour> {
    const context = await contextOf(browser, look, isFirstStart);
    await prepare?.(context);
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const query = new URLSearchParams({ user: person, lang: 'en', ...look.query });
    await page.goto(`${outlookUrl}/?${query.toString()}`);
    await page.getByRole('listbox').getByRole('option').first().waitFor();
    const messages = await messagesOf(look.query['lang'] ?? 'en');
    const isPhone = look.query['device'] !== undefined;
    return new PaneTour(page, lead(page, page.frameLocator(frame)), isPhone, messages);
  }

  /** The text of a key, as far as its first hole. */
  text(key: string): string {
    const found = this.#messages.map((messages) => find(messages, key)).find((text) => text);
    if (found === undefined) throw new Error(`no text for ${key}`);
    return found.split('{{')[0] ?? '';
  }

  /** A button that is named just so. */
  button(key: string): Locator {
    return this.pane.getByRole('button', { name: this.text(key), exact: true }).first();
  }

  shown(key: string): Promise<void> {
    return this.pane.getByText(this.text(key)).filter({ visible: true }).first().waitFor();
  }

  /** Resolves once the card says so. */
  async status(...keys: string[]): Promise<void> {
    const texts = keys.map((key) => this.text(key).trim());
    const status = this.pane.getByRole('status').filter({ visible: true });
    await status
      .filter({ hasText: new RegExp(texts.map((text) => `^${text}`).join('|')) })
      .first()
      .waitFor();
  }

  async frame(): Promise<Frame> {
    const handle = await this.page.waitForSelector(frame);
    const found = await handle.contentFrame();
    if (!found) throw new Error('the pane has no frame');
    return found;
  }

  /** Goes to a place of Outlook: `#/mail/inbox/…`. */
  async at(place: string): Promise<void> {
    await this.page.evaluate((hash) => {
      window.location.hash = hash;
    }, place);
  }

  /** Opens the item at `place` with the pane beside it, showing the item and no page. */
  async item(place: string): Promise<void> {
    if (this.isPhone) await this.closePane();
    else await this.toItem();
    await this.at(place);
    if ((await this.page.locator(frame).count()) === 0) await this.openPane();
  }

  /** Presses the add-in's button; on a desktop pins the pane, which then follows. */
  async openPane(name = /^(Regarding|Log to CRM|View)$/): Promise<void> {
    await this.page.getByRole('button', { name }).first().click();
    await this.page.locator(frame).waitFor();
    if (!this.isPhone) await this.page.locator('aside button[aria-pressed=false]').click();
  }

  async closePane(): Promise<void> {
    const close = this.page.locator('#task-pane-close');
    if ((await close.count()) > 0) await close.click();
  }

  /** Leaves the pages that are open. */
  async toItem(): Promise<void> {
    if ((await this.page.locator(frame).count()) === 0) return;
    const back = this.button('action.back').filter({ visible: true });
    while ((await back.count()) > 0) await back.click();
  }

  /** A page the menu leads to. */
  async menu(id: string): Promise<void> {
    await this.toItem();
    await this.button('page.menu').click();
    await this.button(`page.${id}`).click();
    await this.pageOpened(id);
  }

  async pageOpened(id: string): Promise<void> {
    await this.pane.getByRole('heading', { level: 1, name: this.text(`page.${id}`) }).waitFor();
  }

  /** Dresses the page that is open in another look of the same shell. */
  async wear({ context, width }: Look): Promise<void> {
    const { colorScheme = 'light', forcedColors = 'none' } = context;
    await this.page.emulateMedia({ colorScheme, forcedColors });
    if (width !== null) await this.#setWidth(width);
    const pane = await this.frame();
    if (forcedColors === 'active') return;
    await pane.waitForFunction((isDark) => {
      const page = document.querySelector('main')?.parentElement;
      const red = /\d+/.exec(page ? getComputedStyle(page).backgroundColor : '');
      return red !== null && Number(red[0]) < 128 === isDark;
    }, colorScheme === 'dark');
  }

  /** @param width of the pane, in CSS pixels. */
  async #setWidth(width: number): Promise<void> {
    await this.page.locator('aside').evaluate((aside, pixels) => {
      aside.style.inlineSize = `${pixels}px`;
    }, width);
  }

  /** Resolves once nothing is being fetched or moved that a picture would show. */
  async settled(): Promise<void> {
    const pane = await this.frame();
    await pane.waitForFunction(
      () => document.getAnimations().every(({ playState }) => playState !== 'running'),
      undefined,
      { timeout: 10_000 },
    );
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}
