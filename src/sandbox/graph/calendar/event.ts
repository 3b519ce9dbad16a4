import type { Call } from '../call.ts';
import { changeKey } from '../store/ids.ts';
import { etagOf, itemId, type Item } from '../store/items.ts';
import { bodyAs, webLink } from '../mail/message.ts';
import type { Occurrence } from './recurrence.ts';
import type { Json } from '../store/schema.ts';
import { pick } from '../select.ts';
import { ianaZone, toWall } from './time-zone.ts';

export const eventProperties = [
  'id',
  'createdDateTime',
  'lastModifiedDateTime',
  'changeKey',
  'categories',
  'transactionId',
  'originalStartTimeZone',
  'originalEndTimeZone',
  'iCalUId',
  'reminderMinutesBeforeStart',
  'isReminderOn',
  'hasAttachments',
  'subject',
  'bodyPreview',
  'importance',
  'sensitivity',
  'isAllDay',
  'isCancelled',
  'isOrganizer',
  'responseRequested',
  'seriesMasterId',
  'originalStart',
  'showAs',
  'type',
  'webLink',
  'isOnlineMeeting',
  'allowNewTimeProposals',
  'isDraft',
  'hideAttendees',
  'responseStatus',
  'body',
  'start',
  'end',
  'location',
  'locations',
  'recurrence',
  'attendees',
  'organizer',
] as const;

/** `{ dateTime: '2026-11-22T10:00:00.0000000', timeZone: 'UTC' }` in the zone the caller prefers. */
export function zoned(instant: Date, zone: string | undefined): Json {
  const wall = zone ? toWall(instant, ianaZone(zone)) : instant;
  return { dateTime: `${wall.toISOString().slice(0, 19)}.0000000`, timeZone: zone ?? 'UTC' };
}

/** End of an event, or of the first meeting of a series. */
export const endOf = (item: Item): Date => new Date(item.doc['endInstant'] as string);

const typeOf = (item: Item, occurrence: Occurrence | undefined): string => {
  if (occurrence) return 'occurrence';
  return item.doc['recurrence'] ? 'seriesMaster' : 'singleInstance';
};

/** An event, a series, or one meeting of a series, as Graph serves it. */
export function presentEvent(
  call: Call,
  item: Item,
  selected: Set<string> | undefined,
  occurrence?: Occurrence,
): Json {
  const { doc } = item;
  // All-day events run from midnight to midnight, whatever zone the caller prefers.
  const zone = doc['isAllDay'] === true ? undefined : call.prefer.timeZone;
  const id = itemId(item, call.prefer, occurrence?.day);
  const start = occurrence?.start ?? item.at;
  const known = eventProperties.filter((name) => name in doc);
  const whole: Json = {
    '@odata.etag': etagOf(item),
    id,
    createdDateTime: item.created.toISOString(),
    lastModifiedDateTime: item.modified.toISOString(),
    changeKey: changeKey(item.mailbox, item.change),
    ...Object.fromEntries(known.map((name) => [name, doc[name]])),
    seriesMasterId: occurrence ? itemId(item, call.prefer) : null,
    ...(occurrence && { originalStart: start.toISOString(), recurrence: null }),
    type: typeOf(item, occurrence),
    webLink: webLink(call, id).replace('ReadMessageItem', 'calendar'),
    ...(item.body && { body: bodyAs(item.body, call.prefer.bodyType) }),
    start: zoned(start, zone),
    end: zoned(occurrence?.end ?? endOf(item), zone),
  };
  return pick(whole, selected);
}
