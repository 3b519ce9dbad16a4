import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser } from 'playwright-core';
import { findBrowser } from './browser.ts';

const here = import.meta.dirname;
/** Of this project: in the common temporary folder another user's copy would be in the way. */
const cache = join(here, '../../../node_modules/.cache/chromium');

interface Program {
  path: string;
  /** What it needs beside the usual. */
  env: Record<string, string>;
  isPackaged: boolean;
}

async function unpackChromium(): Promise<Program> {
  await mkdir(cache, { recursive: true });
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(here, 'unpack-chromium.ts')],
    {
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        TMPDIR: cache,
        AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
      },
    },
  );
  const env = { LD_LIBRARY_PATH: join(cache, 'al2023/lib'), FONTCONFIG_PATH: join(cache, 'fonts') };
  return { path: stdout, env, isPackaged: true };
}

/**
 * The machine's own Chrome, Chromium or Edge, else the Chromium that comes with the development
 * dependencies (Linux only).
 */
async function findProgram(): Promise<Program> {
  const path = process.env.REGARDING_BROWSER ?? (await findBrowser());
  if (path) return { path, env: {}, isPackaged: false };
  if (process.platform === 'linux') return unpackChromium();
  throw new Error(
    'This needs Chrome, Edge or Chromium: install one, or name its program in REGARDING_BROWSER.',
  );
}

/** A headless browser that trusts the certificate with this SPKI hash and reaches only this machine. */
export async function launchBrowser(spki: string): Promise<Browser> {
  const { path, env, isPackaged } = await findProgram();
  // Neither root nor the packaged program has a sandbox to run in; the pages are our own.
  const isUnboxed = isPackaged || process.getuid?.() === 0;
  return chromium.launch({
    executablePath: path,
    env: { ...process.env, ...env },
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
