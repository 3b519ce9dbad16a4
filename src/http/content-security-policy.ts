import { randomBytes } from 'node:crypto';

export interface PolicySources {
  /** Origins office.js is loaded from, and loads from. */
  scripts: readonly string[];
  /** Origin tokens are got from. */
  authority: string;
  /** Pages that may show the pane. */
  frameAncestors: readonly string[];
}

export const newNonce = (): string => randomBytes(16).toString('base64url');

/** The Content-Security-Policy of one answer of the pane's pages (ASVS 3.4.3). */
export function contentSecurityPolicy(sources: PolicySources, nonce: string): string {
  const directives: Record<string, readonly string[]> = {
    'default-src': ["'none'"],
    'script-src': ["'self'", `'nonce-${nonce}'`, ...sources.scripts],
    'style-src': ["'self'", `'nonce-${nonce}'`],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'", 'https://res.cdn.office.net', 'https://*.cdn.office.net'],
    'connect-src': ["'self'", sources.authority],
    'frame-src': [sources.authority],
    'frame-ancestors': sources.frameAncestors,
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'require-trusted-types-for': ["'script'"],
    // `default` lets office.js add its own scripts; `regarding` is the bundle's.
    'trusted-types': ['default', 'regarding'],
  };
  return Object.entries(directives)
    .map(([name, values]) => [name, ...values].join(' '))
    .join('; ');
}
