import type { RecordId } from './match.ts';

export interface DatedRecord extends RecordId {
  /** Null: nobody said when. */
  at: Date | null;
}

export interface KnownWork {
  /** Open activities in the order in which they are due. */
  next: readonly DatedRecord[];
  /** Done activities, last first. */
  past: readonly DatedRecord[];
  opportunities: readonly DatedRecord[];
  /** Whether it is somebody one can be in touch with. */
  isCustomer: boolean;
}

/** One thing worth knowing before writing back (UI-14). `days`: whole days from now. */
export interface Found {
  kind: 'overdue' | 'upcoming' | 'closing' | 'silent';
  /** Null: the record itself. */
  about: RecordId | null;
  at: Date;
  days: number;
}

const dayMs = 86_400_000;
const soonDays = 7;
const closingDays = 14;
const silentDays = 30;

const dayOf = (at: Date): number => Math.floor(at.getTime() / dayMs);

/** Sooner first; a kind is said once. */
export function insightsOf(
  { next, past, opportunities, isCustomer }: KnownWork,
  now: Date,
): Found[] {
  const found = (kind: Found['kind'], record: DatedRecord | undefined, about = true): Found[] =>
    record?.at
      ? [
          {
            kind,
            about: about ? { table: record.table, id: record.id } : null,
            at: record.at,
            days: dayOf(record.at) - dayOf(now),
          },
        ]
      : [];
  const within = (records: readonly DatedRecord[], days: number): DatedRecord | undefined =>
    records.find(({ at }) => at && at >= now && dayOf(at) - dayOf(now) <= days);
  const [last] = past;
  const isSilent = isCustomer && last?.at && dayOf(now) - dayOf(last.at) >= silentDays;
  const late = next.find(({ at }) => at && at < now);
  const closing = opportunities.find(
    ({ at }) => at && Math.abs(dayOf(at) - dayOf(now)) <= closingDays,
  );
  return [
    ...found('overdue', late),
    ...found('upcoming', within(next, soonDays)),
    ...found('closing', closing),
    ...(isSilent ? found('silent', last, false) : []),
  ];
}
