import type { RecordRef } from '../domain/mail/email-activity.ts';

/** What is known of conversations in mailboxes. */
export interface Conversations {
  /** What tracked items of the conversation are regarding, the last one first. */
  regardingIn(tenantId: string, conversationId: string): Promise<RecordRef[]>;
  /** How many of its items are tracked. */
  countTracked(tenantId: string, conversationId: string): Promise<number>;
}
