import { Failure } from '../ports/failure.ts';
import type { Outcome } from '../ports/ledger.ts';
import type { Attempt } from './track-email.ts';

const isKind = (error: unknown, kind: Failure['kind']): boolean =>
  error instanceof Failure && error.kind === kind;

/** What became of the CRM's copy. */
type Removed = Pick<Extract<Outcome, { kind: 'untracked' }>, 'copyDeleted' | 'found'>;

/** Untracking at all takes the right to write to the copy (SEC-04). */
async function checkMayWrite({ ports, actor, signal }: Attempt, id: string, me: string) {
  if (await ports.crm.mayWrite(actor, id, me, signal)) return;
  throw new Failure('forbidden', 'crm', 'crm: no right to write to the activity');
}

/** False where the actor may not delete it after all. */
async function deleteCopy({ ports, actor, signal }: Attempt, id: string): Promise<boolean> {
  try {
    await ports.crm.deleteEmail(actor, id, signal);
    return true;
  } catch (error) {
    if (!isKind(error, 'forbidden')) throw error;
    return false;
  }
}

/**
 * The CRM's copy goes only if the actor owns it, may delete it and did not ask to keep it; otherwise
 * it stays (§1.5.3, V-13).
 */
async function removeActivity(attempt: Attempt): Promise<Removed> {
  const { ports, actor, row, signal } = attempt;
  const { internetMessageId: messageId, direction, activityId } = row;
  const email = { messageId, direction, id: activityId };
  const query = { addresses: [], email, record: null, users: [] };
  const lookup = await ports.crm.look(actor, query, signal);
  if (!lookup.email) {
    await refuseUnreadable(attempt);
    return { copyDeleted: true };
  }
  const { id, regarding, ownerId } = lookup.email;
  const found = {
    activityId: id,
    regarding: regarding && { table: regarding.table, id: regarding.id },
  };
  if (!lookup.me) throw new Failure('forbidden', 'crm', 'crm: no user of the CRM');
  if (ownerId === lookup.me.id && !row.keepCopy) {
    return { copyDeleted: await deleteCopy(attempt, id), found };
  }
  await checkMayWrite(attempt, id, lookup.me.id);
  return { copyDeleted: false, found };
}

/** A list shows neither what is gone nor what is hidden; asking for the row itself tells which. */
async function refuseUnreadable({ ports, actor, row, signal }: Attempt): Promise<void> {
  if (row.activityId === null) return;
  const email = await ports.crm.readEmail(actor, row.activityId, signal);
  if (email) throw new Failure('unexpected', 'crm', 'crm: activity is there but not listed');
}

/** Takes the marks off the person's own copy; one that is gone has none. */
async function removeMarks({ ports, actor, row, signal }: Attempt): Promise<void> {
  try {
    const item = await ports.mailbox.readMarks(actor, row, signal);
    await ports.mailbox.mark(actor, item, null, signal);
  } catch (error) {
    if (!isKind(error, 'not-found')) throw error;
  }
}

/** Untracks the item. Every step may be repeated. @throws Failure. */
export async function untrackEmail(attempt: Attempt): Promise<Outcome> {
  // A draft that was only marked has no copy and no marks, and is being written right now.
  if (attempt.row.draftSince && attempt.row.activityId === null) return { kind: 'untracked' };
  const removed = await removeActivity(attempt);
  await removeMarks(attempt);
  await attempt.ports.threads.forget(attempt.row.tenantId, [attempt.row.key]);
  attempt.ports.recent.forgetItem(attempt.actor, attempt.row.key);
  return { kind: 'untracked', ...removed };
}
