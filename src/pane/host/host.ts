import type { ItemPerson, ItemReference } from '../../contracts/item.ts';

/**
 * Why an open item has nothing to track: meetings and mail being written are not tracked yet;
 * reports, encrypted mail and items outside the mailbox cannot be (E-16, E-17).
 */
export type Obstacle = 'appointment' | 'compose' | 'unsupported';

/** What Office tells about the open item, without asking the service. */
export interface HostItem {
  /** Tells this item from every other one of this session. */
  id: string;
  kind: ItemReference['kind'];
  subject: string;
  /** One entry a person and role, in the order of the item. */
  people: ItemPerson[];
  /** What the service needs to find the item; null where it has no id yet. */
  reference: ItemReference | null;
  /** Null: it can be tracked. */
  obstacle: Obstacle | null;
}

/** Outlook, as far as the pane needs it. */
export interface Host {
  /** BCP 47 tag of Outlook's own language. */
  language: string;
  /** `HostItem.id` of what is open this moment; null: nothing is. */
  currentId: () => string | null;
  /** Reads the open item; null: nothing is open, or the pane has no rights to it. */
  readItem: () => Promise<HostItem | null>;
  /** Calls back when another item, or other people on it, are shown. Returns how to stop it. */
  onItemChanged: (handler: () => void) => () => void;
  /** Whether Outlook is dark; undefined where the host does not tell (mobile, older libraries). */
  isDark: () => boolean | undefined;
  onThemeChanged: (handler: () => void) => () => void;
  /** The instant on the mailbox's clock: a date whose UTC fields are the local ones. */
  localTime: (instant: Date) => Date;
}
