import type { MailAddress, MailAttachment } from '../../mail/message.ts';
import { recipientsOf } from './recipients.ts';
import type { OutgoingParty, Recipients } from './recipients.ts';
import type { SendProblem } from './send-problem.ts';

/** What of an e-mail of the CRM goes out as it is. */
export interface WrittenEmail {
  subject: string;
  /** HTML. */
  body: string;
  importance: 'low' | 'normal' | 'high';
  wantsDeliveryReceipt: boolean;
  wantsReadReceipt: boolean;
  attachments: readonly MailAttachment[];
}

/** A mail as it goes out. */
export interface ComposedMail extends WrittenEmail, Recipients {
  /** Null: the mailbox's owner. */
  from: MailAddress | null;
}

export interface EmailToCompose extends WrittenEmail {
  parties: readonly OutgoingParty[];
  /** In whose name it goes out; null: the mailbox's owner. */
  sender: (MailAddress & { mayBeSentFor: boolean }) | null;
}

/** Exchange takes no larger file. */
const largestFile = 150 * 1024 * 1024;

/** The mail, or why there cannot be one. */
export function composeMail(
  email: EmailToCompose,
  { subject, mayBeUnresolved }: { subject: string; mayBeUnresolved: boolean },
): ComposedMail | SendProblem {
  const { parties, sender, body, importance, attachments } = email;
  if (sender && (!sender.mayBeSentFor || sender.address.trim() === '')) return 'not-allowed-as';
  if (attachments.some(({ size }) => size > largestFile)) return 'file-too-large';
  const recipients = recipientsOf(parties, { mayBeUnresolved });
  if (typeof recipients === 'string') return recipients;
  return {
    ...recipients,
    ...{ subject, body, importance, attachments },
    wantsDeliveryReceipt: email.wantsDeliveryReceipt,
    wantsReadReceipt: email.wantsReadReceipt,
    from: sender && { name: sender.name, address: sender.address.trim() },
  };
}
