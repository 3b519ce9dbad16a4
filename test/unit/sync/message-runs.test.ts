import { describe, expect, test } from '@jest/globals';
import { runsOf } from '../../../src/adapters/graph/message-runs.ts';
import type { ListedId } from '../../../src/adapters/graph/message-runs.ts';

const limits = { mails: 100, bytes: 1_000_000, mailBytes: 100_000, usualBytes: 1_000 };
const at = (minute: number): string => `2026-11-20T08:${String(minute).padStart(2, '0')}:00Z`;
const mail = (id: string, minute: number, size?: number): ListedId => ({
  id,
  receivedDateTime: at(minute),
  ...(size !== undefined && {
    singleValueExtendedProperties: [{ id: 'Integer 0xe08', value: String(size) }],
  }),
});

describe('What one list may read (V-11)', () => {
  test('is a range with nothing but wanted mail', () => {
    const listed = [mail('a', 1), mail('b', 2), mail('c', 3)];
    expect(runsOf(listed, new Set(['a', 'b', 'c']), limits)).toEqual([
      { from: at(1), to: at(3), ids: ['a', 'b', 'c'] },
    ]);
  });

  test('ends before a mail nobody asked for, and begins anew after it', () => {
    const listed = [mail('a', 1), mail('b', 2), mail('private', 3), mail('c', 4)];
    expect(runsOf(listed, new Set(['a', 'b', 'c']), limits)).toEqual([
      { from: at(1), to: at(2), ids: ['a', 'b'] },
      { from: at(4), to: at(4), ids: ['c'] },
    ]);
  });

  test('never has a second in which such a mail came as well', () => {
    const listed = [mail('a', 1), mail('b', 2), mail('private', 2), mail('c', 3)];
    expect(runsOf(listed, new Set(['a', 'b', 'c']), limits).flatMap(({ ids }) => ids)).toEqual([
      'a',
      'c',
    ]);
  });

  test('is no larger than what fits into memory, and leaves large mails to be read alone', () => {
    const listed = [
      mail('a', 1, 600_000),
      mail('b', 2, 60_000),
      mail('c', 3, 60_000),
      mail('d', 4, 60_000),
    ];
    const small = { ...limits, bytes: 130_000 };
    expect(runsOf(listed, new Set(['a', 'b', 'c', 'd']), small)).toEqual([
      { from: at(2), to: at(3), ids: ['b', 'c'] },
      { from: at(4), to: at(4), ids: ['d'] },
    ]);
  });

  test('has at most so many mails', () => {
    const listed = Array.from({ length: 50 }, (_, index) => mail(`m${index}`, index));
    const wanted = new Set(listed.map(({ id }) => id));
    const runs = runsOf(listed, wanted, { ...limits, mails: 20 });
    expect(runs.map(({ ids }) => ids.length)).toEqual([20, 20, 10]);
  });
});
