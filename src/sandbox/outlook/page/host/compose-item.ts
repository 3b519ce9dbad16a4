import type { AttachmentContent, ItemAttachment } from './backend.ts';

type Awaitable<T> = T | Promise<T>;

/** What Office.js does with any item, read or written. */
export interface ItemAccess {
  body: (type: 'text' | 'html') => Awaitable<string>;
  attachments: () => Awaitable<ItemAttachment[]>;
  attachmentContent: (attachmentId: string) => Promise<AttachmentContent>;
  /** In the order received; empty for appointments. */
  internetHeaders: () => Awaitable<{ name: string; value: string }[]>;
  categories: () => Awaitable<string[]>;
  changeCategories: (change: (names: string[]) => string[]) => Awaitable<void>;
  /** The JSON text of an object; `{}` where there is none. */
  customProperties: (addInId: string) => Promise<string>;
  saveCustomProperties: (addInId: string, json: string) => Promise<void>;
}

/** Somebody an item is written to. */
export interface MailPerson {
  name: string;
  address: string;
  /** Of an attendee, as Graph names it; `none` where nothing is known. */
  response?: string;
}

/** A message's three lists; an appointment's required attendees are `to`, its optional ones `cc`. */
export const peopleFields = ['to', 'cc', 'bcc'] as const;
export type PeopleField = (typeof peopleFields)[number];

/** A file to attach; its content in base64. */
export interface NewFile {
  name: string;
  contentType: string;
  content: string;
  isInline: boolean;
}

/** An event of an item as the page with office.js hears it: its name on the wire and its payload. */
export interface ItemEvent {
  name:
    | 'olkRecipientsChanged'
    | 'olkAttachmentsChanged'
    | 'olkAppointmentTimeChanged'
    | 'olkRecurrenceChanged'
    | 'olkEnhancedLocationsChanged';
  /** Sent as JSON in a list of one. */
  data: object;
}

interface Writable extends ItemAccess {
  /** Of this form; not the item's, which it has once it is saved. */
  readonly id: string;
  readonly seriesId: string;
  readonly sessionData: Map<string, string>;
  /** The writer: `from` of a message, `organizer` of an appointment. */
  readonly writer: MailPerson;
  subject: () => string;
  setSubject: (text: string) => void;
  people: (field: PeopleField) => readonly MailPerson[];
  setPeople: (field: PeopleField, people: readonly MailPerson[]) => void;
  /** HTML, without a frame of its own. */
  setBody: (html: string) => void;
  prependToBody: (html: string) => void;
  /** Takes the place of what is selected, in the body or in either field; false where there is none. */
  replaceSelection: (data: string, type: 'text' | 'html', where: 'body' | 'item') => boolean;
  /** What is selected in the body or the subject; undefined where the cursor is nowhere. */
  selection: (type: 'text' | 'html') => { data: string; sourceProperty: string } | undefined;
  setSignature: (html: string) => void;
  /** Answers the attachment's id. */
  addFile: (file: NewFile) => Promise<string>;
  /** Another item as an attachment, by any form of its id. Answers the attachment's id. */
  addItem: (itemId: string, name: string) => Promise<string>;
  removeAttachment: (id: string) => Promise<void>;
  /** The EWS form of its id; undefined while it is not saved. */
  savedId: () => string | undefined;
  /** Writes it to the mailbox; answers the EWS form of its id. */
  save: () => Promise<string>;
  /** Asks the writer what to do with what is not saved, then closes the form. */
  close: () => void;
  /** Returns what stops the listening. */
  listen: (listener: (event: ItemEvent) => void) => () => void;
}

/** A message being written. */
export interface MessageComposeItem extends Writable {
  readonly kind: 'messageCompose';
  readonly composeType: 'newMail' | 'reply' | 'forward';
  readonly conversationId: string;
  /** Put at the end of the body when it is sent. */
  appendOnSend: (html: string) => void;
  setInternetHeaders: (headers: Record<string, string>) => void;
  removeInternetHeaders: (names: string[]) => void;
  /** Milliseconds since 1970; 0: sent at once. */
  deliverAt: () => number;
  setDeliverAt: (at: number) => void;
}

/** A place of an appointment: a room by its address, or any text. */
export interface Place {
  type: 'room' | 'custom';
  /** Of a room its address, else the text. */
  id: string;
  displayName: string;
}

/** Graph's `patternedRecurrence`. */
export interface Repetition {
  pattern: Record<string, unknown>;
  range: Record<string, unknown>;
}

/** An appointment being written by its organizer. */
export interface AppointmentComposeItem extends Writable {
  readonly kind: 'appointmentCompose';
  /** Milliseconds since 1970. */
  time: (which: 'start' | 'end') => number;
  /** A new start keeps the length; the end has to be later than the start. */
  setTime: (which: 'start' | 'end', at: number) => void;
  places: () => readonly Place[];
  setPlaces: (places: readonly Place[]) => void;
  repetition: () => Repetition | null;
  setRepetition: (repetition: Repetition | null) => void;
  isAllDay: () => boolean;
  setAllDay: (isAllDay: boolean) => void;
  sensitivity: () => string;
  setSensitivity: (sensitivity: string) => void;
}

export type ComposeItem = MessageComposeItem | AppointmentComposeItem;
