import { randomBytes } from 'node:crypto';
import { escapeHtml } from '../../../lib/html.ts';
import { hiddenFields, page, type Page } from './html.ts';

/** OAuth 2.0 Form Post Response Mode: a form that sends itself; a button where scripts are off. */
export function formPost(redirectUri: string, fields: [string, string][]): Page {
  const nonce = randomBytes(16).toString('base64url');
  return page(
    'Signing in',
    `<form method="post" action="${escapeHtml(redirectUri)}">${hiddenFields(fields)}<button>Continue</button></form>`,
    {
      formTargets: [new URL(redirectUri).origin],
      script: { text: 'document.forms[0].submit()', nonce },
    },
  );
}
