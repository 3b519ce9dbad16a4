/** @jest-environment jsdom */
import { describe, expect, test } from '@jest/globals';
import {
  cleaned,
  plainText,
  withSignature,
} from '../../../src/sandbox/outlook/page/compose/draft-html.ts';
import { asHtml } from '../../../src/sandbox/outlook/page/host/html-text.ts';

describe('The text of a body', () => {
  test.each([
    ['<p>One</p><p>Two</p>', 'One\nTwo'],
    ['One<br>Two', 'One\nTwo'],
    ['<div>One <b>bold</b></div>\n<div>Two</div>', 'One bold\nTwo'],
    ['<ul><li>A</li><li>B</li></ul>', 'A\nB'],
    ['', ''],
  ])('of %s is what a reader sees', (html, text) => {
    expect(plainText(html)).toBe(text);
  });

  test('becomes HTML that shows it as it is', () => {
    expect(asHtml('1 < 2 & "3"\r\nnext')).toBe('1 &lt; 2 &amp; &quot;3&quot;<br>next');
  });
});

describe('HTML', () => {
  test('loses what could run', () => {
    expect(cleaned('<p onclick="x()">a</p><script>x()</script><form>f</form>')).toBe('<p>a</p>f');
  });

  test('gets one signature, above what is quoted', () => {
    const quoted = '<p>Hi</p><div><hr><p>Old</p></div>';
    const once = withSignature(quoted, '<i>A</i>');
    expect(once).toBe('<p>Hi</p><div id="Signature"><i>A</i></div><div><hr><p>Old</p></div>');
    expect(withSignature(once, 'B')).toBe(
      '<p>Hi</p><div id="Signature">B</div><div><hr><p>Old</p></div>',
    );
    expect(withSignature(once, '')).toBe(quoted);
  });
});
