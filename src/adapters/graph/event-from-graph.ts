import type {
  MeetingEvent,
  MeetingFacts,
  Recurrence,
} from '../../domain/calendar/meeting-event.ts';
import type { Remaining } from '../../domain/calendar/series-remainder.ts';
import type { MailAddress } from '../../domain/mail/message.ts';
import type {
  GraphEvent,
  GraphEventFacts,
  GraphInstance,
  GraphPerson,
  GraphRecurrence,
} from './event-schema.ts';

const types: Record<string, MeetingFacts['type']> = {
  occurrence: 'occurrence',
  exception: 'exception',
  seriesMaster: 'series',
};

/** Times were asked for in UTC; all-day events are at midnight of their dates in any case. */
const instant = ({ dateTime }: { dateTime: string }): string =>
  new Date(`${dateTime.slice(0, 19)}Z`).toISOString();

/** Graph's event in the domain's words, without content. */
export const toMeetingFacts = (event: GraphEventFacts): MeetingFacts => ({
  id: event.id,
  type: types[event.type ?? ''] ?? 'single',
  seriesId: event.seriesMasterId ?? null,
  iCalUId: event.iCalUId ?? '',
  originalStart: event.originalStart ? new Date(event.originalStart).toISOString() : null,
  isOrganizer: event.isOrganizer ?? false,
  isCancelled: event.isCancelled ?? false,
  isPrivate: event.sensitivity === 'private' || event.sensitivity === 'confidential',
  isAllDay: event.isAllDay ?? false,
  start: instant(event.start),
  end: instant(event.end),
});

const toAddress = (person: GraphPerson | null | undefined): MailAddress | null => {
  const address = person?.emailAddress?.address ?? '';
  const name = person?.emailAddress?.name ?? '';
  return address || name ? { name, address } : null;
};

const endOf = ({ type, endDate, numberOfOccurrences }: GraphRecurrence['range']) => {
  const end: Recurrence['end'] =
    type === 'endDate'
      ? { kind: 'date', date: endDate ?? '' }
      : type === 'numbered'
        ? { kind: 'count', count: numberOfOccurrences ?? 1 }
        : { kind: 'never' };
  return end;
};

const toRecurrence = ({ pattern, range }: GraphRecurrence): Recurrence => ({
  type: pattern.type,
  interval: pattern.interval,
  daysOfWeek: pattern.daysOfWeek ?? [],
  firstDayOfWeek: pattern.firstDayOfWeek ?? 'sunday',
  dayOfMonth: pattern.dayOfMonth ?? 0,
  month: pattern.month ?? 0,
  index: pattern.index ?? 'first',
  startDate: range.startDate,
  end: endOf(range),
  timeZone: range.recurrenceTimeZone || 'UTC',
});

const showAs = (text: string | null | undefined): MeetingEvent['showAs'] =>
  text === 'free' || text === 'tentative' || text === 'oof' || text === 'workingElsewhere'
    ? text
    : 'busy';

const importance = (text: string | null | undefined): MeetingEvent['importance'] =>
  text === 'low' || text === 'high' ? text : 'normal';

/** Graph's event in the domain's words. */
export function toMeetingEvent(event: GraphEvent): MeetingEvent {
  const attending = (type: string): MailAddress[] =>
    (event.attendees ?? [])
      .filter((one) => (one.type ?? 'required').toLowerCase() === type)
      .flatMap((one) => toAddress(one) ?? []);
  return {
    ...toMeetingFacts(event),
    etag: event['@odata.etag'] ?? '',
    subject: event.subject ?? '',
    body: (event.body?.content ?? '').trim(),
    location: event.location?.displayName ?? '',
    organizer: toAddress(event.organizer),
    required: attending('required'),
    optional: attending('optional'),
    showAs: showAs(event.showAs),
    importance: importance(event.importance),
    categories: event.categories ?? [],
    recurrence: event.recurrence ? toRecurrence(event.recurrence) : null,
  };
}

/** A moved meeting counts where the pattern puts it, as far as its own day tells. */
export const toRemaining = ({ originalStart, start }: GraphInstance): Remaining => ({
  originalStart: originalStart ? new Date(originalStart).toISOString() : instant(start),
  date: start.dateTime.slice(0, 10),
});
