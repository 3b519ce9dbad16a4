import { createContext, useContext } from 'react';
import type { SharedMailbox } from '../../types.ts';
import { api, encode } from './http.ts';

/** The mailboxes of others that the person signed in reaches. */
export const loadSharedMailboxes = (): Promise<SharedMailbox[]> => api('/mailboxes');

/** Where Graph has a mailbox: somebody else's, or without one that of the person signed in. */
export const mailboxPath = (shared: Pick<SharedMailbox, 'id'> | undefined): string =>
  shared ? `/users/${encode(shared.id)}` : '/me';

/** The mailbox shown where it is somebody else's; undefined: the person's own. */
export const SharedMailboxContext = createContext<SharedMailbox | undefined>(undefined);

export const useSharedMailbox = (): SharedMailbox | undefined => useContext(SharedMailboxContext);
