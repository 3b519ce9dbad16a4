import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMain } from '../lib/is-main.ts';
import { freeBasePort } from './local/free-ports.ts';
import { launchBrowser } from './local/headless-browser.ts';
import { root, spawnLocal } from './local/spawn-local.ts';
import { pictured, tested, type Look } from './tour/look.ts';
import { PaneTour } from './tour/pane-tour.ts';
import { takePicture } from './tour/picture.ts';
import { stops, walk, type Stop } from './tour/stops.ts';
import { alice, furnish } from './tour/world.ts';

/** Looks of the same shell are pictured in one walk. */
const walks = (looks: readonly Look[]): Look[][] => [
  looks.filter(({ query }) => !query['device']),
  looks.filter(({ query }) => query['device']),
];

/** Walks a sandbox of its own, since a tour tracks what the next would find untracked. */
async function photograph(looks: Look[], some: readonly Stop[], folder: string): Promise<string[]> {
  const [first] = looks;
  if (!first) return [];
  const dataDir = await mkdtemp(join(tmpdir(), 'regarding-tour-'));
  const local = await spawnLocal({ port: await freeBasePort(), dataDir });
  const browser = await launchBrowser(local.spki);
  const missed: string[] = [];
  try {
    const { urls } = local;
    const mailbox = await furnish(urls);
    const tour = await PaneTour.open(browser, urls.outlook, first, { person: alice });
    await walk(
      { browser, look: first, urls, mailbox, tour },
      some,
      async ({ name }, seen) => {
        for (const look of looks)
          await takePicture(seen, look, join(folder, look.name, `${name}.png`));
        await seen.wear(first);
      },
      async ({ name }, error, seen) => {
        missed.push(name);
        console.error(`${first.name}/${name}: ${String(error)}`);
        await seen.page.screenshot({ path: join(tmpdir(), `missed-${first.name}-${name}.png`) });
      },
    );
  } finally {
    await browser.close();
    await local.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
  return missed;
}

/** Pictures of stops that are no more. */
async function prune(folder: string): Promise<void> {
  const names = new Set(stops.map(({ name }) => `${name}.png`));
  for (const file of await readdir(folder)) {
    if (!names.has(file)) await rm(join(folder, file));
  }
}

/**
 * Writes docs/screenshots/<look>/<stop>.png anew. Arguments are names of looks and stops; all where
 * there are none.
 */
async function main(args: string[]): Promise<void> {
  const folder = join(root, 'docs/screenshots');
  const chosen = stops.filter(({ name }) => args.includes(name));
  const some = chosen.length > 0 ? chosen : stops;
  const named = tested.filter(({ name }) => args.includes(name));
  const looks = named.length > 0 ? named : pictured;
  for (const { name } of looks) {
    await mkdir(join(folder, name), { recursive: true });
    await prune(join(folder, name));
  }
  const missed: string[] = [];
  for (const together of walks(looks)) {
    missed.push(...(await photograph(together, some, folder)));
  }
  if (missed.length > 0) process.exitCode = 1;
}

if (isMain(import.meta.url)) await main(process.argv.slice(2));
