import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  defaultSyncInterval,
  nextInterval,
  smoothedVolume,
} from '../../../src/domain/sync/interval.ts';

const minute = 60_000;
const quick = { tookMs: 0, lateMs: 0 };

describe('the interval of a mailbox', () => {
  test.each([
    ['nothing is known of it', 0, 0, 5],
    ['a mail comes every 12 minutes', 5, 0, 5],
    ['a mail comes every 4 minutes', 15, 0, 4],
    ['a mail comes every 3 minutes', 20, 0, 3],
    ['a mail comes every minute: two, less what a queue takes', 60, 0, (2 * 11) / 12],
    ['a thousand mails come an hour', 1_000, 0, (2 * 11) / 12],
    ['half an hour was idle', 0, 6, 5],
    ['it was idle once more', 0, 7, 6],
    ['it was idle for long: twelve, less what a queue takes', 0, 50, 11],
    ['it was busy a moment ago', 40, 1, (2 * 11) / 12],
  ])('is right where %s (S-02)', (_fact, volume, idleCycles, minutes) => {
    expect(nextInterval({ volume, idleCycles, ...quick })).toBe(minutes * minute);
  });

  test('what the cycle took and how late it began is taken off (S-03)', () => {
    const idle = { volume: 0, idleCycles: 50 };
    expect(nextInterval({ ...idle, tookMs: 90_000, lateMs: 30_000 })).toBe(9 * minute);
  });

  test('a queue that is far behind is not asked ever sooner', () => {
    const idle = { volume: 0, idleCycles: 50, tookMs: 0 };
    expect(nextInterval({ ...idle, lateMs: 60 * minute })).toBe((11 * minute * 3) / 4);
  });

  test('its constants are configuration (§0.3)', () => {
    const twice = { baseMs: 10 * minute, minMs: 4 * minute, maxMs: 24 * minute };
    expect(nextInterval({ volume: 0, idleCycles: 0, ...quick }, twice)).toBe(10 * minute);
    expect(nextInterval({ volume: 0, idleCycles: 99, ...quick }, twice)).toBe(22 * minute);
  });

  test('cycles that begin as late and take as long as the last are never over 12 minutes apart', () => {
    const activity = fc.record({
      volume: fc.double({ min: 0, max: 1e6, noNaN: true }),
      idleCycles: fc.nat(10_000),
      tookMs: fc.nat(3 * minute),
      lateMs: fc.nat(2 * minute),
    });
    fc.assert(
      fc.property(activity, (one) => {
        const interval = nextInterval(one);
        const gap = one.tookMs + interval + one.lateMs;
        expect(gap).toBeLessThanOrEqual(defaultSyncInterval.maxMs);
        expect(interval).toBeGreaterThanOrEqual(5_000);
      }),
    );
  });

  test('more mail never makes it longer, and more idleness never shorter', () => {
    const activity = { volume: fc.double({ min: 0, max: 1e4, noNaN: true }), idle: fc.nat(100) };
    fc.assert(
      fc.property(fc.record(activity), fc.record(activity), (one, other) => {
        const of = (volume: number, idleCycles: number) =>
          nextInterval({ volume, idleCycles, ...quick });
        const [low, high] = [one.volume, other.volume].sort((a, b) => a - b);
        expect(of(high!, 0)).toBeLessThanOrEqual(of(low!, 0));
        const [few, many] = [one.idle, other.idle].sort((a, b) => a - b);
        expect(of(0, many!)).toBeGreaterThanOrEqual(of(0, few!));
      }),
    );
  });
});

describe('the volume of a mailbox', () => {
  test('a burst makes it busy at once', () => {
    const volume = smoothedVolume(0, { items: 20, gapMs: 5 * minute });
    expect(nextInterval({ volume, idleCycles: 0, ...quick })).toBeLessThan(2 * minute);
  });

  test('half an hour of silence makes it normal again', () => {
    let volume = 60;
    for (let cycle = 0; cycle < 15; cycle += 1)
      volume = smoothedVolume(volume, { items: 0, gapMs: 2 * minute });
    expect(nextInterval({ volume, idleCycles: 0, ...quick })).toBe(5 * minute);
  });

  test('how it is cut into cycles makes no difference', () => {
    let often = 0;
    for (let cycle = 0; cycle < 60; cycle += 1)
      often = smoothedVolume(often, { items: 1, gapMs: 2 * minute });
    let seldom = 0;
    for (let cycle = 0; cycle < 12; cycle += 1)
      seldom = smoothedVolume(seldom, { items: 5, gapMs: 10 * minute });
    expect(often).toBeCloseTo(30, 0);
    expect(seldom).toBeCloseTo(30, 0);
  });
});
