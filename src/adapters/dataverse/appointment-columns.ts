import type {
  AppointmentActivity,
  AppointmentStatus,
} from '../../domain/calendar/appointment-activity.ts';
import { isEveryWeekday } from '../../domain/calendar/series-pattern.ts';
import type { SeriesPattern } from '../../domain/calendar/series-pattern.ts';
import { dateTime, priority } from './activity-writes.ts';

/** Values by column; all of them are compared with what the row has. */
export type Columns = Record<string, string | number | boolean | null>;

/** Scheduled, open or cancelled (wire facts §1.6). */
const states: Record<AppointmentStatus, Columns> = {
  free: { statecode: 0, statuscode: 1 },
  tentative: { statecode: 0, statuscode: 2 },
  busy: { statecode: 3, statuscode: 5 },
  'out-of-office': { statecode: 3, statuscode: 6 },
  cancelled: { statecode: 2, statuscode: 4 },
};

/** `statecode` is refused on create, so it is a write of its own. */
export const stateColumns = ({ status }: Pick<AppointmentActivity, 'status'>): Columns =>
  states[status];

const common = (appointment: AppointmentActivity): Columns => ({
  subject: appointment.subject,
  description: appointment.description,
  location: appointment.location,
  isalldayevent: appointment.isAllDay,
  ismapiprivate: appointment.isPrivate,
  prioritycode: priority[appointment.importance],
  globalobjectid: appointment.globalObjectId,
});

const patternTypes = { daily: 0, weekly: 1, monthly: 2, yearly: 3 } as const;

/** What makes the days of a series, whenever it begins. */
export const ruleColumns = (pattern: SeriesPattern): Columns => ({
  recurrencepatterntype: patternTypes[pattern.type],
  interval: pattern.interval,
  daysofweekmask: pattern.daysOfWeekMask,
  dayofmonth: pattern.dayOfMonth,
  monthofyear: pattern.month,
  instance: pattern.instance,
  isnthmonthly: pattern.type === 'monthly' && pattern.instance !== null,
  isnthyearly: pattern.type === 'yearly' && pattern.instance !== null,
  isweekdaypattern: isEveryWeekday(pattern),
  isregenerate: false,
});

const endTypes = { never: 1, count: 2, date: 3 } as const;

/** Days are times to the Web API: midnight of the day. */
const day = (date: string): string => `${date}T00:00:00Z`;

/** When a series begins and ends. */
export const spanColumns = (
  { start, end }: Pick<AppointmentActivity, 'start' | 'end'>,
  pattern: SeriesPattern,
): Columns => ({
  starttime: dateTime(start),
  endtime: dateTime(end),
  patternstartdate: day(pattern.startDate),
  effectivestartdate: day(pattern.startDate),
  patternendtype: endTypes[pattern.end.kind],
  patternenddate: pattern.end.kind === 'date' ? day(pattern.end.date) : null,
  occurrences: pattern.end.kind === 'count' ? pattern.end.count : null,
});

const timeColumns = ({ start, end }: AppointmentActivity): Columns => ({
  scheduledstart: dateTime(start),
  scheduledend: dateTime(end),
});

/** All columns but state and people. */
export function appointmentColumns(appointment: AppointmentActivity): Columns {
  const { series } = appointment;
  if (!series) return { ...common(appointment), ...timeColumns(appointment) };
  return { ...common(appointment), ...ruleColumns(series), ...spanColumns(appointment, series) };
}

const isSame = (a: unknown, b: unknown): boolean => (a || null) === (b || null);

/** The columns whose values the row does not have; an empty text is none to the CRM. */
export const differing = (wanted: Columns, row: Record<string, unknown>): Columns =>
  Object.fromEntries(Object.entries(wanted).filter(([name, value]) => !isSame(value, row[name])));

/**
 * What of an appointment there is has to be written anew. A series keeps its days while its rule is
 * the same: it is written from its next meeting on, which is another one every week (AP-24).
 */
export function changedColumns(
  appointment: AppointmentActivity,
  row: Record<string, unknown>,
): Columns {
  const { series } = appointment;
  const state = stateColumns(appointment);
  if (!series) return differing({ ...appointmentColumns(appointment), ...state }, row);
  const rule = differing(ruleColumns(series), row);
  const days = Object.keys(rule).length > 0 ? { ...rule, ...spanColumns(appointment, series) } : {};
  return { ...differing({ ...common(appointment), ...state }, row), ...days };
}
