import type { DayOfWeek, Recurrence } from './meeting-event.ts';

/** How the CRM keeps a series (`recurringappointmentmaster`). */
export interface SeriesPattern {
  type: 'daily' | 'weekly' | 'monthly' | 'yearly';
  interval: number;
  /** Bits, Sunday the lowest; null: the day of the month decides. */
  daysOfWeekMask: number | null;
  dayOfMonth: number | null;
  /** 1 is January. */
  month: number | null;
  /** Which of the days in a month: 1 to 4, 5 the last. */
  instance: number | null;
  /** 0 is Sunday. */
  firstDayOfWeek: number;
  /** Dates are `2026-11-22`. */
  startDate: string;
  end: Recurrence['end'];
}

const days: readonly DayOfWeek[] = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
];
const instances: readonly Recurrence['index'][] = ['first', 'second', 'third', 'fourth', 'last'];

/** Days that "the first … of the month" can stand for: one, every, a working, a weekend day. */
const workdays = 0b0111110;
const groups: ReadonlySet<number> = new Set([127, workdays, 65, ...days.map((_, bit) => 1 << bit)]);

/** The CRM's longest: `interval` and `occurrences` of the table. */
const longestInterval = 1_000;
const mostOccurrences = 999;

const maskOf = (list: readonly DayOfWeek[]): number =>
  list.reduce((mask, day) => mask | (1 << days.indexOf(day)), 0);

type Which = Pick<SeriesPattern, 'daysOfWeekMask' | 'dayOfMonth' | 'month' | 'instance'>;

const none: Which = { daysOfWeekMask: null, dayOfMonth: null, month: null, instance: null };

/** Undefined where the CRM has no such days. */
function whichDays(recurrence: Recurrence): Which | undefined {
  const { type, dayOfMonth, month, index, daysOfWeek } = recurrence;
  const mask = maskOf(daysOfWeek);
  const yearly = type.endsWith('Yearly') ? { month } : {};
  if (type === 'daily') return none;
  if (type === 'weekly') return mask === 0 ? undefined : { ...none, daysOfWeekMask: mask };
  if (type.startsWith('absolute')) return { ...none, ...yearly, dayOfMonth };
  if (!groups.has(mask)) return undefined;
  return { ...none, ...yearly, daysOfWeekMask: mask, instance: instances.indexOf(index) + 1 };
}

const kinds: Record<Recurrence['type'], SeriesPattern['type']> = {
  daily: 'daily',
  weekly: 'weekly',
  absoluteMonthly: 'monthly',
  relativeMonthly: 'monthly',
  absoluteYearly: 'yearly',
  relativeYearly: 'yearly',
};

/** Whether the weekly pattern is "every weekday", which the CRM names apart. */
export const isEveryWeekday = ({ type, interval, daysOfWeekMask }: SeriesPattern): boolean =>
  type === 'weekly' && interval === 1 && daysOfWeekMask === workdays;

/**
 * The series in the CRM's words; null where the CRM cannot say it: then single meetings of it
 * can be tracked.
 */
export function seriesPatternFor(recurrence: Recurrence): SeriesPattern | null {
  const { interval, end, startDate, firstDayOfWeek } = recurrence;
  const which = whichDays(recurrence);
  const isTooLong = end.kind === 'count' && end.count > mostOccurrences;
  if (!which || interval > longestInterval || isTooLong) return null;
  return {
    ...which,
    type: kinds[recurrence.type],
    interval,
    firstDayOfWeek: days.indexOf(firstDayOfWeek),
    startDate,
    end,
  };
}
