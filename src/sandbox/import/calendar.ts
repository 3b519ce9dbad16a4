import ICAL from 'ical.js';
import { readEvent } from './event.ts';
import { Unimportable, malformed } from './unimportable.ts';
import type { IncomingMeeting } from '../graph/door.ts';
import type { EventContext, EventReading } from './event.ts';

/** A change to one meeting of a series. */
export interface SeriesChange {
  /** When the meeting would have begun. */
  originalStart: Date;
  /** Null: it does not take place. */
  meeting: IncomingMeeting | null;
}

export interface CalendarItem {
  meeting: IncomingMeeting;
  changes: SeriesChange[];
}

export type CalendarFinding =
  { label: string; item: CalendarItem } | { label: string; reason: string };

/**
 * The events of an iCalendar text (RFC 5545), a series with its changed meetings as one.
 * @throws Unimportable where the text is no calendar or holds no event.
 */
export function readCalendar(text: string, context: EventContext): CalendarFinding[] {
  const events = parseCalendars(text).flatMap(eventsOf);
  const readings = events.map((event, index) => tryRead(event, index, context));
  const masters = readings.filter((found) => !('event' in found && found.event.recurrenceId));
  const changes = readings.filter((found) => 'event' in found && found.event.recurrenceId !== null);
  return [...masters.map((master) => withChanges(master, changes)), ...orphans(masters, changes)];
}

type Reading = { label: string; event: EventReading } | { label: string; reason: string };

function tryRead(event: ICAL.Component, index: number, context: EventContext): Reading {
  const label = `event ${index + 1}`;
  try {
    return { label, event: readEvent(event, context) };
  } catch (error) {
    return { label, reason: malformed(error).message };
  }
}

function parseCalendars(text: string): ICAL.Component[] {
  const parsed = parse(repair(text));
  const roots = Array.isArray(parsed[0]) ? (parsed as unknown[][]) : [parsed];
  const calendars = roots.map((root) => new ICAL.Component(root));
  const method = String(calendars[0]?.getFirstPropertyValue('method') ?? '').toUpperCase();
  if (['REPLY', 'CANCEL', 'COUNTER', 'REFRESH'].includes(method)) {
    throw new Unimportable(`It is a calendar message (${method}), not an event.`);
  }
  return calendars;
}

/** What makers get wrong and what is meant nevertheless: an event alone, a date not called one. */
export function repair(text: string): string {
  const dated = text
    .trim()
    .replace(
      /^(DTSTART|DTEND|EXDATE|RECURRENCE-ID)((?:;(?!VALUE=)[^:;\n]*)*):(\d{8}(?:,\d{8})*)[ \t]*$/gim,
      '$1;VALUE=DATE$2:$3',
    );
  if (/^BEGIN:VEVENT\s*$/im.test(dated) && !/^BEGIN:VCALENDAR\s*$/im.test(dated)) {
    return `BEGIN:VCALENDAR\r\n${dated}\r\nEND:VCALENDAR`;
  }
  if (!/^BEGIN:VCALENDAR\s*$/im.test(dated)) throw new Unimportable('It is not a calendar.');
  return dated;
}

function parse(text: string): unknown[] {
  try {
    return ICAL.parse(text) as unknown[];
  } catch (error) {
    throw malformed(error);
  }
}

const OTHER_KINDS: readonly [component: string, name: string][] = [
  ['vtodo', 'tasks'],
  ['vjournal', 'journal entries'],
  ['vfreebusy', 'free and busy times'],
  ['vtimezone', 'time zones'],
];

function eventsOf(
  calendar: ICAL.Component,
  _index: number,
  all: ICAL.Component[],
): ICAL.Component[] {
  const events = calendar.getAllSubcomponents('vevent');
  if (events.length > 0 || all.some((other) => other.getFirstSubcomponent('vevent'))) return events;
  const others = OTHER_KINDS.filter(([name]) => calendar.getFirstSubcomponent(name));
  const only = others.map(([, name]) => name).join(' and ');
  throw new Unimportable(only === '' ? 'It holds no events.' : `It holds no events, only ${only}.`);
}

function withChanges(master: Reading, changes: Reading[]): CalendarFinding {
  if ('reason' in master) return master;
  const { meeting, cancelled } = master.event;
  if (meeting === null) return { label: master.label, reason: 'It is cancelled.' };
  const own = changes.flatMap((change) => changeOf(change, meeting.iCalUId));
  const gone = cancelled.map((originalStart) => ({ originalStart, meeting: null }));
  return { label: master.label, item: { meeting, changes: [...gone, ...own] } };
}

function changeOf(change: Reading, iCalUId: string): SeriesChange[] {
  if ('reason' in change || change.event.iCalUId !== iCalUId) return [];
  const { recurrenceId, meeting } = change.event;
  return recurrenceId ? [{ originalStart: recurrenceId, meeting }] : [];
}

/** Changed meetings whose series is not in the file: each stands for itself. */
function orphans(masters: Reading[], changes: Reading[]): CalendarFinding[] {
  const known = new Set(masters.flatMap((m) => ('event' in m ? [m.event.iCalUId] : [])));
  return changes.flatMap((change): CalendarFinding[] => {
    if ('reason' in change || known.has(change.event.iCalUId)) return [];
    const { label, event } = change;
    if (event.meeting === null) return [{ label, reason: 'It is cancelled.' }];
    const iCalUId = `${event.iCalUId}/${event.recurrenceId?.toISOString() ?? ''}`;
    return [{ label, item: { meeting: { ...event.meeting, iCalUId }, changes: [] } }];
  });
}
