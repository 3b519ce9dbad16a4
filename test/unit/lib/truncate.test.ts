import { expect, test } from '@jest/globals';
import { truncate } from '../../../src/lib/truncate.ts';

test.each([
  ['short', 10, 'short'],
  ['exactly', 7, 'exactly'],
  ['too long', 3, 'too'],
  ['ab😀', 3, 'ab'],
  ['ab😀', 4, 'ab😀'],
  ['', 0, ''],
])('%j cut to %i is %j', (text, length, expected) => {
  expect(truncate(text, length)).toBe(expected);
});
