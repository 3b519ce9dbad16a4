import type { RecordId } from './match.ts';

/** Why a record is suggested, the strongest reason first. */
export type Reason =
  'number' | 'conversation' | 'chosen-before' | 'open' | 'participant' | 'account';

/** One sign that an item is regarding a record. */
export type Clue = RecordId &
  (
    | { reason: 'number' | 'conversation' }
    | {
        reason: 'chosen-before';
        /** How often, and when last; later corrections were taken off. */
        times: number;
        at: Date;
      }
    | {
        reason: 'open';
        /** Its customer is on the item; else the account of somebody is. */
        isTheirs: boolean;
        changedAt: Date | null;
        /** When it is expected to close. */
        closesOn: Date | null;
      }
    | {
        reason: 'participant';
        /** They wrote, or called the meeting. */
        isSender: boolean;
      }
    | { reason: 'account' }
  );

export interface Ranked extends RecordId {
  reason: Reason;
}

const day = 86_400_000;

/** One where it is now, a half after `halfLife` days, towards zero. */
const freshness = (at: Date | null, now: Date, halfLife: number): number =>
  at ? 0.5 ** (Math.abs(now.getTime() - at.getTime()) / (halfLife * day)) : 0;

/** What one clue weighs. A number somebody wrote beats everything; mere presence little. */
function weightOf(clue: Clue, now: Date): number {
  switch (clue.reason) {
    case 'number':
      return 100;
    case 'conversation':
      return 80;
    case 'chosen-before':
      return 30 + 25 * (1 - 0.5 ** clue.times) * 2 * freshness(clue.at, now, 60);
    case 'open': {
      const recent = 8 * freshness(clue.changedAt, now, 14);
      const near = 6 * freshness(clue.closesOn, now, 14);
      return (clue.isTheirs ? 34 : 26) + recent + near;
    }
    case 'participant':
      return clue.isSender ? 20 : 14;
    case 'account':
      return 10;
  }
}

/** More clues make a record likelier, the strongest counting most. */
const total = (weights: number[]): number => {
  const [first = 0, ...rest] = weights.toSorted((a, b) => b - a);
  return first + rest.reduce((sum, weight) => sum + weight / 2, 0);
};

/** A record that is closed was a good answer once. */
const closedFactor = 0.4;

const keyOf = ({ table, id }: RecordId): string => `${table}:${id}`;

/**
 * What an item is probably regarding, likeliest first, each record once with its strongest reason
 * (UI-13). Users of the CRM are never suggested.
 * @param closed keys (`table:id`) of records that are not open any more
 */
export function suggest(
  clues: readonly Clue[],
  { now, closed, limit }: { now: Date; closed: ReadonlySet<string>; limit: number },
): Ranked[] {
  const found = new Map<string, { record: Ranked; weights: number[]; best: number }>();
  for (const clue of clues) {
    if (clue.table === 'systemuser') continue;
    const key = keyOf(clue);
    const isClosed = closed.has(key) && clue.reason !== 'number';
    const weight = weightOf(clue, now) * (isClosed ? closedFactor : 1);
    const { table, id, reason } = clue;
    const known = found.get(key) ?? { record: { table, id, reason }, weights: [], best: 0 };
    known.weights.push(weight);
    if (weight > known.best) Object.assign(known, { best: weight, record: { table, id, reason } });
    found.set(key, known);
  }
  return [...found.values()]
    .sort((a, b) => total(b.weights) - total(a.weights))
    .slice(0, limit)
    .map(({ record }) => record);
}
