import { emailActivityFor } from '../domain/mail/email-activity.ts';
import { emailThreadFor } from '../domain/mail/email-thread.ts';
import type { MailMessage } from '../domain/mail/message.ts';
import { ownerFor } from '../domain/mail/owner.ts';
import type { KnownPeople } from '../domain/mail/parties.ts';
import type { NewEmail } from '../ports/crm.ts';
import type { LedgerRow } from '../ports/ledger.ts';

/** The email a tracked mail becomes, with its key as id and its owner (E-01, E-12). */
export function newEmail(
  row: LedgerRow,
  message: MailMessage,
  people: KnownPeople,
  /** Of the mail it answers; null where that cannot be read. */
  correlatedOwnerId: string | null = null,
): NewEmail {
  const { direction } = row;
  const activity = emailActivityFor(message, { direction, regarding: row.wanted }, people);
  const owner = ownerFor({ mail: message, direction, correlatedOwnerId, ...people });
  const thread = emailThreadFor({
    ...row,
    isAnsweredReadable: correlatedOwnerId !== null,
    mailbox: { userId: row.mailboxUserId, systemUserId: people.trackingUserId },
    candidates: people.candidates,
  });
  const ownerId = owner === people.trackingUserId ? null : owner;
  return { ...activity, id: row.key, ownerId, thread };
}
