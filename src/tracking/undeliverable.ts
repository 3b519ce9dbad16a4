import type { ProblemCode } from '../domain/sync/problem.ts';
import type { Actor } from '../ports/actor.ts';
import { Failure } from '../ports/failure.ts';
import type { BulkOutcome, LedgerRow } from '../ports/ledger.ts';
import type { TrackingPorts } from './ports.ts';

const withinMs = 10_000;

/** Server-side sync took it up, so nobody waits for it. */
export const isUnattended = ({ via }: Pick<LedgerRow, 'via'>): boolean =>
  ['automatic', 'category', 'folder', 'mark'].includes(via);

/** What of it nobody asked for by a gesture, and cannot be, is no trouble of its owner's. */
const isNobodysWish = ({ via }: LedgerRow, problem: ProblemCode): boolean =>
  via === 'automatic' && ['encrypted', 'private', 'item-unsupported'].includes(problem);

/** Server-side sync gave up on a mail that never came into the CRM (K-08). */
export const isUndeliverable = (row: LedgerRow, outcome: BulkOutcome): boolean =>
  outcome.kind === 'failed' &&
  row.kind === 'message' &&
  row.intent === 'track' &&
  row.activityId === null &&
  isUnattended(row) &&
  !isNobodysWish(row, outcome.problem);

/**
 * Puts the category on the mail that says that it could not be tracked, in place of the one that says
 * that it is (K-08). Its owner sees it in any mail program, and tries again by putting the other back.
 * A mail that cannot be marked stays as it is.
 */
export async function markUndeliverable(
  { mailbox, log }: Pick<TrackingPorts, 'mailbox' | 'log'>,
  actor: Actor,
  row: LedgerRow,
): Promise<void> {
  const signal = AbortSignal.timeout(withinMs);
  try {
    const item = await mailbox.readMarks(actor, row, signal);
    await mailbox.mark(actor, item, 'undeliverable', signal);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    log.warn({ item: row.key, code: error.message }, 'undeliverable mail stays unmarked');
  }
}
