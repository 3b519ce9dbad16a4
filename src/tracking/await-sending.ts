import { mailKey } from '../domain/mail/item-key.ts';
import { normaliseMessageId } from '../domain/mail/message-id.ts';
import { decideWait } from '../domain/sync/draft-wait.ts';
import { Failure } from '../ports/failure.ts';
import type { Outcome } from '../ports/ledger.ts';
import type { MarkedItem } from '../ports/mailbox.ts';
import type { Attempt } from './track-email.ts';

/** The worker goes on under the mail's own key. */
const soonMs = 1_000;

/** An id the mailbox cannot read, as one of the device alone, is answered with 400. */
const isAbsent: ReadonlySet<Failure['kind']> = new Set(['not-found', 'refused']);

async function findDraft({ ports, actor, row, signal }: Attempt): Promise<MarkedItem | null> {
  try {
    const found = await ports.mailbox.readMarks(actor, row, signal);
    if (found.kind !== 'draft') return found;
    const isThrownAway = await ports.mailbox.isThrownAway(
      actor,
      { ...row, itemId: found.id },
      signal,
    );
    return isThrownAway ? null : found;
  } catch (error) {
    if (error instanceof Failure && isAbsent.has(error.kind)) return null;
    throw error;
  }
}

/** Waiting is no failure: nothing is counted, and a draft that was thrown away is let go quietly. */
export function keepWaiting({ ports, row }: Attempt, isMissing = false): Outcome {
  const now = ports.runtime.now().getTime();
  const since = (start: Date | null): number => now - (start?.getTime() ?? now);
  const decision = decideWait({
    waitedMs: since(row.draftSince),
    missingMs: isMissing ? since(row.failingSince) : null,
  });
  if ('retryInMs' in decision) return { kind: 'waiting', isMissing, ...decision };
  return decision.giveUp === 'gone'
    ? { kind: 'untracked' }
    : { kind: 'failed', problem: 'gave-up' };
}

const keyOf = ({ ports, row }: Attempt, internetMessageId: string): string =>
  mailKey({
    tenantId: row.tenantId,
    organization: ports.crm.organization,
    direction: row.direction,
    internetMessageId,
    itemId: row.itemId,
  });

/**
 * A draft that was saved on the device alone had no Message-ID when it was marked; others get a new
 * one on sending. The intent moves to the key every copy of the mail has, so that nothing is tracked
 * twice; what was asked for under that key already is newer and stays.
 */
async function handOver({ ports, row }: Attempt, key: string, found: MarkedItem): Promise<Outcome> {
  if (!(await ports.ledger.find(row.tenantId, key))) {
    const accepted = await ports.ledger.accept({
      ...row,
      key,
      itemId: found.id,
      internetMessageId: found.internetMessageId,
      isDraft: found.kind === 'draft',
    });
    const { row: next, lease } = accepted;
    const again = { kind: 'waiting', isMissing: false, retryInMs: soonMs } as const;
    if (lease) await ports.ledger.settle(lease, next, again);
  }
  return { kind: 'untracked' };
}

/**
 * Looks whether a mail that was marked as a draft was sent.
 * @returns null where it was: then it is tracked like any other. @throws Failure.
 */
export async function awaitSending(attempt: Attempt): Promise<Outcome | null> {
  const found = await findDraft(attempt);
  if (!found) return keepWaiting(attempt, true);
  if (normaliseMessageId(found.internetMessageId)) {
    const key = keyOf(attempt, found.internetMessageId);
    if (key !== attempt.row.key) return handOver(attempt, key, found);
  }
  return found.kind === 'draft' ? keepWaiting(attempt) : null;
}
