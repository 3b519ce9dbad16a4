import { describe, expect, test } from '@jest/globals';
import { simulateClock, usualWorld } from '../../src/bin/simulation/simulate-clock.ts';

/** A short form of `npm run simulate`. */
const small = { ...usualWorld, mailboxes: 150, hours: 24, workers: 2, slots: 2 };

describe('The clocks of many mailboxes over a day of uneven load, faults and crashes (S-02, P10)', () => {
  test.each([1, 2, 3])('keep time with seed %d', async (seed) => {
    const report = await simulateClock({ ...small, seed });
    expect(report.failed).toBeGreaterThan(0);
    expect(report.longestGap).toBeLessThanOrEqual(12);
    expect(report.busyGap95).toBeGreaterThan(0);
    expect(report.busyGap95).toBeLessThanOrEqual(2);
    expect(report.requestShare).toBeLessThanOrEqual(0.6);
  });

  test('are taken over where workers die', async () => {
    const faults = { ...small.faults, crash: 0.005 };
    const report = await simulateClock({ ...small, seed: 4, hours: 6, faults });
    expect(report.crashes).toBeGreaterThan(10);
    expect(report.longestGap).toBeLessThanOrEqual(12);
  });

  test('leave the same trace with the same seed, and another with another', async () => {
    const [one, again, other] = await Promise.all(
      [7, 7, 8].map((seed) => simulateClock({ ...small, hours: 3, seed })),
    );
    expect(again).toEqual(one);
    expect(other?.trace).not.toBe(one?.trace);
  });
});
