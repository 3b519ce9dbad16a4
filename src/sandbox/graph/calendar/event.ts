import { placeNamed } from './place.ts';
import type { Call } from '../call.ts';
import { bodyAs } from '../mail/body.ts';
import { webLink } from '../mail/message.ts';
import { changeKey } from '../store/ids.ts';
import { etagOf, itemId, type Item } from '../store/items.ts';
import type { Json } from '../store/schema.ts';
import { pick } from '../select.ts';
import { globalObjectId } from './global-object-id.ts';
import { cancelledOf, type Meeting } from './meeting.ts';
import { readOccurrenceKey } from './occurrence-key.ts';
import { ianaZone, toWall } from './time-zone.ts';

/** Properties of an event and what they are where it does not say. */
const defaults: Json = {
  categories: [],
  transactionId: null,
  originalStartTimeZone: 'UTC',
  originalEndTimeZone: 'UTC',
  iCalUId: '',
  reminderMinutesBeforeStart: 15,
  isReminderOn: false,
  hasAttachments: false,
  subject: '',
  bodyPreview: '',
  importance: 'normal',
  sensitivity: 'normal',
  isAllDay: false,
  isCancelled: false,
  isOrganizer: true,
  responseRequested: true,
  seriesMasterId: null,
  showAs: 'busy',
  type: 'singleInstance',
  webLink: '',
  onlineMeetingUrl: null,
  isOnlineMeeting: false,
  onlineMeetingProvider: 'unknown',
  allowNewTimeProposals: true,
  isDraft: false,
  hideAttendees: false,
  recurrence: null,
  responseStatus: { response: 'none', time: '0001-01-01T00:00:00Z' },
  location: placeNamed(''),
  locations: [],
  attendees: [],
  organizer: null,
  onlineMeeting: null,
};

export const eventProperties = [
  'id',
  'createdDateTime',
  'lastModifiedDateTime',
  'changeKey',
  'originalStart',
  'body',
  'start',
  'end',
  'cancelledOccurrences',
  ...Object.keys(defaults),
];

/** `{ dateTime: '2026-11-22T10:00:00.0000000', timeZone: 'UTC' }` in the zone the caller prefers. */
export function zoned(instant: Date, zone: string | undefined): Json {
  const wall = zone ? toWall(instant, ianaZone(zone)) : instant;
  return { dateTime: `${wall.toISOString().slice(0, 19)}.0000000`, timeZone: zone ?? 'UTC' };
}

export const dateOfKey = (key: number): string =>
  new Date(readOccurrenceKey(key).day * 86_400_000).toISOString().slice(0, 10);

/** `OID.<id of the series>.2026-12-24` for every meeting that was taken out (wire facts, 2.7). */
const cancelledOccurrences = (call: Call, item: Item): string[] =>
  cancelledOf(item).map((key) => `OID.${itemId(item, call.prefer)}.${dateOfKey(key)}`);

function seriesProperties(call: Call, { master, key, type, originalStart, doc }: Meeting): Json {
  if (!master) return { type, seriesMasterId: null };
  return {
    type,
    seriesMasterId: itemId(master, call.prefer),
    originalStart: (originalStart ?? master.at).toISOString(),
    iCalUId: globalObjectId(String(doc['iCalUId']), dateOfKey(key)),
  };
}

/** An event as Graph serves it. */
export function presentEvent(
  call: Call,
  meeting: Meeting,
  selected: Set<string> | undefined,
): Json {
  const { item, master, doc } = meeting;
  // All-day events run from midnight to midnight, whatever zone the caller prefers.
  const zone = doc['isAllDay'] === true ? undefined : call.prefer.timeZone;
  // All meetings of a series share its change key.
  const version = master ?? item;
  const id = itemId(master ?? item, call.prefer, meeting.key);
  const whole: Json = {
    '@odata.etag': etagOf(version),
    id,
    createdDateTime: item.created.toISOString(),
    lastModifiedDateTime: item.modified.toISOString(),
    changeKey: changeKey(version.mailbox, version.change),
    ...Object.fromEntries(
      Object.entries(defaults).map(([name, value]) => [name, doc[name] ?? value]),
    ),
    ...seriesProperties(call, meeting),
    webLink: webLink(call, id).replace('ReadMessageItem', 'calendar'),
    ...(item.body && { body: bodyAs(item.body, call.prefer.bodyType) }),
    start: zoned(meeting.start, zone),
    end: zoned(meeting.end, zone),
    ...(selected?.has('cancelledoccurrences') && {
      cancelledOccurrences: cancelledOccurrences(call, item),
    }),
  };
  return pick(whole, selected);
}
