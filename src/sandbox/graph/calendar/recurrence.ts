import { isObject } from '../call.ts';
import type { Json } from '../store/schema.ts';
import { fromWall, ianaZone, toWall } from './time-zone.ts';

/** One meeting of a series. */
export interface Occurrence {
  /** Days since 1970 of its date in the series' zone; names it in ids. */
  day: number;
  start: Date;
  end: Date;
}

const dayLength = 86_400_000;
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const indexes = ['first', 'second', 'third', 'fourth'];
/** A hundred years of days: how far a series is followed from its start. */
const horizon = 36_600;

interface Pattern {
  type: string;
  interval: number;
  days: number[];
  firstDay: number;
  dayOfMonth: number;
  month: number;
  index: string;
}

const number = (value: unknown, other: number): number =>
  typeof value === 'number' && value > 0 ? value : other;

const weekday = (value: unknown): number => weekdays.indexOf(String(value).toLowerCase());

function readPattern(pattern: Json, first: Date): Pattern {
  const days = Array.isArray(pattern['daysOfWeek']) ? pattern['daysOfWeek'].map(weekday) : [];
  return {
    type: String(pattern['type']),
    interval: number(pattern['interval'], 1),
    days: days.length > 0 ? days : [first.getUTCDay()],
    firstDay: Math.max(0, weekday(pattern['firstDayOfWeek'] ?? 'sunday')),
    dayOfMonth: number(pattern['dayOfMonth'], first.getUTCDate()),
    month: number(pattern['month'], first.getUTCMonth() + 1),
    index: typeof pattern['index'] === 'string' ? pattern['index'] : 'first',
  };
}

const dateOf = (day: number): Date => new Date(day * dayLength);
/** 1970-01-01 was a Thursday. */
const weekOf = (day: number, firstDay: number): number => Math.floor((day + 4 - firstDay) / 7);
const monthOf = (day: number): number =>
  dateOf(day).getUTCFullYear() * 12 + dateOf(day).getUTCMonth();

function isDayOfMonth(day: number, wanted: number): boolean {
  const date = dateOf(day);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return date.getUTCDate() === Math.min(wanted, last);
}

const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7;

/** The first, second … or last day of its month that is one of the weekdays. */
function isRelativeDay(day: number, { days, index }: Pattern): boolean {
  if (!days.includes(weekdayOf(day))) return false;
  const date = dateOf(day);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  const isAny = (other: number): boolean =>
    days.includes(weekdayOf(day - date.getUTCDate() + other));
  const fitting = Array.from({ length: last }, (_, step) => step + 1).filter(isAny);
  const wanted = index === 'last' ? fitting.at(-1) : fitting[indexes.indexOf(index)];
  return wanted === date.getUTCDate();
}

function isOn(pattern: Pattern, first: number, day: number): boolean {
  const months = monthOf(day) - monthOf(first);
  const isMonth = dateOf(day).getUTCMonth() + 1 === pattern.month;
  const isYear = isMonth && Math.floor(months / 12) % pattern.interval === 0;
  switch (pattern.type) {
    case 'daily':
      return (day - first) % pattern.interval === 0;
    case 'weekly': {
      const weeks = weekOf(day, pattern.firstDay) - weekOf(first, pattern.firstDay);
      return pattern.days.includes(weekdayOf(day)) && weeks % pattern.interval === 0;
    }
    case 'absoluteMonthly':
      return months % pattern.interval === 0 && isDayOfMonth(day, pattern.dayOfMonth);
    case 'relativeMonthly':
      return months % pattern.interval === 0 && isRelativeDay(day, pattern);
    case 'absoluteYearly':
      return isYear && isDayOfMonth(day, pattern.dayOfMonth);
    case 'relativeYearly':
      return isYear && isRelativeDay(day, pattern);
    default:
      return false;
  }
}

const zoneOf = (range: Json): string => {
  const zone = range['recurrenceTimeZone'];
  return typeof zone === 'string' && zone !== '' ? ianaZone(zone) : 'Etc/UTC';
};

/**
 * Meetings of a series that start before `until`; the series starts at `start`. Whole days are kept
 * as midnights in UTC, whatever zone they repeat in. Those that end well before `from` are passed by.
 */
export function* occurrences(
  recurrence: Json,
  start: Date,
  end: Date,
  until: Date,
  { isAllDay = false, from }: { isAllDay?: boolean; from?: Date } = {},
): Generator<Occurrence> {
  const range = isObject(recurrence['range']) ? recurrence['range'] : {};
  const zone = isAllDay ? 'Etc/UTC' : zoneOf(range);
  const wall = toWall(start, zone);
  const first = Math.floor(wall.getTime() / dayLength);
  const time = wall.getTime() - first * dayLength;
  const pattern = readPattern(isObject(recurrence['pattern']) ? recurrence['pattern'] : {}, wall);
  const lastDay =
    range['type'] === 'endDate' ? Date.parse(String(range['endDate'])) / dayLength : Infinity;
  let left = range['type'] === 'numbered' ? number(range['numberOfOccurrences'], 1) : Infinity;
  const length = end.getTime() - start.getTime();
  const firstWanted = from ? (from.getTime() - length) / dayLength - 2 : first;
  for (let day = first; day <= Math.min(lastDay, first + horizon) && left > 0; day += 1) {
    if (!isOn(pattern, first, day)) continue;
    left -= 1;
    if (day < firstWanted) continue;
    const at = fromWall(new Date(day * dayLength + time), zone);
    if (at >= until) return;
    yield { day, start: at, end: new Date(at.getTime() + length) };
  }
}

/** When the last meeting ends; null where the series has no end. */
export function seriesEnd(
  recurrence: object | null,
  start: Date,
  end: Date,
  isAllDay = false,
): Date | null {
  if (!isObject(recurrence)) return end;
  const range = isObject(recurrence['range']) ? recurrence['range'] : {};
  if (range['type'] === 'noEnd') return null;
  const forever = new Date(8_640_000_000_000_000);
  return [...occurrences(recurrence, start, end, forever, { isAllDay })].at(-1)?.end ?? end;
}
