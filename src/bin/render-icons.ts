/**
 * Renders the drawings in assets/ to the PNGs of the manifests: `node src/bin/render-icons.ts`. Run it after
 * a drawing changes; the PNGs are committed.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launchBrowser } from './local/headless-browser.ts';
import { root } from './local/spawn-local.ts';

/** Sizes of each drawing: ribbon and lists, phones (25, 32 and 48, up to three times), Teams. */
const drawings = {
  icon: [16, 25, 32, 48, 50, 64, 75, 80, 96, 128, 144, 192],
  log: [25, 32, 48, 50, 64, 75, 96, 144],
  outline: [32],
};

const assets = join(root, 'assets');
const browser = await launchBrowser('');
const page = await browser.newPage();
for (const [name, sizes] of Object.entries(drawings)) {
  const drawing = await readFile(join(assets, `${name}.svg`), 'utf8');
  for (const size of sizes) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(
      `<style>body { margin: 0 } svg { display: block; width: ${size}px }</style>${drawing}`,
    );
    const image = await page.screenshot({ omitBackground: true });
    await writeFile(join(assets, `${name}-${size}.png`), image);
  }
}
await browser.close();
