import type { MailMessage } from '../../domain/mail/message.ts';
import type { Claim, LedgerRow } from '../../ports/ledger.ts';
import type { MailboxRef } from '../../ports/workloads.ts';
import type { SyncPorts } from '../ports.ts';

/** What a mailbox's mails are promoted with. */
export interface Promotion {
  ports: SyncPorts;
  mailbox: MailboxRef;
  signal: AbortSignal;
}

/** A mail that is being promoted, as it was read. */
export interface HeldMail {
  claim: Claim;
  row: LedgerRow;
  message: MailMessage;
}
