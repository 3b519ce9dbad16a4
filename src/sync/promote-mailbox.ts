import type { Failure } from '../ports/failure.ts';
import type { Claim, Outcome, Settlement } from '../ports/ledger.ts';
import type { MailboxRef } from '../ports/workloads.ts';
import { holdLease } from '../tracking/hold-lease.ts';
import { rememberThreads } from '../tracking/remember-threads.ts';
import { completeFiles } from '../tracking/revisit-email.ts';
import { isUndeliverable, markUndeliverable } from '../tracking/undeliverable.ts';
import type { Promotion } from './promote/held-mail.ts';
import { lookAtMails } from './promote/mail-facts.ts';
import { Outcomes } from './promote/outcomes.ts';
import { readMails } from './promote/read-mails.ts';
import { createUnknownSenders } from './promote/unknown-senders.ts';
import { writeMails } from './promote/write-mails.ts';
import type { WrittenMail } from './promote/write-mails.ts';
import type { SyncPorts } from './ports.ts';

/** Mails that are promoted together: one list, one `$batch` of the CRM and five of the mailbox. */
const together = 100;
/** No such group takes longer; every request has its own, shorter limit. */
const longestMs = 5 * 60_000;

/** Of a mail that was thrown away meanwhile, or whose owner lost the right to change it. */
const isGone = ({ kind }: Failure): boolean => kind === 'not-found' || kind === 'forbidden';

async function ended(
  { ports, mailbox, signal }: Promotion,
  { row, message, mark, adopted }: WrittenMail,
): Promise<Outcome> {
  const attempt = { ports, actor: mailbox, row, signal };
  const rest = await completeFiles(attempt, message, mark.activityId);
  const at = ports.runtime.now();
  return { kind: 'tracked', ...mark, at, ...(adopted && { adopted }), ...rest };
}

/** Marks what the CRM has now. What cannot be marked goes on by itself: it is there, not lost. */
async function markMails(
  promotion: Promotion,
  mails: readonly WrittenMail[],
  outcomes: Outcomes,
): Promise<void> {
  const { ports, mailbox, signal } = promotion;
  const marks = mails.map(({ message, mark }) => ({ item: message, mark }));
  const refused = await ports.mailbox.markMany(mailbox, marks, signal);
  for (const [index, mail] of mails.entries()) {
    const failure = refused[index] ?? null;
    if (failure && !isGone(failure)) outcomes.handOver(mail, failure.retryAfterMs);
    else outcomes.set(mail, await ended(promotion, mail));
  }
}

/** @throws Failure where the mailbox or the CRM does not answer. */
async function promote(
  promotion: Promotion,
  claims: readonly Claim[],
  outcomes: Outcomes,
): Promise<void> {
  const { ports, mailbox, signal } = promotion;
  const mails = await readMails(promotion, claims, outcomes);
  if (mails.length === 0) return;
  const facts = await lookAtMails(promotion, mails);
  await createUnknownSenders(promotion, facts, mails);
  const written = await writeMails(promotion, facts, mails, outcomes);
  if (written.length === 0) return;
  const remembered = written.map(({ row, message }) => ({ key: row.key, mail: message }));
  await rememberThreads(ports, mailbox, remembered, signal);
  await markMails(promotion, written, outcomes);
}

/** What cannot be tracked says so where its owner sees it (K-08). */
async function markGivenUp(
  ports: SyncPorts,
  mailbox: MailboxRef,
  settlements: readonly Settlement[],
): Promise<void> {
  for (const { claim, outcome } of settlements) {
    if (isUndeliverable(claim.row, outcome)) await markUndeliverable(ports, mailbox, claim.row);
  }
}

/**
 * Tracks in bulk what cycles of the mailbox accepted: reads, looks up, writes and marks many mails in
 * few requests. What does not go through goes on by its own attempts; while mailbox or CRM do not
 * answer, the rest waits for the next cycle.
 * @returns how many are tracked, and how many were left to their own attempts.
 * @throws Failure where the mailbox or the CRM does not answer.
 */
export async function promoteMailbox(
  ports: SyncPorts,
  mailbox: MailboxRef,
  signal: AbortSignal,
): Promise<{ promoted: number; left: number }> {
  const total = { promoted: 0, left: 0 };
  while (!signal.aborted) {
    const claims = await ports.ledger.claimMany(mailbox, together);
    if (claims.length === 0) break;
    const outcomes = new Outcomes(claims);
    try {
      const leases = claims.map(({ lease }) => lease);
      await holdLease(
        () => ports.ledger.renewMany(leases),
        longestMs,
        (held) =>
          promote({ ports, mailbox, signal: AbortSignal.any([signal, held]) }, claims, outcomes),
      );
      await markGivenUp(ports, mailbox, outcomes.settlements);
    } finally {
      await ports.ledger.settleMany(outcomes.settlements);
    }
    const kinds = outcomes.settlements.map(({ outcome }) => outcome.kind);
    total.promoted += kinds.filter((kind) => kind === 'tracked').length;
    total.left += kinds.filter((kind) => kind !== 'tracked').length;
    // Whatever was released would only come again.
    if (kinds.includes('released')) break;
  }
  return total;
}
