import ICAL from 'ical.js';
import { expect, test } from '@jest/globals';
import { toRecurrence } from '../../../../src/sandbox/import/recurrence.ts';
import { toRule } from '../../../../src/sandbox/graph/calendar/rrule.ts';

const range = { type: 'numbered', numberOfOccurrences: 3, startDate: '2026-01-30' };

test.each([
  ['2026-01-30', { type: 'daily', interval: 2 }],
  ['2026-01-30', { type: 'weekly', interval: 1, daysOfWeek: ['friday'], firstDayOfWeek: 'monday' }],
  ['2026-01-15', { type: 'absoluteMonthly', interval: 1, dayOfMonth: 15 }],
  ['2026-01-30', { type: 'absoluteMonthly', interval: 1, dayOfMonth: 30 }],
  ['2026-01-30', { type: 'relativeMonthly', interval: 1, daysOfWeek: ['friday'], index: 'last' }],
  ['2026-01-29', { type: 'absoluteYearly', interval: 1, month: 1, dayOfMonth: 29 }],
])('A pattern from %s is the same after a way through mail', (start, pattern) => {
  const rule = ICAL.Recur.fromString(toRule({ pattern, range }, ''));
  const first = ICAL.Time.fromDateTimeString(`${start}T09:00:00`);
  expect(toRecurrence(rule, first, 'UTC').pattern).toMatchObject(pattern);
});
