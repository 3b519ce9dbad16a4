import { describe, expect, test } from '@jest/globals';
import { sanitizeHtml } from '../../../src/domain/mail/sanitize-html.ts';

describe('the HTML of a mail that enters the CRM', () => {
  test('keeps what a person sees: paragraphs, tables, links, inline pictures, colours', () => {
    const html =
      '<p style="color:#333;margin:0">Hi <b>Ada</b></p><table border="1"><tr><td colspan="2">1</td></tr></table>' +
      '<a href="https://contoso.example/a?b=1&amp;c=2">offer</a><img src="cid:logo@x" alt="Logo" />';
    expect(sanitizeHtml(html)).toBe(html);
  });

  test.each([
    ['a script', '<p>a</p><script>alert(1)</script>', '<p>a</p>'],
    [
      'an event handler',
      '<img src="x.png" onerror="alert(1)" alt="">',
      '<img src="x.png" alt="" />',
    ],
    ['a script address', '<a href="javascript:alert(1)">a</a>', '<a>a</a>'],
    ['a script address in disguise', '<a href="java&#x0A;script:alert(1)">a</a>', '<a>a</a>'],
    ['a frame', '<iframe src="https://evil.example"></iframe>b', 'b'],
    ['a form', '<form action="https://evil.example"><input name="a">b</form>', 'b'],
    ['a base address', '<base href="https://evil.example">b', 'b'],
    ['a refresh', '<meta http-equiv="refresh" content="0;url=https://evil.example">b', 'b'],
    ['a style sheet', '<style>@import url(https://evil.example)</style>b', 'b'],
    ['an address in a style', '<p style="background:url(https://evil.example)">b</p>', '<p>b</p>'],
    ['an expression in a style', '<p style="width:expression(alert(1))">b</p>', '<p>b</p>'],
    ['vector graphics', '<svg><a xlink:href="javascript:alert(1)">b</a></svg>', '<a>b</a>'],
    ['mathematics', '<math><mtext><img src=x onerror=alert(1)></mtext></math>', '<img src="x" />'],
    ['an id that names a global', '<p id="Office" name="Xrm">b</p>', '<p>b</p>'],
  ])('loses %s', (_what, html, clean) => {
    expect(sanitizeHtml(html)).toBe(clean);
  });

  test('that nests a hundred thousand deep is read in bounded time and kept shallow', () => {
    const clean = sanitizeHtml(`${'<div>'.repeat(100_000)}deep${'</div>'.repeat(100_000)}`);
    expect(clean.match(/<div>/g)?.length ?? 0).toBeLessThanOrEqual(200);
  });
});
