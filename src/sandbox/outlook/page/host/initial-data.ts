import type { Attendee, Event, Recipient } from '@microsoft/microsoft-graph-types';
import type { AddIn } from '../../manifest/add-in.ts';
import type { Person } from '../../types.ts';
import { type HostItem, isCompose, type ItemAttachment, type OpenItem } from './backend.ts';
import type { ComposeItem } from './compose-item.ts';
import { hostPerson as asHostPerson } from './host-person.ts';
import { itemClassOf } from './item-class.ts';
import { readRecurrence } from './methods/appointment.ts';

const itemType = {
  message: 1,
  appointment: 2,
  meetingRequest: 3,
  messageCompose: 4,
  appointmentCompose: 5,
  none: 6,
} as const;

const attachmentTypes = { file: 0, item: 1, reference: 2 } as const;

export interface InitialDataOptions {
  addIn: AddIn;
  person: Person;
  /** Null: nothing is selected. */
  item: HostItem | null;
  attachments: ItemAttachment[];
  now: Date;
}

const hostPerson = (recipient: Recipient | null | undefined, response = 'none') =>
  asHostPerson({
    name: recipient?.emailAddress?.name ?? '',
    address: recipient?.emailAddress?.address ?? '',
    response,
  });

/** An attachment as office.js wants it from its host. */
export const hostAttachment = (attachment: ItemAttachment) => ({
  id: attachment.id,
  name: attachment.name,
  attachmentType: attachmentTypes[attachment.kind],
  contentType: attachment.contentType,
  size: attachment.size,
  isInline: attachment.isInline,
});

const time = (text: string | null | undefined): number => (text ? Date.parse(text) : 0);

/** Graph's event times carry no offset; the page asks for them in UTC. */
export const eventTime = (value: Event['start']): number => {
  const text = value?.dateTime ?? '';
  return time(/Z$|[+-]\d\d:\d\d$/.test(text) ? text : `${text}Z`);
};

/** The subject without `Re:`, `Fw:` and their kin in front. */
export const normalizedSubject = (subject: string): string =>
  subject.replace(/^(?:\s*\p{L}{1,3}(?:\[\d+\])?:\s*)+/u, '').trim();

/** Minutes east of UTC of a zone at an instant. */
export function offsetMinutes(timeZone: string, at: Date): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName');
  const match = /([+-])(\d\d):(\d\d)/.exec(parts?.value ?? '');
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
}

type OpenMessage = Extract<OpenItem, { kind: 'message' }>;

const isShared = (item: InitialDataOptions['item']): boolean =>
  item?.kind === 'message' && item.shared !== undefined;

const common = ({ addIn, person, item, now }: InitialDataOptions) => ({
  hostVersion: '16.0.0.0',
  owaView: 'ThreeColumns',
  permissionLevel: addIn.permissionLevel,
  extensionId: addIn.id,
  userDisplayName: person.displayName,
  userEmailAddress: person.mail,
  userTimeZone: person.timeZone,
  userProfileType: 'office365',
  ewsUrl: '',
  restUrl: '',
  isRestIdSupported: false,
  isFromSharedFolder: isShared(item),
  // One range without an end: the offset of today, as text, is what converts the times shown now.
  timeZoneOffsets: [
    {
      start: '-8640000000000000',
      end: '8640000000000000',
      offset: String(offsetMinutes(person.timeZone, now)),
    },
  ],
});

const timesOf = (event: Event) => ({ start: eventTime(event.start), end: eventTime(event.end) });

/** The meeting of an invitation; other messages have none. */
function meetingData(event: Event | undefined, zone: string) {
  if (!event) return {};
  const first = timesOf(event);
  return {
    ...first,
    location: event.location?.displayName ?? '',
    recurrence: readRecurrence(event, first, zone) ?? null,
    seriesId: null,
    isAllDayEvent: event.isAllDay ?? false,
    sensitivity: event.sensitivity ?? 'normal',
  };
}

function messageData({ ewsId, resource: message, event, ...rest }: OpenMessage, zone: string) {
  const subject = message.subject ?? '';
  const itemClass = itemClassOf({ ewsId, resource: message, ...rest });
  return {
    itemType: event ? itemType.meetingRequest : itemType.message,
    id: ewsId,
    itemClass,
    subject,
    normalizedSubject: normalizedSubject(subject),
    internetMessageId: message.internetMessageId ?? '',
    conversationId: message.conversationId ?? '',
    from: hostPerson(message.from),
    sender: hostPerson(message.sender ?? message.from),
    to: (message.toRecipients ?? []).map((recipient) => hostPerson(recipient)),
    cc: (message.ccRecipients ?? []).map((recipient) => hostPerson(recipient)),
    bcc: (message.bccRecipients ?? []).map((recipient) => hostPerson(recipient)),
    dateTimeCreated: time(message.createdDateTime),
    dateTimeModified: time(message.lastModifiedDateTime),
    dateTimeSent: time(message.sentDateTime),
    isRead: message.isRead ?? true,
    ...meetingData(event, zone),
  };
}

const ofType = (event: Event, type: Attendee['type']) =>
  (event.attendees ?? [])
    .filter((attendee) => attendee.type === type)
    .map((attendee) => hostPerson(attendee, attendee.status?.response ?? 'none'));

type OpenAppointment = Extract<OpenItem, { kind: 'appointment' }>;

function appointmentData({ ewsId, resource: event, series }: OpenAppointment, zone: string) {
  const subject = event.subject ?? '';
  // One meeting of a series tells the pattern of the series.
  const repeated = series?.resource ?? event;
  return {
    itemType: itemType.appointment,
    id: ewsId,
    itemClass: 'IPM.Appointment',
    subject,
    normalizedSubject: normalizedSubject(subject),
    conversationId: '',
    seriesId: series?.ewsId ?? null,
    ...timesOf(event),
    recurrence: readRecurrence(repeated, timesOf(repeated), zone) ?? null,
    location: event.location?.displayName ?? '',
    organizer: hostPerson(event.organizer, 'organizer'),
    to: ofType(event, 'required'),
    cc: ofType(event, 'optional'),
    isAllDayEvent: event.isAllDay ?? false,
    sensitivity: event.sensitivity ?? 'normal',
    dateTimeCreated: time(event.createdDateTime),
    dateTimeModified: time(event.lastModifiedDateTime),
  };
}

/** Everything else of a form is asked for by method. */
const composeData = (item: ComposeItem) => ({
  itemType: itemType[item.kind],
  conversationId: item.kind === 'messageCompose' ? item.conversationId : '',
  seriesId: item.seriesId,
});

/** Exchange finds no addresses, tasks or meetings in texts any more; the lists are empty. */
const noEntities = {
  entities: {},
  filteredEntities: {},
  selectedEntities: {},
  regExMatches: null,
  selectedRegExMatches: null,
};

function readData(item: OpenItem, zone: string) {
  if (item.kind === 'message') return messageData(item, zone);
  return appointmentData(item, zone);
}

/** The answer to `GetInitialData` and the payload of ItemChanged. */
export function initialData(options: InitialDataOptions): Record<string, unknown> {
  const { item, person } = options;
  if (!item) return { ...common(options), itemType: itemType.none };
  if (isCompose(item)) return { ...common(options), ...composeData(item) };
  const own = readData(item, person.timeZone);
  const attachments = options.attachments.map(hostAttachment);
  return { ...common(options), ...noEntities, ...own, attachments };
}
