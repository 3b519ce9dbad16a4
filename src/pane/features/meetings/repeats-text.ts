import type { TFunction } from 'i18next';
import type { Repeats } from '../../host/host.ts';

const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** 4 January 1970 was a Sunday. */
const nameOf = (language: string, day: string): string =>
  new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(1970, 0, 4 + days.indexOf(day.toLowerCase()))),
  );

/** `It repeats every Monday and Friday.` */
export function repeatsText(t: TFunction, language: string, repeats: Repeats | undefined): string {
  if (!repeats) return t('meeting.repeats.somehow');
  const { every, interval: count } = repeats;
  const known = repeats.days.filter((day) => days.includes(day.toLowerCase()));
  if (every !== 'week') return t(`meeting.repeats.${every}`, { count });
  if (known.length === 0) return t('meeting.repeats.somehow');
  const names = known.map((day) => nameOf(language, day));
  const list = new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
  return t('meeting.repeats.week', { count, days: list });
}
