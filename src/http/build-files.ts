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

/**
 * Serves a folder of built files, compressed where the client takes it. Their names carry a hash of
 * their content, so they are read once and may be kept for ever.
 */
export function registerBuildFiles(app: FastifyInstance, prefix: string, dir: string): void {
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
      .headers({ 'cache-control': 'public, max-age=31536000, immutable', vary: 'accept-encoding' })
      .type(type)
      .send(takesGzip ? gzipped : plain);
  });
}
