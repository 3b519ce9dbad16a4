import type { Look } from './look.ts';
import type { PaneTour } from './pane-tour.ts';

/** Longer pages are cut; nobody reads a picture of more. */
const longest = 2_000;

/** Makes Outlook's page so tall that the pane needs no scrolling. */
async function stretch(tour: PaneTour, viewport: { width: number; height: number }) {
  const pane = await tour.frame();
  const [content, shown] = await pane.evaluate(() => {
    const main = document.querySelector('main')?.getBoundingClientRect();
    return [(main?.bottom ?? 0) + window.scrollY + 16, window.innerHeight];
  });
  const height = Math.ceil(viewport.height - shown + content);
  await tour.page.setViewportSize({ ...viewport, height: Math.min(longest, height) });
}

/** Photographs the pane alone as far as it goes; on a phone the whole screen. */
export async function takePicture(tour: PaneTour, look: Look, path: string): Promise<void> {
  await tour.wear(look);
  await tour.settled();
  if (tour.isPhone) {
    await tour.page.screenshot({ path });
    return;
  }
  const viewport = tour.page.viewportSize();
  if (!viewport) throw new Error('the page has no size');
  await stretch(tour, viewport);
  await tour.page.locator('aside iframe').screenshot({ path });
  await tour.page.setViewportSize(viewport);
}
