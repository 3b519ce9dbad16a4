import type { ComponentType } from 'react';
import type { Call } from '../api/call.ts';
import type en from '../locales/en.json';
import type { Session } from '../auth/session.ts';
import type { Host } from '../host/host.ts';
import type { PaneStore } from '../store/pane-store.ts';

/** What a page needs to show: ids, a search text. Strings only, as in an address. */
export type PageArgs = Readonly<Record<string, string>>;

/** What pages work with. */
export interface Services {
  host: Host;
  call: Call;
  /** Who is signed in, and what the person decided for this device. */
  session: Session;
  /** The open item and what can be done about it. */
  store: PaneStore;
  /** Opens a page over what is shown; `back` returns there, with the focus where it was. */
  open: (page: PageDefinition['id'], args?: PageArgs) => void;
  back: () => void;
}

export interface PageProps {
  services: Services;
  args: PageArgs;
}

/** A page of the pane, loaded when it is first opened. */
export interface PageDefinition {
  /** Also the key of its title, which en.json has: it is there before the page is. */
  id: keyof (typeof en)['page'];
  /** The page is about the open item: another item closes it. */
  aboutItem?: boolean;
  load: () => Promise<ComponentType<PageProps>>;
}
