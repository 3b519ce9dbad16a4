import { isObject } from '../call.ts';
import { badBody, GraphError } from '../errors.ts';
import { oneOf } from '../mail/read-message.ts';
import type { Json } from '../store/schema.ts';
import { ianaZone } from './time-zone.ts';

const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const indexes = ['first', 'second', 'third', 'fourth', 'last'];
/** What a pattern of each type needs beside its interval. */
const needs: Record<string, string[]> = {
  daily: [],
  weekly: ['daysOfWeek'],
  absoluteMonthly: ['dayOfMonth'],
  relativeMonthly: ['daysOfWeek'],
  absoluteYearly: ['dayOfMonth', 'month'],
  relativeYearly: ['daysOfWeek', 'month'],
};
const none = '0001-01-01';

const invalid = (message: string): GraphError =>
  new GraphError(400, 'ErrorCalendarInvalidRecurrence', `The recurrence is invalid: ${message}`);

function integer(value: unknown, name: string, max: number): number {
  if (value === undefined || value === null || value === 0) return 0;
  if (typeof value !== 'number' || !Number.isInteger(value))
    throw badBody(`'${name}' is a number.`);
  if (value < 0 || value > max) throw invalid(`'${name}' is ${value}.`);
  return value;
}

function readDays(value: unknown): string[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw badBody("'daysOfWeek' is an array of days.");
  return value.map((day) => oneOf(...days)(day, 'daysOfWeek') as string);
}

function readPattern(value: unknown): Json {
  if (!isObject(value)) throw invalid("it has no 'pattern'.");
  const type = oneOf(...Object.keys(needs))(value['type'], 'type') as string;
  const daysOfWeek = readDays(value['daysOfWeek']);
  const pattern: Json = {
    type,
    interval: integer(value['interval'], 'interval', 999),
    month: integer(value['month'], 'month', 12),
    dayOfMonth: integer(value['dayOfMonth'], 'dayOfMonth', 31),
    ...(daysOfWeek.length > 0 && { daysOfWeek }),
    firstDayOfWeek: oneOf(...days)(value['firstDayOfWeek'] ?? 'sunday', 'firstDayOfWeek'),
    index: oneOf(...indexes)(value['index'] ?? 'first', 'index'),
  };
  const missing = ['interval', ...(needs[type] ?? [])].find((name) => !pattern[name]);
  if (missing) throw invalid(`a pattern of type ${type} needs '${missing}'.`);
  return pattern;
}

function readDate(value: unknown, name: string): string {
  const date = typeof value === 'string' ? (/^\d{4}-\d\d-\d\d$/.exec(value)?.[0] ?? '') : '';
  if (date === '' || Number.isNaN(Date.parse(date))) throw badBody(`'${name}' is a date.`);
  return date;
}

function readRange(value: unknown, start: string, zone: string): Json {
  if (!isObject(value)) throw invalid("it has no 'range'.");
  const type = oneOf('endDate', 'noEnd', 'numbered')(value['type'], 'type');
  const startDate = value['startDate'] ? readDate(value['startDate'], 'startDate') : start;
  const endDate = type === 'endDate' ? readDate(value['endDate'], 'endDate') : none;
  const count = integer(value['numberOfOccurrences'], 'numberOfOccurrences', 999);
  if (type === 'numbered' && count === 0) throw invalid("'numberOfOccurrences' is missing.");
  if (type === 'endDate' && endDate < startDate) throw invalid('it ends before it starts.');
  const given = value['recurrenceTimeZone'];
  const recurrenceTimeZone = typeof given === 'string' && given !== '' ? given : zone;
  ianaZone(recurrenceTimeZone);
  const numberOfOccurrences = type === 'numbered' ? count : 0;
  return { type, startDate, endDate, recurrenceTimeZone, numberOfOccurrences };
}

/**
 * A `patternedRecurrence` with every property Exchange gives it.
 * @param start date of the first meeting, for a range without one.
 * @param zone zone of the first meeting, for a range without one.
 * @throws `ErrorCalendarInvalidRecurrence`, `RequestBodyRead`.
 */
export function readRecurrence(value: unknown, start: string, zone: string): Json | null {
  if (value === null || value === undefined) return null;
  if (!isObject(value)) throw badBody("'recurrence' is a patternedRecurrence.");
  return {
    pattern: readPattern(value['pattern']),
    range: readRange(value['range'], start, zone),
  };
}
