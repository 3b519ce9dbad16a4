import { randomUUID } from 'node:crypto';
import type { ChangedItem, MailboxChange } from '../door.ts';
import { folderId } from '../store/folders.ts';
import type { Json } from '../store/schema.ts';
import type { Subscription } from './store.ts';

const types = {
  message: { segment: 'Messages', type: '#Microsoft.Graph.Message' },
  event: { segment: 'Events', type: '#Microsoft.Graph.Event' },
  contact: { segment: 'Contacts', type: '#Microsoft.Graph.Contact' },
  task: { segment: 'Tasks', type: '#Microsoft.Graph.TodoTask' },
} as const;

/** A change as one subscription tells it. */
export interface Told {
  changeType: ChangedItem['changeType'];
  resource: string;
  id: string;
  etag: string;
}

/** What a subscription has to say about a change; undefined: nothing. */
export function toldBy(subscription: Subscription, change: MailboxChange): Told | undefined {
  const { item, kind, userId } = change;
  if (!item || kind !== subscription.kind || userId !== subscription.mailbox) return undefined;
  const { container } = subscription;
  if (container !== null && container !== item.container) return undefined;
  if (!subscription.change_types.split(',').includes(item.changeType)) return undefined;
  const id = item.id({ isImmutableId: subscription.is_immutable });
  const list = kind === 'task' ? `todo/lists/${folderId(userId, item.container)}/` : '';
  const resource = `Users/${userId}/${list}${types[subscription.kind].segment}/${id}`;
  return { changeType: item.changeType, resource, id, etag: item.etag };
}

/** Seven digits of a second, as Graph gives subscription times. */
export const ticks = (date: Date): string => date.toISOString().replace('Z', '0000Z');

/** A change notification (wire facts, 2.6). */
export function notification(subscription: Subscription, told: Told, tenantId: string): Json {
  const { resource, id, etag, changeType } = told;
  return {
    id: randomUUID(),
    subscriptionId: subscription.id,
    subscriptionExpirationDateTime: ticks(subscription.expires),
    ...(subscription.client_state !== null && { clientState: subscription.client_state }),
    changeType,
    resource,
    tenantId,
    resourceData: {
      '@odata.type': types[subscription.kind].type,
      '@odata.id': resource,
      '@odata.etag': etag,
      id,
    },
  };
}

export const lifecycleEvents = [
  'reauthorizationRequired',
  'subscriptionRemoved',
  'missed',
] as const;
export type LifecycleEvent = (typeof lifecycleEvents)[number];

export const lifecycleNotification = (
  subscription: Subscription,
  lifecycleEvent: LifecycleEvent,
  tenantId: string,
): Json => ({
  subscriptionId: subscription.id,
  subscriptionExpirationDateTime: ticks(subscription.expires),
  tenantId,
  ...(subscription.client_state !== null && { clientState: subscription.client_state }),
  lifecycleEvent,
});
