import { createContext, useContext } from 'react';
import type { AddIn, Button, Surface } from '../../manifest/add-in.ts';
import type { InstalledAddIn, Person } from '../../types.ts';
import type { HostItem } from '../host/backend.ts';
import type { HostPage } from '../host/session.ts';
import type { Notifications } from '../host/notifications.ts';
import type { Router } from '../host/router.ts';
import type { Trace } from '../host/trace.ts';
import type { Launcher } from '../launch-events/launcher.ts';

/** What the page does on an add-in's behalf, whichever of its pages asks. */
export type Forms = Pick<HostPage, 'openItem' | 'newMessage' | 'newAppointment' | 'reply'>;

export type Press = (addIn: AddIn, button: Button, where?: PressedAt) => void;

/** Where a button was pressed. */
export interface PressedAt {
  surface?: Surface;
  form?: HostItem;
}

/** What every part of the page may need. */
export interface Outlook {
  person: Person;
  /** BCP 47; the language the add-ins speak. */
  displayLanguage: string;
  /** Of the mailbox, in order; none while they are read. */
  addIns: readonly InstalledAddIn[];
  /** The first of them: the service's own. */
  addIn: AddIn | null;
  router: Router;
  trace: Trace;
  notifications: Notifications;
  /**
   * Does what a button of an add-in says: with the item of the form it belongs to, else with the
   * open item.
   */
  press: Press;
  /** The page in the open pane; buttons of several surfaces can open the same one. */
  openUrl: string | null;
  /** Runs what the add-ins want to run by themselves, above all before sending. */
  launcher: Launcher;
  /** The open mailbox is somebody else's. */
  isShared: boolean;
  forms: Forms;
}

export const OutlookContext = createContext<Outlook | null>(null);

export function useOutlook(): Outlook {
  const outlook = useContext(OutlookContext);
  if (!outlook) throw new Error('This part of the page is not inside the shell.');
  return outlook;
}
