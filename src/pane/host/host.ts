import type { ItemPerson, ItemReference } from '../../contracts/item.ts';
import type { RecordReference } from '../../contracts/record.ts';
import type { Capabilities } from './capabilities.ts';
import type { Compose } from './compose/compose.ts';

/**
 * Why an open item has nothing to track: meetings are not tracked yet;
 * reports, encrypted mail and items outside the mailbox cannot be (E-16, E-17).
 */
export type Obstacle = 'appointment' | 'unsupported' | 'encrypted';

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
  /** A meeting that is a series, or one of it; absent: it does not repeat. */
  repeats?: Repeats;
}

/** How a series of meetings repeats, as far as it can be said in a few words. */
export interface Repeats {
  every: 'day' | 'weekday' | 'week' | 'month' | 'year';
  /** 2: every other one. */
  interval: number;
  /** Of a week: `mon`, `tue`. */
  days: readonly string[];
}

/** What an item's own mark asks for: that it is tracked, and what it is regarding. */
export interface ItemMark {
  /** Null: with no regarding; absent: with the one there is. */
  regarding?: RecordReference | null;
}

/** While the service is out of reach, the item itself carries what is asked for. */
export interface ItemMarks {
  /**
   * @param id `HostItem.id`; nothing happens where another item is open by now
   * @returns whether the item is marked
   */
  put: (id: string, mark: ItemMark) => Promise<boolean>;
  /** @param isTracked the category then stays */
  remove: (id: string, isTracked: boolean) => Promise<void>;
}

/** An attachment of the open item. */
export interface HostAttachment {
  /** REST form. */
  id: string;
  name: string;
  /** Bytes. */
  size: number;
  /** A picture in the text. */
  isInline: boolean;
  /** A link to a file in the cloud. */
  isLink: boolean;
}

/** A message that is selected in Outlook's list. */
export interface SelectedMessage {
  /** REST form. */
  itemId: string;
  /** Empty where the host does not tell. */
  internetMessageId: string;
}

/** Outlook, as far as the pane needs it. */
export interface Host {
  capabilities: Capabilities;
  /** Outlook's own version, for the self-check. */
  version: string;
  /** What Outlook calls the mailbox's time zone; empty where it does not tell. */
  timeZone: string;
  /** Closes the pane, where the host lets an add-in do so. */
  close?: () => void;
  /** Says on the open meeting that it is in the CRM, or no longer (H-08). */
  markLogged?: (isLogged: boolean) => Promise<boolean>;
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
  /** Marks on the open item; absent: the host cannot. */
  marks?: ItemMarks;
  attachments: () => Promise<HostAttachment[]>;
  /** The open item's body as plain text, for signatures: it stays in the pane. */
  bodyText?: () => Promise<string>;
  /** Messages selected in Outlook's list; none where Outlook does not tell. */
  selectedMessages: () => Promise<SelectedMessage[]>;
  /** What can be done to the open item while it is being written; null: it is not. */
  compose?: () => Promise<Compose | null>;
  /** Opens Outlook's window of a new message, or a new meeting, with this person; absent: it cannot. */
  newMessage?: (address: string) => void;
  newAppointment?: (address: string) => void;
  onThemeChanged: (handler: () => void) => () => void;
  /** The instant on the mailbox's clock: a date whose UTC fields are the local ones. */
  localTime: (instant: Date) => Date;
}
