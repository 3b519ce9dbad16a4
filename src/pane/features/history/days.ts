export interface Day<T> {
  /** A date and nothing else, in the reader's words. */
  label: string;
  entries: T[];
}

/**
 * Changes by the day they were made on, on the mailbox's clock; `Today` and `Yesterday` where the
 * language says so.
 * @param localTime the instant on the mailbox's clock, in the date's UTC fields
 */
export function byDay<T extends { at: string }>(
  entries: readonly T[],
  language: string,
  localTime: (instant: Date) => Date,
  now: Date,
): Day<T>[] {
  const dayOf = (instant: Date) => Math.floor(localTime(instant).getTime() / 86_400_000);
  const today = dayOf(now);
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone: 'UTC' });
  const days = new Map<number, T[]>();
  for (const entry of entries) {
    const day = dayOf(new Date(entry.at));
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days].map(([day, own]) => ({
    label:
      today - day < 2
        ? relative.format(day - today, 'day')
        : date.format(new Date(day * 86_400_000)),
    entries: own,
  }));
}
