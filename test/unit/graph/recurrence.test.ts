import { describe, expect, test } from '@jest/globals';
import { occurrences, seriesEnd } from '../../../src/sandbox/graph/calendar/recurrence.ts';

const start = new Date('2026-01-30T09:00:00Z');
const end = new Date('2026-01-30T10:00:00Z');
const numbered = (numberOfOccurrences: number) => ({ type: 'numbered', numberOfOccurrences });
const dates = (pattern: object, range: object = numbered(4)): string[] =>
  [...occurrences({ pattern, range }, start, end, new Date('2036-01-01'))].map((one) =>
    one.start.toISOString().slice(0, 10),
  );

describe('Series', () => {
  test.each([
    ['every third day', { type: 'daily', interval: 3 }, ['01-30', '02-02', '02-05', '02-08']],
    [
      'every second week on Monday and Friday',
      { type: 'weekly', interval: 2, daysOfWeek: ['monday', 'friday'], firstDayOfWeek: 'monday' },
      ['01-30', '02-09', '02-13', '02-23'],
    ],
    [
      'the 30th, or the last day where the month is shorter',
      { type: 'absoluteMonthly', interval: 1, dayOfMonth: 30 },
      ['01-30', '02-28', '03-30', '04-30'],
    ],
    [
      'the last Friday',
      { type: 'relativeMonthly', interval: 1, daysOfWeek: ['friday'], index: 'last' },
      ['01-30', '02-27', '03-27', '04-24'],
    ],
    [
      'the first weekday',
      {
        type: 'relativeMonthly',
        interval: 1,
        daysOfWeek: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
        index: 'first',
      },
      ['02-02', '03-02', '04-01', '05-01'],
    ],
  ])('%s', (_name, pattern, expected) => {
    expect(dates(pattern)).toEqual(expected.map((date) => `2026-${date}`));
  });

  test('every year on a day', () => {
    const pattern = { type: 'absoluteYearly', interval: 1, dayOfMonth: 30, month: 1 };
    expect(dates(pattern, numbered(2))).toEqual(['2026-01-30', '2027-01-30']);
  });

  test('until a date, which counts', () => {
    const range = { type: 'endDate', endDate: '2026-02-01' };
    expect(dates({ type: 'daily', interval: 1 }, range)).toHaveLength(3);
  });

  test('A series without an end has none', () => {
    const pattern = { type: 'daily', interval: 1 };
    expect(seriesEnd({ pattern, range: { type: 'noEnd' } }, start, end)).toBeNull();
    expect(seriesEnd(null, start, end)).toEqual(end);
    expect(seriesEnd({ pattern, range: numbered(2) }, start, end)?.toISOString()).toBe(
      '2026-01-31T10:00:00.000Z',
    );
  });
});
