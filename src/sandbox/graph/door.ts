import type { MailboxGrant, MailboxRight } from './delegates/grants.ts';

/** A mail to put into a mailbox, as MIME: what arrives is what is stored and served as `$value`. */
export interface IncomingMail {
  mime: Buffer;
  /** Well-known name (`inbox`, …), or names to create under the inbox: `Projects/Contoso`. */
  folder: string;
  isRead: boolean;
  /** Received (inbox) or sent time. */
  at: Date;
}

export interface IncomingMeeting {
  iCalUId: string;
  subject: string;
  bodyHtml: string;
  location: string;
  /** UTC. */
  start: Date;
  end: Date;
  isAllDay: boolean;
  organizer: { name: string; address: string };
  attendees: { name: string; address: string; type: 'required' | 'optional' }[];
  /** Graph's `recurrence` object, or null. */
  recurrence: object | null;
  /** Graph's values; `normal` where absent. */
  sensitivity?: string;
  importance?: string;
}

/** A contact card in Graph's own shape (`givenName`, `surname`, `emailAddresses`, …). */
export type IncomingContact = Record<string, unknown>;

/** Something in a mailbox changed; the Outlook page listens. */
export interface MailboxChange {
  userId: string;
  kind: 'message' | 'folder' | 'event' | 'contact' | 'category' | 'task';
  /** The item, where subscriptions have to be told. */
  item?: ChangedItem;
}

/** What happened to which item. A move is two changes: deleted here, created there. */
export interface ChangedItem {
  changeType: 'created' | 'updated' | 'deleted';
  /** Its id as clients get it. */
  id(prefer: { isImmutableId: boolean }): string;
  etag: string;
  /** Number of its folder or task list. */
  container: number;
}

/** What other sandbox services may do with mailboxes without HTTP. Ids are immutable ids. */
export interface GraphDoor {
  /** Makes the mailbox with its well-known folders, calendar and contacts folder, if it is missing. */
  ensureMailbox(user: { id: string; displayName: string; mail: string }): Promise<void>;
  importMail(userId: string, mail: IncomingMail): Promise<{ id: string }>;
  /** Many at once, for a mailbox of real size; listeners are told once. */
  importMails(userId: string, mails: IncomingMail[]): Promise<void>;
  /**
   * A mail from outside arrives, as the mailbox's rules and Focused Inbox want. Answers its id;
   * none where a rule deleted it for good.
   */
  receiveMail(userId: string, mime: Buffer): Promise<{ id?: string }>;
  importMeeting(userId: string, meeting: IncomingMeeting): Promise<{ id: string }>;
  importContact(userId: string, contact: IncomingContact): Promise<{ id: string }>;
  /**
   * Answers a Graph request as that user with every right: the Outlook page reads and changes the
   * mailbox through it, in Graph's own shapes. `path` is below `/v1.0`, e.g. `/me/messages/…`.
   */
  call(
    userId: string,
    request: { method: string; path: string; headers?: Record<string, string>; body?: unknown },
  ): Promise<{ status: number; headers: Record<string, string>; body: unknown }>;
  /**
   * Sets what a delegate may do in another's mailbox, replacing what they might before. A mailbox of
   * nobody of the directory is a shared one: its account is there, but cannot sign in.
   */
  grantMailbox(grant: MailboxGrant): Promise<void>;
  /** Mailboxes of others that a person reaches, with their rights in them. */
  mailboxesSharedWith(
    userId: string,
  ): Promise<{ id: string; displayName: string; mail: string; rights: MailboxRight[] }[]>;
  /** Ends, reminds and delivers what is due of the subscriptions; answers how much was delivered. */
  flushNotifications(): Promise<{ delivered: number }>;
  /** The EWS form of an item id, as Office.js shows it in Outlook on the web. */
  toEwsId(id: string): string;
  /** The immutable id behind any form of an item's id. */
  fromAnyId(id: string): string;
  /** Returns what stops the listening. */
  onChange(listener: (change: MailboxChange) => void): () => void;
}
