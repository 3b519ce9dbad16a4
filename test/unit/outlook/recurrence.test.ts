import { describe, expect, test } from '@jest/globals';
import {
  choiceOf,
  repetitionOf,
} from '../../../src/sandbox/outlook/page/appointment/repeat-presets.ts';
import type { Repetition } from '../../../src/sandbox/outlook/page/host/compose-item.ts';
import {
  fromHostRecurrence,
  type HostRecurrence,
  RecurrenceError,
  toHostRecurrence,
} from '../../../src/sandbox/outlook/page/host/recurrence.ts';

const zone = 'Europe/Vienna';
/** Tuesday, 1 December 2026, 10:00 to 10:45 in Vienna. */
const first = { start: Date.UTC(2026, 11, 1, 9), end: Date.UTC(2026, 11, 1, 9, 45) };

const graph = (pattern: Repetition['pattern'], more: Repetition['range'] = {}): Repetition => ({
  pattern,
  range: {
    type: 'noEnd',
    startDate: '2026-12-01',
    recurrenceTimeZone: 'Central Europe Standard Time',
    ...more,
  },
});

const workdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
const pairs: [string, Repetition['pattern'], HostRecurrence['recurrenceType'], object][] = [
  ['every third day', { type: 'daily', interval: 3 }, 'daily', { interval: 3 }],
  [
    'every workday',
    { type: 'weekly', interval: 1, daysOfWeek: workdays, firstDayOfWeek: 'sunday' },
    'weekday',
    {},
  ],
  [
    'two days a week',
    {
      type: 'weekly',
      interval: 2,
      daysOfWeek: ['tuesday', 'friday'],
      firstDayOfWeek: 'monday',
    },
    'weekly',
    { interval: 2, days: ['tue', 'fri'], firstDayOfWeek: 'mon' },
  ],
  [
    'a day of the month',
    { type: 'absoluteMonthly', interval: 1, dayOfMonth: 31 },
    'monthly',
    { interval: 1, dayOfMonth: 31 },
  ],
  [
    'the last workday of the month',
    { type: 'relativeMonthly', interval: 1, daysOfWeek: workdays, index: 'last' },
    'monthly',
    { interval: 1, dayOfWeek: 'weekday', weekNumber: 'last' },
  ],
  [
    'a day of the year',
    { type: 'absoluteYearly', interval: 1, month: 12, dayOfMonth: 1 },
    'yearly',
    { interval: 1, month: 'dec', dayOfMonth: 1 },
  ],
  [
    'the second Tuesday of March',
    { type: 'relativeYearly', interval: 1, month: 3, daysOfWeek: ['tuesday'], index: 'second' },
    'yearly',
    { interval: 1, month: 'mar', dayOfWeek: 'tue', weekNumber: 'second' },
  ],
];

describe('A series', () => {
  test.each(pairs)(
    'on %s is the same in Graph and in office.js',
    (_name, pattern, type, wanted) => {
      const host = toHostRecurrence(graph(pattern), first, zone);
      expect(host).toMatchObject({ recurrenceType: type, recurrenceProperties: wanted });
      const back = fromHostRecurrence(host, zone);
      expect(back.repetition.pattern).toEqual(pattern);
      expect(back.first).toEqual(first);
    },
  );

  test('has its times in its own zone, with months from 1', () => {
    expect(toHostRecurrence(graph({ type: 'daily', interval: 1 }), first, 'UTC')).toMatchObject({
      recurrenceTimeZone: { name: 'Central Europe Standard Time', offset: 60 },
      seriesTimeJson: {
        startYear: 2026,
        startMonth: 12,
        startDay: 1,
        noEndDate: true,
        startTimeMin: 600,
        durationMin: 45,
      },
    });
  });

  test('of a number of meetings ends with the last of them', () => {
    const five = graph(
      { type: 'daily', interval: 2 },
      { type: 'numbered', numberOfOccurrences: 5 },
    );
    expect(toHostRecurrence(five, first, zone).seriesTimeJson).toMatchObject({
      endYear: 2026,
      endMonth: 12,
      endDay: 9,
    });
  });

  test('with an end keeps it', () => {
    const until = graph({ type: 'daily', interval: 1 }, { type: 'endDate', endDate: '2027-01-31' });
    const host = toHostRecurrence(until, first, zone);
    expect(fromHostRecurrence(host, zone).repetition.range).toEqual(until.range);
  });

  test('that starts in summer starts at the hour of that day', () => {
    const host: HostRecurrence = {
      recurrenceType: 'daily',
      recurrenceProperties: { interval: 1 },
      recurrenceTimeZone: { name: 'Central Europe Standard Time' },
      seriesTimeJson: {
        startYear: 2027,
        startMonth: 7,
        startDay: 1,
        noEndDate: true,
        startTimeMin: 600,
        durationMin: 30,
      },
    };
    expect(fromHostRecurrence(host, 'UTC').first.start).toBe(Date.UTC(2027, 6, 1, 8));
  });

  test('of no known kind is refused', () => {
    const host = toHostRecurrence(graph({ type: 'daily', interval: 1 }), first, zone);
    expect(() => fromHostRecurrence({ ...host, recurrenceType: 'hourly' as never }, zone)).toThrow(
      RecurrenceError,
    );
  });
});

describe('The choice in the form', () => {
  test.each(['daily', 'weekday', 'weekly', 'monthly', 'yearly'] as const)(
    '"%s" is recognized again',
    (preset) => {
      const choice = { preset, interval: 1, until: '2027-06-30' };
      expect(choiceOf(repetitionOf(choice, first.start, zone))).toEqual(choice);
    },
  );

  test('is on the day of the start in its zone', () => {
    const lateOnMonday = Date.UTC(2026, 10, 30, 23, 30);
    const choice = { preset: 'weekly' as const, interval: 1, until: '' };
    expect(repetitionOf(choice, lateOnMonday, zone)).toMatchObject({
      pattern: { daysOfWeek: ['tuesday'] },
      range: { type: 'noEnd', startDate: '2026-12-01' },
    });
  });

  test('is none for a series it cannot show', () => {
    expect(
      choiceOf(graph({ type: 'relativeMonthly', interval: 1, daysOfWeek: ['monday'] })),
    ).toBeUndefined();
    expect(choiceOf(graph({ type: 'daily' }, { type: 'numbered' }))).toBeUndefined();
  });
});
