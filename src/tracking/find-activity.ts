import type { ItemReference } from '../contracts/item.ts';
import type { Caller } from '../ports/actor.ts';
import type { ExistingEmail } from '../ports/crm.ts';
import type { TrackingPorts } from './ports.ts';
import type { Target } from './target.ts';

/** The appointment there is for the meeting, as far as the caller may read it. @throws Failure. */
export async function findMeetingActivity(
  { appointments }: TrackingPorts,
  caller: Caller,
  item: ItemReference,
  { key, row, series, internetMessageId }: Target,
  signal: AbortSignal,
): Promise<ExistingEmail | null> {
  if (item.kind !== 'appointment' || !item.itemId) return null;
  const table = series ? 'recurringappointmentmaster' : 'appointment';
  const id = row?.activityId ?? key;
  const wanted = { table, id, globalObjectId: internetMessageId } as const;
  return appointments.findAppointment(caller, wanted, signal);
}
