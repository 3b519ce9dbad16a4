/** A stretch of time; what is missing is open. */
export interface TimeRange {
  from?: Date;
  /** Not included. */
  before?: Date;
}

export type Unit = 'Minutes' | 'Hours' | 'Days' | 'Weeks' | 'Months' | 'Years';

const dayMs = 86_400_000;
const spans = { Minutes: 60_000, Hours: 3_600_000, Days: dayMs, Weeks: 7 * dayMs } as const;

const utc = (year: number, month: number, day = 1): Date => new Date(Date.UTC(year, month, day));
const startOfDay = (at: Date): Date => new Date(Math.floor(at.getTime() / dayMs) * dayMs);
const addDays = (at: Date, days: number): Date => new Date(at.getTime() + days * dayMs);

/** `count` months on; the 31st becomes the last day of a shorter month. */
function addMonths(at: Date, count: number): Date {
  const year = at.getUTCFullYear();
  const month = at.getUTCMonth() + count;
  const lastDay = utc(year, month + 1, 0).getUTCDate();
  const start = utc(year, month, Math.min(at.getUTCDate(), lastDay));
  return new Date(start.getTime() + (at.getTime() - startOfDay(at).getTime()));
}

function add(at: Date, count: number, unit: Unit): Date {
  if (unit === 'Months') return addMonths(at, count);
  if (unit === 'Years') return addMonths(at, 12 * count);
  return new Date(at.getTime() + count * spans[unit]);
}

/** Sunday, as an organisation's week begins unless it is set otherwise. */
const startOfWeek = (at: Date): Date => addDays(startOfDay(at), -at.getUTCDay());

type Calendar = 'Week' | 'Month' | 'Year';

function calendarRange(calendar: Calendar, now: Date, shift: number): TimeRange {
  if (calendar === 'Week') {
    const from = addDays(startOfWeek(now), 7 * shift);
    return { from, before: addDays(from, 7) };
  }
  const months = calendar === 'Month' ? 1 : 12;
  const first = utc(now.getUTCFullYear(), calendar === 'Month' ? now.getUTCMonth() : 0);
  const from = addMonths(first, shift * months);
  return { from, before: addMonths(from, months) };
}

const day = (at: Date): TimeRange => ({ from: startOfDay(at), before: addDays(startOfDay(at), 1) });
const justAfter = (at: Date): Date => new Date(at.getTime() + 1);

/** Ranges that need nothing but the clock. */
const fixed: Record<string, (now: Date) => TimeRange> = {
  Today: day,
  Yesterday: (now) => day(addDays(now, -1)),
  Tomorrow: (now) => day(addDays(now, 1)),
  Last7Days: (now) => ({ from: addDays(startOfDay(now), -7), before: justAfter(now) }),
  Next7Days: (now) => ({ from: now, before: addDays(startOfDay(now), 8) }),
  ...Object.fromEntries(
    (['Week', 'Month', 'Year'] as const).flatMap((calendar) =>
      Object.entries({ Last: -1, This: 0, Next: 1 }).map(([word, shift]) => [
        word + calendar,
        (now: Date) => calendarRange(calendar, now, shift),
      ]),
    ),
  ),
};

function countedRange(name: string, now: Date, count: number): TimeRange | undefined {
  const [, word, written] =
    /^(LastX|NextX|OlderThanX)(Minutes|Hours|Days|Weeks|Months|Years)$/.exec(name) ?? [];
  if (!word) return undefined;
  const unit = written as Unit;
  if (word === 'OlderThanX') return { before: add(now, -count, unit) };
  if (unit === 'Minutes') return undefined;
  // Hours are counted from now, all longer units in whole days.
  const isWholeDays = unit !== 'Hours';
  if (word === 'LastX') {
    return { from: add(isWholeDays ? startOfDay(now) : now, -count, unit), before: justAfter(now) };
  }
  const end = add(isWholeDays ? addDays(startOfDay(now), 1) : now, count, unit);
  return { from: now, before: isWholeDays ? end : justAfter(end) };
}

/** Whether a query function takes the number of units: `LastXDays`. */
export const isCounted = (name: string): boolean => /^(?:Last|Next|OlderThan)X/.test(name);

/**
 * The time a query function of Dataverse means (`Microsoft.Dynamics.CRM.<name>`), in UTC; undefined
 * for a name that is none of time.
 */
export function timeRange(name: string, now: Date, count: number): TimeRange | undefined {
  const range = Object.hasOwn(fixed, name) ? fixed[name] : undefined;
  return range ? range(now) : countedRange(name, now, count);
}

/** The day of a moment and what is before or after it: `On`, `NotOn`, `OnOrAfter`, `OnOrBefore`. */
export const dayOf = day;
