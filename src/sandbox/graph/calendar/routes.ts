import {
  addAttachmentTo,
  countAttachments,
  deleteAttachmentOf,
  getAttachment,
  getAttachmentValue,
  listAttachments,
} from '../mail/attachments.ts';
import { createUploadSession } from '../mail/upload/upload-session.ts';
import type { Handler } from '../call.ts';
import { permissions as may, type Permission } from '../permissions.ts';
import { route, type Route } from '../route.ts';
import {
  createCalendar,
  deleteCalendar,
  getCalendar,
  listCalendars,
  updateCalendar,
} from './calendars.ts';
import {
  createCalendarGroup,
  createGroupCalendar,
  deleteCalendarGroup,
  getCalendarGroup,
  listCalendarGroups,
  listGroupCalendars,
  updateCalendarGroup,
} from './calendar-groups.ts';
import {
  createPermission,
  deletePermission,
  getPermission,
  listPermissions,
  updatePermission,
} from './calendar-permissions.ts';
import { inItsCalendar, onOwnRow } from './event-attachments.ts';
import { findMeetingTimes } from './find-meeting-times.ts';
import { getSchedule } from './free-busy.ts';
import { createEvent } from './create-event.ts';
import { cancelEvent, dismissReminder, forwardEvent, snoozeReminder } from './event-actions.ts';
import { getEventOfMessage } from './expand-events.ts';
import { calendarView, getEvent, listEvents, listInstances } from './list-events.ts';
import { reminderView } from './reminders.ts';
import { acceptEvent, declineEvent, tentativelyAcceptEvent } from './respond.ts';
import { deleteEvent, updateEvent } from './update-event.ts';
import { eventDelta, viewDelta } from './view-delta.ts';

/** What is below every calendar, and below the mailbox itself for its own. */
const inCalendar: [method: string, path: string, Permission, Handler][] = [
  ['GET', 'calendarView/delta', may.calendarsReadBasic, viewDelta],
  ['GET', 'events/delta', may.calendarsReadBasic, eventDelta],
  ['GET', 'calendarView', may.calendarsReadBasic, calendarView],
  ['GET', 'events', may.calendarsReadBasic, listEvents],
  ['POST', 'events', may.calendarsWrite, createEvent],
  ['GET', 'events/*', may.calendarsReadBasic, getEvent],
  ['PATCH', 'events/*', may.calendarsWrite, updateEvent],
  ['DELETE', 'events/*', may.calendarsWrite, deleteEvent],
  ['GET', 'events/*/instances', may.calendarsReadBasic, listInstances],
  ['GET', 'calendarPermissions', may.calendarsRead, listPermissions],
  ['POST', 'calendarPermissions', may.calendarsWrite, createPermission],
  ['GET', 'calendarPermissions/*', may.calendarsRead, getPermission],
  ['PATCH', 'calendarPermissions/*', may.calendarsWrite, updatePermission],
  ['DELETE', 'calendarPermissions/*', may.calendarsWrite, deletePermission],
  ['POST', 'events/*/accept', may.calendarsWrite, acceptEvent],
  ['POST', 'events/*/decline', may.calendarsWrite, declineEvent],
  ['POST', 'events/*/tentativelyAccept', may.calendarsWrite, tentativelyAcceptEvent],
  ['POST', 'events/*/cancel', may.calendarsWrite, cancelEvent],
  ['POST', 'events/*/forward', may.calendarsRead, forwardEvent],
  ['POST', 'events/*/dismissReminder', may.calendarsWrite, dismissReminder],
  ['POST', 'events/*/snoozeReminder', may.calendarsWrite, snoozeReminder],
  ['GET', 'events/*/attachments', may.calendarsRead, inItsCalendar(listAttachments('event'))],
  ['POST', 'events/*/attachments', may.calendarsWrite, onOwnRow(addAttachmentTo('event'))],
  [
    'GET',
    'events/*/attachments/$count',
    may.calendarsRead,
    inItsCalendar(countAttachments('event')),
  ],
  [
    'POST',
    'events/*/attachments/createUploadSession',
    may.calendarsWrite,
    onOwnRow(createUploadSession('event')),
  ],
  ['GET', 'events/*/attachments/*', may.calendarsRead, inItsCalendar(getAttachment('event'))],
  ['DELETE', 'events/*/attachments/*', may.calendarsWrite, onOwnRow(deleteAttachmentOf('event'))],
  [
    'GET',
    'events/*/attachments/*/$value',
    may.calendarsRead,
    inItsCalendar(getAttachmentValue('event')),
  ],
];

/** The calendar's id in the path goes to the handler as the folder the event lies in. */
const below =
  (handler: Handler): Handler =>
  (call, calendar = '', ...ids) =>
    handler({ ...call, folder: calendar }, ...ids);
const belowGroup =
  (handler: Handler): Handler =>
  (call, _group, calendar = '', ...ids) =>
    handler({ ...call, folder: calendar }, ...ids);
const ofDefault =
  (handler: Handler): Handler =>
  (call, ...ids) =>
    handler({ ...call, folder: 'calendar' }, ...ids);

/** Permissions are a calendar's own; the mailbox itself has the events only. */
const isOfMailbox = (path: string): boolean => !path.startsWith('calendarPermissions');

const everywhere = inCalendar.flatMap(([method, path, permission, handler]) => [
  ...(isOfMailbox(path) ? [route(method, path, permission, handler)] : []),
  route(method, `calendar/${path}`, permission, ofDefault(handler)),
  route(method, `calendars/*/${path}`, permission, below(handler)),
  route(method, `calendarGroups/*/calendars/*/${path}`, permission, belowGroup(handler)),
]);

/** Calendar below a mailbox. */
export const calendarRoutes: Route[] = [
  route('GET', 'calendar', may.calendarsReadBasic, getCalendar),
  route('PATCH', 'calendar', may.calendarsWrite, updateCalendar),
  route('GET', 'calendars', may.calendarsReadBasic, listCalendars),
  route('POST', 'calendars', may.calendarsWrite, createCalendar),
  route('GET', 'calendars/*', may.calendarsReadBasic, getCalendar),
  route('PATCH', 'calendars/*', may.calendarsWrite, updateCalendar),
  route('DELETE', 'calendars/*', may.calendarsWrite, deleteCalendar),
  route('GET', 'messages/*/eventMessage/event', may.mailRead, getEventOfMessage),
  route('GET', 'reminderView', may.calendarsReadBasic, reminderView),
  route('GET', 'reminderView/*/*', may.calendarsReadBasic, reminderView),
  route('POST', 'calendar/getSchedule', may.calendarsReadBasic, getSchedule),
  route('POST', 'findMeetingTimes', may.meetingTimes, findMeetingTimes),
  route('GET', 'calendarGroups', may.calendarsReadBasic, listCalendarGroups),
  route('POST', 'calendarGroups', may.calendarsWrite, createCalendarGroup),
  route('GET', 'calendarGroups/*', may.calendarsReadBasic, getCalendarGroup),
  route('PATCH', 'calendarGroups/*', may.calendarsWrite, updateCalendarGroup),
  route('DELETE', 'calendarGroups/*', may.calendarsWrite, deleteCalendarGroup),
  route('GET', 'calendarGroups/*/calendars', may.calendarsReadBasic, listGroupCalendars),
  route('POST', 'calendarGroups/*/calendars', may.calendarsWrite, createGroupCalendar),
  ...everywhere,
];
