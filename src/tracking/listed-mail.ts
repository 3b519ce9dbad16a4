import type { ItemReference } from '../contracts/item.ts';
import type { Actor, Caller } from '../ports/actor.ts';
import type { AcceptedIntent, LedgerRow } from '../ports/ledger.ts';
import type { ListedMail } from '../ports/mailbox.ts';
import { identify } from './identify.ts';
import type { TrackingPorts } from './ports.ts';
import { sharedMailboxOf } from './shared-mailbox.ts';

/** A listed mail as the pane would name it, in the same mailbox as the open item. */
export const referenceTo = (mail: ListedMail, open: ItemReference): ItemReference => ({
  kind: 'message',
  itemId: mail.id,
  internetMessageId: mail.internetMessageId,
  from: mail.from.address,
  mailbox: open.mailbox,
  ...(open.isShared && { isShared: true }),
  ...(mail.conversationId && { conversationId: mail.conversationId }),
});

/** The ledger's rows of items by their keys. */
export async function rowsOf(
  ports: TrackingPorts,
  actor: Actor,
  items: readonly ItemReference[],
): Promise<Map<string, LedgerRow>> {
  const keys = items.map((item) => identify(ports, actor, item).key);
  const rows = await ports.ledger.findMany(actor.tenantId, [...new Set(keys)]);
  return new Map(rows.map((row) => [row.key, row]));
}

/** What accepts a message; each key once, since copies of one mail are one activity (E-02). */
export function intentsFor(
  ports: TrackingPorts,
  caller: Caller,
  items: readonly ItemReference[],
  choice: Pick<AcceptedIntent, 'wanted'> & { via: 'several' | 'rule' },
): AcceptedIntent[] {
  const intents = items.map((item): AcceptedIntent => {
    const { key, direction } = identify(ports, caller, item);
    return {
      ...choice,
      key,
      direction,
      intent: 'track',
      tenantId: caller.tenantId,
      requestedBy: caller.userId,
      itemId: item.itemId,
      internetMessageId: item.internetMessageId,
      conversationId: item.conversationId ?? null,
      mailboxAddress: sharedMailboxOf(item),
    };
  });
  return [...new Map(intents.map((intent) => [intent.key, intent])).values()];
}
