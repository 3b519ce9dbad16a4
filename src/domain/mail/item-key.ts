import { uuidV5 } from '../../lib/uuid-v5.ts';
import { normaliseAddress } from '../people/address.ts';
import type { Direction } from './direction.ts';
import type { MailAddress } from './message.ts';
import { normaliseMessageId } from './message-id.ts';

const namespace = '8db55c71-542a-42f4-868e-36efb00fa351';

export interface MailIdentity {
  tenantId: string;
  /** The CRM organisation: its origin. */
  organization: string;
  direction: Direction;
  internetMessageId: string;
  /** Stands in where the mail has neither Message-ID nor envelope. */
  itemId: string;
  /** Stands in where the mail has no Message-ID: every copy has the same. */
  envelope?: MailEnvelope;
}

/** What a mail says outside, which no mailbox changes. */
export interface MailEnvelope {
  from: MailAddress | null;
  to: readonly MailAddress[];
  cc: readonly MailAddress[];
  /** UTC, ISO 8601. */
  sentAt: string | null;
  subject: string;
}

/**
 * Tells a mail without a Message-ID from others (fault 35); empty where its sender or the time of
 * sending is missing too, since then different mails would look the same.
 */
function fingerprint({ from, to, cc, sentAt, subject }: MailEnvelope): string {
  const sender = normaliseAddress(from?.address ?? '');
  const sent = Date.parse(sentAt ?? '');
  if (sender === '' || Number.isNaN(sent)) return '';
  const others = [to, cc].map((people) =>
    people.map(({ address }) => normaliseAddress(address)).sort(),
  );
  return JSON.stringify([sender, sent, subject.trim(), ...others]);
}

/**
 * The ledger's key of a mail and the primary key of its activity. Every copy of one mail in any
 * mailbox has the same, per direction (E-02, E-03), so it can be made only once.
 */
export function mailKey(mail: MailIdentity): string {
  const id = normaliseMessageId(mail.internetMessageId);
  const print = id || !mail.envelope ? '' : fingerprint(mail.envelope);
  const other = print ? `envelope:${print}` : `item:${mail.itemId}`;
  const name = id ? `message-id:${id}` : other;
  const scope = `${mail.tenantId}|${mail.organization}`.toLowerCase();
  return uuidV5(namespace, [scope, mail.direction, name].join('|'));
}
