import { uuidV5 } from '../../lib/uuid-v5.ts';
import type { Direction } from './direction.ts';
import { normaliseMessageId } from './message-id.ts';

const namespace = '8db55c71-542a-42f4-868e-36efb00fa351';

export interface MailIdentity {
  tenantId: string;
  /** The CRM organisation: its origin. */
  organization: string;
  direction: Direction;
  internetMessageId: string;
  /** Stands in where the mail has no Message-ID. */
  itemId: string;
}

/**
 * The ledger's key of a mail and the primary key of its activity. Every copy of one mail in any
 * mailbox has the same, per direction (E-02, E-03), so it can be made only once.
 */
export function mailKey(mail: MailIdentity): string {
  const id = normaliseMessageId(mail.internetMessageId);
  const name = id ? `message-id:${id}` : `item:${mail.itemId}`;
  const scope = `${mail.tenantId}|${mail.organization}`.toLowerCase();
  return uuidV5(namespace, [scope, mail.direction, name].join('|'));
}
