import type { RecordRef } from '../domain/mail/email-activity.ts';
import type { MailMessage } from '../domain/mail/message.ts';
import { addressesOf } from '../domain/mail/parties.ts';
import type { Actor } from '../ports/actor.ts';
import { Failure } from '../ports/failure.ts';
import type { LedgerRow, Outcome } from '../ports/ledger.ts';
import type { Mark } from '../ports/mailbox.ts';
import { adopt, sameRecord } from './adopt-email.ts';
import { awaitSending, keepWaiting } from './await-sending.ts';
import { checkMessage } from './check-message.ts';
import { knownPeople } from './chosen-matches.ts';
import { newEmail } from './new-email.ts';
import type { TrackingPorts } from './ports.ts';
import type { RecentLookup } from './recent-lookups.ts';
import { rememberThreads } from './remember-threads.ts';
import { completeFiles, revisitEmail } from './revisit-email.ts';

export interface Attempt {
  ports: TrackingPorts;
  actor: Actor;
  row: LedgerRow;
  signal: AbortSignal;
}

/** Who is who on the mail: as the pane was just shown, else asked now. */
async function resolve(attempt: Attempt, message: MailMessage): Promise<RecentLookup> {
  const { ports, actor, row, signal } = attempt;
  const addresses = addressesOf(message);
  const recent = ports.recent.findItem(actor, row.key, addresses);
  if (recent) return recent;
  const email = {
    messageId: message.internetMessageId,
    direction: row.direction,
    id: row.activityId ?? row.key,
  };
  const query = { addresses, email, record: row.wanted, users: [] };
  const lookup = await ports.crm.look(actor, query, signal);
  ports.recent.rememberRecords(actor, [lookup.record]);
  const fresh = { lookup, addresses: new Set(addresses) };
  ports.recent.rememberItem(actor, row.key, fresh);
  return fresh;
}

const isGone = (error: unknown): boolean =>
  error instanceof Failure && (error.kind === 'not-found' || error.kind === 'forbidden');

interface Written {
  mark: Mark;
  /** What the activity was regarding, where the CRM had it already. */
  adopted?: { regarding: RecordRef | null };
  /** Whether the item carries the mark already. */
  isMarked: boolean;
}

/** Somebody made it between our look and our write; it may be one the actor must not read. */
async function adoptUnseen(attempt: Attempt, message: MailMessage): Promise<Written> {
  const { ports, actor, row, signal } = attempt;
  const email = { messageId: message.internetMessageId, direction: row.direction, id: row.key };
  const query = { addresses: [], email, record: null, users: [] };
  const found = (await ports.crm.look(actor, query, signal)).email;
  const there = found ?? { id: row.key, regarding: row.regarding };
  return { ...(await adopt(attempt, there)), isMarked: false };
}

/** The mark must not outlive the activity it speaks of. What goes wrong here changes no verdict. */
async function takeMarkBack({ ports, actor, row, signal }: Attempt): Promise<void> {
  try {
    const item = await ports.mailbox.readMarks(actor, row, signal);
    await ports.mailbox.mark(actor, item, null, signal);
  } catch (error) {
    ports.log.warn({ item: row.key, code: (error as Error).message }, 'mark stays on the item');
  }
}

/**
 * Marks while the activity is being created, since its id is ours to choose and the person waits:
 * two round trips instead of three. Only in a first attempt; while an outage goes on, the mark
 * waits for the activity.
 */
async function markMeanwhile(
  attempt: Attempt,
  message: MailMessage,
  create: Promise<'created' | 'exists'>,
): Promise<Written> {
  const { ports, actor, row, signal } = attempt;
  const mark = { activityId: row.key, regarding: row.wanted };
  const marking = ports.mailbox.mark(actor, message, mark, signal);
  const [created, marked] = await Promise.allSettled([create, marking]);
  if (created.status === 'rejected') {
    if (marked.status === 'fulfilled') await takeMarkBack(attempt);
    throw created.reason;
  }
  if (marked.status === 'rejected' && !isGone(marked.reason)) throw marked.reason;
  if (created.value === 'created') return { mark, isMarked: true };
  const adopted = await adoptUnseen(attempt, message);
  const isSame =
    adopted.mark.activityId === mark.activityId &&
    sameRecord(adopted.mark.regarding, mark.regarding);
  return { ...adopted, isMarked: isSame };
}

/** The owner of the mail it answers, where server-side sync found one (E-12). */
async function correlatedOwner({ ports, actor, row, signal }: Attempt): Promise<string | null> {
  const id = row.correlation?.activityId;
  if (!id) return null;
  return (await ports.crmMail.emails(actor, [id], signal)).get(id)?.ownerId ?? null;
}

async function writeEmail(attempt: Attempt, message: MailMessage): Promise<Written> {
  const { ports, actor, row, signal } = attempt;
  const { lookup } = await resolve(attempt, message);
  if (lookup.email) return { ...(await adopt(attempt, lookup.email)), isMarked: false };
  const known = await knownPeople(ports, actor, lookup);
  const { unclearSender } = await ports.organization.get(actor.tenantId);
  const people = { ...known, leavesUnclear: unclearSender === 'unresolved' };
  const email = newEmail(row, message, people, await correlatedOwner(attempt));
  const create = ports.crm.createEmail(actor, email, signal);
  if (row.failures === 0 && actor.assertion) return markMeanwhile(attempt, message, create);
  if ((await create) === 'exists') return adoptUnseen(attempt, message);
  return { mark: { activityId: row.key, regarding: row.wanted }, isMarked: false };
}

async function markItem(attempt: Attempt, message: MailMessage, mark: Mark): Promise<void> {
  const { ports, actor, signal } = attempt;
  try {
    await ports.mailbox.mark(actor, message, mark, signal);
  } catch (error) {
    // The CRM has it; a mark on an item that is gone helps nobody.
    if (!isGone(error)) throw error;
  }
}

/**
 * Tracks the item: reads it, writes it to the CRM, marks it. Every step may be repeated.
 * @throws Failure, Impossible.
 */
export async function trackEmail(attempt: Attempt): Promise<Outcome> {
  const { ports, actor, row, signal } = attempt;
  const waiting = row.draftSince && (await awaitSending(attempt));
  if (waiting) return waiting;
  // Tracked already: only what is still to come of it.
  if (row.state === 'tracked' && row.activityId) return revisitEmail(attempt, row.activityId);
  const message = await ports.mailbox.readMessage(actor, row, signal);
  if (message.kind === 'draft') return keepWaiting(attempt);
  checkMessage(ports.crm.organization, row, message);
  const written = await writeEmail(attempt, message).catch((error: unknown) => {
    // Whatever was known of the activity may be old now.
    ports.recent.forgetItem(actor, row.key);
    throw error;
  });
  const { mark, isMarked, adopted } = written;
  ports.recent.rememberEmail(actor, row.key, mark);
  if (!isMarked) await markItem(attempt, message, mark);
  await rememberThreads(ports, actor, [{ key: row.key, mail: message }], signal);
  const rest = await completeFiles(attempt, message, mark.activityId);
  return {
    kind: 'tracked',
    ...mark,
    at: ports.runtime.now(),
    ...(adopted && { adopted }),
    ...rest,
  };
}
