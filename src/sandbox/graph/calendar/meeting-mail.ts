import ICAL from 'ical.js';
import { readMeeting } from '../../import/event.ts';
import { isObject } from '../call.ts';
import type { IncomingMeeting } from '../door.ts';
import type { NewMail } from '../mail/parse-mail.ts';
import type { Json } from '../store/schema.ts';

/** What the calendar part of a mail says (RFC 5546). */
export interface MeetingMail {
  method: 'REQUEST' | 'CANCEL' | 'REPLY' | 'COUNTER';
  meeting: IncomingMeeting;
  /** Of one meeting of a series: where the pattern puts it. */
  recurrenceId: Date | null;
  sequence: number;
  /** Meetings the series leaves out. */
  cancelled: Date[];
  /** By address in lower case. */
  answers: { address: string; name: string; response: string }[];
  isResponseRequested: boolean;
  isCounterAllowed: boolean;
  showAs: string | undefined;
  joinUrl: string | undefined;
}

const methods = ['REQUEST', 'CANCEL', 'REPLY', 'COUNTER'] as const;
const responses: Record<string, string> = {
  ACCEPTED: 'accepted',
  DECLINED: 'declined',
  TENTATIVE: 'tentativelyAccepted',
};
const states: Record<string, string> = {
  FREE: 'free',
  TENTATIVE: 'tentative',
  BUSY: 'busy',
  OOF: 'oof',
  WORKINGELSEWHERE: 'workingElsewhere',
};

const textOf = (event: ICAL.Component, name: string): string =>
  String(event.getFirstPropertyValue(name) ?? '');

const answersOf = (event: ICAL.Component): MeetingMail['answers'] =>
  event.getAllProperties('attendee').map((property) => {
    const address = String(property.getFirstValue() ?? '').replace(/^mailto:/i, '');
    const status = (
      (property.getFirstParameter('partstat') as string | undefined) ?? ''
    ).toUpperCase();
    const name = property.getFirstParameter('cn') || address;
    return { address: address.toLowerCase(), name, response: responses[status] ?? 'none' };
  });

const isAsked = (event: ICAL.Component): boolean =>
  event
    .getAllProperties('attendee')
    .every(
      (property) =>
        ((property.getFirstParameter('rsvp') as string | undefined) ?? '').toUpperCase() !==
        'FALSE',
    );

function timesOf(event: ICAL.Component, name: string): Date[] {
  return event.getAllProperties(name).flatMap((property) =>
    property.getValues().flatMap((value) => {
      if (!(value instanceof ICAL.Time)) return [];
      return value.isDate
        ? [new Date(Date.UTC(value.year, value.month - 1, value.day))]
        : [value.toJSDate()];
    }),
  );
}

const context = { user: { name: '', address: '' }, timeZone: 'UTC' };

function read(event: ICAL.Component, method: MeetingMail['method']): MeetingMail {
  return {
    method,
    meeting: readMeeting(event, context),
    recurrenceId: timesOf(event, 'recurrence-id')[0] ?? null,
    sequence: Number(textOf(event, 'sequence')) || 0,
    cancelled: timesOf(event, 'exdate'),
    answers: answersOf(event),
    isResponseRequested: isAsked(event),
    isCounterAllowed: textOf(event, 'x-microsoft-disallow-counter').toUpperCase() !== 'TRUE',
    showAs: states[textOf(event, 'x-microsoft-cdo-intendedstatus').toUpperCase()],
    joinUrl: textOf(event, 'x-microsoft-skypeteamsmeetingurl') || undefined,
  };
}

function parse(text: string): MeetingMail | undefined {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  const written = textOf(calendar, 'method').toUpperCase();
  const method = methods.find((one) => one === written);
  const event = calendar.getFirstSubcomponent('vevent');
  return method && event ? read(event, method) : undefined;
}

const isCalendar = ({ contentType }: { contentType: string }): boolean =>
  contentType.toLowerCase().startsWith('text/calendar');

/** The meeting a mail is about; undefined for other mail and for calendars nobody can read. */
export function readMeetingMail(mail: NewMail): MeetingMail | undefined {
  const part = mail.attachments.find(isCalendar);
  if (!part) return undefined;
  try {
    return parse(Buffer.from(part.content).toString('utf8'));
  } catch {
    // A calendar that the parser stumbles over is an attachment like any other.
    return undefined;
  }
}

const messageTypes: Record<string, string> = {
  accepted: 'meetingAccepted',
  declined: 'meetingDeclined',
  tentativelyAccepted: 'meetingTenativelyAccepted',
};

function typeOf({ method, answers }: MeetingMail): { type: string; messageType: string } {
  if (method === 'REQUEST') return { type: 'eventMessageRequest', messageType: 'meetingRequest' };
  if (method === 'CANCEL') return { type: 'eventMessage', messageType: 'meetingCancelled' };
  const response = answers[0]?.response ?? 'none';
  const byDefault = method === 'COUNTER' ? 'meetingTenativelyAccepted' : 'none';
  return { type: 'eventMessageResponse', messageType: messageTypes[response] ?? byDefault };
}

/** What an event message has of the meeting; instants as ISO text. */
export interface EventMessage {
  type: string;
  messageType: string;
  uid: string;
  recurrenceId: string | null;
  sequence: number;
  start: string;
  end: string;
  isAllDay: boolean;
  location: string;
  recurrence: object | null;
  isOutOfDate: boolean;
  response: string;
  isProposal: boolean;
  isResponseRequested: boolean;
  isCounterAllowed: boolean;
  requestType: string;
  previous?: { start: string; end: string; location: string };
  /** Number of the event in this mailbox, where there is one, and which meeting of it. */
  event?: { item: number; key: number };
}

function eventMessage(found: MeetingMail): EventMessage {
  const { meeting, recurrenceId, sequence, answers, method } = found;
  return {
    ...typeOf(found),
    uid: meeting.iCalUId,
    recurrenceId: recurrenceId?.toISOString() ?? null,
    sequence,
    start: meeting.start.toISOString(),
    end: meeting.end.toISOString(),
    isAllDay: meeting.isAllDay,
    location: meeting.location,
    recurrence: meeting.recurrence,
    isOutOfDate: false,
    response: answers[0]?.response ?? 'none',
    isProposal: method === 'COUNTER',
    isResponseRequested: found.isResponseRequested,
    isCounterAllowed: found.isCounterAllowed,
    requestType: 'newMeetingRequest',
  };
}

/** The mail as an event message: the calendar part is the meeting, no attachment. */
export function asEventMessage(mail: NewMail, found: MeetingMail): NewMail {
  const attachments = mail.attachments.filter((one) => !isCalendar(one));
  const hasAttachments = attachments.some((one) => !one.isInline);
  return {
    ...mail,
    attachments,
    doc: { ...mail.doc, hasAttachments, eventMessage: eventMessage(found) },
  };
}

/** What a stored message says of a meeting; undefined for other mail. */
export const eventMessageOf = (doc: Json): EventMessage | undefined =>
  isObject(doc['eventMessage']) ? (doc['eventMessage'] as unknown as EventMessage) : undefined;
