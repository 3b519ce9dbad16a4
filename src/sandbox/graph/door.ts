/** A mail to put into a mailbox, as MIME: what arrives is what is stored and served as `$value`. */
export interface IncomingMail {
  mime: Buffer;
  /** Well-known name (`inbox`, `sentitems`, …) or a display name to create under the inbox. */
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
}

/** A contact card in Graph's own shape (`givenName`, `surname`, `emailAddresses`, …). */
export type IncomingContact = Record<string, unknown>;

/** Something in a mailbox changed; the Outlook page listens. */
export interface MailboxChange {
  userId: string;
  kind: 'message' | 'folder' | 'event' | 'contact' | 'category';
}

/** What other sandbox services may do with mailboxes without HTTP. Ids are immutable ids. */
export interface GraphDoor {
  /** Makes the mailbox with its well-known folders, calendar and contacts folder, if it is missing. */
  ensureMailbox(user: { id: string; displayName: string; mail: string }): Promise<void>;
  importMail(userId: string, mail: IncomingMail): Promise<{ id: string }>;
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
  /** The EWS form of an item id, as Office.js shows it in Outlook on the web. */
  toEwsId(id: string): string;
  /** The immutable id behind any form of an item's id. */
  fromAnyId(id: string): string;
  /** Returns what stops the listening. */
  onChange(listener: (change: MailboxChange) => void): () => void;
}
