import type { ComposedMail } from '../domain/sync/sending/compose.ts';
import type { Actor } from './actor.ts';
import { Failure } from './failure.ts';

/** A mail in the mailbox that carries a mark. */
export interface MarkedMail {
  /** Immutable. */
  itemId: string;
  messageId: string;
  /** A draft was not handed over yet. */
  isDraft: boolean;
  sentAt: Date | null;
}

/** Exchange will never send the mail. */
export class SendRefused extends Failure {
  override name = 'SendRefused';
  readonly why: 'invalid-recipients' | 'not-allowed-as' | 'file-too-large' | 'refused';

  constructor(why: SendRefused['why'], cause: Failure) {
    super('refused', 'mailbox', cause.message, { cause });
    this.why = why;
  }
}

/** Sends through the actor's own mailbox. May throw `Failure`. */
export interface MailSender {
  /** Wherever they are in the mailbox. */
  find(actor: Actor, mark: string, signal: AbortSignal): Promise<MarkedMail[]>;
  /** Makes the whole draft, files and all; what stops it half-way leaves a part. @throws SendRefused. */
  draft(
    actor: Actor,
    mail: ComposedMail,
    mark: string,
    signal: AbortSignal,
  ): Promise<Pick<MarkedMail, 'itemId' | 'messageId'>>;
  /** Sends the draft; the copy lands in Sent Items under the same id. @throws SendRefused. */
  send(actor: Actor, itemId: string, signal: AbortSignal): Promise<void>;
  /** Takes a draft away; nothing where it is gone. */
  discard(actor: Actor, itemId: string, signal: AbortSignal): Promise<void>;
}
