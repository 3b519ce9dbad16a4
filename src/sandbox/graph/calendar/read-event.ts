import { placeNamed } from './place.ts';
import { isObject } from '../call.ts';
import { badBody } from '../errors.ts';
import { readFileAttachment } from '../mail/attachments.ts';
import { bodyAs, type Body } from '../mail/body.ts';
import { previewOf, recipient, type NewAttachment, type Recipient } from '../mail/parse-mail.ts';
import {
  asBoolean,
  asCategories,
  asText,
  checkNames,
  oneOf,
  readBody,
  wrong,
  type Reader,
} from '../mail/read-message.ts';
import { readPropertiesOf, type ExtendedName, type ExtendedProperty } from '../store/extended.ts';
import type { Json } from '../store/schema.ts';
import { readZonedTime, type WrittenTime } from './read-times.ts';

/** An event as a request gives it. */
export interface EventInput {
  /** Properties for the document. */
  doc: Json;
  body?: Body;
  start?: WrittenTime;
  end?: WrittenTime;
  /** As written; null ends a series. */
  recurrence?: unknown;
  attachments?: NewAttachment[];
  properties?: ExtendedProperty[];
}

const nobody = { response: 'none', time: '0001-01-01T00:00:00Z' };

const asMinutes: Reader = (value, name) => {
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  throw wrong(name, 'a number of minutes');
};

const attendeeNames = ['type', 'status', 'emailAddress', 'proposedNewTime'];
const placeNames = [
  'locationUri',
  'locationEmailAddress',
  'address',
  'coordinates',
  'uniqueId',
  'uniqueIdType',
];

const asLocation: Reader = (value, name) => {
  if (!isObject(value)) throw wrong(name, 'a location');
  checkNames(value, 'location', ['displayName', 'locationType', ...placeNames]);
  const known = placeNames.filter((key) => value[key] !== undefined && value[key] !== null);
  return {
    ...placeNamed(asText(value['displayName'] ?? '', 'displayName') as string),
    ...(value['locationType'] !== undefined && { locationType: value['locationType'] }),
    ...Object.fromEntries(known.map((key) => [key, value[key]])),
  };
};

/** Throws `RequestBodyRead`. */
export const asAttendee = (value: unknown): Json & Recipient => {
  if (isObject(value)) checkNames(value, 'attendee', attendeeNames);
  const address = isObject(value) ? value['emailAddress'] : undefined;
  if (!isObject(value) || !isObject(address) || typeof address['address'] !== 'string') {
    throw wrong('attendees', 'an array of attendees with emailAddress.address');
  }
  const name = typeof address['name'] === 'string' ? address['name'] : '';
  return {
    type: oneOf('required', 'optional', 'resource')(value['type'] ?? 'required', 'type'),
    status: nobody,
    ...recipient(name, address['address']),
  };
};

const asAttendees: Reader = (value, name) => {
  if (Array.isArray(value)) return value.map(asAttendee);
  throw wrong(name, 'an array of attendees');
};

const asTransactionId: Reader = (value, name) => (value === null ? null : asText(value, name));

const readers: Record<string, Reader> = {
  subject: asText,
  categories: asCategories,
  importance: oneOf('low', 'normal', 'high'),
  sensitivity: oneOf('normal', 'personal', 'private', 'confidential'),
  showAs: oneOf('free', 'tentative', 'busy', 'oof', 'workingElsewhere', 'unknown'),
  isAllDay: asBoolean,
  isReminderOn: asBoolean,
  reminderMinutesBeforeStart: asMinutes,
  responseRequested: asBoolean,
  allowNewTimeProposals: asBoolean,
  hideAttendees: asBoolean,
  isOnlineMeeting: asBoolean,
  onlineMeetingProvider: oneOf(
    'unknown',
    'teamsForBusiness',
    'skypeForBusiness',
    'skypeForConsumer',
  ),
  attendees: asAttendees,
  transactionId: asTransactionId,
};

/** Read-only; Graph takes them in a body and leaves them alone. */
const ignored = new Set([
  ...['id', 'changeKey', 'createdDateTime', 'lastModifiedDateTime', 'bodyPreview', 'iCalUId'],
  ...['hasAttachments', 'isCancelled', 'isOrganizer', 'isDraft', 'organizer', 'responseStatus'],
  ...['originalStart', 'originalStartTimeZone', 'originalEndTimeZone', 'seriesMasterId', 'type'],
  ...['webLink', 'onlineMeeting', 'onlineMeetingUrl', 'cancelledOccurrences'],
]);

function addProperties(name: ExtendedName, value: unknown, input: EventInput): void {
  input.properties = [...(input.properties ?? []), ...readPropertiesOf(name, value)];
}

const special: Record<string, (value: unknown, input: EventInput) => void> = {
  body: (value, input) => {
    input.body = readBody(value);
    input.doc['bodyPreview'] = previewOf(bodyAs(input.body, 'text').content);
  },
  start: (value, input) => void (input.start = readZonedTime(value, 'start')),
  end: (value, input) => void (input.end = readZonedTime(value, 'end')),
  recurrence: (value, input) => void (input.recurrence = value),
  location: (value, input) => {
    const location = asLocation(value ?? {}, 'location') as Json;
    input.doc['location'] = location;
    input.doc['locations'] = location['displayName'] === '' ? [] : [location];
  },
  locations: (value, input) => {
    if (!Array.isArray(value)) throw wrong('locations', 'an array of locations');
    const locations = value.map((one) => asLocation(one, 'locations') as Json);
    input.doc['locations'] = locations;
    const displayName = locations.map((one) => one['displayName']).join('; ');
    input.doc['location'] = { ...locations[0], displayName, locationType: 'default' };
  },
  attachments: (value, input) => {
    if (!Array.isArray(value)) throw wrong('attachments', 'an array');
    input.attachments = value.filter(isObject).map(readFileAttachment);
  },
  singleValueExtendedProperties: (value, input) =>
    addProperties('singleValueExtendedProperties', value, input),
  multiValueExtendedProperties: (value, input) =>
    addProperties('multiValueExtendedProperties', value, input),
};

/** Reads an event from JSON, for a new one or a change. Throws `RequestBodyRead`. */
export function readEvent(body: Json): EventInput {
  const input: EventInput = { doc: {} };
  for (const [name, value] of Object.entries(body)) {
    if (name.includes('@') || ignored.has(name)) continue;
    const reader = readers[name];
    if (reader) input.doc[name] = reader(value, name);
    else if (special[name]) special[name](value, input);
    else {
      throw badBody(
        `The property '${name}' does not exist on type 'microsoft.graph.event'. Make sure to only use property names that are defined by the type.`,
      );
    }
  }
  return input;
}
