const dayMs = 24 * 60 * 60 * 1000;

/** A calendar day as UTC midnight; days are moved about as such, whatever zone they are shown in. */
const utc = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The Monday of a day's week. */
export function monday(day: string): string {
  const at = utc(day);
  const weekday = (new Date(at).getUTCDay() + 6) % 7;
  return dayOf(at - weekday * dayMs);
}

export const addDays = (day: string, days: number): string => dayOf(utc(day) + days * dayMs);

/** The day an instant falls on in a zone. */
export function dayIn(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone }).format(at);
  return parts.slice(0, 10);
}

/** The day it is in a zone. */
export const today = (timeZone: string, now = new Date()): string => dayIn(now, timeZone);

/** The instants between which a week's events lie in any zone: a day more on either side. */
export const weekBounds = (firstDay: string): { from: Date; to: Date } => ({
  from: new Date(utc(firstDay) - dayMs),
  to: new Date(utc(firstDay) + 8 * dayMs),
});
