import type { Frame, FrameLocator, Locator, Page } from 'playwright-core';

/** More than any page of the pane has. */
const mostStops = 250;

interface Step {
  isThere: boolean;
  name: string;
  /** What had the focus before and did not show it. */
  unseen: string | null;
  isOutside: boolean;
}

type Target = NonNullable<Awaited<ReturnType<Locator['elementHandle']>>>;

/** What has the focus now, whether it is `target`, and whether the one before showed that it had it. */
function look(frame: Frame, target: Target): Promise<Step> {
  return frame.evaluate((wanted) => {
    interface Noted {
      element: HTMLElement;
      drawn: string;
    }
    const kept = window as unknown as { focusNoted?: Noted | undefined };
    /** Where Fluent draws its rings: on the element, below it, or on the field around it. */
    const drawn = (element: HTMLElement): string =>
      [element, element.parentElement ?? element]
        .flatMap((one) =>
          [undefined, '::before', '::after'].map((part) => getComputedStyle(one, part)),
        )
        .map(
          ({ outline, boxShadow, border, transform }) =>
            `${outline}|${boxShadow}|${border}|${transform}`,
        )
        .join();
    const nameOf = (element: Element): string =>
      (element.getAttribute('aria-label') ?? element.textContent).trim();
    const before = kept.focusNoted;
    const element = document.activeElement;
    const isOutside = !(element instanceof HTMLElement) || element === document.body;
    const isLeft = before !== undefined && before.element.isConnected && before.element !== element;
    const unseen = isLeft && drawn(before.element) === before.drawn ? nameOf(before.element) : null;
    kept.focusNoted = isOutside ? undefined : { element, drawn: drawn(element) };
    const isThere = !isOutside && (element === wanted || wanted.contains(element));
    return { isThere, name: isOutside ? '' : nameOf(element), unseen, isOutside };
  }, target);
}

/** Uses the pane by keys alone; whatever gets the focus on the way has to show it. */
export class Keys {
  readonly #page: Page;
  /** Stops whose focus is not seen. */
  readonly complaints: string[] = [];

  constructor(page: Page) {
    this.#page = page;
  }

  async #frame(): Promise<Frame> {
    const found = await (await this.#page.waitForSelector('aside iframe')).contentFrame();
    if (!found) throw new Error('the pane has no frame');
    return found;
  }

  /** To the last thing of Outlook before the pane. */
  async #enter(): Promise<void> {
    await this.#page.locator('aside button').last().focus();
  }

  /** Goes on with `key` until `locator`, or something in it, has the focus. */
  async focus(locator: Locator, key = 'Tab'): Promise<void> {
    await locator.waitFor();
    const target = await locator.elementHandle();
    const frame = await this.#frame();
    const way: string[] = [];
    let step = await look(frame, target);
    while (!step.isThere && way.length < mostStops) {
      if (step.isOutside) await this.#enter();
      await this.#page.keyboard.press(key);
      step = await look(frame, target);
      way.push(step.name);
      if (step.unseen !== null) this.complaints.push(`no focus ring: ${step.unseen}`);
    }
    if (!step.isThere) throw new Error(`cannot be reached by ${key}: ${way.join(' > ')}`);
  }

  /** As a click; in lists and tabs, which are one stop each, with the arrows. */
  async click(locator: Locator): Promise<void> {
    await locator.waitFor();
    const role = await locator.getAttribute('role');
    if (role === 'option') return this.#choose(locator);
    if (role === 'tab') {
      await this.focus(locator.page().frameLocator('aside iframe').getByRole('tablist'));
      await this.focus(locator, 'ArrowRight');
    } else await this.focus(locator);
    await this.#page.keyboard.press(role === 'tab' ? ' ' : 'Enter');
  }

  /** An option of the box that has the focus. */
  async #choose(option: Locator): Promise<void> {
    for (let presses = 0; presses < 30; presses += 1) {
      if ((await option.getAttribute('aria-selected')) === 'true') {
        await this.#page.keyboard.press('Enter');
        return;
      }
      await this.#page.keyboard.press('ArrowDown');
    }
    throw new Error('the arrows do not reach the option');
  }

  async check(locator: Locator): Promise<void> {
    if (await locator.isChecked()) return;
    await this.focus(locator);
    await this.#page.keyboard.press(' ');
  }

  async fill(locator: Locator, text: string): Promise<void> {
    await this.focus(locator);
    await this.#page.keyboard.press('ControlOrMeta+a');
    await this.#page.keyboard.type(text);
  }

  /** Goes down from the first option; Chromium needs no list to be open for that. */
  async select(locator: Locator, { index }: { index: number }): Promise<void> {
    await this.focus(locator);
    await this.#page.keyboard.press('Home');
    for (let at = 0; at < index; at += 1) await this.#page.keyboard.press('ArrowDown');
  }

  /** The pane with keys in the place of the mouse. */
  lead(pane: FrameLocator): FrameLocator {
    return this.#led(pane);
  }

  #led<T extends FrameLocator | Locator>(target: T): T {
    const gestures: Record<string, (...given: never[]) => Promise<void>> = {
      click: () => this.click(target as Locator),
      check: () => this.check(target as Locator),
      fill: (text: string) => this.fill(target as Locator, text),
      selectOption: (option: { index: number }) => this.select(target as Locator, option),
    };
    return new Proxy(target, {
      get: (of, name) => {
        const gesture = gestures[String(name)];
        if (gesture) return gesture;
        const value: unknown = Reflect.get(of, name, of);
        if (typeof value !== 'function') return value;
        return (...given: unknown[]) => {
          const answer: unknown = Reflect.apply(value, of, given);
          return isLocator(answer) ? this.#led(answer) : answer;
        };
      },
    });
  }
}

const isLocator = (value: unknown): value is Locator =>
  typeof value === 'object' && value !== null && 'getByRole' in value && 'first' in value;
