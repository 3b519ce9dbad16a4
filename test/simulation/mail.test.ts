import { describe, expect, test } from '@jest/globals';
import { simulateMail } from '../../src/bin/simulation/simulate-mail.ts';
import { shortWorld } from '../../src/bin/simulation/world.ts';

describe('Mail, people, faults and crashes around the product (quality §3.3, S-02, P10)', () => {
  test.each([1, 2, 3, 4])('leave nothing lost, doubled or undone with seed %d', async (seed) => {
    const report = await simulateMail({ ...shortWorld, seed });
    expect(report.violations).toEqual([]);
    expect(report.lateWrites).toBe(0);
    expect(report.longestTrack).toBeLessThanOrEqual(12);
    expect(report.longestGap).toBeLessThanOrEqual(12);
    expect(report.requestShare).toBeLessThanOrEqual(0.6);
    expect(report.crashes).toBeGreaterThan(20);
    expect(report.faults).toBeGreaterThan(50);
    expect(report.activities).toBeGreaterThan(100);
  });
});
