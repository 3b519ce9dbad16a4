import { mailKey } from '../domain/mail/item-key.ts';
import { normaliseMessageId } from '../domain/mail/message-id.ts';
import type { MailMessage } from '../domain/mail/message.ts';
import type { LedgerRow } from '../ports/ledger.ts';
import { Impossible } from './problem.ts';

/**
 * What of the mailbox cannot be an email activity (E-08, E-16, E-17), must not become one without a
 * word of its owner (AP-26), or is not what was asked for.
 * @param organization of the CRM.
 * @throws Impossible.
 */
export function checkMessage(organization: string, row: LedgerRow, message: MailMessage): void {
  if (message.kind !== 'message') throw new Impossible('item-unsupported');
  if (message.isEncrypted) throw new Impossible('encrypted');
  const isConfirmed = row.evenIfPrivate || row.activityId !== null;
  if (message.isPrivate && !isConfirmed) throw new Impossible('private');
  if (!normaliseMessageId(message.internetMessageId)) return;
  const key = mailKey({
    tenantId: row.tenantId,
    organization,
    direction: row.direction,
    internetMessageId: message.internetMessageId,
    itemId: row.itemId,
  });
  const isKeyedById = !normaliseMessageId(row.internetMessageId);
  if (key !== row.key && !isKeyedById) throw new Impossible('item-changed');
}
