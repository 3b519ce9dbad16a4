import type { RecordRef } from '../../domain/mail/email-activity.ts';
import type { Change } from '../../ports/changes.ts';
import type { LedgerRow, Outcome } from '../../ports/ledger.ts';

export type SettledChange = Pick<
  Change,
  'change' | 'activityId' | 'before' | 'after' | 'copyDeleted' | 'adopted'
>;

const same = (a: RecordRef | null, b: RecordRef | null): boolean =>
  a?.table === b?.table && a?.id.toLowerCase() === b?.id.toLowerCase();

type Before = Pick<LedgerRow, 'key' | 'activityId' | 'regarding'>;
type Last = Pick<Change, 'change' | 'copyDeleted'> | null;

/** An activity with the key's id is of our own making, unless untracking had left it there. */
function wasThere(
  before: Before,
  outcome: Extract<Outcome, { kind: 'tracked' }>,
  last: Last,
): boolean {
  if (!outcome.adopted) return false;
  const isKept = last?.change === 'untrack' && !last.copyDeleted;
  return isKept || outcome.activityId.toLowerCase() !== before.key.toLowerCase();
}

function trackedChange(
  before: Before,
  outcome: Extract<Outcome, { kind: 'tracked' }>,
  last: Last,
): SettledChange | null {
  const adopted = before.activityId === null && wasThere(before, outcome, last);
  const known =
    before.activityId === null ? (outcome.adopted?.regarding ?? null) : before.regarding;
  const isSame = same(known, outcome.regarding);
  if (before.activityId !== null && isSame) return null;
  const isLink = before.activityId !== null || (adopted && !isSame && last?.change !== 'untrack');
  return {
    change: isLink ? 'set-regarding' : 'track',
    activityId: outcome.activityId,
    before: isLink ? known : null,
    after: outcome.regarding,
    copyDeleted: false,
    adopted,
  };
}

/** What an attempt's outcome changed about an item; null: nothing a person would take back. */
export function settledChange(before: Before, outcome: Outcome, last: Last): SettledChange | null {
  if (outcome.kind === 'tracked') return trackedChange(before, outcome, last);
  if (outcome.kind !== 'untracked') return null;
  const activityId = before.activityId ?? outcome.found?.activityId ?? null;
  if (activityId === null) return null;
  return {
    change: 'untrack',
    activityId,
    before: before.activityId === null ? (outcome.found?.regarding ?? null) : before.regarding,
    after: null,
    copyDeleted: outcome.copyDeleted ?? false,
    adopted: false,
  };
}
