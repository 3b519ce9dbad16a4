import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { escapeHtml } from '../lib/html.ts';
import { paneConfig } from '../contracts/pane-config.ts';
import type { PaneConfig } from '../contracts/pane-config.ts';
import { hashedFiles, iconFiles, registerFiles } from './build-files.ts';
import { contentSecurityPolicy, newNonce } from './content-security-policy.ts';
import type { PolicySources } from './content-security-policy.ts';
import { RequestProblem } from './problem.ts';

export interface PageOptions {
  /** Folder of the built pane. */
  buildDir: string;
  /** Folder of the add-in's icons. */
  assetsDir: string;
  /** The add-in's manifest, with `https://localhost[:port]` wherever our origin belongs. */
  manifestFile: string;
  publicUrl: string;
  pane: PaneConfig;
  /** URLs of office.js, in order. */
  officeScripts: readonly string[];
  policy: PolicySources;
}

/** Built pages by their paths. `/support` is where the manifest sends people for help. */
const pages = { '/pane/pane.html': 'pane.html', '/support': 'support.html' } as const;

const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-site',
} as const;

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

async function readOr404(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new RequestProblem({ status: 404, code: 'not-found', detail: 'This page is not built.' });
  }
}

/** Deferred, so that the page is painted before office.js is there; the order is kept. */
const scriptTag = (url: string, nonce: string): string =>
  `<script src="${escapeHtml(url)}" nonce="${nonce}" defer></script>`;

/** Fills the placeholders of a built page. */
export function renderPage(
  template: string,
  { pane, officeScripts }: Pick<PageOptions, 'pane' | 'officeScripts'>,
  nonce: string,
): string {
  const values: Record<string, string> = {
    __NONCE__: nonce,
    __REGARDING_CONFIG__: escapeHtml(JSON.stringify(paneConfig.parse(pane))),
    __OFFICE_SCRIPTS__: officeScripts.map((url) => scriptTag(url, nonce)).join('\n    '),
  };
  return template.replace(
    /__(?:NONCE|REGARDING_CONFIG|OFFICE_SCRIPTS)__/g,
    (placeholder) => values[placeholder] ?? placeholder,
  );
}

function registerPage(
  app: FastifyInstance,
  { path, name }: { path: string; name: string },
  options: PageOptions,
): void {
  app.get(path, async (_request, reply) => {
    const template = await readOr404(join(options.buildDir, name));
    const nonce = newNonce();
    return reply
      .headers({
        'content-security-policy': contentSecurityPolicy(options.policy, nonce),
        'cache-control': 'no-store',
      })
      .type('text/html; charset=utf-8')
      .send(renderPage(template, options, nonce));
  });
}

function registerManifest(app: FastifyInstance, options: PageOptions): void {
  app.get('/manifest.xml', async (request, reply) => {
    const manifest = await readOr404(options.manifestFile);
    const body = manifest.replace(/https:\/\/localhost(:\d+)?/g, options.publicUrl);
    const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;
    void reply.headers({ 'cache-control': 'no-cache', etag });
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    return reply.type('application/xml; charset=utf-8').send(body);
  });
}

/** The pane's pages and files. File names carry a hash of their content, so they never change. */
export function registerPages(app: FastifyInstance, options: PageOptions): void {
  app.addHook('onSend', (_request, reply, _payload, done) => {
    for (const [name, value] of Object.entries(securityHeaders)) {
      if (!reply.hasHeader(name)) void reply.header(name, value);
    }
    done();
  });
  for (const [path, name] of Object.entries(pages)) registerPage(app, { path, name }, options);
  registerManifest(app, options);
  registerFiles(app, { prefix: '/pane/', dir: options.buildDir, headers: hashedFiles });
  registerFiles(app, { prefix: '/assets/', dir: options.assetsDir, headers: iconFiles });
}
