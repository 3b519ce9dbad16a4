import { spawn } from 'node:child_process';
import { readdir, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from './options.ts';

/** What the built pages are made from, relative to the root of the project. */
const sources = [
  'src/pane',
  'src/commands',
  'src/contracts',
  'src/domain',
  'src/lib',
  'src/sandbox/outlook/page',
  'webpack.config.js',
  'package-lock.json',
];

const outputs = ['dist/pane/pane.html', 'dist/outlook/outlook.html'];

const modifiedAt = async (path: string): Promise<number> =>
  stat(path).then(
    (stats) => stats.mtimeMs,
    () => 0,
  );

async function newestIn(path: string): Promise<number> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((e) => join(e.parentPath, e.name));
  return Math.max(...(await Promise.all([path, ...files].map(modifiedAt))));
}

async function isCurrent(root: string): Promise<boolean> {
  const source = Math.max(
    ...(await Promise.all(sources.map((path) => newestIn(join(root, path))))),
  );
  const output = Math.min(
    ...(await Promise.all(outputs.map((path) => modifiedAt(join(root, path))))),
  );
  return output > source;
}

/** Webpack leaves a file alone whose content is the same, so its time says nothing about the build. */
const markBuilt = (root: string, time: Date) =>
  Promise.all(outputs.map((path) => utimes(join(root, path), time, time)));

/**
 * Builds the pane and the Outlook page with webpack unless what is there is newer than its sources.
 * @throws UserError with webpack's own words where the build fails.
 */
export async function buildPages(root: string): Promise<void> {
  if (await isCurrent(root)) return;
  const startedAt = new Date();
  const webpack = join(root, 'node_modules/webpack/bin/webpack.js');
  const child = spawn(process.execPath, [webpack, '--mode', 'production'], { cwd: root });
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0)
    throw new UserError(`The pages could not be built:\n${Buffer.concat(output).toString()}`);
  await markBuilt(root, startedAt);
}
