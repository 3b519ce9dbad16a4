import type { MeetingEvent, Recurrence } from './meeting-event.ts';

/** One meeting of a series that is not over yet, earliest first. */
export interface Remaining {
  /** Where the pattern puts it: UTC, ISO 8601. */
  originalStart: string;
  /** The same day in the series' own zone: `2026-11-22`. */
  date: string;
}

const endsAt = (recurrence: Recurrence, remaining: readonly Remaining[]): Recurrence['end'] => {
  const last = remaining.at(-1);
  // What is left of a number of meetings is counted by the day of the last.
  return recurrence.end.kind === 'count' && last
    ? { kind: 'date', date: last.date }
    : recurrence.end;
};

/**
 * The series from its next meeting on: what is over, and what was taken out of it before, is not
 * made anew in the CRM (AP-24).
 * @param remaining what of the series is not over; of one without end the first is enough
 * @returns null where nothing is left.
 */
export function remainderOf(
  series: MeetingEvent,
  remaining: readonly Remaining[],
): MeetingEvent | null {
  const [next] = remaining;
  if (!next || !series.recurrence) return null;
  if (Date.parse(next.originalStart) <= Date.parse(series.start)) return series;
  const length = Date.parse(series.end) - Date.parse(series.start);
  return {
    ...series,
    start: next.originalStart,
    end: new Date(Date.parse(next.originalStart) + length).toISOString(),
    recurrence: {
      ...series.recurrence,
      startDate: next.date,
      end: endsAt(series.recurrence, remaining),
    },
  };
}
