import { findWindows } from 'windows-iana';
import { fromWall, ianaZone, toWall } from '../../../graph/calendar/time-zone.ts';
import { occurrences } from '../../../graph/calendar/recurrence.ts';
import type { Repetition } from './compose-item.ts';
import { stringOf } from './method.ts';

/** How office.js and its host write a series down. */
export interface HostRecurrence {
  recurrenceType: 'daily' | 'weekday' | 'weekly' | 'monthly' | 'yearly';
  recurrenceProperties: Record<string, unknown>;
  /** Windows name; `offset` in minutes. */
  recurrenceTimeZone: { name: string; offset?: number } | null;
  seriesTimeJson: SeriesTime;
}

/** Months from 1; minutes since midnight of the series' zone. */
interface SeriesTime {
  startYear: number;
  startMonth: number;
  startDay: number;
  endYear?: number;
  endMonth?: number;
  endDay?: number;
  noEndDate?: boolean;
  startTimeMin: number;
  durationMin?: number;
}

/** A meeting of a series: when the first one is. */
export interface SeriesStart {
  /** Milliseconds since 1970. */
  start: number;
  end: number;
}

/** The series is not one that Graph and Exchange have. */
export class RecurrenceError extends Error {}

const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const workdays = days.slice(1, 6);
const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const minuteMs = 60_000;

const short = (day: unknown): string => String(day).slice(0, 3).toLowerCase();
const long = (day: unknown): string => days.find((one) => short(one) === short(day)) ?? 'sunday';

const groups: Record<string, readonly string[]> = {
  day: days,
  weekday: workdays,
  weekendDay: ['saturday', 'sunday'],
};
const isSame = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((one) => right.includes(one));

/** `tue`, or `weekday` for all five. */
const groupOf = (list: readonly string[]): string =>
  Object.entries(groups).find(([, all]) => isSame(all, list))?.[0] ?? short(list[0]);

/** The Windows name of a zone given by either name. */
const windowsZone = (zone: string): string =>
  zone === 'Etc/UTC' || zone === 'UTC' ? 'UTC' : (findWindows(zone)[0] ?? zone);

function propertiesOf(
  pattern: Repetition['pattern'],
): Omit<HostRecurrence, 'recurrenceTimeZone' | 'seriesTimeJson'> {
  const { type, interval } = pattern;
  const list = Array.isArray(pattern['daysOfWeek']) ? pattern['daysOfWeek'].map(long) : [];
  const month = { month: months[Number(pattern['month']) - 1] };
  const absolute = { dayOfMonth: pattern['dayOfMonth'] };
  const relative = { dayOfWeek: groupOf(list), weekNumber: pattern['index'] ?? 'first' };
  switch (type) {
    case 'daily':
      return { recurrenceType: 'daily', recurrenceProperties: { interval } };
    case 'absoluteMonthly':
      return { recurrenceType: 'monthly', recurrenceProperties: { interval, ...absolute } };
    case 'relativeMonthly':
      return { recurrenceType: 'monthly', recurrenceProperties: { interval, ...relative } };
    case 'absoluteYearly':
      return {
        recurrenceType: 'yearly',
        recurrenceProperties: { interval, ...month, ...absolute },
      };
    case 'relativeYearly':
      return {
        recurrenceType: 'yearly',
        recurrenceProperties: { interval, ...month, ...relative },
      };
    default:
      if (isSame(list, workdays) && interval === 1) {
        return { recurrenceType: 'weekday', recurrenceProperties: {} };
      }
      return {
        recurrenceType: 'weekly',
        recurrenceProperties: {
          interval,
          days: list.map(short),
          firstDayOfWeek: short(pattern['firstDayOfWeek'] ?? 'sunday'),
        },
      };
  }
}

/** The day of the last meeting, `2026-11-30`; undefined where the series has no end. */
function lastDay(repetition: Repetition, first: SeriesStart, zone: string): string | undefined {
  const { type, endDate } = repetition.range;
  if (type === 'endDate') return String(endDate);
  if (type !== 'numbered') return undefined;
  const forever = new Date(8_640_000_000_000_000);
  const all = [
    ...occurrences({ ...repetition }, new Date(first.start), new Date(first.end), forever),
  ];
  return toWall(all.at(-1)?.start ?? new Date(first.start), zone)
    .toISOString()
    .slice(0, 10);
}

const zoneOf = ({ range }: Repetition, zone: string): string =>
  ianaZone(stringOf(range['recurrenceTimeZone']) || zone);

/** Graph's series as office.js wants it; `zone` where the series names none. */
export function toHostRecurrence(
  repetition: Repetition,
  first: SeriesStart,
  zone: string,
): HostRecurrence {
  const own = zoneOf(repetition, zone);
  const wall = toWall(new Date(first.start), own);
  const start = stringOf(repetition.range['startDate']) || wall.toISOString().slice(0, 10);
  const [startYear = 0, startMonth = 0, startDay = 0] = start.split('-').map(Number);
  const end = lastDay(repetition, first, own);
  const [endYear = 0, endMonth = 0, endDay = 0] = end?.split('-').map(Number) ?? [];
  return {
    ...propertiesOf(repetition.pattern),
    recurrenceTimeZone: {
      name: windowsZone(own),
      offset: Math.round((wall.getTime() - first.start) / minuteMs),
    },
    seriesTimeJson: {
      startYear,
      startMonth,
      startDay,
      ...(end ? { endYear, endMonth, endDay } : { noEndDate: true }),
      startTimeMin: wall.getUTCHours() * 60 + wall.getUTCMinutes(),
      durationMin: Math.round((first.end - first.start) / minuteMs),
    },
  };
}

function patternOf({
  recurrenceType,
  recurrenceProperties,
}: HostRecurrence): Repetition['pattern'] {
  const { interval = 1, dayOfWeek, weekNumber, dayOfMonth, month } = recurrenceProperties;
  const group = groups[String(dayOfWeek)] ?? [long(dayOfWeek)];
  const which =
    dayOfMonth === undefined ? { daysOfWeek: group, index: weekNumber ?? 'first' } : { dayOfMonth };
  const kind = dayOfMonth === undefined ? 'relative' : 'absolute';
  switch (recurrenceType) {
    case 'daily':
      return { type: 'daily', interval };
    case 'weekday':
      return { type: 'weekly', interval: 1, daysOfWeek: workdays, firstDayOfWeek: 'sunday' };
    case 'weekly': {
      const { days: list, firstDayOfWeek = 'sun' } = recurrenceProperties;
      const daysOfWeek = Array.isArray(list) ? list.map(long) : [];
      return { type: 'weekly', interval, daysOfWeek, firstDayOfWeek: long(firstDayOfWeek) };
    }
    case 'monthly':
      return { type: `${kind}Monthly`, interval, ...which };
    case 'yearly':
      return {
        type: `${kind}Yearly`,
        interval,
        month: months.indexOf(String(month)) + 1,
        ...which,
      };
    default:
      throw new RecurrenceError(`There is no recurrence "${String(recurrenceType)}".`);
  }
}

const dayText = (year: number, month: number, day: number): string =>
  new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);

/**
 * The series an add-in sets, as Graph has it, with the time of its first meeting; `zone` (IANA)
 * where it names none. Throws `RecurrenceError` for what is no series.
 */
export function fromHostRecurrence(
  recurrence: HostRecurrence,
  zone: string,
): { repetition: Repetition; first: SeriesStart } {
  const time = recurrence.seriesTimeJson;
  const own = ianaZone(recurrence.recurrenceTimeZone?.name || zone);
  const wall = Date.UTC(time.startYear, time.startMonth - 1, time.startDay, 0, time.startTimeMin);
  const start = fromWall(new Date(wall), own).getTime();
  const startDate = dayText(time.startYear, time.startMonth, time.startDay);
  const { endYear, endMonth, endDay } = time;
  const hasEnd = !time.noEndDate && endYear && endMonth && endDay;
  return {
    repetition: {
      pattern: patternOf(recurrence),
      range: {
        type: hasEnd ? 'endDate' : 'noEnd',
        startDate,
        ...(hasEnd && { endDate: dayText(endYear, endMonth, endDay) }),
        recurrenceTimeZone: windowsZone(own),
      },
    },
    first: { start, end: start + (time.durationMin ?? 30) * minuteMs },
  };
}
