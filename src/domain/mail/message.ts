export interface MailAddress {
  name: string;
  address: string;
}

export interface MailAttachment {
  name: string;
  contentType: string;
  /** Of an inline image, without brackets; else null. */
  contentId: string | null;
  /** Base64. */
  content: string;
  /** Bytes. */
  size: number;
}

/** A mail as its mailbox has it. */
export interface MailMessage {
  /** Immutable id. */
  id: string;
  /** Version of the item in the mailbox, for conditional writes. */
  etag: string;
  /** `report`: of delivery or of reading (E-17). */
  kind: 'message' | 'draft' | 'meeting' | 'report';
  internetMessageId: string;
  subject: string;
  body: { type: 'html' | 'text'; content: string };
  from: MailAddress | null;
  to: MailAddress[];
  cc: MailAddress[];
  bcc: MailAddress[];
  /** UTC, ISO 8601; null where the mailbox does not know. */
  sentAt: string | null;
  receivedAt: string | null;
  /** Base64; absent where the mailbox tells none. */
  conversationIndex?: string;
  importance: 'low' | 'normal' | 'high';
  /** Marked personal, private or confidential (AP-26). */
  isPrivate: boolean;
  /** Nothing but Outlook can read it (E-16). */
  isEncrypted: boolean;
  /** Of somebody else's mailbox it was read from; null: the reader's own. */
  mailboxAddress: string | null;
  categories: string[];
  attachments: MailAttachment[];
  /** Files so large that nobody read them. */
  unread?: Pick<MailAttachment, 'name' | 'size'>[];
}
