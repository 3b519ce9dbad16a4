import type { MailAddress } from '../mail/message.ts';

/** How long it is remembered that a mail was seen and not tracked (V-11, docs/decisions/0015). */
export const rememberedDays = 90;

/**
 * What a mail is judged by: sender, recipients, subject and the headers of its thread, and whether it
 * is private. Whoever decides has no more than this; there is no way from here to a body or an
 * attachment (V-11).
 */
export interface MailHeaders {
  kind: 'message' | 'draft' | 'meeting' | 'report';
  internetMessageId: string;
  subject: string;
  from: MailAddress | null;
  to: MailAddress[];
  cc: MailAddress[];
  bcc: MailAddress[];
  /** UTC, ISO 8601. */
  sentAt: string | null;
  receivedAt: string | null;
  conversationId: string;
  /** Base64; empty where the mailbox has none. */
  conversationIndex: string;
  /** Message-IDs; In-Reply-To is empty and References none where the mail has no such header. */
  inReplyTo: string;
  references: string[];
  /** Its Sensitivity header says personal, private or confidential; absent: not told. */
  isPrivate?: boolean;
}

/** A mail as a change of its folder tells it. */
export interface SeenMail {
  /** Immutable id. */
  itemId: string;
  etag: string;
  folderId: string;
  categories: string[];
  headers: MailHeaders;
}
