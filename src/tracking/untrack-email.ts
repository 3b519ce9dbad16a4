import { Failure } from '../ports/failure.ts';
import type { Outcome } from '../ports/ledger.ts';
import type { Attempt } from './track-email.ts';

const isKind = (error: unknown, kind: Failure['kind']): boolean =>
  error instanceof Failure && error.kind === kind;

/**
 * The CRM's copy goes only if the actor owns it and may delete it; otherwise it stays (§1.5.3,
 * V-13). Untracking at all takes the right to write to it (SEC-04).
 */
async function removeActivity({ ports, actor, row, signal }: Attempt): Promise<void> {
  const { internetMessageId: messageId, direction, activityId } = row;
  const email = { messageId, direction, id: activityId };
  const query = { addresses: [], email, record: null, users: [] };
  const lookup = await ports.crm.look(actor, query, signal);
  if (!lookup.email) return refuseUnreadable({ ports, actor, row, signal });
  const { id } = lookup.email;
  if (!lookup.me) throw new Failure('forbidden', 'crm', 'crm: no user of the CRM');
  if (lookup.email.ownerId === lookup.me.id) {
    await ports.crm.deleteEmail(actor, id, signal).catch((error: unknown) => {
      if (!isKind(error, 'forbidden')) throw error;
    });
    return;
  }
  if (await ports.crm.mayWrite(actor, id, lookup.me.id, signal)) return;
  throw new Failure('forbidden', 'crm', 'crm: no right to write to the activity');
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
  await removeActivity(attempt);
  await removeMarks(attempt);
  attempt.ports.recent.forgetItem(attempt.actor, attempt.row.key);
  return { kind: 'untracked' };
}
