import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { accountPicker } from '../../../src/sandbox/entra/pages/account-picker.ts';
import { formPost } from '../../../src/sandbox/entra/pages/form-post.ts';
import { messagePage } from '../../../src/sandbox/entra/pages/message.ts';
import { anna, bela } from '../../support/people.ts';

const picker = (hint?: string) =>
  accountPicker({
    application: 'A & B',
    users: [anna, bela],
    hint,
    action: 'login',
    fields: [['state', '"><script>alert(1)</script>']],
    redirectOrigin: 'https://localhost:3001',
  });

describe('The account picker', () => {
  test('Names and parameters cannot become markup', () => {
    const { html } = picker();
    expect(html).toContain('Béla &lt;Kiss&gt;');
    expect(html).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
    expect(html).not.toContain('<script');
  });

  test('The hinted person comes first and has the focus, whatever the case', () => {
    const { html } = picker('bela@FABRIKAM.example');
    expect(html.indexOf(bela.id)).toBeLessThan(html.indexOf(anna.id));
    expect(html).toContain(`value="${bela.id}" autofocus`);
    expect(html.match(/autofocus/g)).toHaveLength(1);
  });

  test('The page may run no script, has its own style alone, and sends its form only here and to the client', () => {
    const { html, policy } = picker();
    const style = /<style>([^]*)<\/style>/.exec(html)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(policy).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self' https://localhost:3001; base-uri 'none'; frame-ancestors 'none'`,
    );
  });
});

test('A form_post answer sends itself with a script of its own nonce', () => {
  const { html, policy } = formPost('https://localhost:3001/back?x=1', [['code', 'abc']]);
  const nonce = /script-src 'nonce-([\w-]+)'/.exec(policy)?.[1];
  expect(nonce).toBeDefined();
  expect(html).toContain(`<script nonce="${String(nonce)}">`);
  expect(policy).toContain('form-action https://localhost:3001;');
});

test('A message page has no form and may send none', () => {
  expect(messagePage('No', '<b>').html).toContain('<p>&lt;b&gt;</p>');
  expect(messagePage('No', 'x').policy).toContain("form-action 'none'");
});
