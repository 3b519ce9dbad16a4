import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
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
  /**
   * The add-in only manifest, with `https://localhost[:port]` wherever our origin belongs; the
   * unified one, manifest.json, is beside it.
   */
  manifestFile: string;
  publicUrl: string;
  pane: PaneConfig;
  /** URLs of office.js, in order. */
  officeScripts: readonly string[];
  policy: PolicySources;
}

/** Built pages by their paths; the manifests and the pane refer to them. */
const pages = {
  '/pane/pane.html': 'pane.html',
  '/pane/commands.html': 'commands.html',
  '/support': 'support.html',
  '/privacy': 'privacy.html',
  '/adminconsent': 'adminconsent.html',
} as const;

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

/**
 * Where an administrator allows Regarding for everybody (quality §1.1, point 48). Entra sends the
 * browser back with its answer.
 */
export function consentUrl({ pane, publicUrl }: Pick<PageOptions, 'pane' | 'publicUrl'>): string {
  // `common` stands for personal accounts too, which have no administrator.
  const url = new URL(`${pane.authority.replace(/\/common\/?$/, '/organizations')}/adminconsent`);
  url.searchParams.set('client_id', pane.clientId);
  url.searchParams.set('redirect_uri', `${publicUrl}/adminconsent`);
  return url.href;
}

/** What Entra answered to the administrator, as its documentation of `/adminconsent` says. */
const outcomeOf = (query: Record<string, unknown>): 'approved' | 'refused' | 'open' => {
  if (query['error'] !== undefined) return 'refused';
  return String(query['admin_consent']).toLowerCase() === 'true' ? 'approved' : 'open';
};

/** Fills the placeholders of a built page. */
export function renderPage(
  template: string,
  options: Pick<PageOptions, 'pane' | 'officeScripts' | 'publicUrl'>,
  nonce: string,
  query: Record<string, unknown> = {},
): string {
  const { pane, officeScripts } = options;
  const values: Record<string, string> = {
    __NONCE__: nonce,
    __OUTCOME__: outcomeOf(query),
    __CONSENT_URL__: escapeHtml(consentUrl(options)),
    __REGARDING_CONFIG__: escapeHtml(JSON.stringify(paneConfig.parse(pane))),
    __OFFICE_SCRIPTS__: officeScripts.map((url) => scriptTag(url, nonce)).join('\n    '),
  };
  return template.replace(
    /__(?:NONCE|OUTCOME|CONSENT_URL|REGARDING_CONFIG|OFFICE_SCRIPTS)__/g,
    (placeholder) => values[placeholder] ?? placeholder,
  );
}

function registerPage(
  app: FastifyInstance,
  { path, name }: { path: string; name: string },
  options: PageOptions,
): void {
  app.get<{ Querystring: Record<string, unknown> }>(path, async (request, reply) => {
    const template = await readOr404(join(options.buildDir, name));
    const nonce = newNonce();
    return reply
      .headers({
        'content-security-policy': contentSecurityPolicy(options.policy, nonce),
        'cache-control': 'no-store',
      })
      .type('text/html; charset=utf-8')
      .send(renderPage(template, options, nonce, request.query));
  });
}

/** A manifest with our own origin in the place of `npm start`'s. */
function registerManifest(
  app: FastifyInstance,
  { path, file, type }: { path: string; file: string; type: string },
  options: PageOptions,
): void {
  app.get(path, async (request, reply) => {
    const manifest = await readOr404(file);
    const body = manifest.replace(/https:\/\/localhost(:\d+)?/g, options.publicUrl);
    const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;
    void reply.headers({ 'cache-control': 'no-cache', etag });
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    return reply.type(`${type}; charset=utf-8`).send(body);
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
  const file = options.manifestFile;
  registerManifest(app, { path: '/manifest.xml', file, type: 'application/xml' }, options);
  const unified = join(dirname(file), 'manifest.json');
  const type = 'application/json';
  registerManifest(app, { path: '/manifest.json', file: unified, type }, options);
  registerFiles(app, { prefix: '/pane/', dir: options.buildDir, headers: hashedFiles });
  registerFiles(app, { prefix: '/assets/', dir: options.assetsDir, headers: iconFiles });
}
