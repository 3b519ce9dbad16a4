import type { Event, Message } from '@microsoft/microsoft-graph-types';
import type { NaaTokenRequest, SharedMailbox } from '../../types.ts';
import type { ComposeItem } from './compose-item.ts';

/** An item that is read: Graph's resource and the id Office.js shows (the EWS form). */
export type OpenItem =
  | {
      kind: 'message';
      id: string;
      ewsId: string;
      resource: Message;
      /** Exchange's class, `IPM.Note…`; the kind of message says it where absent. */
      itemClass?: string;
      /** The meeting of an invitation or a cancellation. */
      event?: Event;
      /** The mailbox it lies in, where that is somebody else's. */
      shared?: SharedMailbox;
    }
  | {
      kind: 'appointment';
      id: string;
      ewsId: string;
      resource: Event;
      /** Of one meeting of a series: the series. */
      series?: { ewsId: string; resource: Event };
    };

/** What an add-in's page can be about: an item that is read or one that is written. */
export type HostItem = OpenItem | ComposeItem;

export const isCompose = (item: HostItem | null | undefined): item is ComposeItem =>
  item?.kind === 'messageCompose' || item?.kind === 'appointmentCompose';

/** A category of the mailbox, colours as Graph names them (`preset0` … `preset24`, `none`). */
export interface Category {
  displayName: string;
  color: string;
}

/** `eml` and `iCalendar` are text, `base64` is bytes, `url` a link to a cloud file. */
export interface AttachmentContent {
  content: string;
  format: 'base64' | 'url' | 'eml' | 'iCalendar';
}

export interface ItemAttachment {
  id: string;
  name: string;
  contentType: string;
  /** Bytes. */
  size: number;
  isInline: boolean;
  kind: 'file' | 'item' | 'reference';
}

/** An answer of nested app authentication: a token, or why there is none. */
export type NaaOutcome =
  | { ok: true; token: Record<string, unknown>; account: Record<string, unknown> }
  | { ok: false; status: string; description: string };

/** What the host side of office.js needs from the mailbox. */
export interface MailboxBackend {
  body(item: OpenItem, type: 'text' | 'html'): Promise<string>;
  attachments(item: OpenItem): Promise<ItemAttachment[]>;
  attachmentContent(item: OpenItem, attachmentId: string): Promise<AttachmentContent>;
  /** In the order received; empty for appointments. */
  internetHeaders(item: OpenItem): Promise<{ name: string; value: string }[]>;

  categories(item: OpenItem): Promise<string[]>;
  /** Reads, changes and writes; a change made meanwhile by somebody else is not lost. */
  changeCategories(item: OpenItem, change: (names: string[]) => string[]): Promise<void>;
  masterCategories(): Promise<Category[]>;
  addMasterCategories(categories: Category[]): Promise<void>;
  removeMasterCategories(names: string[]): Promise<void>;

  /** The JSON text of an object; `{}` where there is none. */
  customProperties(item: OpenItem, addInId: string): Promise<string>;
  saveCustomProperties(item: OpenItem, addInId: string, json: string): Promise<void>;

  /** Each value is itself JSON. */
  roamingSettings(addInId: string): Promise<Record<string, string>>;
  saveRoamingSettings(addInId: string, settings: Record<string, string>): Promise<void>;

  /** Moves a message to a folder of that well-known name. */
  move(item: OpenItem, folder: string): Promise<void>;
  /** A file at an address, for an attachment; its content in base64. */
  download(url: string): Promise<{ content: string; contentType: string }>;

  naaToken(request: NaaTokenRequest): Promise<NaaOutcome>;
}
