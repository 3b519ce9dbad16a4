import type { ItemReference } from '../contracts/item.ts';

/** The mailbox an item is in, where it is not the person's own (DEL-01…04). */
export const sharedMailboxOf = (item: ItemReference): string | null =>
  item.isShared ? item.mailbox : null;
