import type { MailAddress, MailMessage } from '../domain/mail/message.ts';
import type { RecordRef } from '../domain/mail/email-activity.ts';
import type { Actor } from './actor.ts';
import type { Failure } from './failure.ts';
import type { FoundIn } from './ledger.ts';

export interface MailReference {
  /** REST or immutable id. */
  itemId: string;
  /** Finds the mail again where its id changed; empty where it has none. */
  internetMessageId: string;
  /** Of somebody else's mailbox that holds it; absent or null: the actor's own. */
  mailboxAddress?: string | null;
}

/** A mail to read whole, but for the attachments (REST ids) that were left out (E-14). */
export interface WantedMail extends MailReference {
  leftOut?: readonly string[];
}

/** A mail that is read together with others. */
export interface WantedTogether extends WantedMail {
  /** Where and when it was found; null: nobody knows. */
  foundIn: FoundIn | null;
}

/** What the marks on an item are computed from. */
export type MarkedItem = Pick<
  MailMessage,
  | 'id'
  | 'etag'
  | 'kind'
  | 'categories'
  | 'internetMessageId'
  | 'isPrivate'
  | 'isEncrypted'
  | 'mailboxAddress'
>;

/** A category of the mailbox's own list. */
export interface MasterCategory {
  id: string;
  name: string;
}

/** Ids only: a mail's marks can be read by everyone who can open the mail. */
export interface Mark {
  activityId: string;
  regarding: RecordRef | null;
}

/** What an item shows of its tracking: nothing, what it is tracked as, or that it could not be (K-08). */
export type ItemMark = Mark | null | 'undeliverable';

/** Which messages to list; at most 100 of them a page, newest first. */
export type MailSelection =
  | { about: 'conversation'; conversationId: string }
  | { about: 'sender'; address: string }
  /** To the first recipient of a mail. */
  | { about: 'recipient'; of: MailReference }
  | { about: 'domain'; domain: string }
  /** The folder the mail is in. */
  | { about: 'folder'; of: MailReference };

/** A message of a list: what a person recognises it by, and what names it. */
export interface ListedMail {
  id: string;
  internetMessageId: string;
  conversationId: string;
  subject: string;
  from: MailAddress;
  to: MailAddress[];
  /** UTC, ISO 8601. */
  receivedAt: string | null;
  hasAttachments: boolean;
}

export interface MailPage {
  mails: ListedMail[];
  /** Gets the next page; null at the end. */
  next: string | null;
}

/** The person's own mailbox, or one that is shared with them. Every function may throw `Failure` with service `mailbox`. */
export interface Mailbox {
  /** @throws Failure `not-found`. */
  readMessage(actor: Actor, mail: WantedMail, signal: AbortSignal): Promise<MailMessage>;
  /**
   * Mails that are all to be tracked, in as few requests as it takes; never one that was not asked
   * for (V-11). What keeps one from being read is its own result.
   * @throws Failure where the mailbox does not answer.
   */
  readMany(
    actor: Actor,
    mails: readonly WantedTogether[],
    signal: AbortSignal,
  ): Promise<(MailMessage | Failure)[]>;
  /** The item without its content. @throws Failure `not-found`. */
  readMarks(actor: Actor, mail: MailReference, signal: AbortSignal): Promise<MarkedItem>;
  /** Puts category and link on the item, or takes them off where `mark` is null. */
  mark(actor: Actor, item: MarkedItem, mark: ItemMark, signal: AbortSignal): Promise<void>;
  /** Marks many items in few requests; what one was refused for is its own result. @throws Failure. */
  markMany(
    actor: Actor,
    marks: readonly { item: MarkedItem; mark: ItemMark }[],
    signal: AbortSignal,
  ): Promise<(Failure | null)[]>;
  /** Drafts and what belongs to meetings are left out. `mailboxAddress`: as in a reference. */
  list(
    actor: Actor,
    selection: MailSelection,
    page: { mailboxAddress: string | null; cursor: string | null; size: number },
    signal: AbortSignal,
  ): Promise<MailPage>;
  /** Subjects by item id, as far as the mailbox has the items. */
  subjects(
    actor: Actor,
    itemIds: readonly string[],
    signal: AbortSignal,
  ): Promise<Map<string, string>>;
  /** Whether the item lies among the deleted ones. @throws Failure `not-found`. */
  isThrownAway(actor: Actor, mail: MailReference, signal: AbortSignal): Promise<boolean>;
  /** Makes the category known to the mailbox, if it is not yet. */
  ensureCategory(actor: Actor, signal: AbortSignal): Promise<MasterCategory>;
}
