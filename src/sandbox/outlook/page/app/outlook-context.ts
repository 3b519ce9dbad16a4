import { createContext, useContext } from 'react';
import type { AddIn, Button } from '../../manifest/add-in.ts';
import type { Person } from '../../types.ts';
import type { Notifications } from '../host/notifications.ts';
import type { Router } from '../host/router.ts';
import type { Trace } from '../host/trace.ts';

/** What every part of the page may need. */
export interface Outlook {
  person: Person;
  /** Null while it is read, or where the manifest cannot be used. */
  addIn: AddIn | null;
  router: Router;
  trace: Trace;
  notifications: Notifications;
  /** Does what a button of the add-in says, with the open item. */
  press: (button: Button) => void;
  /** The page in the open pane; buttons of several surfaces can open the same one. */
  openUrl: string | null;
}

export const OutlookContext = createContext<Outlook | null>(null);

export function useOutlook(): Outlook {
  const outlook = useContext(OutlookContext);
  if (!outlook) throw new Error('This part of the page is not inside the shell.');
  return outlook;
}
