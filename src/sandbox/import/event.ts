import { createHash } from 'node:crypto';
import ICAL from 'ical.js';
import { toRecurrence } from './recurrence.ts';
import { Unimportable } from './unimportable.ts';
import { ianaZone, toInstant } from './zones.ts';
import type { IncomingMeeting } from '../graph/door.ts';

export interface EventContext {
  /** Organizes what names no organizer. */
  user: { name: string; address: string };
  /** IANA; for times without a zone. */
  timeZone: string;
}

export interface EventReading {
  iCalUId: string;
  /** Start of the meeting of a series that this changes; null for an event of its own. */
  recurrenceId: Date | null;
  /** Null where it was called off. */
  meeting: IncomingMeeting | null;
  /** Meetings that the series leaves out. */
  cancelled: Date[];
}

/** @throws Unimportable with the reason. */
export function readEvent(component: ICAL.Component, context: EventContext): EventReading {
  const event = new ICAL.Event(component, { exceptions: [] });
  const iCalUId = textOf(component, 'uid') || uidOf(component);
  return {
    iCalUId,
    recurrenceId: recurrenceIdOf(component, context),
    meeting: isCancelled(component) ? null : meetingOf(event, iCalUId, context),
    cancelled: cancelledIn(component, context),
  };
}

/** A meeting whatever became of it: a called off one still says when it was. */
export function readMeeting(component: ICAL.Component, context: EventContext): IncomingMeeting {
  const event = new ICAL.Event(component, { exceptions: [] });
  return meetingOf(event, textOf(component, 'uid') || uidOf(component), context);
}

/** A date alone leaves out the meeting of that day, whatever its hour. */
function cancelledIn(component: ICAL.Component, context: EventContext): Date[] {
  const first = component.getFirstProperty('dtstart');
  const start = first && timesOf(first)[0];
  return component.getAllProperties('exdate').flatMap((property) =>
    timesOf(property).map((time) => {
      if (!start || start.isDate || !time.isDate) return instantOf(time, property, context);
      const at = start.clone();
      Object.assign(at, { year: time.year, month: time.month, day: time.day });
      return instantOf(at, first, context);
    }),
  );
}

function meetingOf(event: ICAL.Event, iCalUId: string, context: EventContext): IncomingMeeting {
  const { component } = event;
  const { start, end, isAllDay } = spanOf(event, context);
  return {
    iCalUId,
    subject: textOf(component, 'summary'),
    bodyHtml: bodyOf(component),
    location: textOf(component, 'location'),
    start,
    end,
    isAllDay,
    organizer: organizerOf(component) ?? context.user,
    attendees: component.getAllProperties('attendee').flatMap(attendeeOf),
    recurrence: recurrenceOf(component, event.startDate, context),
    ...classOf(component),
  };
}

function spanOf(event: ICAL.Event, context: EventContext) {
  const property = event.component.getFirstProperty('dtstart');
  const first = property && timesOf(property)[0];
  if (!first) throw new Unimportable('It has no start.');
  const start = instantOf(first, property, context);
  const endProperty = event.component.getFirstProperty('dtend') ?? property;
  const end = instantOf(event.endDate, endProperty, context);
  if (end < start) throw new Unimportable('It ends before it starts.');
  const isAllDay = first.isDate;
  // Some makers write the same day twice for one whole day.
  const isEmptyDay = isAllDay && end.getTime() === start.getTime();
  return { start, end: isEmptyDay ? new Date(start.getTime() + 86_400_000) : end, isAllDay };
}

function recurrenceOf(component: ICAL.Component, start: ICAL.Time, context: EventContext) {
  const rules = component
    .getAllProperties('rrule')
    .flatMap((property) => property.getValues() as unknown[]);
  if (component.hasProperty('rdate')) throw new Unimportable('It repeats on single dates.');
  if (component.hasProperty('exrule')) throw new Unimportable('It repeats except by a rule.');
  if (rules.length > 1) throw new Unimportable('It repeats by several rules.');
  const [rule] = rules;
  if (!(rule instanceof ICAL.Recur)) return null;
  return toRecurrence(rule, start, seriesZone(component, start, context));
}

/** A series needs a zone with a name: its meetings follow the zone's summer time. */
function seriesZone(component: ICAL.Component, start: ICAL.Time, context: EventContext): string {
  const name = component.getFirstProperty('dtstart')?.getFirstParameter('tzid');
  if (name) {
    const definition = start.zone.component as ICAL.Component | null | undefined;
    const location = definition ? textOf(definition, 'x-lic-location') : '';
    const zone = ianaZone(name) ?? (location === '' ? null : ianaZone(location));
    if (zone === null) throw new Unimportable(`It repeats in an unknown time zone, "${name}".`);
    return zone;
  }
  // Whole days are kept as midnights in UTC.
  const isUtc = start.isDate || start.zone === ICAL.Timezone.utcTimezone;
  return isUtc ? 'UTC' : context.timeZone;
}

function recurrenceIdOf(component: ICAL.Component, context: EventContext): Date | null {
  const property = component.getFirstProperty('recurrence-id');
  const time = property && timesOf(property)[0];
  if (!time) return null;
  if (property.getFirstParameter('range')) {
    throw new Unimportable('It changes this and all later meetings of a series.');
  }
  return instantOf(time, property, context);
}

function timesOf(property: ICAL.Property): ICAL.Time[] {
  const times = property.getValues().filter((value) => value instanceof ICAL.Time);
  if (times.some(({ year, month, day }) => [year, month, day].some(Number.isNaN))) {
    throw new Unimportable(`It has no valid date in ${property.name.toUpperCase()}.`);
  }
  return times;
}

/** Dates are midnight UTC; times follow the file's own zone, a known zone, or the user's. */
function instantOf(time: ICAL.Time, property: ICAL.Property, context: EventContext): Date {
  if (time.isDate) return new Date(Date.UTC(time.year, time.month - 1, time.day));
  const isFloating = time.zone === ICAL.Timezone.localTimezone;
  const instant = isFloating
    ? toInstant(time, zoneOf(property, context))
    : new Date(time.toUnixTime() * 1000);
  if (Number.isNaN(instant.getTime())) throw new Unimportable('It has no valid date.');
  return instant;
}

function zoneOf(property: ICAL.Property, context: EventContext): string {
  const name = property.getFirstParameter('tzid');
  if (!name) return context.timeZone;
  const zone = ianaZone(name);
  if (zone === null) throw new Unimportable(`Its time zone is unknown, "${name}".`);
  return zone;
}

/** What makers write who know Outlook; nothing where the event does not say. */
function classOf(component: ICAL.Component): Pick<IncomingMeeting, 'sensitivity' | 'importance'> {
  const sensitivity = SENSITIVITIES[textOf(component, 'class').toUpperCase()];
  const priority = Number(textOf(component, 'priority'));
  return {
    ...(sensitivity && { sensitivity }),
    ...(priority > 0 && priority < 5 && { importance: 'high' }),
    ...(priority > 5 && { importance: 'low' }),
  };
}

const SENSITIVITIES: Partial<Record<string, string>> = {
  PRIVATE: 'private',
  CONFIDENTIAL: 'confidential',
};

function organizerOf(component: ICAL.Component) {
  const property = component.getFirstProperty('organizer');
  return property ? personOf(property) : null;
}

function attendeeOf(property: ICAL.Property): IncomingMeeting['attendees'] {
  const person = personOf(property);
  if (!person) return [];
  const isOptional = /^(OPT|NON)-PARTICIPANT$/i.test(property.getFirstParameter('role'));
  return [{ ...person, type: isOptional ? 'optional' : 'required' }];
}

/** Null where it is no mail address: a URL, a phone number, nothing. */
function personOf(property: ICAL.Property): { name: string; address: string } | null {
  const address = String(property.getFirstValue() ?? '').replace(/^mailto:/i, '');
  if (!address.includes('@')) return null;
  return { name: property.getFirstParameter('cn') || address, address };
}

function bodyOf(component: ICAL.Component): string {
  const rich = component
    .getAllProperties('x-alt-desc')
    .find((property) => /html/i.test(property.getFirstParameter('fmttype')));
  if (rich) return String(rich.getFirstValue() ?? '');
  const text = textOf(component, 'description');
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return escaped.replace(/\r?\n/g, '<br>');
}

function isCancelled(component: ICAL.Component): boolean {
  return textOf(component, 'status').toUpperCase() === 'CANCELLED';
}

/** Events without a UID get one from their content, so that a second import finds them again. */
function uidOf(component: ICAL.Component): string {
  return createHash('sha256').update(component.toString()).digest('hex');
}

function textOf(component: ICAL.Component, name: string): string {
  return String(component.getFirstPropertyValue(name) ?? '');
}
