import { useText } from '../../text/use-text.ts';

/** A day of the calendar, `2026-11-30`, as people write it; with the year where it is another one. */
export const formatDay = (language: string, day: string, now: Date): string => {
  const at = new Date(`${day.slice(0, 10)}T00:00:00Z`);
  return new Intl.DateTimeFormat(language, {
    ...(at.getUTCFullYear() !== now.getUTCFullYear() && { year: 'numeric' }),
    month: 'short',
    day: 'numeric',
    timeZone: 'UTC',
  })
    .format(at)
    .replaceAll(' ', '\u00a0');
};

/** Writes days in the pane's language. */
export function useDay(): (day: string) => string {
  const { language } = useText();
  return (day) => formatDay(language, day, new Date());
}
