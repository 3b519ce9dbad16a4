import { contextOf, type Call, type Handler } from '../call.ts';
import type { Json } from '../store/schema.ts';
import { presentEvent, zoned } from './event.ts';
import { readMeetings, type Meeting } from './meeting.ts';
import { readTime } from './list-events.ts';
import { calendarOf } from './resolve-meeting.ts';

const day = 86_400_000;

/** When an event reminds its owner; undefined where it does not. */
function fireTime({ doc, start }: Meeting): Date | undefined {
  if (doc['isReminderOn'] !== true) return undefined;
  if (typeof doc['snoozedUntil'] === 'string') return new Date(doc['snoozedUntil']);
  const minutes = Number(doc['reminderMinutesBeforeStart'] ?? 15);
  return new Date(start.getTime() - minutes * 60_000);
}

function presentReminder(call: Call, meeting: Meeting, at: Date): Json {
  const event = presentEvent(call, meeting, undefined);
  return {
    eventId: event['id'],
    eventStartTime: event['start'],
    eventEndTime: event['end'],
    changeKey: event['changeKey'],
    eventSubject: event['subject'],
    eventLocation: event['location'],
    eventWebLink: event['webLink'],
    reminderFireTime: zoned(at, call.prefer.timeZone),
  };
}

/** `GET …/reminderView(startDateTime='…',endDateTime='…')`: reminders that fire in a window. */
export const reminderView: Handler = async (call, start = '', end = '') => {
  const given = start === '' ? {} : { startDateTime: start, endDateTime: end };
  const custom = { ...call.query.custom, ...given };
  const timed: Call = { ...call, query: { ...call.query, custom } };
  const [from, to] = [readTime(timed, 'startDateTime'), readTime(timed, 'endDateTime')];
  const { number } = await calendarOf(call);
  // Reminders come up to two weeks before their event.
  const meetings = await readMeetings(call.graph, number, from, new Date(to.getTime() + 14 * day));
  const value = meetings.flatMap((meeting) => {
    const at = fireTime(meeting);
    return at && at >= from && at <= to ? [presentReminder(call, meeting, at)] : [];
  });
  const context = contextOf(call, '').replace(/users\(.*$/, 'Collection(microsoft.graph.reminder)');
  return { status: 200, body: { '@odata.context': context, value } };
};
