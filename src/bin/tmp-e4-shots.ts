import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freeBasePort } from './local/free-ports.ts';
import { launchBrowser } from './local/headless-browser.ts';
import { spawnLocal } from './local/spawn-local.ts';
import { pictured } from './tour/look.ts';
import { PaneTour } from './tour/pane-tour.ts';
import { takePicture } from './tour/picture.ts';
import { stops, walk } from './tour/stops.ts';
import { alice, furnish } from './tour/world.ts';
const dataDir = await mkdtemp(join(tmpdir(), 'e4-tour-'));
const local = await spawnLocal({ port: await freeBasePort(), dataDir });
const browser = await launchBrowser(local.spki);
try {
  const looks = pictured.filter(({ query }) => !query['device']);
  console.log(looks.map((l) => l.name));
  const mailbox = await furnish(local.urls);
  const first = looks[0]!;
  const tour = await PaneTour.open(browser, local.urls.outlook, first, { person: alice });
  await walk({ browser, look: first, urls: local.urls, mailbox, tour }, stops.filter(({ name }) => name === 'failed' || name === 'failed-items'), async ({ name }, seen) => {
    for (const look of looks) await takePicture(seen, look, join('/tmp/shots-promote', `${look.name}-${name}.png`));
    await seen.wear(first);
  }, async ({ name }, error, seen) => { console.error(name, String(error)); await seen.page.screenshot({ path: `/tmp/shots-promote/missed-${name}.png` }); });
} finally { await browser.close(); await local.stop(); }
