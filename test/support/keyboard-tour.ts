import { expect } from '@jest/globals';
import type { PaneTour } from '../../src/bin/tour/pane-tour.ts';

/** What has the focus in the pane, and whether one sees that it has. */
async function focused(tour: PaneTour): Promise<{ name: string; isSeen: boolean }> {
  const pane = await tour.frame();
  return pane.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body)
      return { name: '', isSeen: true };
    /** Where Fluent draws its rings: on the element, below it, or on the field around it. */
    const drawn = (): string =>
      [element, element.parentElement ?? element]
        .flatMap((one) =>
          [undefined, '::before', '::after'].map((part) => getComputedStyle(one, part)),
        )
        .map(
          ({ outline, boxShadow, border, transform }) =>
            `${outline}|${boxShadow}|${border}|${transform}`,
        )
        .join();
    const withFocus = drawn();
    element.blur();
    const without = drawn();
    element.focus();
    const name = element.getAttribute('aria-label') ?? element.textContent;
    return { name: name.trim(), isSeen: withFocus !== without };
  });
}

/** Goes on with `key` until what is called `name` has the focus; everything on the way shows it. */
export async function tabTo(tour: PaneTour, name: string, key = 'Tab'): Promise<void> {
  const way: string[] = [];
  while (way.length < 80) {
    await tour.page.keyboard.press(key);
    const now = await focused(tour);
    way.push(now.name);
    expect(now.isSeen ? '' : `no focus ring: ${now.name}`).toBe('');
    if (now.name === name) return;
  }
  throw new Error(`${name} cannot be reached: ${way.join(' > ')}`);
}

export async function pressOn(tour: PaneTour, key: string, how = 'Tab'): Promise<void> {
  await tabTo(tour, tour.text(key), how);
  await tour.page.keyboard.press('Enter');
}
