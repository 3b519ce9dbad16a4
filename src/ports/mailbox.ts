import type { MailMessage } from '../domain/mail/message.ts';
import type { RecordRef } from '../domain/mail/email-activity.ts';
import type { Actor } from './actor.ts';

export interface MailReference {
  /** REST or immutable id. */
  itemId: string;
  /** Finds the mail again where its id changed; empty where it has none. */
  internetMessageId: string;
}

/** What the marks on an item are computed from. */
export type MarkedItem = Pick<MailMessage, 'id' | 'etag' | 'categories' | 'internetMessageId'>;

/** Ids only: a mail's marks can be read by everyone who can open the mail. */
export interface Mark {
  activityId: string;
  regarding: RecordRef | null;
}

/** The person's own mailbox. Every function may throw `Failure` with service `mailbox`. */
export interface Mailbox {
  /** @throws Failure `not-found`. */
  readMessage(actor: Actor, mail: MailReference, signal: AbortSignal): Promise<MailMessage>;
  /** The item without its content. @throws Failure `not-found`. */
  readMarks(actor: Actor, mail: MailReference, signal: AbortSignal): Promise<MarkedItem>;
  /** Puts category and link on the item, or takes them off where `mark` is null. */
  mark(actor: Actor, item: MarkedItem, mark: Mark | null, signal: AbortSignal): Promise<void>;
  /** Makes the category known to the mailbox, if it is not yet. */
  ensureCategory(actor: Actor, signal: AbortSignal): Promise<void>;
}
