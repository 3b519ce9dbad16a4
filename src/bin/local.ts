import { join } from 'node:path';
import { isMain } from '../lib/is-main.ts';
import type { Overrides } from './compose.ts';
import { findBrowser, openBrowser } from './local/browser.ts';
import { readOptions, UserError, type LocalOptions } from './local/options.ts';
import { startLocal, type Local } from './local/start.ts';

/** Ctrl-C ends everything within five seconds, whatever still hangs. */
const longestGoodbyeMs = 4_500;

async function open(local: Local, options: LocalOptions): Promise<void> {
  const browser = await findBrowser();
  if (!browser) {
    console.log('No Chrome, Edge or Chromium was found to open; use your own browser.');
    return;
  }
  openBrowser(browser, local.urls.outlook, local.spki, join(options.dataDir, 'browser'));
}

/** Further signals change nothing: npm passes on the Ctrl-C that the terminal sent us already. */
function stopOnSignal(local: Local): void {
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(0), longestGoodbyeMs).unref();
    void local.close().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

/** What `npm start` does. */
export async function main(overrides: Overrides = {}): Promise<void> {
  try {
    const options = readOptions(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd());
    const local = await startLocal(options, overrides);
    stopOnSignal(local);
    console.log(`Regarding is ready at ${local.urls.outlook}`);
    if (options.open) await open(local, options);
  } catch (error) {
    console.error(error instanceof UserError ? error.message : error);
    process.exit(1);
  }
}

if (isMain(import.meta.url)) await main();
