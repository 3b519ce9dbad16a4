/**
 * Renders assets/icon.svg to the PNGs of manifest.xml: `node src/bin/render-icons.ts`. Run it after
 * the drawing changes; the PNGs are committed.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launchBrowser } from './local/headless-browser.ts';
import { root } from './local/spawn-local.ts';

/** Ribbon and list icons, and the phones' 25, 32 and 48 at one, two and three times the size. */
const sizes = [16, 25, 32, 48, 50, 64, 75, 80, 96, 128, 144];

const assets = join(root, 'assets');
const drawing = await readFile(join(assets, 'icon.svg'), 'utf8');
const browser = await launchBrowser('');
const page = await browser.newPage();
for (const size of sizes) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>body { margin: 0 } svg { display: block; width: ${size}px }</style>${drawing}`,
  );
  const image = await page.screenshot({ omitBackground: true });
  await writeFile(join(assets, `icon-${size}.png`), image);
}
await browser.close();
