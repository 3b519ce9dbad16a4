import type { AddIn } from '../../manifest/add-in.ts';
import type { Person } from '../../types.ts';
import type { HostItem, MailboxBackend, OpenItem } from './backend.ts';
import type { DialogRequest } from './dialog.ts';
import type { Notifications } from './notifications.ts';

/** A file or an item (by any form of its id) for a form to start with. */
export type FormAttachment =
  | { type: 'file'; name: string; url: string; isInline: boolean }
  | { type: 'item'; name: string; itemId: string };

/** What the form of a new message starts with; people by their addresses. */
export interface NewMessageForm {
  to: string[];
  cc: string[];
  bcc: string[];
  subject: string;
  html: string;
  attachments: FormAttachment[];
}

/** What the form of a new appointment starts with. */
export interface NewAppointmentForm {
  required: string[];
  optional: string[];
  /** Milliseconds since 1970; undefined: the next full half hour, for half an hour. */
  start: number | undefined;
  end: number | undefined;
  location: string;
  subject: string;
  /** Plain text. */
  body: string;
}

/** What the answer to an item starts with. */
export interface ReplyForm {
  toAll: boolean;
  html: string;
  attachments: FormAttachment[];
}

/** What the page around the host does on an add-in's behalf. */
export interface HostPage {
  /** Shows an item by any form of its id. */
  openItem: (kind: OpenItem['kind'], id: string) => Promise<void>;
  /** Opens forms; resolves once they are there. */
  newMessage: (form: NewMessageForm) => Promise<void>;
  newAppointment: (form: NewAppointmentForm) => Promise<void>;
  reply: (item: OpenItem, form: ReplyForm) => Promise<void>;
  /** The add-in asked to be closed. */
  closeContainer: () => void;
  /** The focus leaves the add-in's page, forwards or backwards. */
  leaveFocus: (direction: 'forward' | 'backward') => void;
  /** Shows a dialog over the page; false where one is open already. Absent: there are none. */
  openDialog?: (request: DialogRequest) => boolean;
  closeDialog?: () => void;
  /** In a dialog: passes a text on to the page that opened it. */
  messageParent?: (text: string, origin: string) => void;
  /** In a page with a dialog: passes a text on to it. */
  messageChild?: (text: string, origin: string) => void;
}

/** One open page of an add-in with everything its calls act on. */
export interface HostSession {
  readonly addIn: AddIn;
  readonly person: Person;
  readonly url: string;
  readonly backend: MailboxBackend;
  readonly page: HostPage;
  readonly notifications: Notifications;
  /** What `getInitializationContextAsync` answers: given when an actionable message opened it. */
  readonly initializationContext?: string;
  /** Changes when a pinned pane follows the selection; null where nothing is selected. */
  item: HostItem | null;
}
