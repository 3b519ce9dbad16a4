import type { BrowserContext } from 'playwright-core';

/** Keys as src/pane/host/device.ts writes them. */
const flags = { 'regarding.welcomed': 'yes', 'regarding.stay-signed-in': 'yes' };

/** A person of long standing: the pane neither introduces itself nor waits for a click (V-08). */
export async function staySignedIn(context: BrowserContext): Promise<void> {
  await context.addInitScript((entries) => {
    try {
      for (const [key, value] of entries) {
        if (localStorage.getItem(key) === null) localStorage.setItem(key, value);
      }
    } catch {
      // Pages without an origin have no storage.
    }
  }, Object.entries(flags));
}
