import type { RecordRef } from '../domain/mail/email-activity.ts';
import type { EmailToCompose } from '../domain/sync/sending/compose.ts';
import type { SendPermission } from '../domain/sync/sending/permission.ts';
import type { SendProblem } from '../domain/sync/sending/send-problem.ts';
import type { Actor } from './actor.ts';

export interface Outbox {
  /** Of the actor's own mailbox. */
  permission: SendPermission;
  /** Mail may go to addresses that are no record (§1.5.2, 6). */
  mayBeUnresolved: boolean;
  /** Activities in Pending Send that the actor sends, or had sent for another, the oldest first. */
  pending: string[];
}

/** In whose name an e-mail goes out, where that is not the actor. */
export interface OtherSender {
  name: string;
  /** Empty: it has none. */
  address: string;
  /** Entra object id; null: a queue. */
  userId: string | null;
  /** Whether it may be sent for at all: mailbox, approval and the person's own consent. */
  mayBeSentFor: boolean;
}

/** An e-mail that is to be sent, as the CRM has it now. */
export interface OutgoingEmail extends EmailToCompose {
  id: string;
  /** Of the row, for a conditional write. */
  version: string;
  /** `other`: sent, failed, cancelled or being written again. */
  status: 'pending' | 'sending' | 'other';
  /** Empty: it has none. */
  token: string;
  messageId: string;
  regarding: RecordRef | null;
  /** Null: the actor. */
  sender: OtherSender | null;
}

/** E-mails of the CRM that wait to be sent, with the actor's rights. May throw `Failure`. */
export interface CrmOutbox {
  /** In one request. @param limit at most so many activities. */
  look(actor: Actor, options: { now: Date; limit: number }, signal: AbortSignal): Promise<Outbox>;
  /** Null where it is gone or hidden. */
  read(actor: Actor, id: string, signal: AbortSignal): Promise<OutgoingEmail | null>;
  /** A new tracking token of the actor's (§1.4.6, 2). */
  newToken(actor: Actor, subject: string, signal: AbortSignal): Promise<string>;
  /**
   * Pending Send becomes Sending, with the identity the mail will have. False where it was changed
   * since it was read: whoever did that decides.
   */
  claim(
    actor: Actor,
    email: Pick<OutgoingEmail, 'id' | 'version' | 'subject' | 'token' | 'messageId'>,
    signal: AbortSignal,
  ): Promise<boolean>;
  markSent(actor: Actor, email: { id: string; token: string }, signal: AbortSignal): Promise<void>;
  /** Failed, with the reason in words beside it. @param failure.noteId of those words' own row. */
  markFailed(
    actor: Actor,
    failure: { id: string; problem: SendProblem; noteId: string },
    signal: AbortSignal,
  ): Promise<void>;
}
