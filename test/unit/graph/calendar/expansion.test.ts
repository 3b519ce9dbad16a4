import fc from 'fast-check';
import { describe, expect, test } from '@jest/globals';
import { meetingsBetween, type Meeting } from '../../../../src/sandbox/graph/calendar/meeting.ts';
import {
  occurrenceKey,
  readOccurrenceKey,
} from '../../../../src/sandbox/graph/calendar/occurrence-key.ts';
import { occurrences } from '../../../../src/sandbox/graph/calendar/recurrence.ts';
import type { Item } from '../../../../src/sandbox/graph/store/items.ts';

const dayLength = 86_400_000;
const names = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const indexes = ['first', 'second', 'third', 'fourth', 'last'];

interface Pattern {
  type: string;
  interval: number;
  daysOfWeek: string[];
  firstDayOfWeek: string;
  dayOfMonth: number;
  month: number;
  index: string;
}

const lastOf = (year: number, month: number): number =>
  new Date(Date.UTC(year, month + 1, 0)).getUTCDate();

/** The day of a month a pattern means. */
function dayIn(pattern: Pattern, year: number, month: number): number | undefined {
  const last = lastOf(year, month);
  if (pattern.type.startsWith('absolute')) return Math.min(pattern.dayOfMonth, last);
  const fitting: number[] = [];
  for (let day = 1; day <= last; day += 1) {
    const name = names[new Date(Date.UTC(year, month, day)).getUTCDay()]!;
    if (pattern.daysOfWeek.includes(name)) fitting.push(day);
  }
  return pattern.index === 'last' ? fitting.at(-1) : fitting[indexes.indexOf(pattern.index)];
}

/** Every date of a pattern from `start`, made period by period rather than day by day. */
function brute(pattern: Pattern, start: Date, count: number): string[] {
  const dates: Date[] = [];
  const add = (date: Date): void => {
    if (date >= start) dates.push(date);
  };
  const [year, month] = [start.getUTCFullYear(), start.getUTCMonth()];
  for (let step = 0; dates.length < count + 7 && step < 4_000; step += 1) {
    const steps = step * pattern.interval;
    if (pattern.type === 'daily') add(new Date(start.getTime() + steps * dayLength));
    else if (pattern.type === 'weekly') {
      const first = names.indexOf(pattern.firstDayOfWeek);
      const back = (start.getUTCDay() - first + 7) % 7;
      const week = start.getTime() + (steps * 7 - back) * dayLength;
      for (let day = 0; day < 7; day += 1) {
        const date = new Date(week + day * dayLength);
        if (pattern.daysOfWeek.includes(names[date.getUTCDay()]!)) add(date);
      }
    } else {
      const isYearly = pattern.type.endsWith('Yearly');
      const months = isYearly ? (year + steps) * 12 + pattern.month - 1 : year * 12 + month + steps;
      const [y, m] = [Math.floor(months / 12), months % 12];
      const day = dayIn(pattern, y, m);
      if (day !== undefined) add(new Date(Date.UTC(y, m, day)));
    }
  }
  return dates.slice(0, count).map((date) => date.toISOString().slice(0, 10));
}

const patterns = fc.record<Pattern>({
  type: fc.constantFrom(
    'daily',
    'weekly',
    'absoluteMonthly',
    'relativeMonthly',
    'absoluteYearly',
    'relativeYearly',
  ),
  interval: fc.integer({ min: 1, max: 4 }),
  daysOfWeek: fc.uniqueArray(fc.constantFrom(...names), { minLength: 1 }),
  firstDayOfWeek: fc.constantFrom(...names),
  dayOfMonth: fc.integer({ min: 1, max: 31 }),
  month: fc.integer({ min: 1, max: 12 }),
  index: fc.constantFrom(...indexes),
});
const starts = fc.integer({ min: 10_957, max: 25_567 }).map((day) => new Date(day * dayLength));

describe('Expansion of series (fault 31)', () => {
  test('is that of an expander that goes by weeks, months and years', () => {
    fc.assert(
      fc.property(patterns, starts, fc.integer({ min: 1, max: 12 }), (pattern, start, count) => {
        // A yearly series is counted from the year of its start.
        fc.pre(
          !pattern.type.endsWith('Yearly') ||
            pattern.interval === 1 ||
            start.getUTCMonth() + 1 <= pattern.month,
        );
        const range = { type: 'numbered', numberOfOccurrences: count };
        const forever = new Date(start.getTime() + 36_000 * dayLength);
        const made = [
          ...occurrences({ pattern, range }, start, start, forever, { isAllDay: true }),
        ];
        const dates = made.map((one) => one.start.toISOString().slice(0, 10));
        expect(dates).toEqual(brute(pattern, start, count).slice(0, dates.length));
        expect(dates.length).toBe(count);
      }),
      { numRuns: 150 },
    );
  });

  test('from a later day is the rest of the whole', () => {
    fc.assert(
      fc.property(patterns, starts, fc.integer({ min: 0, max: 900 }), (pattern, start, later) => {
        const range = { type: 'noEnd' };
        const from = new Date(start.getTime() + later * dayLength);
        const until = new Date(from.getTime() + 800 * dayLength);
        const end = new Date(start.getTime() + 3_600_000);
        const all = [...occurrences({ pattern, range }, start, end, until)];
        const rest = [...occurrences({ pattern, range }, start, end, until, { from })];
        const inWindow = (list: typeof all) => list.filter((one) => one.end > from);
        expect(inWindow(rest)).toEqual(inWindow(all));
      }),
      { numRuns: 80 },
    );
  });

  test('keeps exceptions where they are and leaves out what was deleted', () => {
    const start = new Date('2026-12-01T09:00:00Z');
    const recurrence = { pattern: { type: 'daily', interval: 1 }, range: { type: 'noEnd' } };
    const doc = { recurrence, endInstant: '2026-12-01T10:00:00Z', subject: 'Daily' };
    const first = Math.floor(start.getTime() / dayLength);
    const days = fc.uniqueArray(fc.integer({ min: 0, max: 29 }), { maxLength: 10 });
    fc.assert(
      fc.property(days, days, fc.integer({ min: -40, max: 40 }), (deleted, changed, shift) => {
        const gone = new Set(deleted);
        const moved = changed.filter((day) => !gone.has(day));
        const master = {
          number: 1,
          at: start,
          doc: { ...doc, cancelledKeys: deleted.map((day) => occurrenceKey(0, first + day)) },
        } as unknown as Item;
        const exceptions = moved.map((day) => {
          const original = new Date(start.getTime() + day * dayLength);
          const at = new Date(original.getTime() + shift * 3_600_000);
          const end = new Date(at.getTime() + 3_600_000).toISOString();
          return {
            number: 100 + day,
            series: 1,
            occurrence: occurrenceKey(0, first + day),
            at,
            doc: { endInstant: end, originalStartInstant: original.toISOString(), subject: 'Own' },
          } as unknown as Item;
        });
        const [from, to] = [start, new Date(start.getTime() + 30 * dayLength)];
        const served = meetingsBetween(master, exceptions, from, to).map(
          ({ type, start: at }: Meeting) => `${type} ${at.toISOString()}`,
        );
        const expected = Array.from({ length: 30 }, (_, day) => day)
          .filter((day) => !gone.has(day))
          .flatMap((day) => {
            const isMoved = moved.includes(day);
            const at = new Date(
              start.getTime() + day * dayLength + (isMoved ? shift * 3_600_000 : 0),
            );
            const isIn = at < to && at.getTime() + 3_600_000 > from.getTime();
            return isIn ? [`${isMoved ? 'exception' : 'occurrence'} ${at.toISOString()}`] : [];
          });
        expect(served.sort()).toEqual(expected.sort());
      }),
      { numRuns: 80 },
    );
  });

  test('Keys of meetings are read back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 8_191 }),
        fc.integer({ min: -100_000, max: 100_000 }),
        (version, day) => {
          const key = occurrenceKey(version, day);
          expect(readOccurrenceKey(key)).toEqual({ version, day });
          expect(key).toBeGreaterThan(0);
          expect(key).toBeLessThan(2 ** 31);
        },
      ),
    );
  });
});
