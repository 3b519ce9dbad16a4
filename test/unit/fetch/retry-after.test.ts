import { expect, test } from '@jest/globals';
import { parseRetryAfter } from '../../../src/adapters/fetch/retry-after.ts';

const now = new Date('2026-11-22T09:30:00Z');

test.each([
  ['0', 0],
  ['120', 120_000],
  [' 5 ', 5_000],
  ['1000000000', 1e12],
  ['Sun, 22 Nov 2026 09:30:10 GMT', 10_000],
  ['Sun, 22 Nov 2026 09:29:00 GMT', 0],
])('Retry-After %j means a wait of %i ms', (header, expected) => {
  expect(parseRetryAfter(header, now)).toBe(expected);
});

test.each([undefined, '', '-1', '1.5', 'soon', '1e3', '99999999999999999999'])(
  'Retry-After %j means nothing',
  (header) => {
    expect(parseRetryAfter(header, now)).toBeUndefined();
  },
);
