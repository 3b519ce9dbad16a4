import type { ExistingAppointment } from '../ports/crm-appointments.ts';
import { Failure } from '../ports/failure.ts';
import type { Outcome } from '../ports/ledger.ts';
import { handOver } from './hand-over.ts';
import { appointmentOf, eventOf } from './track-meeting.ts';
import type { Attempt } from './track-email.ts';

const isKind = (error: unknown, kind: Failure['kind']): boolean =>
  error instanceof Failure && error.kind === kind;

/** The actor's system user. @throws Failure `forbidden` where the CRM has none. */
async function userOf({ ports, actor, row, signal }: Attempt): Promise<string> {
  const email = { messageId: '', direction: row.direction, id: null };
  const query = { addresses: [], email, record: null, users: [] };
  const { me } = await ports.crm.look(actor, query, signal);
  if (me) return me.id;
  throw new Failure('forbidden', 'crm', 'crm: no user of the CRM');
}

/** A meeting that was held is history: its copy stays (§1.5.3). */
const isOver = ({ endsAt }: ExistingAppointment, now: Date): boolean =>
  endsAt !== null && Date.parse(endsAt) < now.getTime();

/** What became of the CRM's copy. */
type Removed = Pick<Extract<Outcome, { kind: 'untracked' }>, 'copyDeleted' | 'found'>;

/** @throws Failure `forbidden`: untracking takes the right to write to the copy (SEC-04). */
async function checkMayWrite(attempt: Attempt, existing: ExistingAppointment, me: string) {
  const { ports, actor, signal } = attempt;
  if (await ports.appointments.mayWriteAppointment(actor, existing, me, signal)) return;
  throw new Failure('forbidden', 'crm', 'crm: no right to write to the appointment');
}

/** False where the actor may not delete it after all. */
async function deleteCopy(attempt: Attempt, existing: ExistingAppointment): Promise<boolean> {
  const { ports, actor, signal } = attempt;
  try {
    await ports.appointments.deleteAppointment(actor, existing, signal);
    return true;
  } catch (error) {
    if (!isKind(error, 'forbidden')) throw error;
    return false;
  }
}

/**
 * The CRM's copy goes only where the actor owns it, may delete it, did not ask to keep it, and the
 * meeting is not over (§1.5.3).
 */
async function removeCopy(attempt: Attempt): Promise<Removed> {
  const { ports, actor, row, signal } = attempt;
  const wanted = { ...appointmentOf(attempt), globalObjectId: row.internetMessageId };
  const [existing, me] = await Promise.all([
    ports.appointments.findAppointment(actor, wanted, signal),
    userOf(attempt),
  ]);
  if (!existing) {
    // A list shows neither what is gone nor what is hidden; asking for the row itself tells which.
    await ports.appointments.readAppointment(actor, wanted, signal);
    return { copyDeleted: true };
  }
  const { id: activityId, regarding } = existing;
  const found = {
    activityId,
    regarding: regarding && { table: regarding.table, id: regarding.id },
  };
  const isKept = row.keepCopy || existing.ownerId !== me || isOver(existing, ports.runtime.now());
  if (!isKept) return { copyDeleted: await deleteCopy(attempt, existing), found };
  await checkMayWrite(attempt, existing, me);
  return { copyDeleted: false, found };
}

/** Takes the marks off the person's own copy; one that is gone has none. */
async function removeMarks(attempt: Attempt): Promise<void> {
  const { ports, actor, signal } = attempt;
  try {
    await ports.calendar.markEvent(actor, eventOf(attempt), null, signal);
  } catch (error) {
    if (!isKind(error, 'not-found')) throw error;
  }
}

/** Untracks the meeting or the series. Every step may be repeated. @throws Failure. */
export async function untrackMeeting(attempt: Attempt): Promise<Outcome> {
  const { ports, actor, row, signal } = attempt;
  if (!row.internetMessageId) {
    return handOver(attempt, await ports.calendar.readEvent(actor, eventOf(attempt), signal));
  }
  const removed = await removeCopy(attempt);
  await removeMarks(attempt);
  ports.recent.forgetItem(actor, row.key);
  return { kind: 'untracked', ...removed };
}
