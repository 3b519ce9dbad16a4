import { docText } from './doc-text.ts';
import { isObject } from '../call.ts';
import type { Item } from '../store/items.ts';
import { jsonb, type Json } from '../store/schema.ts';
import { endOf } from './meeting.ts';
import { spanOf, type Span, type WrittenTime } from './read-times.ts';
import type { EventInput } from './read-event.ts';

/** A stored event's times as if a request had just given them. */
export function writtenTimes(item: Item): { start: WrittenTime; end: WrittenTime } {
  const isInstant = item.doc['isAllDay'] !== true;
  const zone = (name: string): string => docText(item.doc, name, 'UTC');
  return {
    start: { wall: item.at, isInstant, zone: zone('originalStartTimeZone') },
    end: { wall: endOf(item), isInstant, zone: zone('originalEndTimeZone') },
  };
}

/** An event's length is kept where only its start is changed. */
function movedEnd(input: EventInput, before: { start: WrittenTime; end: WrittenTime }) {
  if (input.end) return input.end;
  if (!input.start) return before.end;
  const length = before.end.wall.getTime() - before.start.wall.getTime();
  return { ...input.start, wall: new Date(input.start.wall.getTime() + length) };
}

/** Where a changed event lies; `item` is how it was. */
export function changedSpan(item: Item, input: EventInput): Span {
  const before = writtenTimes(item);
  const isAllDay = (input.doc['isAllDay'] ?? item.doc['isAllDay']) === true;
  const recurrence = 'recurrence' in input ? input.recurrence : item.doc['recurrence'];
  const start = input.start ?? before.start;
  const isMoved = input.start !== undefined && !('recurrence' in input) && isObject(recurrence);
  return spanOf({
    start,
    end: movedEnd(input, before),
    isAllDay,
    recurrence: isMoved ? startingLater(recurrence) : recurrence,
  });
}

/** A series that is moved begins on the day it is moved to. */
const startingLater = (recurrence: Json): Json => {
  const range = recurrence['range'] as Json;
  return { ...recurrence, range: { ...range, startDate: undefined } };
};

/** Columns of an event's row that follow from its place in time, and the document with them. */
export function eventColumns(span: Span, doc: Json, input: EventInput) {
  const zones = {
    ...(input.start && { originalStartTimeZone: input.start.zone }),
    ...(input.end && { originalEndTimeZone: input.end.zone }),
  };
  return {
    at: span.at,
    until: span.until,
    doc: jsonb<Json>({
      ...doc,
      ...zones,
      endInstant: span.end.toISOString(),
      recurrence: span.recurrence,
    }),
  };
}
