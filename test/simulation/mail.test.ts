import { describe, expect, test } from '@jest/globals';
import { simulateBacklog } from '../../src/bin/simulation/simulate-backlog.ts';
import { simulateMail } from '../../src/bin/simulation/simulate-mail.ts';
import { shortWorld } from '../../src/bin/simulation/world.ts';

const tiny = { ...shortWorld, mailboxes: 20, hours: 1 };

describe('Mail, people, faults and crashes around the product (quality §3.3, S-02, P10)', () => {
  test.each([1, 2])('leave nothing lost, doubled or undone with seed %d', async (seed) => {
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

  test('leave nothing pending where workers die between marking a mail and settling it', async () => {
    const crashAt = { 'ledger.settle': 0.03, 'ledger.settleMany': 0.03, 'mailbox.markMany': 0.01 };
    const faults = { ...shortWorld.faults, crash: 0, crashAt };
    const report = await simulateMail({ ...shortWorld, faults, seed: 5 });
    expect(report.crashes).toBeGreaterThan(20);
    expect(report.activities).toBeGreaterThan(100);
    expect(report.violations).toEqual([]);
  });

  test('leave the same trace with the same seed, and another with another', async () => {
    const one = await simulateMail({ ...tiny, seed: 7 });
    const again = await simulateMail({ ...tiny, seed: 7 });
    const other = await simulateMail({ ...tiny, seed: 8 });
    expect(again).toEqual(one);
    expect(other.trace).not.toBe(one.trace);
  });
});

describe('A mailbox with mail of years (quality §3.2, 44; P8)', () => {
  test('is drained as fast as Exchange lets it, while its owner’s clicks are answered', async () => {
    const mails = 20_000;
    const report = await simulateBacklog(mails);
    expect(report.tracked).toBeGreaterThanOrEqual(mails);
    expect(report.ofCeiling).toBeGreaterThanOrEqual(0.95);
    expect(report.refusedShare).toBeLessThanOrEqual(0.01);
    // Half of the time is bound by the ten minutes' limit; else one batch may go first.
    expect(report.trackMs).toBeLessThanOrEqual(1.1 * report.quietTrackMs + 30);
    expect(report.track95Ms).toBeLessThanOrEqual(report.quietTrackMs + 1_000);
  });
});
