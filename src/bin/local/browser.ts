import { spawn } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

const names = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
];

const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  'C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe',
];

const isExecutable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

/** The first Chrome, Chromium or Edge of this machine; undefined where there is none. */
export async function findBrowser(path = process.env.PATH ?? ''): Promise<string | undefined> {
  const folders = path.split(delimiter).filter(Boolean);
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  for (const candidate of [...candidates, ...applications]) {
    if (await isExecutable(candidate)) return candidate;
  }
  return undefined;
}

/**
 * Opens `url` in a window of its own profile that trusts the sandbox's certificate and nothing else
 * beyond the usual.
 * @param spki Base64 SHA-256 of the certificate's public key.
 */
export function openBrowser(
  executable: string,
  url: string,
  spki: string,
  profileDir: string,
): void {
  const args = [
    `--ignore-certificate-errors-spki-list=${spki}`,
    `--user-data-dir=${profileDir}`,
    '--no-first-run',
    '--new-window',
    url,
  ];
  spawn(executable, args, { detached: true, stdio: 'ignore' }).unref();
}
