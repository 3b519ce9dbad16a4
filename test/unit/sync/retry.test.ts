import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decideRetry, retryPolicy } from '../../../src/domain/sync/retry.ts';
import type { Attempted, FailureKind } from '../../../src/domain/sync/retry.ts';

const attempted: Attempted = { kind: 'throttled', failures: 0, failingForMs: 0, random: 0.999_999 };
const decide = (change: Partial<Attempted>) => decideRetry({ ...attempted, ...change });
const delay = (change: Partial<Attempted>): number => {
  const decision = decide(change);
  return 'retryInMs' in decision ? decision.retryInMs : NaN;
};

describe('Trying again', () => {
  test('starts after 2 seconds and doubles up to 5 minutes', () => {
    const delays = [0, 1, 2, 3, 7, 8, 50].map((failures) => delay({ failures }));
    expect(delays).toEqual([2_000, 4_000, 8_000, 16_000, 256_000, 300_000, 300_000]);
  });

  test('waits between half and all of that', () => {
    expect(delay({ random: 0 })).toBe(1_000);
  });

  test('comes at most 15 seconds after the CRM may be back, in the first 15 minutes', () => {
    const down = { kind: 'unavailable', failures: 12 } as const;
    expect(delay({ ...down, failingForMs: retryPolicy.earlyMs - 1 })).toBe(15_000);
    expect(delay({ ...down, failingForMs: retryPolicy.earlyMs })).toBe(300_000);
  });

  test('ends after a day', () => {
    expect(decide({ failingForMs: retryPolicy.giveUpAfterMs })).toEqual({ giveUp: 'exhausted' });
  });

  test('ends after five answers nobody foresaw', () => {
    expect(decide({ kind: 'unexpected', failures: 3 })).toHaveProperty('retryInMs');
    expect(decide({ kind: 'unexpected', failures: 4 })).toEqual({ giveUp: 'exhausted' });
  });

  test.each<FailureKind>(['forbidden', 'not-found', 'refused'])(
    'never happens after %s',
    (kind) => {
      expect(decide({ kind })).toEqual({ giveUp: 'permanent' });
    },
  );

  test('never comes before the time the far side named, which counts up to an hour', () => {
    expect(delay({ retryAfterMs: 120_000 })).toBe(120_000);
    expect(delay({ retryAfterMs: 0 })).toBe(2_000);
    expect(delay({ retryAfterMs: 1e12 })).toBe(retryPolicy.longestRetryAfterMs);
  });

  test('has a limit whatever happens', () => {
    const input = fc.record({
      kind: fc.constantFrom<FailureKind>('unavailable', 'throttled', 'changed', 'unexpected'),
      failures: fc.nat(),
      failingForMs: fc.nat(2 * retryPolicy.giveUpAfterMs),
      random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      retryAfterMs: fc.option(fc.nat(), { nil: undefined }),
    });
    fc.assert(
      fc.property(input, (any) => {
        const decision = decideRetry(any);
        if ('giveUp' in decision) return;
        expect(decision.retryInMs).toBeGreaterThanOrEqual(1_000);
        expect(decision.retryInMs).toBeLessThanOrEqual(retryPolicy.longestRetryAfterMs);
      }),
    );
  });
});
