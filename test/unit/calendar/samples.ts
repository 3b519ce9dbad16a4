import type { MeetingEvent, Recurrence } from '../../../src/domain/calendar/meeting-event.ts';

/** A meeting of an hour, with these changes. */
export const meetingEvent = (change: Partial<MeetingEvent> = {}): MeetingEvent => ({
  id: 'event',
  type: 'single',
  seriesId: null,
  iCalUId: 'uid@calendar.example',
  originalStart: null,
  isOrganizer: true,
  isCancelled: false,
  isPrivate: false,
  isAllDay: false,
  start: '2027-03-01T10:00:00.000Z',
  end: '2027-03-01T11:00:00.000Z',
  etag: 'W/"1"',
  subject: 'Meeting',
  body: 'Agenda',
  location: 'Room 1',
  organizer: { name: 'Anna', address: 'anna@fabrikam.example' },
  required: [{ name: 'Carla', address: 'carla@customer.example' }],
  optional: [],
  showAs: 'busy',
  importance: 'normal',
  categories: [],
  recurrence: null,
  ...change,
});

/** Every Monday from 1 March 2027, without end, with these changes. */
export const recurrence = (change: Partial<Recurrence> = {}): Recurrence => ({
  type: 'weekly',
  interval: 1,
  daysOfWeek: ['monday'],
  firstDayOfWeek: 'monday',
  dayOfMonth: 0,
  month: 0,
  index: 'first',
  startDate: '2027-03-01',
  end: { kind: 'never' },
  timeZone: 'Central European Standard Time',
  ...change,
});
