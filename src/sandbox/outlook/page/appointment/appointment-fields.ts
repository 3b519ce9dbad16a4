import type { Attendee, Event } from '@microsoft/microsoft-graph-types';
import { findWindows } from 'windows-iana';
import { fromWall, toWall } from '../../../graph/calendar/time-zone.ts';
import type { DraftFields } from '../compose/saved-form.ts';
import type { MailPerson, Place, Repetition } from '../host/compose-item.ts';
import { eventTime } from '../host/initial-data.ts';
import { placesOf } from '../host/places.ts';

export const showAsValues = ['free', 'tentative', 'busy', 'oof', 'workingElsewhere'] as const;
export type ShowAs = (typeof showAsValues)[number];

export interface AppointmentFields extends DraftFields {
  required: readonly MailPerson[];
  optional: readonly MailPerson[];
  /** Milliseconds since 1970; of an all-day appointment midnights of the organizer's zone. */
  start: number;
  end: number;
  isAllDay: boolean;
  places: readonly Place[];
  repetition: Repetition | null;
  sensitivity: string;
  showAs: ShowAs;
  /** Minutes before the start; null: no reminder. */
  reminder: number | null;
}

const minuteMs = 60_000;
export const dayMs = 24 * 60 * minuteMs;

/** The next full half hour, for half an hour. */
export function nextHalfHour(now: number): { start: number; end: number } {
  const start = Math.ceil(now / (30 * minuteMs)) * 30 * minuteMs;
  return { start, end: start + 30 * minuteMs };
}

/** The midnight that begins a day of a zone. */
export const startOfDay = (at: number, zone: string): number => {
  const day = toWall(new Date(at), zone).toISOString().slice(0, 10);
  return fromWall(new Date(`${day}T00:00:00Z`), zone).getTime();
};

export const emptyAppointment = (now: number): AppointmentFields => ({
  subject: '',
  html: '',
  categories: [],
  attachments: [],
  properties: {},
  required: [],
  optional: [],
  ...nextHalfHour(now),
  isAllDay: false,
  places: [],
  repetition: null,
  sensitivity: 'normal',
  showAs: 'busy',
  reminder: 15,
});

const people = (event: Event, type: Attendee['type']): MailPerson[] =>
  (event.attendees ?? [])
    .filter((attendee) => (attendee.type ?? 'required') === type)
    .map(({ emailAddress, status }) => ({
      name: emailAddress?.name || emailAddress?.address || '',
      address: emailAddress?.address ?? '',
      response: status?.response ?? 'none',
    }));

/** An all-day event begins and ends at midnights, which Graph gives as such in UTC. */
function timesOf(event: Event, zone: string): { start: number; end: number } {
  const [start, end] = [eventTime(event.start), eventTime(event.end)];
  if (!event.isAllDay) return { start, end };
  return {
    start: fromWall(new Date(start), zone).getTime(),
    end: fromWall(new Date(end), zone).getTime(),
  };
}

const repetitionOf = ({ recurrence }: Event): Repetition | null =>
  recurrence?.pattern && recurrence.range
    ? { pattern: { ...recurrence.pattern }, range: { ...recurrence.range } }
    : null;

/** What the form of an event in the calendar starts with; its times are read in UTC. */
export const appointmentFieldsOf = (event: Event, zone: string): AppointmentFields => ({
  subject: event.subject ?? '',
  // Cleaned where it is shown.
  html: event.body?.content ?? '',
  categories: event.categories ?? [],
  attachments: [],
  properties: {},
  required: people(event, 'required'),
  optional: people(event, 'optional'),
  ...timesOf(event, zone),
  isAllDay: event.isAllDay ?? false,
  places: placesOf(event),
  repetition: repetitionOf(event),
  sensitivity: event.sensitivity ?? 'normal',
  showAs: showAsValues.find((value) => value === event.showAs) ?? 'busy',
  reminder: event.isReminderOn === false ? null : (event.reminderMinutesBeforeStart ?? 15),
});

const windowsZone = (zone: string): string => findWindows(zone)[0] ?? 'UTC';

/** Graph's time in the organizer's own zone, which a series is repeated in. */
const zoned = (at: number, zone: string) => ({
  dateTime: toWall(new Date(at), zone).toISOString().slice(0, 19),
  timeZone: windowsZone(zone),
});

const location = ({ type, id, displayName }: Place) => ({
  displayName,
  ...(type === 'room' && { locationEmailAddress: id, locationType: 'conferenceRoom' }),
});

const attendees = (list: readonly MailPerson[], type: string) =>
  list.map(({ name, address }) => ({ emailAddress: { name: name || address, address }, type }));

type Part = (fields: AppointmentFields, zone: string) => Record<string, unknown>;

const time: Part = ({ start, end, isAllDay }, zone) => ({
  start: zoned(start, zone),
  end: zoned(end, zone),
  isAllDay,
});
const guests: Part = ({ required, optional }) => ({
  attendees: [...attendees(required, 'required'), ...attendees(optional, 'optional')],
});

/** What of Graph's event each field of the form is. */
const parts: Partial<Record<keyof AppointmentFields, Part>> = {
  subject: ({ subject }) => ({ subject }),
  html: ({ html }) => ({ body: { contentType: 'html', content: html } }),
  categories: ({ categories }) => ({ categories }),
  properties: ({ properties }) => ({
    singleValueExtendedProperties: Object.entries(properties).map(([id, value]) => ({ id, value })),
  }),
  required: guests,
  optional: guests,
  start: time,
  end: time,
  isAllDay: time,
  places: ({ places }) => ({
    location: location(places[0] ?? { type: 'custom', id: '', displayName: '' }),
    locations: places.map(location),
  }),
  repetition: ({ repetition }) => ({ recurrence: repetition }),
  sensitivity: ({ sensitivity }) => ({ sensitivity }),
  showAs: ({ showAs }) => ({ showAs }),
  reminder: ({ reminder }) => ({
    isReminderOn: reminder !== null,
    ...(reminder !== null && { reminderMinutesBeforeStart: reminder }),
  }),
};

/** Those fields as Graph's event has them; the guests only where they are to be told. */
export function eventOf(
  keys: readonly string[],
  fields: AppointmentFields,
  zone: string,
  withGuests: boolean,
): Record<string, unknown> {
  const written = keys
    .map((key) => parts[key as keyof AppointmentFields])
    .filter((part) => part !== undefined && (withGuests || part !== guests))
    .map((part) => part?.(fields, zone));
  return Object.assign({}, ...written) as Record<string, unknown>;
}
