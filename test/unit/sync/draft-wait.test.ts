import { describe, expect, test } from '@jest/globals';
import { decideWait, draftWait } from '../../../src/domain/sync/draft-wait.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

describe('A mail that was marked before it was sent (E-08, I-03)', () => {
  test.each([
    [0, 30_000],
    [minute, 30_000],
    [10 * minute, 5 * minute],
    [24 * minute, 12 * minute],
    [29 * day, 12 * minute],
  ])('after waiting %d ms is looked for again in %d ms', (waitedMs, retryInMs) => {
    expect(decideWait({ waitedMs, missingMs: null })).toEqual({ retryInMs });
  });

  test('is waited for thirty days', () => {
    expect(draftWait.giveUpAfterMs).toBe(30 * day);
    const waitedMs = draftWait.giveUpAfterMs;
    expect(decideWait({ waitedMs, missingMs: null })).toEqual({ giveUp: 'forgotten' });
  });

  test('may be nowhere for a quarter of an hour, on its way to or from the mailbox', () => {
    const waitedMs = day;
    expect(decideWait({ waitedMs, missingMs: 0 })).toEqual({ retryInMs: 30_000 });
    expect(decideWait({ waitedMs, missingMs: 15 * minute })).toEqual({ giveUp: 'gone' });
  });
});
