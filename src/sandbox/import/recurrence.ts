import ICAL from 'ical.js';
import { Unimportable } from './unimportable.ts';
import { toLocal } from './zones.ts';

/** Graph's `patternedRecurrence`. */
export interface Recurrence {
  pattern: {
    type: string;
    interval: number;
    daysOfWeek?: string[];
    firstDayOfWeek?: string;
    dayOfMonth?: number;
    month?: number;
    index?: string;
  };
  range: {
    type: 'noEnd' | 'endDate' | 'numbered';
    startDate: string;
    endDate?: string;
    numberOfOccurrences?: number;
    recurrenceTimeZone: string;
  };
}

/**
 * A rule of iCalendar (RFC 5545) as Graph says it. Graph can say less: one rule, days, weeks, months
 * or years, a day of the month or the nth weekday.
 * @param zone IANA zone in which the series repeats.
 * @throws Unimportable with the part that Graph has no words for.
 */
export function toRecurrence(rule: ICAL.Recur, start: ICAL.Time, zone: string): Recurrence {
  const parts = rule.parts as Partial<Record<string, (string | number)[]>>;
  const foreign = UNKNOWN_PARTS.find((name) => parts[name] !== undefined);
  if (foreign) throw new Unimportable(`It repeats by ${foreign}, which Outlook cannot do.`);
  if (rule.interval > MAXIMUM_INTERVAL)
    throw new Unimportable('It repeats too seldom for Outlook.');
  const by = {
    days: (parts.BYDAY ?? []).map(readDay),
    monthDays: (parts.BYMONTHDAY ?? []).map(Number),
    months: (parts.BYMONTH ?? []).map(Number),
    position: onlyOne(parts.BYSETPOS?.map(Number) ?? [], 'positions'),
  };
  const pattern = patternOf(rule, start, by);
  checkStart(rule, start);
  return { pattern, range: rangeOf(rule, start, zone) };
}

/** Exchange's for days, its largest; also keeps the search for the first meeting short. */
const MAXIMUM_INTERVAL = 999;

const UNKNOWN_PARTS = ['BYSECOND', 'BYMINUTE', 'BYHOUR', 'BYYEARDAY', 'BYWEEKNO'];

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const CODES = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const INDEXES: Partial<Record<number, string>> = {
  1: 'first',
  2: 'second',
  3: 'third',
  4: 'fourth',
  [-1]: 'last',
};

interface Day {
  name: string;
  /** Which one in the month; null for every one. */
  nth: number | null;
}

interface By {
  days: Day[];
  monthDays: number[];
  months: number[];
  position: number | null;
}

type Pattern = Recurrence['pattern'];

function patternOf(rule: ICAL.Recur, start: ICAL.Time, by: By): Pattern {
  const interval = rule.interval;
  switch (rule.freq) {
    case 'DAILY':
      return daily(rule, interval, by);
    case 'WEEKLY':
      return weekly(rule, interval, weekdays(by, start), by);
    case 'MONTHLY':
      if (by.months.length > 0) throw new Unimportable('It repeats in certain months only.');
      return monthly('Monthly', interval, start, by);
    case 'YEARLY': {
      if (by.days.length > 0 && by.months.length === 0) {
        throw new Unimportable('It repeats on a weekday counted through the year.');
      }
      const month = onlyOne(by.months, 'months') ?? start.month;
      return { ...monthly('Yearly', interval, start, by), month };
    }
    default:
      throw new Unimportable(`It repeats ${rule.freq.toLowerCase()}, which Outlook cannot do.`);
  }
}

function daily(rule: ICAL.Recur, interval: number, by: By): Pattern {
  if (by.monthDays.length > 0 || by.months.length > 0 || by.position !== null) {
    throw new Unimportable('It repeats daily, but on certain dates only.');
  }
  if (by.days.length === 0) return { type: 'daily', interval };
  if (interval > 1)
    throw new Unimportable('It repeats every few days, but on certain weekdays only.');
  return weekly(
    rule,
    1,
    by.days.map(({ name }) => name),
    by,
  );
}

function weekly(rule: ICAL.Recur, interval: number, daysOfWeek: string[], by: By): Pattern {
  if (by.monthDays.length > 0 || by.months.length > 0 || by.position !== null) {
    throw new Unimportable('It repeats weekly, but on certain dates only.');
  }
  return { type: 'weekly', interval, daysOfWeek, firstDayOfWeek: DAYS[rule.wkst - 1] ?? 'monday' };
}

function weekdays(by: By, start: ICAL.Time): string[] {
  return by.days.length > 0 ? by.days.map(({ name }) => name) : [DAYS[start.dayOfWeek() - 1] ?? ''];
}

function monthly(kind: 'Monthly' | 'Yearly', interval: number, start: ICAL.Time, by: By): Pattern {
  const moved = movedDay(by);
  if (moved !== null) return { type: `absolute${kind}`, interval, dayOfMonth: moved };
  const monthDay = onlyOne(by.monthDays, 'days of the month');
  if (by.days.length === 0 && monthDay !== -1) {
    return absolute(kind, interval, monthDay ?? start.day, by);
  }
  if (by.days.length > 0 && monthDay !== null) {
    throw new Unimportable('It repeats on a weekday with a certain date.');
  }
  // The last day of a month is the last of all weekdays.
  const days = monthDay === -1 ? DAYS.map((name) => ({ name, nth: -1 })) : by.days;
  const index = INDEXES[nthOf(days, by.position)];
  if (index === undefined)
    throw new Unimportable('It repeats on a weekday that Outlook cannot count.');
  const daysOfWeek = days.map(({ name }) => name);
  return { type: `relative${kind}`, interval, daysOfWeek, index, firstDayOfWeek: 'sunday' };
}

/** `BYMONTHDAY=28,29,30;BYSETPOS=-1`: Exchange's words for the 30th or the last day before it. */
function movedDay({ monthDays, position, days }: By): number | null {
  const isRow = monthDays.length > 1 && monthDays.every((day, index) => day === 28 + index);
  return isRow && position === -1 && days.length === 0 ? (monthDays.at(-1) ?? null) : null;
}

function absolute(kind: string, interval: number, dayOfMonth: number, by: By): Pattern {
  if (by.position !== null) throw new Unimportable('It repeats on a position among dates.');
  if (dayOfMonth < 1)
    throw new Unimportable('It repeats on a day counted from the end of the month.');
  // iCalendar leaves short months out, Graph moves to their last day.
  if (dayOfMonth > 28) {
    throw new Unimportable(
      `It repeats on day ${dayOfMonth}, which Outlook moves in shorter months.`,
    );
  }
  return { type: `absolute${kind}`, interval, dayOfMonth };
}

/** `2TU`, or `TU` with position 2; several days only with a position. */
function nthOf(days: Day[], position: number | null): number {
  const counted = new Set(days.map(({ nth }) => nth ?? position));
  const isLastDay = days.length === DAYS.length;
  const [nth] = counted;
  if (counted.size !== 1 || nth === null || nth === undefined) return 0;
  return days.length > 1 && position === null && !isLastDay ? 0 : nth;
}

function readDay(text: string | number): Day {
  const [, number, code] = /^([+-]?\d+)?([A-Z]{2})$/.exec(String(text)) ?? [];
  const name = DAYS[CODES.indexOf(code ?? '')];
  if (name === undefined) throw new Unimportable('It repeats on an unknown weekday.');
  return { name, nth: number === undefined ? null : Number(number) };
}

function onlyOne(values: number[], what: string): number | null {
  if (values.length > 1) throw new Unimportable(`It repeats on several ${what}.`);
  return values[0] ?? null;
}

/** Graph starts a series with a meeting that fits; iCalendar may begin with one that does not. */
function checkStart(rule: ICAL.Recur, start: ICAL.Time): void {
  const first = rule.iterator(start).next() as ICAL.Time | null;
  if (first?.compareDateOnlyTz(start, start.zone) !== 0) {
    throw new Unimportable('Its first meeting does not fit the rule of its series.');
  }
}

function rangeOf(rule: ICAL.Recur, start: ICAL.Time, zone: string): Recurrence['range'] {
  const frame = { startDate: dateOf(start), recurrenceTimeZone: zone };
  if (rule.count) return { ...frame, type: 'numbered', numberOfOccurrences: rule.count };
  if (!rule.until) return { ...frame, type: 'noEnd' };
  return { ...frame, type: 'endDate', endDate: lastDate(rule.until, start, zone) };
}

/** The last date a meeting may begin; an end earlier in the day than the meeting excludes that day. */
function lastDate(until: ICAL.Time, start: ICAL.Time, zone: string): string {
  if (until.isDate) return dateOf(until);
  const isUtc = until.zone === ICAL.Timezone.utcTimezone;
  const end = isUtc ? toLocal(until.toJSDate(), zone) : until;
  const secondsOf = (time: { hour: number; minute: number; second: number }) =>
    (time.hour * 60 + time.minute) * 60 + time.second;
  const excluded = !start.isDate && secondsOf(end) < secondsOf(start) ? 1 : 0;
  const date = new Date(Date.UTC(end.year, end.month - 1, end.day - excluded));
  return date.toISOString().slice(0, 10);
}

function dateOf({ year, month, day }: ICAL.Time): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}
