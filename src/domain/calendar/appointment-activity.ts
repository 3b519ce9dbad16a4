import { truncate } from '../../lib/truncate.ts';
import type { RecordRef } from '../mail/email-activity.ts';
import type { KnownPeople, Party } from '../mail/parties.ts';
import { matchesFor } from '../people/match.ts';
import { attendeeParties } from './attendee-parties.ts';
import type { MeetingEvent } from './meeting-event.ts';
import { meetingUid } from './meeting-uid.ts';
import { seriesPatternFor } from './series-pattern.ts';
import type { SeriesPattern } from './series-pattern.ts';

/** Longest values of the CRM's columns, in characters. */
export const appointmentLimits = {
  subject: 200,
  location: 200,
  description: 1_048_576,
  globalObjectId: 300,
  address: 320,
} as const;

/** How the time is shown to others, and whether the meeting still takes place (AP-21). */
export type AppointmentStatus = 'free' | 'tentative' | 'busy' | 'out-of-office' | 'cancelled';

/** The appointment, or the series of appointments, a meeting becomes in the CRM (AP-20). */
export interface AppointmentActivity {
  subject: string;
  /** Plain text. */
  description: string;
  location: string;
  /** UTC, ISO 8601; of an all-day event midnight of its dates. */
  start: string;
  end: string;
  isAllDay: boolean;
  status: AppointmentStatus;
  importance: MeetingEvent['importance'];
  isPrivate: boolean;
  /** Finds the meeting in every calendar, and what others made of it in the CRM. */
  globalObjectId: string;
  regarding: RecordRef | null;
  /** System user; null: whoever tracks it. */
  ownerId: string | null;
  parties: Party[];
  /** Of a whole series; null: one meeting. */
  series: SeriesPattern | null;
}

const statuses: Record<MeetingEvent['showAs'], AppointmentStatus> = {
  free: 'free',
  tentative: 'tentative',
  busy: 'busy',
  oof: 'out-of-office',
  workingElsewhere: 'free',
};

/** A series is known by the id its occurrences have in common. */
const globalIdOf = ({ type, iCalUId }: MeetingEvent): string =>
  truncate(type === 'series' ? meetingUid(iCalUId) : iCalUId, appointmentLimits.globalObjectId);

/** What a delegate tracks is the mailbox owner's. */
const ownerOf = (mailboxAddress: string | null, { candidates }: KnownPeople): string | null =>
  matchesFor(mailboxAddress ?? '', candidates).find(({ table }) => table === 'systemuser')?.id ??
  null;

/**
 * What is written to the CRM for a meeting; values are cut to the columns' lengths.
 * @param choice.mailboxAddress of somebody else's calendar it is in; null: the tracking user's own
 * @returns null for a series that repeats in a way the CRM does not know.
 */
export function appointmentFor(
  event: MeetingEvent,
  choice: { regarding: RecordRef | null; mailboxAddress: string | null },
  people: KnownPeople,
): AppointmentActivity | null {
  const series = event.recurrence && seriesPatternFor(event.recurrence);
  if (event.recurrence && !series) return null;
  return {
    subject: truncate(event.subject, appointmentLimits.subject),
    description: truncate(event.body, appointmentLimits.description),
    location: truncate(event.location, appointmentLimits.location),
    start: event.start,
    end: event.end,
    isAllDay: event.isAllDay,
    status: event.isCancelled ? 'cancelled' : statuses[event.showAs],
    importance: event.importance,
    isPrivate: event.isPrivate,
    globalObjectId: globalIdOf(event),
    regarding: choice.regarding,
    ownerId: ownerOf(choice.mailboxAddress, people),
    parties: attendeeParties(event, people).map((party) => ({
      ...party,
      address: truncate(party.address, appointmentLimits.address),
    })),
    series,
  };
}
