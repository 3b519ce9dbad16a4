import { createHash } from 'node:crypto';
import { escapeHtml } from '../../../lib/html.ts';

/** HTML that needs no escaping any more. */
export interface Html {
  html: string;
}

type Part = string | number | Html | readonly Html[] | null;

const render = (part: Part): string => {
  if (part === null) return '';
  if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part));
  return 'html' in part ? part.html : part.map(({ html }) => html).join('');
};

/** A template whose values are escaped unless they are {@link Html}. */
export const markup = (texts: TemplateStringsArray, ...parts: Part[]): Html => ({
  html: texts.map((text, index) => text + render(parts[index] ?? null)).join(''),
});

const style = `
body{margin:0;font:16px/1.5 system-ui,sans-serif;color:#242424;background:#faf9f8}
header{background:#0b556a;color:#fff;padding:.75rem 1.5rem}header a{color:#fff}
main{max-width:60rem;margin:0 auto;padding:1rem 1.5rem 3rem}
h1{font-size:1.6rem;margin:.5rem 0}h2{font-size:1.15rem;margin:1.75rem 0 .5rem}
.note{color:#424242;margin:0}table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;border-bottom:1px solid #d1d1d1;overflow-wrap:anywhere}
th{font-weight:600}th[scope=row]{width:16rem}
iframe{width:100%;height:24rem;border:1px solid #d1d1d1;background:#fff}
a{color:#0b556a}a:focus-visible{outline:2px solid #0b556a;outline-offset:2px}`;

/** In one piece: the policy's hash is of every character between the tags. */
const styleElement: Html = { html: `<style>${style}</style>` };
const styleHash = createHash('sha256').update(style).digest('base64');

/** Headers of a page: nothing but its own style, and frames of this origin. */
export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    `default-src 'none'; style-src 'sha256-${styleHash}'; frame-src 'self'; img-src data:; ` +
    `base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** A whole page with the sandbox's frame around `content`. */
export const page = (title: string, content: Html): string =>
  markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title} · Sandbox CRM</title>
        <link rel="icon" href="data:," />
        ${styleElement}
      </head>
      <body>
        <header><a href="/">Sandbox CRM</a></header>
        <main>
          <p class="note">
            This is a sandbox on your own computer: it shows every record to everyone, without
            signing in.
          </p>
          ${content}
        </main>
      </body>
    </html> `.html;
