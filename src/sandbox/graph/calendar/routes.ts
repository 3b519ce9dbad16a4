import { getAttachment, listAttachments } from '../mail/attachments.ts';
import { getCalendar, listCalendars } from './calendars.ts';
import {
  calendarView,
  deleteEvent,
  getEvent,
  listEvents,
  listInstances,
  updateEvent,
} from './events.ts';
import { permissions as may } from '../permissions.ts';
import { route, type Route } from '../route.ts';

/** Calendar below a mailbox. */
export const calendarRoutes: Route[] = [
  route('GET', 'calendar', may.calendarsRead, getCalendar),
  route('GET', 'calendars', may.calendarsRead, listCalendars),
  route('GET', 'calendarView', may.calendarsRead, calendarView),
  route('GET', 'calendar/calendarView', may.calendarsRead, calendarView),
  route('GET', 'events', may.calendarsRead, listEvents),
  route('GET', 'calendar/events', may.calendarsRead, listEvents),
  route('GET', 'events/*', may.calendarsRead, getEvent),
  route('PATCH', 'events/*', may.calendarsWrite, updateEvent),
  route('DELETE', 'events/*', may.calendarsWrite, deleteEvent),
  route('GET', 'events/*/attachments', may.calendarsRead, listAttachments('event')),
  route('GET', 'events/*/attachments/*', may.calendarsRead, getAttachment('event')),
  route('GET', 'events/*/instances', may.calendarsRead, listInstances),
];
