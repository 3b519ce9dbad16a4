import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { RequestProblem } from './problem.ts';

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
};

interface BuiltFile {
  type: string;
  plain: Buffer;
  gzipped: Buffer;
}

const compress = promisify(gzip);

/** The folder's files by their path below it; there are few, and they are small. */
async function load(dir: string, name: string): Promise<BuiltFile | undefined> {
  const names = await readdir(dir, { recursive: true }).catch(() => [] as string[]);
  const type = types[extname(name)];
  // Only what the listing names is read: no path leads out of the folder.
  if (type === undefined || !names.includes(name)) return undefined;
  const plain = await readFile(join(dir, name));
  return { type, plain, gzipped: await compress(plain, { level: 9 }) };
}

export interface FileFolder {
  /** Path of the folder on the web, with a slash at both ends. */
  prefix: string;
  dir: string;
  /** Headers of every file. */
  headers: Record<string, string>;
}

/** Names carry a hash of the content: what was read once may be kept for ever. */
export const hashedFiles = { 'cache-control': 'public, max-age=31536000, immutable' };

/** Outlook draws the add-in's icons on its own page, which is of another origin. */
export const iconFiles = {
  'cache-control': 'public, max-age=86400',
  'cross-origin-resource-policy': 'cross-origin',
};

/** Serves a folder of files that do not change while we run, compressed where the client takes it. */
export function registerFiles(app: FastifyInstance, { prefix, dir, headers }: FileFolder): void {
  const files = new Map<string, BuiltFile>();
  const find = async (name: string): Promise<BuiltFile> => {
    const file = files.get(name) ?? (await load(dir, name));
    if (!file) throw new RequestProblem({ status: 404, code: 'not-found' });
    files.set(name, file);
    return file;
  };
  app.get<{ Params: { '*': string } }>(`${prefix}*`, async (request, reply) => {
    const { type, plain, gzipped } = await find(request.params['*']);
    const takesGzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    if (takesGzip) void reply.header('content-encoding', 'gzip');
    return reply
      .headers({ vary: 'accept-encoding', ...headers })
      .type(type)
      .send(takesGzip ? gzipped : plain);
  });
}
