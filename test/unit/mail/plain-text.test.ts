import { describe, expect, test } from '@jest/globals';
import { plainText } from '../../../src/domain/mail/plain-text.ts';

describe('HTML as plain text', () => {
  test.each([
    ['<p>Dear Ms  Kovács,</p>\n<p>thank\nyou.</p>', 'Dear Ms Kovács,\n\nthank you.'],
    ['a<br>b<br/>c', 'a\nb\nc'],
    ['<ul><li>one</li><li>two</li></ul>after', '• one\n• two\n\nafter'],
    ['<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a b\nc'],
    ['1 &lt; 2 &amp;&amp; &quot;x&quot;&nbsp;&eacute; &amp;lt;', '1 < 2 && "x" é &lt;'],
    ['<script>alert(1)</script><style>p{}</style>safe', 'safe'],
    ['', ''],
  ])('%j becomes %j', (html, text) => {
    expect(plainText(html)).toBe(text);
  });
});
