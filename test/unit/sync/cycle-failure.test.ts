import { describe, expect, test } from '@jest/globals';
import { decideCycleFailure, defaultCycleRetry } from '../../../src/domain/sync/cycle-failure.ts';
import type { FailedCycle } from '../../../src/domain/sync/cycle-failure.ts';

const minute = 60_000;

const failed = (more: Partial<FailedCycle>): FailedCycle => ({
  kind: 'unavailable',
  service: 'mailbox',
  failures: 0,
  random: 0,
  ...more,
});

describe('a cycle that failed', () => {
  test('passing trouble is tried ten times, five minutes apart, then the mailbox is paused (M-08)', () => {
    let failures = 0;
    const seen = [];
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      const decided = decideCycleFailure(failed({ failures }));
      failures = decided.failures;
      seen.push(decided.isPaused ? 'paused' : decided.nextInMs / minute);
    }
    expect(seen).toEqual([5, 5, 5, 5, 5, 5, 5, 5, 5, 'paused']);
  });

  test.each([
    ['sign-in-needed', 'directory', 'sign-in-needed'],
    ['forbidden', 'mailbox', 'forbidden'],
    ['forbidden', 'crm', 'forbidden'],
    ['not-found', 'mailbox', 'mailbox-gone'],
  ] as const)('%s of the %s pauses the mailbox at once (M-08)', (kind, service, problem) => {
    const decided = decideCycleFailure(failed({ kind, service }));
    expect(decided).toMatchObject({ isPaused: true, problem, nextInMs: defaultCycleRetry.probeMs });
  });

  test('a throttled mailbox goes on when it was told to, never sooner, and is not at fault', () => {
    const kind = 'throttled';
    for (const random of [0, 0.5, 0.99]) {
      const decided = decideCycleFailure(
        failed({ kind, retryAfterMs: 90_000, failures: 9, random }),
      );
      expect(decided.nextInMs).toBeGreaterThanOrEqual(90_000);
      expect(decided).toMatchObject({ isPaused: false, isFirm: true, failures: 9 });
    }
  });

  test.each([
    ['none', undefined, 30_000],
    ['nought', 0, 1_000],
    ['an absurd one', 1e12, 60 * minute],
  ])('with %s as Retry-After it waits a sensible time', (_fact, retryAfterMs, waits) => {
    expect(decideCycleFailure(failed({ kind: 'throttled', retryAfterMs })).nextInMs).toBe(waits);
  });

  test('mailboxes that failed together do not come back together', () => {
    const waits = [0, 0.3, 0.6, 0.9].map(
      (random) => decideCycleFailure(failed({ random })).nextInMs,
    );
    expect(new Set(waits).size).toBe(4);
    expect(Math.max(...waits)).toBeLessThanOrEqual(5.5 * minute);
  });
});
