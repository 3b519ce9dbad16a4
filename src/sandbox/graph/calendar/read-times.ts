import { isObject } from '../call.ts';
import { badBody, GraphError } from '../errors.ts';
import { occurrences, seriesEnd } from './recurrence.ts';
import { readRecurrence } from './read-recurrence.ts';
import { fromWall, ianaZone, toWall } from './time-zone.ts';
import type { Json } from '../store/schema.ts';

/** A `dateTimeTimeZone` as it was written. */
export interface WrittenTime {
  /** What the clock shows, as if it were UTC; an instant where it was written with an offset. */
  wall: Date;
  isInstant: boolean;
  zone: string;
}

/** Throws `RequestBodyRead`, `TimeZoneNotSupportedException`. */
export function readZonedTime(value: unknown, name: string): WrittenTime {
  const dateTime = isObject(value) ? value['dateTime'] : undefined;
  if (!isObject(value) || typeof dateTime !== 'string') {
    throw badBody(`'${name}' is a dateTimeTimeZone.`);
  }
  const zone = value['timeZone'] ?? 'UTC';
  if (typeof zone !== 'string') throw badBody(`'timeZone' of '${name}' is a string.`);
  ianaZone(zone);
  const isInstant = /T.*(?:Z|[+-]\d\d:\d\d)$/i.test(dateTime);
  const text = dateTime.replace(/(\.\d{3})\d+/, '$1');
  const wall = new Date(isInstant || !text.includes('T') ? text : `${text}Z`);
  if (Number.isNaN(wall.getTime())) throw badBody(`'dateTime' of '${name}' is no date and time.`);
  return { wall, isInstant, zone };
}

/** The moment that was meant. */
export const instantOf = ({ wall, isInstant, zone }: WrittenTime): Date =>
  isInstant ? wall : fromWall(wall, ianaZone(zone));

const wallOf = (time: WrittenTime): Date =>
  time.isInstant ? toWall(time.wall, ianaZone(time.zone)) : time.wall;

function midnightOf(time: WrittenTime, name: 'Start' | 'End'): Date {
  const wall = wallOf(time);
  if (wall.getTime() % 86_400_000 === 0) return wall;
  throw new GraphError(
    400,
    'ErrorInvalidRequest',
    `The Event.${name} property for an all-day event needs to be set to midnight.`,
  );
}

/** What an event's place in time is made of. */
export interface Times {
  start: WrittenTime;
  end: WrittenTime;
  isAllDay: boolean;
  /** As in the request; undefined or null: it does not repeat. */
  recurrence: unknown;
}

/** Columns and properties that follow from an event's times. */
export interface Span {
  at: Date;
  until: Date | null;
  end: Date;
  recurrence: Json | null;
}

/** The series begins with the first meeting its pattern gives from the start of its range. */
function firstMeeting(times: Times, start: Date, end: Date, recurrence: Json): [Date, Date] {
  const range = recurrence['range'] as Json;
  const shift = Date.parse(String(range['startDate'])) - dateOf(times.start).getTime();
  const from = shiftedBy(start, shift, times);
  const to = new Date(from.getTime() + end.getTime() - start.getTime());
  const forever = new Date(8_640_000_000_000_000);
  const all = occurrences(recurrence, from, to, forever, { isAllDay: times.isAllDay });
  for (const first of all) return [first.start, first.end];
  throw new GraphError(400, 'ErrorRecurrenceHasNoOccurrence', 'The recurrence has no occurrence.');
}

const dateOf = (time: WrittenTime): Date =>
  new Date(`${wallOf(time).toISOString().slice(0, 10)}T00:00:00Z`);

function shiftedBy(start: Date, shift: number, { isAllDay, start: written }: Times): Date {
  if (shift === 0) return start;
  if (isAllDay) return new Date(start.getTime() + shift);
  return fromWall(new Date(wallOf(written).getTime() + shift), ianaZone(written.zone));
}

/** Where an event lies. Throws for an end before the start and for a series without meetings. */
export function spanOf(times: Times): Span {
  const { isAllDay } = times;
  const start = isAllDay ? midnightOf(times.start, 'Start') : instantOf(times.start);
  const end = isAllDay ? midnightOf(times.end, 'End') : instantOf(times.end);
  if (end < start || (isAllDay && end.getTime() === start.getTime())) {
    throw new GraphError(
      400,
      'ErrorCalendarEndDateIsEarlierThanStartDate',
      'The end date is earlier than the start date.',
    );
  }
  const firstDate = dateOf(times.start).toISOString().slice(0, 10);
  const recurrence = readRecurrence(times.recurrence, firstDate, times.start.zone);
  if (!recurrence) return { at: start, until: end, end, recurrence };
  const [at, firstEnd] = firstMeeting(times, start, end, recurrence);
  return { at, end: firstEnd, until: seriesEnd(recurrence, at, firstEnd, isAllDay), recurrence };
}
