import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { findBrowser } from './browser.ts';

const cache = join(import.meta.dirname, '../../../node_modules/.cache/chromium');

/**
 * Unpacks the Chromium of the development dependencies, with the libraries it needs, into a folder
 * of this project: in the common temporary folder another user's copy would be in the way. The
 * package brings the libraries only where it believes to run in AWS Lambda.
 */
async function unpackChromium(): Promise<string> {
  await mkdir(cache, { recursive: true });
  process.env.TMPDIR = cache;
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x';
  const { default: packaged } = await import('@sparticuz/chromium');
  return packaged.executablePath();
}

/**
 * The machine's own Chrome, Chromium or Edge, else the Chromium that comes with the development
 * dependencies (Linux only).
 */
async function findProgram(): Promise<{ path: string; isPackaged: boolean }> {
  const installed = process.env.REGARDING_BROWSER ?? (await findBrowser());
  if (installed) return { path: installed, isPackaged: false };
  if (process.platform === 'linux') return { path: await unpackChromium(), isPackaged: true };
  throw new Error(
    'This needs Chrome, Edge or Chromium: install one, or name its program in REGARDING_BROWSER.',
  );
}

/** A headless browser that trusts the certificate with this SPKI hash and reaches only this machine. */
export async function launchBrowser(spki: string): Promise<Browser> {
  const { path, isPackaged } = await findProgram();
  // Neither root nor the packaged program has a sandbox to run in; the pages are our own.
  const isUnboxed = isPackaged || process.getuid?.() === 0;
  return chromium.launch({
    executablePath: path,
    args: [
      ...(isUnboxed ? ['--no-sandbox'] : []),
      `--ignore-certificate-errors-spki-list=${spki}`,
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost',
    ],
  });
}
