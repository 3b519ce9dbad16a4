import { chromium, type Browser } from 'playwright-core';
import { findBrowser } from './browser.ts';

/**
 * The machine's own Chrome, Chromium or Edge, else the Chromium that comes with the development
 * dependencies (Linux only).
 */
async function browserPath(): Promise<string> {
  const installed = process.env.REGARDING_BROWSER ?? (await findBrowser());
  if (installed) return installed;
  if (process.platform === 'linux') {
    const { default: packaged } = await import('@sparticuz/chromium');
    return packaged.executablePath();
  }
  throw new Error(
    'This needs Chrome, Edge or Chromium: install one, or name its program in REGARDING_BROWSER.',
  );
}

/** A headless browser that trusts the certificate with this SPKI hash and reaches only this machine. */
export async function launchBrowser(spki: string): Promise<Browser> {
  return chromium.launch({
    executablePath: await browserPath(),
    args: [
      // Root has no user namespaces to sandbox in; the pages are our own.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--ignore-certificate-errors-spki-list=${spki}`,
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost',
    ],
  });
}
