import { expect, test } from '@jest/globals';
import { ianaZone, toInstant, toLocal } from '../../../src/sandbox/import/zones.ts';

const at = (year: number, month: number, day: number, hour: number, minute = 0) => ({
  year,
  month,
  day,
  hour,
  minute,
  second: 0,
});

test('IANA names, Windows names and names with a maker’s prefix are known', () => {
  expect(ianaZone('Europe/Budapest')).toBe('Europe/Budapest');
  expect(ianaZone('Central Europe Standard Time')).toMatch(/^Europe\//);
  expect(ianaZone('/softwarestudio.example/Olson_1/Europe/Paris')).toBe('Europe/Paris');
  expect(ianaZone('Customized Time Zone')).toBeNull();
});

test('Clock time follows summer time', () => {
  expect(toInstant(at(2026, 1, 5, 9), 'Europe/Budapest').toISOString()).toBe(
    '2026-01-05T08:00:00.000Z',
  );
  expect(toInstant(at(2026, 7, 5, 9), 'Europe/Budapest').toISOString()).toBe(
    '2026-07-05T07:00:00.000Z',
  );
});

test('Right after a change the new time counts', () => {
  const instant = toInstant(at(2026, 3, 8, 3, 30), 'America/New_York');
  expect(instant.toISOString()).toBe('2026-03-08T07:30:00.000Z');
});

test('A time that clocks skip is still a moment near it', () => {
  const skipped = toInstant(at(2026, 3, 29, 2, 30), 'Europe/Budapest').getTime();
  expect(Math.abs(skipped - Date.UTC(2026, 2, 29, 1, 0))).toBeLessThanOrEqual(30 * 60_000);
});

test('Going to a zone and back changes nothing', () => {
  for (const zone of [
    'Europe/Budapest',
    'America/New_York',
    'Asia/Kolkata',
    'Pacific/Auckland',
    'UTC',
  ]) {
    const instant = new Date('2026-11-20T13:45:10Z');
    expect(toInstant(toLocal(instant, zone), zone)).toEqual(instant);
  }
});
