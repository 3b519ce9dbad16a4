const formats = new Map<string, Intl.DateTimeFormat>();

function formatter(
  locale: string,
  timeZone: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone });
  formats.set(key, known);
  return known;
}

const english = 'en-GB';

/** `22 Nov 2026, 09:30` in the person's zone. */
export const dateAndTime = (at: Date, timeZone: string, locale = english): string =>
  formatter(locale, timeZone, { dateStyle: 'medium', timeStyle: 'short' }).format(at);

/** `22 Nov 2026, 09:30 – 10:30`; both days where they differ. */
export const timeSpan = (from: Date, to: Date, timeZone: string, locale = english): string =>
  formatter(locale, timeZone, { dateStyle: 'medium', timeStyle: 'short' }).formatRange(from, to);

/** `09:30` */
export const timeOfDay = (at: Date, timeZone: string, locale = english): string =>
  formatter(locale, timeZone, { timeStyle: 'short' }).format(at);

/** `Monday, 23 November` */
export const longDay = (at: Date, timeZone: string, locale = english): string =>
  formatter(locale, timeZone, { weekday: 'long', day: 'numeric', month: 'long' }).format(at);

/** `16 – 22 November 2026`; both days, and those between, as instants of UTC. */
export const dayRange = (from: Date, to: Date, locale = english): string =>
  formatter(locale, 'UTC', { dateStyle: 'long' }).formatRange(from, to);

const shortDay = (at: Date, timeZone: string, locale: string): string =>
  formatter(locale, timeZone, { day: 'numeric', month: 'short', year: 'numeric' }).format(at);

/** The time for today's messages, the day for older ones. */
export const listTime = (at: Date, timeZone: string, now: Date, locale = english): string => {
  const day = shortDay(at, timeZone, locale);
  return day === shortDay(now, timeZone, locale) ? timeOfDay(at, timeZone, locale) : day;
};

/** `14 KB` */
export const fileSize = (bytes: number): string =>
  bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
