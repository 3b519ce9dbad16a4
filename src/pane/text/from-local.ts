/** The instant on the mailbox's clock, in the date's UTC fields. */
type LocalTime = (instant: Date) => Date;

/** `2026-11-22T09:30` of the mailbox's clock as an instant, UTC ISO 8601; null where it is none. */
export function fromLocal(written: string, localTime: LocalTime): string | null {
  const wall = Date.parse(`${written}Z`);
  if (Number.isNaN(wall)) return null;
  const offsetAt = (instant: number): number => localTime(new Date(instant)).getTime() - instant;
  // The second look is for the hours around a change of the clocks.
  const near = wall - offsetAt(wall);
  return new Date(wall - offsetAt(near)).toISOString();
}

/** An instant as `2026-11-22T09:30` on the mailbox's clock. */
export const toLocal = (iso: string, localTime: LocalTime): string =>
  localTime(new Date(iso)).toISOString().slice(0, 16);
