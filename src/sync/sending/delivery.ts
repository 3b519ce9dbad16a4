import type { Actor } from '../../ports/actor.ts';
import type { Outbox } from '../../ports/crm-outbox.ts';
import type { OutgoingChange, OutgoingMail } from '../../ports/outgoing.ts';
import type { Fence } from '../../ports/workloads.ts';
import type { SyncPorts } from '../ports.ts';

/** What sending an e-mail works with. */
export interface Delivery {
  ports: SyncPorts;
  fence: Fence;
  actor: Actor;
  signal: AbortSignal;
  outbox: Outbox;
  /** As it is written down now. */
  mail: OutgoingMail;
  /** Nothing was done about it before: there is nothing to look for. */
  isFresh: boolean;
}

/** Writes a step down before what it permits is done. @throws Fenced where a later cycle began. */
export async function step(delivery: Delivery, change: OutgoingChange): Promise<void> {
  const { ports, fence, mail } = delivery;
  delivery.mail = await ports.outgoing.change(fence, mail, change);
}

/** Drafts of it that an earlier attempt left. @param kept item id of one that stays. */
export async function discardDrafts(
  { ports, actor, mail, signal }: Delivery,
  kept: string | null = null,
): Promise<void> {
  const found = await ports.mailSender.find(actor, mail.mark, signal);
  for (const { itemId, isDraft } of found) {
    if (isDraft && itemId !== kept) await ports.mailSender.discard(actor, itemId, signal);
  }
}

/** A person, or another mailbox, decides about it: as if it had never been seen. */
export async function letGo(delivery: Delivery): Promise<void> {
  const { ports, fence, mail, isFresh } = delivery;
  if (!isFresh) await discardDrafts(delivery);
  await ports.outgoing.drop(fence, mail.id);
}
