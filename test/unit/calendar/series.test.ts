import { describe, expect, test } from '@jest/globals';
import type { Recurrence } from '../../../src/domain/calendar/meeting-event.ts';
import { isEveryWeekday, seriesPatternFor } from '../../../src/domain/calendar/series-pattern.ts';
import { remainderOf } from '../../../src/domain/calendar/series-remainder.ts';
import {
  appointmentColumns,
  changedColumns,
} from '../../../src/adapters/dataverse/appointment-columns.ts';
import { appointmentFor } from '../../../src/domain/calendar/appointment-activity.ts';
import { must } from '../../../src/lib/must.ts';
import { meetingEvent, recurrence } from './samples.ts';

const workweek: Recurrence['daysOfWeek'] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
const mine = { regarding: null, mailboxAddress: null };
const nobody = { candidates: [], trackingUserId: null };

const columnsOf = (change: Partial<Recurrence>) => {
  const event = meetingEvent({ type: 'series', recurrence: recurrence(change) });
  return appointmentColumns(must(appointmentFor(event, mine, nobody), 'the appointment'));
};

describe('A series in the CRM (A-05, I-05)', () => {
  test.each<[string, Partial<Recurrence>, object]>([
    [
      'every third day',
      { type: 'daily', interval: 3 },
      { recurrencepatterntype: 0, interval: 3, daysofweekmask: null },
    ],
    ['every Monday', {}, { recurrencepatterntype: 1, daysofweekmask: 2, isweekdaypattern: false }],
    [
      'every weekday',
      { daysOfWeek: workweek },
      { recurrencepatterntype: 1, daysofweekmask: 62, isweekdaypattern: true },
    ],
    [
      'every other Sunday and Saturday',
      { interval: 2, daysOfWeek: ['sunday', 'saturday'] },
      { interval: 2, daysofweekmask: 65 },
    ],
    [
      'the 15th of every month',
      { type: 'absoluteMonthly', dayOfMonth: 15 },
      { recurrencepatterntype: 2, dayofmonth: 15, isnthmonthly: false, instance: null },
    ],
    [
      'the last Friday of every quarter',
      { type: 'relativeMonthly', interval: 3, index: 'last', daysOfWeek: ['friday'] },
      {
        recurrencepatterntype: 2,
        interval: 3,
        instance: 5,
        daysofweekmask: 32,
        isnthmonthly: true,
      },
    ],
    [
      '24 December',
      { type: 'absoluteYearly', month: 12, dayOfMonth: 24 },
      { recurrencepatterntype: 3, monthofyear: 12, dayofmonth: 24, isnthyearly: false },
    ],
    [
      'the first weekday of July',
      { type: 'relativeYearly', month: 7, index: 'first', daysOfWeek: workweek },
      {
        recurrencepatterntype: 3,
        monthofyear: 7,
        instance: 1,
        daysofweekmask: 62,
        isnthyearly: true,
      },
    ],
  ])('repeats %s as in the calendar', (_name, change, columns) => {
    expect(columnsOf(change)).toMatchObject(columns);
  });

  test.each<[string, Recurrence['end'], object]>([
    ['never', { kind: 'never' }, { patternendtype: 1, patternenddate: null, occurrences: null }],
    ['after ten meetings', { kind: 'count', count: 10 }, { patternendtype: 2, occurrences: 10 }],
    [
      'on a day',
      { kind: 'date', date: '2027-06-30' },
      { patternendtype: 3, patternenddate: '2027-06-30T00:00:00Z' },
    ],
  ])('ends %s', (_name, end, columns) => {
    expect(columnsOf({ end })).toMatchObject({
      ...columns,
      patternstartdate: '2027-03-01T00:00:00Z',
    });
  });

  test('has the time of its first meeting in UTC', () => {
    expect(columnsOf({})).toMatchObject({
      starttime: '2027-03-01T10:00:00Z',
      endtime: '2027-03-01T11:00:00Z',
    });
    expect(columnsOf({})).not.toHaveProperty('scheduledstart');
  });

  test.each<[string, Partial<Recurrence>]>([
    [
      'on the first Monday or Wednesday of a month',
      { type: 'relativeMonthly', daysOfWeek: ['monday', 'wednesday'] },
    ],
    ['on no day of the week', { daysOfWeek: [] }],
    ['less often than the CRM can count', { type: 'daily', interval: 1_001 }],
    ['more often than the CRM can count', { end: { kind: 'count', count: 1_000 } }],
  ])('that repeats %s is not one the CRM knows', (_name, change) => {
    expect(seriesPatternFor(recurrence(change))).toBeNull();
  });

  test('every weekday is told from every other week’s weekdays', () => {
    const pattern = must(seriesPatternFor(recurrence({ daysOfWeek: workweek, interval: 2 })), 'it');
    expect(isEveryWeekday(pattern)).toBe(false);
  });
});

describe('A series that has begun (AP-24)', () => {
  const series = meetingEvent({ type: 'series', recurrence: recurrence() });
  const next = { originalStart: '2027-04-05T09:00:00.000Z', date: '2027-04-05' };

  test('goes into the CRM from its next meeting on, at the length it has', () => {
    expect(remainderOf(series, [next])).toMatchObject({
      start: '2027-04-05T09:00:00.000Z',
      end: '2027-04-05T10:00:00.000Z',
      recurrence: { startDate: '2027-04-05', end: { kind: 'never' } },
    });
  });

  test('and counts its meetings ends on the day of the last that is left', () => {
    const counted = { ...series, recurrence: recurrence({ end: { kind: 'count', count: 8 } }) };
    const last = { originalStart: '2027-04-19T09:00:00.000Z', date: '2027-04-19' };
    expect(remainderOf(counted, [next, last])?.recurrence?.end).toEqual({
      kind: 'date',
      date: '2027-04-19',
    });
  });

  test('but has all its meetings to come is not changed', () => {
    const first = { originalStart: series.start, date: '2027-03-01' };
    expect(remainderOf(series, [first])).toBe(series);
  });

  test('and has no meeting left is nothing for the CRM', () => {
    expect(remainderOf(series, [])).toBeNull();
  });

  test('keeps its days in the CRM when it is tracked again later, unless its rule changed', () => {
    const event = meetingEvent({ type: 'series', recurrence: recurrence() });
    const before = must(appointmentFor(event, mine, nobody), 'it');
    const row = { ...appointmentColumns(before), statecode: 3, statuscode: 5 };
    const later = { ...event, recurrence: recurrence({ startDate: '2027-05-03' }) };
    expect(changedColumns(must(appointmentFor(later, mine, nobody), 'it'), row)).toEqual({});
    const other = { ...event, recurrence: recurrence({ daysOfWeek: ['tuesday'] }) };
    expect(changedColumns(must(appointmentFor(other, mine, nobody), 'it'), row)).toMatchObject({
      daysofweekmask: 4,
      patternstartdate: '2027-03-01T00:00:00Z',
    });
  });
});
