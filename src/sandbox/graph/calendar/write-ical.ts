import { docText } from './doc-text.ts';
import ICAL from 'ical.js';
import { bodyAs, type Body } from '../mail/body.ts';
import type { Recipient } from '../mail/parse-mail.ts';
import type { Json } from '../store/schema.ts';
import { cancelledOf, type Meeting } from './meeting.ts';
import { readOccurrenceKey } from './occurrence-key.ts';
import { toRule } from './rrule.ts';
import { fromWall, ianaZone, toWall } from './time-zone.ts';
import { timeZoneComponent } from './vtimezone.ts';

export type Method = 'REQUEST' | 'CANCEL' | 'REPLY' | 'COUNTER';

export interface Attendee extends Recipient {
  type: string;
  status: { response: string };
}

const busy: Record<string, string> = {
  free: 'FREE',
  tentative: 'TENTATIVE',
  busy: 'BUSY',
  oof: 'OOF',
  workingElsewhere: 'WORKINGELSEWHERE',
};
const partStat: Record<string, string> = {
  accepted: 'ACCEPTED',
  declined: 'DECLINED',
  tentativelyAccepted: 'TENTATIVE',
  organizer: 'ACCEPTED',
};
const classes: Record<string, string> = {
  normal: 'PUBLIC',
  personal: 'PRIVATE',
  private: 'PRIVATE',
  confidential: 'CONFIDENTIAL',
};
const priorities: Record<string, number> = { high: 1, normal: 5, low: 9 };

/** How a meeting's times are written: as dates, in its zone where it repeats, else in UTC. */
function timeWriter(meeting: Meeting): {
  zone: string | undefined;
  write: (at: Date) => ICAL.Time;
} {
  const { doc, master } = meeting;
  if (doc['isAllDay'] === true) {
    const write = (at: Date) => ICAL.Time.fromDateString(at.toISOString().slice(0, 10));
    return { zone: undefined, write };
  }
  const recurrence = (master?.doc ?? doc)['recurrence'] as Json | null | undefined;
  const range = recurrence?.['range'] as Json | undefined;
  const name = range && docText(range, 'recurrenceTimeZone', 'UTC');
  const zone = name && !/^(etc\/)?utc$/i.test(name) ? name : undefined;
  const write = (at: Date): ICAL.Time =>
    zone
      ? ICAL.Time.fromDateTimeString(toWall(at, ianaZone(zone)).toISOString().slice(0, 19))
      : ICAL.Time.fromJSDate(at, true);
  return { zone, write };
}

type Writer = ReturnType<typeof timeWriter>;

function addTime(event: ICAL.Component, name: string, at: Date, { zone, write }: Writer): void {
  const property = new ICAL.Property(name);
  const time = write(at);
  if (time.isDate) property.resetType('date');
  property.setValue(time);
  if (zone && !time.isDate) property.setParameter('tzid', zone);
  event.addProperty(property);
}

function addPerson(event: ICAL.Component, name: string, person: Recipient, more: Json = {}): void {
  const { name: cn, address } = person.emailAddress;
  const property = event.addPropertyWithValue(name, `mailto:${address}`);
  property.setParameter('cn', cn);
  for (const [key, value] of Object.entries(more)) property.setParameter(key, String(value));
}

const attendeeParameters = ({ type, status }: Attendee, rsvp: boolean): Json => ({
  role: type === 'required' ? 'REQ-PARTICIPANT' : 'OPT-PARTICIPANT',
  partstat: partStat[status.response] ?? 'NEEDS-ACTION',
  ...(type === 'resource' && { cutype: 'RESOURCE' }),
  rsvp: String(rsvp).toUpperCase(),
});

/** The start of a series' last possible meeting. */
function untilText(meeting: Meeting): string {
  const range = (meeting.doc['recurrence'] as Json)['range'] as Json;
  const date = String(range['endDate']);
  if (meeting.doc['isAllDay'] === true) return date.replaceAll('-', '');
  const zone = ianaZone(docText(range, 'recurrenceTimeZone', 'UTC'));
  const lastSecond = fromWall(new Date(`${date}T23:59:59Z`), zone);
  return lastSecond.toISOString().slice(0, 19).replaceAll(/[-:]/g, '') + 'Z';
}

function addSeries(event: ICAL.Component, meeting: Meeting, writer: Writer): void {
  const { item, doc, start } = meeting;
  if (!doc['recurrence']) return;
  const rule = toRule(doc['recurrence'] as Json, untilText(meeting));
  event.addPropertyWithValue('rrule', ICAL.Recur.fromString(rule));
  const wall = writer.zone ? toWall(start, ianaZone(writer.zone)) : start;
  const time = wall.getTime() % 86_400_000;
  for (const key of cancelledOf(item)) {
    const at = new Date(readOccurrenceKey(key).day * 86_400_000 + time);
    addTime(event, 'exdate', at, { ...writer, write: (wall) => wallTime(wall, writer, doc) });
  }
}

const wallTime = (wall: Date, writer: Writer, doc: Json): ICAL.Time => {
  if (doc['isAllDay'] === true) return writer.write(wall);
  const text = wall.toISOString().slice(0, 19);
  return ICAL.Time.fromDateTimeString(writer.zone ? text : `${text}Z`);
};

function addWords(event: ICAL.Component, { doc }: Meeting, body: Body): void {
  const add = (name: string, value: string | number) =>
    void event.addPropertyWithValue(name, value);
  add('summary', docText(doc, 'subject'));
  add('description', bodyAs(body, 'text').content);
  const html = event.addPropertyWithValue('x-alt-desc', bodyAs(body, 'html').content);
  html.setParameter('fmttype', 'text/html');
  add('location', docText((doc['location'] ?? {}) as Json, 'displayName'));
  add('class', classes[docText(doc, 'sensitivity', 'normal')] ?? 'PUBLIC');
  add('priority', priorities[docText(doc, 'importance', 'normal')] ?? 5);
  const status = busy[docText(doc, 'showAs', 'busy')] ?? 'BUSY';
  add('transp', status === 'FREE' ? 'TRANSPARENT' : 'OPAQUE');
  add('x-microsoft-cdo-intendedstatus', status);
  add('x-microsoft-disallow-counter', String(doc['allowNewTimeProposals'] === false).toUpperCase());
  const online = doc['onlineMeeting'] as Json | null | undefined;
  if (online) add('x-microsoft-skypeteamsmeetingurl', String(online['joinUrl']));
}

export interface Letter {
  method: Method;
  /** Whom the calendar part names: all attendees, or the one who replies. */
  attendees: Attendee[];
  /** Other times, of a counter-proposal. */
  proposed?: { start: Date; end: Date };
  /** Stamp of the letter. */
  now: Date;
}

/** A meeting as iCalendar says it in mail (RFC 5546). */
export function writeICal(meeting: Meeting, body: Body, letter: Letter): string {
  const { doc, start, end, originalStart, master } = meeting;
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('prodid', '-//Regarding//Sandbox//EN');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('method', letter.method);
  const writer = timeWriter(meeting);
  if (writer.zone) {
    const year = (master ?? meeting.item).at.getUTCFullYear();
    calendar.addSubcomponent(timeZoneComponent(ianaZone(writer.zone), writer.zone, year));
  }
  const event = new ICAL.Component('vevent');
  event.addPropertyWithValue('uid', String((master?.doc ?? doc)['iCalUId']));
  event.addPropertyWithValue('sequence', Number(doc['sequence'] ?? 0));
  event.addPropertyWithValue('dtstamp', ICAL.Time.fromJSDate(letter.now, true));
  addTime(event, 'dtstart', letter.proposed?.start ?? start, writer);
  addTime(event, 'dtend', letter.proposed?.end ?? end, writer);
  if (originalStart) addTime(event, 'recurrence-id', originalStart, writer);
  else addSeries(event, meeting, writer);
  addWords(event, meeting, body);
  if (letter.method === 'CANCEL') event.addPropertyWithValue('status', 'CANCELLED');
  addPerson(event, 'organizer', doc['organizer'] as Recipient);
  const rsvp = doc['responseRequested'] !== false && letter.method === 'REQUEST';
  letter.attendees.forEach((one) =>
    addPerson(event, 'attendee', one, attendeeParameters(one, rsvp)),
  );
  calendar.addSubcomponent(event);
  return calendar.toString();
}
