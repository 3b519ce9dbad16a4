import { appointmentFor } from '../domain/calendar/appointment-activity.ts';
import type { AppointmentActivity } from '../domain/calendar/appointment-activity.ts';
import { addressesOfMeeting } from '../domain/calendar/attendee-parties.ts';
import type { MeetingEvent } from '../domain/calendar/meeting-event.ts';
import { remainderOf } from '../domain/calendar/series-remainder.ts';
import type { RecordRef } from '../domain/mail/email-activity.ts';
import type { AppointmentRef, ExistingAppointment } from '../ports/crm-appointments.ts';
import { Failure } from '../ports/failure.ts';
import type { Outcome } from '../ports/ledger.ts';
import type { EventReference } from '../ports/calendar.ts';
import type { Mark } from '../ports/mailbox.ts';
import { handOver } from './hand-over.ts';
import { keyOfMeeting } from './identify-meeting.ts';
import { Impossible } from './problem.ts';
import type { RecentLookup } from './recent-lookups.ts';
import { knownPeople } from './chosen-matches.ts';
import type { Attempt } from './track-email.ts';

export const eventOf = ({ row }: Pick<Attempt, 'row'>): EventReference => ({
  itemId: row.itemId,
  mailboxAddress: row.mailboxAddress,
});

export const appointmentOf = ({ row }: Pick<Attempt, 'row'>): AppointmentRef => ({
  table: row.series ? 'recurringappointmentmaster' : 'appointment',
  id: row.activityId ?? row.key,
});

const isKind = (error: unknown, ...kinds: Failure['kind'][]): boolean =>
  error instanceof Failure && kinds.includes(error.kind);

const same = (a: RecordRef | null, b: RecordRef | null): boolean =>
  a?.table === b?.table && a?.id.toLowerCase() === b?.id.toLowerCase();

/** Who is who at the meeting: as the pane was just shown, else asked now. */
async function resolve(attempt: Attempt, event: MeetingEvent): Promise<RecentLookup['lookup']> {
  const { ports, actor, row, signal } = attempt;
  const addresses = addressesOfMeeting(event);
  const recent = ports.recent.findItem(actor, row.key, addresses);
  if (recent) return recent.lookup;
  const email = { messageId: '', direction: row.direction, id: null };
  const query = { addresses, email, record: row.wanted, users: [] };
  const lookup = await ports.crm.look(actor, query, signal);
  ports.recent.rememberRecords(actor, [lookup.record]);
  return lookup;
}

/** A series as far as it is still to come (AP-24). @throws Impossible where nothing of it is. */
async function stillToCome(attempt: Attempt, event: MeetingEvent): Promise<MeetingEvent> {
  if (event.type !== 'series') return event;
  const { ports, actor, signal } = attempt;
  const now = ports.runtime.now();
  if (Date.parse(event.start) >= now.getTime()) return event;
  const series = { ...eventOf(attempt), recurrence: event.recurrence };
  const remaining = await ports.calendar.readRemaining(actor, series, now, signal);
  const remainder = remainderOf(event, remaining);
  if (!remainder) throw new Impossible('series-unsupported');
  return remainder;
}

async function activityFor(attempt: Attempt, event: MeetingEvent): Promise<AppointmentActivity> {
  const { ports, actor, row } = attempt;
  const [lookup, meeting] = await Promise.all([
    resolve(attempt, event),
    stillToCome(attempt, event),
  ]);
  const people = await knownPeople(ports, actor, lookup);
  const choice = { regarding: row.wanted, mailboxAddress: row.mailboxAddress };
  const activity = appointmentFor(meeting, choice, people);
  if (!activity) throw new Impossible('series-unsupported');
  return activity;
}

/**
 * The organizer's calendar is the truth about a meeting; an attendee brings it up to date only
 * where the CRM's copy is their own. What the CRM has closed is left alone.
 */
async function refresh(
  attempt: Attempt,
  event: MeetingEvent,
  existing: ExistingAppointment,
): Promise<void> {
  const { ports, actor, signal } = attempt;
  if (existing.isClosed) return;
  const lookup = await resolve(attempt, event);
  const isOwner = lookup.me !== null && existing.ownerId === lookup.me.id;
  if (!event.isOrganizer && !isOwner) return;
  try {
    const activity = await activityFor(attempt, event);
    await ports.appointments.updateAppointment(actor, existing, activity, signal);
  } catch (error) {
    // It is in the CRM all the same, as somebody else's.
    if (!isKind(error, 'forbidden')) throw error;
  }
}

interface Written {
  mark: Mark;
  /** What the appointment was regarding, where the CRM had it already. */
  adopted?: { regarding: RecordRef | null };
}

/** An appointment that is there already gets the regarding that was asked for, if any was. */
async function adopt(
  { ports, actor, row, signal }: Attempt,
  existing: AppointmentRef & { regarding: RecordRef | null },
): Promise<Written> {
  const { wanted, clearRegarding } = row;
  const before = existing.regarding && {
    table: existing.regarding.table,
    id: existing.regarding.id,
  };
  const record = clearRegarding ? null : (wanted ?? before);
  if (!same(record, before)) {
    await ports.appointments.setAppointmentRegarding(actor, existing, { record, before }, signal);
  }
  return { mark: { activityId: existing.id, regarding: record }, adopted: { regarding: before } };
}

/** Somebody made it between our look and our write; it may be one the actor must not read. */
async function adoptUnseen(attempt: Attempt, globalObjectId: string): Promise<Written> {
  const { ports, actor, row, signal } = attempt;
  const own = { ...appointmentOf(attempt), id: row.key };
  const wanted = { ...own, globalObjectId };
  const found = await ports.appointments.findAppointment(actor, wanted, signal);
  return adopt(attempt, found ?? { ...own, regarding: row.regarding });
}

async function write(
  attempt: Attempt,
  event: MeetingEvent,
  existing: ExistingAppointment | null,
): Promise<Written> {
  const { ports, actor, row, signal } = attempt;
  if (existing) {
    await refresh(attempt, event, existing);
    return adopt(attempt, existing);
  }
  const activity = await activityFor(attempt, event);
  const wanted = { ...activity, id: row.key };
  const created = await ports.appointments.createAppointment(actor, wanted, signal);
  if (created === 'exists') return adoptUnseen(attempt, activity.globalObjectId);
  return { mark: { activityId: row.key, regarding: row.wanted } };
}

/** The CRM has it; a mark on a meeting that is gone, or closed to the actor, helps nobody. */
async function markMeeting(attempt: Attempt, event: MeetingEvent, mark: Mark): Promise<void> {
  const { ports, actor, signal } = attempt;
  const { etag, categories } = event;
  try {
    const marked = { ...eventOf(attempt), known: { etag, categories } };
    await ports.calendar.markEvent(actor, marked, mark, signal);
  } catch (error) {
    if (!isKind(error, 'not-found', 'forbidden')) throw error;
  }
}

/** Whether the event is the meeting the row is about. */
const isSame = ({ ports, row }: Attempt, event: MeetingEvent): boolean =>
  keyOfMeeting(ports, row, event, row.series) === row.key &&
  row.series === (event.type === 'series');

/**
 * Tracks the meeting: reads it from the calendar, writes it to the CRM, marks it. Every step may be
 * repeated, and nobody is invited or told (AP-24). @throws Failure, Impossible.
 */
export async function trackMeeting(attempt: Attempt): Promise<Outcome> {
  const { ports, actor, row, signal } = attempt;
  const wanted = { ...appointmentOf(attempt), globalObjectId: row.internetMessageId };
  const [event, existing] = await Promise.all([
    ports.calendar.readEvent(actor, eventOf(attempt), signal),
    ports.appointments.findAppointment(actor, wanted, signal),
  ]);
  if (!row.internetMessageId) return handOver(attempt, event);
  if (!isSame(attempt, event)) throw new Impossible('item-changed');
  // A copy that others may read is made only for who knows that (AP-26).
  if (event.isPrivate && !row.evenIfPrivate && !existing) throw new Impossible('private');
  const { mark, adopted } = await write(attempt, event, existing).catch((error: unknown) => {
    // Whatever was known of the appointment may be old now.
    ports.recent.forgetItem(actor, row.key);
    throw error;
  });
  await markMeeting(attempt, event, mark);
  return { kind: 'tracked', ...mark, at: ports.runtime.now(), ...(adopted && { adopted }) };
}
