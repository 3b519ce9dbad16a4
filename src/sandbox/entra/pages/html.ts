import { createHash } from 'node:crypto';
import { escapeHtml } from '../../../lib/html.ts';

const css = `:root{color-scheme:light dark;font:1rem/1.5 system-ui,sans-serif}
body{max-width:28rem;margin:10vh auto;padding:0 1rem}
h1{font-size:1.5rem;font-weight:600}
ul{list-style:none;padding:0}
li button{width:100%;margin:.25rem 0;padding:.75rem 1rem;font:inherit;text-align:start;cursor:pointer}
small{display:block}
.primary{font-weight:600}
form>button,label input{padding:.5rem 1rem;font:inherit}`;

const cssHash = createHash('sha256').update(css).digest('base64');

/** A page with its content security policy: no script, no frame, nothing from elsewhere. */
export interface Page {
  html: string;
  policy: string;
}

/**
 * A whole page.
 *
 * @param formTargets origins its form may end at, redirects included.
 * @param script an inline script; it alone may run.
 */
export function page(
  title: string,
  body: string,
  {
    formTargets = [],
    script,
  }: { formTargets?: string[]; script?: { text: string; nonce: string } },
): Page {
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${cssHash}'`,
    ...(script ? [`script-src 'nonce-${script.nonce}'`] : []),
    `form-action ${formTargets.length > 0 ? formTargets.join(' ') : "'none'"}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  const scripts = script ? `<script nonce="${script.nonce}">${script.text}</script>` : '';
  const html = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title>
<style>${css}</style></head>
<body><main>${body}</main>${scripts}</body>
</html>`;
  return { html, policy };
}

/** Values a form carries along unseen. */
export const hiddenFields = (fields: [string, string][]): string =>
  fields
    .map(
      ([name, value]) =>
        `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
    )
    .join('');
