import { randomBytes } from 'node:crypto';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { indexFiles, mediaType } from './files.ts';
import { problem } from './problem.ts';
import type { OutlookDeps } from './types.ts';

/** What the built page carries where the style nonce of each answer goes. */
const nonceMark = '__CSP_NONCE__';

/** The frame a mail is drawn in: no script of any kind, nothing from the network. */
const mailPolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

const mailFrame =
  '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Message</title>' +
  '<base target="_blank"></head><body></body></html>';

function pagePolicy({ urls }: OutlookDeps, nonce: string, addInOrigins: string[]): string {
  const services = [urls.graph, urls.dataverse, urls.entra].join(' ');
  const addIn = addInOrigins.join(' ');
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data: ${addIn}`,
    "font-src 'self'",
    `connect-src 'self' ${services}`,
    `frame-src 'self' ${addIn}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types dompurify',
  ].join('; ');
}

/** office.js and our own script before it, for the add-in's pages; any letter case of a path. */
async function registerOffice(app: FastifyInstance, { officeJsDir }: OutlookDeps): Promise<void> {
  const files = await indexFiles(officeJsDir);
  const own = join(import.meta.dirname, 'host-support.js');
  app.get<{ Params: { '*': string } }>('/office/*', async (request, reply) => {
    const name = request.params['*'].toLowerCase();
    const path = name === 'host-support.js' ? own : files.get(name);
    if (!path) return problem(reply, 404, 'not-found', `There is no ${request.url}.`);
    // Scripts are asked for with crossorigin="anonymous" from whatever origin the add-in has.
    reply
      .header('access-control-allow-origin', '*')
      .header('cache-control', 'public, max-age=3600');
    reply.header('cross-origin-resource-policy', 'cross-origin');
    return reply.type(mediaType(path)).send(await readFile(path));
  });
}

async function assertBuilt(page: string): Promise<void> {
  try {
    await access(page);
  } catch {
    throw new Error(`The page is not built: ${page} is missing. Run "npx webpack" first.`);
  }
}

/**
 * The page, its files, the frame for mails, and office.js. The page may frame what
 * has one of the add-ins' origins. Throws where the page is not built.
 */
export async function registerPages(
  app: FastifyInstance,
  deps: OutlookDeps,
  addInOrigins: () => Promise<string[]>,
): Promise<void> {
  const page = join(deps.pageDir, 'outlook.html');
  await assertBuilt(page);
  await registerOffice(app, deps);

  app.get('/', async (_request, reply) => {
    const nonce = randomBytes(16).toString('base64');
    const html = await readFile(page, 'utf8');
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', pagePolicy(deps, nonce, await addInOrigins()))
      .header('cache-control', 'no-store')
      .send(html.replaceAll(nonceMark, nonce));
  });

  app.get('/mail-frame', (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', mailPolicy)
      .send(mailFrame),
  );

  app.get<{ Params: { '*': string } }>('/*', async (request, reply) => {
    const path = (await indexFiles(deps.pageDir)).get(request.params['*'].toLowerCase());
    if (!path || path.endsWith('.html')) {
      return problem(reply, 404, 'not-found', `There is no ${request.url}.`);
    }
    // The names of the page's files carry a hash of their content.
    reply.header('cache-control', 'public, max-age=31536000, immutable');
    return reply.type(mediaType(path)).send(await readFile(path));
  });
}
