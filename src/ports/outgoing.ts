import type { SendProblem } from '../domain/sync/sending/send-problem.ts';
import type { Fence, MailboxRef } from './workloads.ts';

/** How far sending an e-mail came; every step is written before what it permits is done. */
export type OutgoingState =
  /** A draft may be there, or a part of one. It was never handed over. */
  | 'drafting'
  /** The draft is whole. It was never handed over. */
  | 'drafted'
  /** It may have been handed over. */
  | 'sending'
  /** It was sent; the CRM may not know yet. */
  | 'sent'
  /** It will not be sent; the CRM may not know yet. */
  | 'failing'
  /** Over. */
  | 'done'
  | 'failed';

/** An e-mail of the CRM on its way through a mailbox: ids, states and times. */
export interface OutgoingMail {
  /** The activity. */
  id: string;
  /** Entra object id of the mailbox's owner. */
  userId: string;
  /** What the draft carries, so that it is found again; a new one whenever a person sends it anew. */
  mark: string;
  state: OutgoingState;
  /** Immutable id and Message-ID of the draft. */
  itemId: string | null;
  messageId: string | null;
  /** When it was handed over, as far as known. */
  sentAt: Date | null;
  failures: number;
  failingSince: Date | null;
  /** Not before; null: at once. */
  retryAt: Date | null;
  problem: SendProblem | null;
}

export type OutgoingChange = Partial<Omit<OutgoingMail, 'id' | 'userId' | 'mark'>>;

/** What is known of e-mails on their way; one mailbox has an e-mail at a time. */
export interface Outgoing {
  /** Those of the mailbox that are not over. */
  open(mailbox: MailboxRef): Promise<OutgoingMail[]>;
  /**
   * Takes an e-mail that is to be sent; one that is over begins anew. Null where another mailbox has
   * it. @throws Fenced.
   */
  take(fence: Fence, id: string, mark: string): Promise<OutgoingMail | null>;
  /** @returns the e-mail as it is then. @throws Fenced. */
  change(fence: Fence, mail: OutgoingMail, change: OutgoingChange): Promise<OutgoingMail>;
  /** Nothing more is known of it. @throws Fenced. */
  drop(fence: Fence, id: string): Promise<void>;
  /** When e-mails were handed over for the mailbox since then. */
  handedOver(mailbox: MailboxRef, since: Date): Promise<Date[]>;
  /** Those of the people (Entra object ids) whose mailboxes are looked after. */
  lookedAfter(tenantId: string, userIds: readonly string[]): Promise<Set<string>>;
}
