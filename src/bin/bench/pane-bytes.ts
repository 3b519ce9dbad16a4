import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { figure, type Figure } from './figure.ts';

/** The scripts a built page loads at once, as file names. */
const scriptsOf = (html: string): string[] =>
  [...html.matchAll(/<script[^>]+src="(?:\/pane\/|\/)?([^"/]+\.js)"/g)].map(
    (match) => match[1] ?? '',
  );

/** Bytes, gzip level 6, of the scripts in the HTML; those the page loads later do not count. */
async function firstRouteBytes(htmlPath: string): Promise<number> {
  const scripts = scriptsOf(await readFile(htmlPath, 'utf8'));
  if (scripts.length === 0) throw new Error(`${htmlPath} loads no script`);
  const sizes = scripts.map(async (script) => {
    const source = await readFile(join(dirname(htmlPath), script));
    return gzipSync(source, { level: 6 }).length;
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** P1: the pane's first route beside a bare React + Fluent page. office.js is the host's, not ours. */
export async function paneBytes(panePath: string, barePath: string): Promise<Figure> {
  return figure(
    {
      id: 'P1',
      what: 'JavaScript of the first route, gzip, without office.js',
      value: await firstRouteBytes(panePath),
      unit: 'bytes',
      anchor: 'bare React + Fluent page',
      anchorValue: await firstRouteBytes(barePath),
      target: 'at most 110 KB (112,640 bytes)',
    },
    ({ value }) => value <= 112_640,
  );
}
