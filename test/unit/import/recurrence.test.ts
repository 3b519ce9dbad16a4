import { describe, expect, test } from '@jest/globals';
import ICAL from 'ical.js';
import { toRecurrence } from '../../../src/sandbox/import/recurrence.ts';

/** Friday, the third of its month. */
const FRIDAY = '2026-11-20T10:00:00';
const convert = (rule: string, start = FRIDAY, zone = 'Europe/Budapest') =>
  toRecurrence(ICAL.Recur.fromString(rule), ICAL.Time.fromString(start, undefined), zone);

describe('A rule of iCalendar in Graph’s words', () => {
  test.each([
    ['FREQ=DAILY', { type: 'daily', interval: 1 }],
    ['FREQ=DAILY;INTERVAL=3', { type: 'daily', interval: 3 }],
    [
      'FREQ=DAILY;BYDAY=MO,FR',
      { type: 'weekly', interval: 1, daysOfWeek: ['monday', 'friday'], firstDayOfWeek: 'monday' },
    ],
    [
      'FREQ=WEEKLY',
      { type: 'weekly', interval: 1, daysOfWeek: ['friday'], firstDayOfWeek: 'monday' },
    ],
    [
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,FR;WKST=SU',
      { type: 'weekly', interval: 2, daysOfWeek: ['tuesday', 'friday'], firstDayOfWeek: 'sunday' },
    ],
    ['FREQ=MONTHLY', { type: 'absoluteMonthly', interval: 1, dayOfMonth: 20 }],
    ['FREQ=MONTHLY;BYMONTHDAY=20', { type: 'absoluteMonthly', interval: 1, dayOfMonth: 20 }],
    [
      'FREQ=MONTHLY;BYDAY=3FR',
      {
        type: 'relativeMonthly',
        interval: 1,
        daysOfWeek: ['friday'],
        index: 'third',
        firstDayOfWeek: 'sunday',
      },
    ],
    [
      'FREQ=MONTHLY;BYDAY=FR;BYSETPOS=3',
      {
        type: 'relativeMonthly',
        interval: 1,
        daysOfWeek: ['friday'],
        index: 'third',
        firstDayOfWeek: 'sunday',
      },
    ],
    ['FREQ=YEARLY', { type: 'absoluteYearly', interval: 1, dayOfMonth: 20, month: 11 }],
    [
      'FREQ=YEARLY;BYMONTH=11;BYDAY=3FR',
      {
        type: 'relativeYearly',
        interval: 1,
        daysOfWeek: ['friday'],
        index: 'third',
        month: 11,
        firstDayOfWeek: 'sunday',
      },
    ],
  ])('%s', (rule, pattern) => {
    expect(convert(rule).pattern).toEqual(pattern);
  });

  test('the last weekday of a month', () => {
    const { pattern } = convert(
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
      '2026-11-30T10:00:00',
    );
    expect(pattern).toMatchObject({ type: 'relativeMonthly', index: 'last' });
    expect(pattern.daysOfWeek).toHaveLength(5);
  });

  test('the last day of a month is the last of all weekdays', () => {
    const { pattern } = convert('FREQ=MONTHLY;BYMONTHDAY=-1', '2026-11-30T10:00:00');
    expect(pattern).toMatchObject({ type: 'relativeMonthly', index: 'last' });
    expect(pattern.daysOfWeek).toHaveLength(7);
  });
});

describe('The range of a series', () => {
  const frame = { startDate: '2026-11-20', recurrenceTimeZone: 'Europe/Budapest' };

  test('has no end without COUNT and UNTIL', () => {
    expect(convert('FREQ=DAILY').range).toEqual({ ...frame, type: 'noEnd' });
  });

  test('is numbered with COUNT', () => {
    expect(convert('FREQ=DAILY;COUNT=4').range).toEqual({
      ...frame,
      type: 'numbered',
      numberOfOccurrences: 4,
    });
  });

  test('ends on the date of UNTIL in the zone of the series', () => {
    expect(convert('FREQ=DAILY;UNTIL=20261210').range.endDate).toBe('2026-12-10');
    expect(convert('FREQ=DAILY;UNTIL=20261210T090000Z').range.endDate).toBe('2026-12-10');
  });

  test('ends a day earlier where UNTIL lies before the meeting of its day', () => {
    expect(convert('FREQ=DAILY;UNTIL=20261210T085959Z').range.endDate).toBe('2026-12-09');
    expect(convert('FREQ=DAILY;UNTIL=20261209T230000Z').range.endDate).toBe('2026-12-09');
  });
});

describe('What Graph has no words for is refused with the reason', () => {
  test.each([
    ['FREQ=HOURLY', 'hourly'],
    ['FREQ=WEEKLY;BYDAY=MO;INTERVAL=99999999', 'too seldom'],
    ['FREQ=DAILY;BYHOUR=9,14', 'BYHOUR'],
    ['FREQ=YEARLY;BYYEARDAY=100', 'BYYEARDAY'],
    ['FREQ=YEARLY;BYWEEKNO=20', 'BYWEEKNO'],
    ['FREQ=MONTHLY;BYMONTHDAY=1,15', 'several days of the month'],
    ['FREQ=MONTHLY;BYMONTHDAY=31', 'day 31'],
    ['FREQ=MONTHLY;BYMONTHDAY=-2', 'from the end of the month'],
    ['FREQ=MONTHLY;BYDAY=5FR', 'cannot count'],
    ['FREQ=MONTHLY;BYDAY=FR', 'cannot count'],
    ['FREQ=MONTHLY;BYDAY=1MO,3FR', 'cannot count'],
    ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', 'with a certain date'],
    ['FREQ=MONTHLY;BYMONTH=3', 'certain months'],
    ['FREQ=YEARLY;BYMONTH=3,4', 'several months'],
    ['FREQ=YEARLY;BYDAY=20MO', 'through the year'],
    ['FREQ=WEEKLY;BYMONTH=11', 'certain dates'],
    ['FREQ=DAILY;INTERVAL=2;BYDAY=MO', 'certain weekdays'],
    ['FREQ=WEEKLY;BYDAY=MO', 'does not fit'],
  ])('%s', (rule, reason) => {
    expect(() => convert(rule)).toThrow(reason);
  });
});
