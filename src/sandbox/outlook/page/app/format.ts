const formats = new Map<string, Intl.DateTimeFormat>();

function format(timeZone: string, options: Intl.DateTimeFormatOptions, at: Date): string {
  const key = timeZone + JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.DateTimeFormat('en-GB', { ...options, timeZone });
  formats.set(key, known);
  return known.format(at);
}

/** `22 Nov 2026, 09:30` in the person's zone. */
export const dateAndTime = (at: Date, timeZone: string): string =>
  format(timeZone, { dateStyle: 'medium', timeStyle: 'short' }, at);

/** `22 Nov 2026, 09:30 – 10:30`; both days where they differ. */
export const timeSpan = (from: Date, to: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  }).formatRange(from, to);

/** `09:30` */
export const timeOfDay = (at: Date, timeZone: string): string =>
  format(timeZone, { timeStyle: 'short' }, at);

/** `Monday, 23 November` */
export const longDay = (at: Date, timeZone: string): string =>
  format(timeZone, { weekday: 'long', day: 'numeric', month: 'long' }, at);

/** `16 – 22 November 2026`; both days, and those between, as instants of UTC. */
export const dayRange = (from: Date, to: Date): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).formatRange(from, to);

const shortDay = (at: Date, timeZone: string): string =>
  format(timeZone, { day: 'numeric', month: 'short', year: 'numeric' }, at);

/** The time for today's messages, the day for older ones. */
export const listTime = (at: Date, timeZone: string, now: Date): string => {
  const day = shortDay(at, timeZone);
  return day === shortDay(now, timeZone) ? timeOfDay(at, timeZone) : day;
};

/** `14 KB` */
export const fileSize = (bytes: number): string =>
  bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
