import { describe, expect, test } from '@jest/globals';
import { fromWall, ianaZone, toWall } from '../../../src/sandbox/graph/calendar/time-zone.ts';

describe('Time zones', () => {
  test('Windows and IANA names are known, others are refused', () => {
    expect(ianaZone('W. Europe Standard Time')).toBe('Europe/Berlin');
    expect(ianaZone('Europe/Budapest')).toBe('Europe/Budapest');
    expect(ianaZone('UTC')).toBe('Etc/UTC');
    expect(() => ianaZone('Middle Earth')).toThrow("not supported: 'Middle Earth'");
  });

  test.each([
    ['winter', '2026-03-29T01:30:00Z', '2026-03-29T00:30:00.000Z'],
    ['the hour that is left out', '2026-03-29T02:30:00Z', '2026-03-29T01:30:00.000Z'],
    ['the first of two half past twos', '2026-10-25T02:30:00Z', '2026-10-25T00:30:00.000Z'],
    ['summer', '2026-03-29T03:30:00Z', '2026-03-29T01:30:00.000Z'],
    ['the day the clocks go back', '2026-10-25T03:30:00Z', '2026-10-25T02:30:00.000Z'],
  ])('In Budapest a clock is read in %s', (_name, wall, instant) => {
    expect(fromWall(new Date(wall), 'Europe/Budapest').toISOString()).toBe(instant);
  });

  test('An instant is shown as the clock of the zone', () => {
    const wall = toWall(new Date('2026-07-01T22:15:30Z'), 'Asia/Kolkata');
    expect(wall.toISOString()).toBe('2026-07-02T03:45:30.000Z');
  });
});
