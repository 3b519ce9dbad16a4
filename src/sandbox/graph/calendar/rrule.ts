import type { Json } from '../store/schema.ts';

const codes: Record<string, string> = {
  sunday: 'SU',
  monday: 'MO',
  tuesday: 'TU',
  wednesday: 'WE',
  thursday: 'TH',
  friday: 'FR',
  saturday: 'SA',
};
const positions: Record<string, number> = { first: 1, second: 2, third: 3, fourth: 4, last: -1 };

const daysOf = (pattern: Json): string =>
  ((pattern['daysOfWeek'] ?? []) as string[]).map((day) => codes[day] ?? '').join(',');

/** Days that shorter months lack move to their last day ([MS-OXCICAL] 2.1.3.2.2). */
function monthDay(day: number): string {
  if (day <= 28) return `BYMONTHDAY=${day}`;
  if (day === 31) return 'BYMONTHDAY=-1';
  const days = Array.from({ length: day - 27 }, (_, index) => 28 + index);
  return `BYMONTHDAY=${days.join(',')};BYSETPOS=-1`;
}

function patternParts(pattern: Json): string[] {
  const type = String(pattern['type']);
  const inMonth = type.endsWith('Yearly') ? [`BYMONTH=${String(pattern['month'])}`] : [];
  if (type === 'daily') return ['FREQ=DAILY'];
  if (type === 'weekly') {
    const first = codes[String(pattern['firstDayOfWeek'])] ?? 'SU';
    return ['FREQ=WEEKLY', `BYDAY=${daysOf(pattern)}`, `WKST=${first}`];
  }
  const frequency = type.endsWith('Yearly') ? 'FREQ=YEARLY' : 'FREQ=MONTHLY';
  if (type.startsWith('absolute')) {
    return [frequency, ...inMonth, monthDay(Number(pattern['dayOfMonth']))];
  }
  const position = positions[String(pattern['index'])] ?? 1;
  return [frequency, ...inMonth, `BYDAY=${daysOf(pattern)}`, `BYSETPOS=${position}`];
}

/**
 * A Graph recurrence as an iCalendar rule; every one of Graph's has one (wire facts, 2.7).
 * @param until the start of the last meeting, as iCalendar writes it; used for ranges with an end.
 */
export function toRule(recurrence: Json, until: string): string {
  const { pattern, range } = recurrence as { pattern: Json; range: Json };
  const ends: Record<string, string[]> = {
    endDate: [`UNTIL=${until}`],
    numbered: [`COUNT=${String(range['numberOfOccurrences'])}`],
  };
  return [
    ...patternParts(pattern),
    `INTERVAL=${Number(pattern['interval'] ?? 1)}`,
    ...(ends[String(range['type'])] ?? []),
  ].join(';');
}
