import type { Attendee, Event, Message, Recipient } from '@microsoft/microsoft-graph-types';
import type { AddIn } from '../../manifest/add-in.ts';
import type { Person } from '../../types.ts';
import type { ItemAttachment, OpenItem } from './backend.ts';

const itemType = { message: 1, appointment: 2, meetingRequest: 3, none: 6 } as const;

const responses: Record<string, number> = {
  organizer: 1,
  tentativelyAccepted: 2,
  accepted: 3,
  declined: 4,
};
const attachmentTypes = { file: 0, item: 1, reference: 2 } as const;

export interface InitialDataOptions {
  addIn: AddIn;
  person: Person;
  /** Null: nothing is selected. */
  item: OpenItem | null;
  attachments: ItemAttachment[];
  now: Date;
}

/** A person as office.js wants them from its host. */
export const hostPerson = (recipient: Recipient | null | undefined, response = 'none') => ({
  name: recipient?.emailAddress?.name ?? '',
  address: recipient?.emailAddress?.address ?? '',
  recipientType: 2,
  appointmentResponse: responses[response] ?? 0,
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
const eventTime = (value: Event['start']): number => {
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

const common = ({ addIn, person, now }: InitialDataOptions) => ({
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
  isFromSharedFolder: false,
  // One range without an end: the offset of today, as text, is what converts the times shown now.
  timeZoneOffsets: [
    {
      start: '-8640000000000000',
      end: '8640000000000000',
      offset: String(offsetMinutes(person.timeZone, now)),
    },
  ],
});

function messageData(ewsId: string, message: Message) {
  const subject = message.subject ?? '';
  const isMeeting = 'meetingMessageType' in message;
  return {
    itemType: isMeeting ? itemType.meetingRequest : itemType.message,
    id: ewsId,
    itemClass: isMeeting ? 'IPM.Schedule.Meeting.Request' : 'IPM.Note',
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
  };
}

const ofType = (event: Event, type: Attendee['type']) =>
  (event.attendees ?? [])
    .filter((attendee) => attendee.type === type)
    .map((attendee) => hostPerson(attendee, attendee.status?.response ?? 'none'));

function appointmentData(ewsId: string, event: Event) {
  const subject = event.subject ?? '';
  return {
    itemType: itemType.appointment,
    id: ewsId,
    itemClass: 'IPM.Appointment',
    subject,
    normalizedSubject: normalizedSubject(subject),
    conversationId: '',
    seriesId: event.seriesMasterId ?? '',
    start: eventTime(event.start),
    end: eventTime(event.end),
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

/** The answer to `GetInitialData` and the payload of ItemChanged. */
export function initialData(options: InitialDataOptions): Record<string, unknown> {
  const { item } = options;
  if (!item) return { ...common(options), itemType: itemType.none };
  const own =
    item.kind === 'message'
      ? messageData(item.ewsId, item.resource)
      : appointmentData(item.ewsId, item.resource);
  return { ...common(options), ...own, attachments: options.attachments.map(hostAttachment) };
}
