import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { freeBasePort } from '../../src/bin/local/free-ports.ts';
import { launchBrowser } from '../../src/bin/local/headless-browser.ts';
import { spawnLocal, type LocalProcess } from '../../src/bin/local/spawn-local.ts';
import type { OutlookPage } from './outlook-page.ts';

/** Screenshots for people to look at. */
const shots = join(import.meta.dirname, '../../dist/screenshots');

/** `npm start` on a port and data folder of its own, and a browser that trusts it. */
export interface LocalOutlook {
  local: LocalProcess;
  browser: Browser;
  port: number;
  dataDir: string;
  /** Starts the programs again, on the same data, after they were stopped. */
  startAgain: () => Promise<void>;
  close: () => Promise<void>;
}

/** Starts everything a browser test needs; `close` ends it and forgets its data. */
export async function startLocalOutlook(): Promise<LocalOutlook> {
  await mkdir(shots, { recursive: true });
  const dataDir = await mkdtemp(join(tmpdir(), 'regarding-e2e-'));
  const port = await freeBasePort();
  const local = await spawnLocal({ port, dataDir });
  const browser = await launchBrowser(local.spki);
  const world: LocalOutlook = {
    local,
    browser,
    port,
    dataDir,
    startAgain: async () => {
      world.local = await spawnLocal({ port, dataDir });
    },
    close: async () => {
      await browser.close();
      await world.local.stop();
      await rm(dataDir, { recursive: true });
    },
  };
  return world;
}

export const shoot = ({ page }: Pick<OutlookPage, 'page'>, name: string): Promise<Buffer> =>
  page.screenshot({ path: join(shots, `${name}.png`) });
