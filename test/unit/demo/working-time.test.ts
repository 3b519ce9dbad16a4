import { expect, test } from '@jest/globals';
import { earlierToday, workingDay, workingTime } from '../../../src/sandbox/demo/working-time.ts';

const iso = (date: Date) => date.toISOString();
const friday = new Date('2026-11-20T14:30:00Z');
const sunday = new Date('2026-11-22T14:30:00Z');

test('Working minutes are counted back within a day', () => {
  expect(iso(workingTime(friday, 30))).toBe('2026-11-20T14:00:00.000Z');
});

test('Nights do not count as working time', () => {
  expect(iso(workingTime(friday, 7.5 * 60 + 10))).toBe('2026-11-19T15:50:00.000Z');
});

test('Weekends do not count as working time', () => {
  expect(iso(workingTime(sunday, 60))).toBe('2026-11-20T15:00:00.000Z');
});

test('An hour before office hours counts back to the evening before', () => {
  expect(iso(workingTime(new Date('2026-11-20T05:00:00Z'), 10))).toBe('2026-11-19T15:50:00.000Z');
});

test('Earlier today never falls into yesterday', () => {
  expect(iso(earlierToday(friday, 30))).toBe('2026-11-20T14:00:00.000Z');
  expect(iso(earlierToday(new Date('2026-11-20T00:10:00Z'), 50))).toBe('2026-11-20T00:05:00.000Z');
});

test('Working days skip the weekend in both directions', () => {
  expect(iso(workingDay(friday, 1, 9))).toBe('2026-11-23T09:00:00.000Z');
  expect(iso(workingDay(sunday, 0, 9))).toBe('2026-11-23T09:00:00.000Z');
  expect(iso(workingDay(sunday, -1, 9))).toBe('2026-11-20T09:00:00.000Z');
});
