import type { AddIn } from '../../manifest/add-in.ts';
import type { Person } from '../../types.ts';
import type { MailboxBackend, OpenItem } from './backend.ts';
import type { DialogRequest } from './dialog.ts';
import type { Notifications } from './notifications.ts';

/** What the page around the host does on an add-in's behalf. */
export interface HostPage {
  /** Shows an item by any form of its id. */
  openItem: (kind: OpenItem['kind'], id: string) => Promise<void>;
  /** The add-in asked to be closed. */
  closeContainer: () => void;
  /** The focus leaves the add-in's page, forwards or backwards. */
  leaveFocus: (direction: 'forward' | 'backward') => void;
  /** Shows a dialog over the page; false where one is open already. Absent: there are none. */
  openDialog?: (request: DialogRequest) => boolean;
  closeDialog?: () => void;
  /** In a dialog: passes a text on to the page that opened it. */
  messageParent?: (text: string, origin: string) => void;
  /** In a page with a dialog: passes a text on to it. */
  messageChild?: (text: string, origin: string) => void;
}

/** One open page of an add-in with everything its calls act on. */
export interface HostSession {
  readonly addIn: AddIn;
  readonly person: Person;
  readonly url: string;
  readonly backend: MailboxBackend;
  readonly page: HostPage;
  readonly notifications: Notifications;
  /** Changes when a pinned pane follows the selection; null where nothing is selected. */
  item: OpenItem | null;
}
