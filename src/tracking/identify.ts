import type { ItemReference } from '../contracts/item.ts';
import { directionOf } from '../domain/mail/direction.ts';
import type { Direction } from '../domain/mail/direction.ts';
import { mailKey } from '../domain/mail/item-key.ts';
import type { Actor } from '../ports/actor.ts';
import type { TrackingPorts } from './ports.ts';

export interface Identity {
  key: string;
  direction: Direction;
}

/** Which item the pane means, by what it knows of it. */
export function identify(
  { crm }: Pick<TrackingPorts, 'crm'>,
  actor: Actor,
  item: ItemReference,
): Identity {
  // Who writes it sends it.
  const direction = item.isDraft ? 'outgoing' : directionOf(item.from, item.mailbox);
  const key = mailKey({
    tenantId: actor.tenantId,
    organization: crm.organization,
    direction,
    internetMessageId: item.internetMessageId,
    itemId: item.itemId,
  });
  return { key, direction };
}
