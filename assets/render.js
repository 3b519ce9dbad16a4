/**
 * Renders assets/icon.svg to the PNGs of manifest.xml: `node assets/render.js [path to Chromium]`.
 * Run it after the drawing changes; the PNGs are committed.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';

/** Ribbon and list icons, and the phones' 25, 32 and 48 at one, two and three times the size. */
const sizes = [16, 25, 32, 48, 50, 64, 75, 80, 96, 128, 144];

const drawing = await readFile(new URL('icon.svg', import.meta.url), 'utf8');
const executablePath = process.argv[2] ?? '/usr/bin/chromium';
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const page = await browser.newPage();
for (const size of sizes) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>body { margin: 0 } svg { display: block; width: ${size}px }</style>${drawing}`,
  );
  const image = await page.screenshot({ omitBackground: true });
  await writeFile(new URL(`icon-${size}.png`, import.meta.url), image);
}
await browser.close();
