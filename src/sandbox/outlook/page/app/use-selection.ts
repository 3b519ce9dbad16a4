import { useEffect } from 'react';
import type { SharedMailbox } from '../../types.ts';
import { loadItem, markRead } from '../api/mail.ts';
import { useLive } from '../api/use-live.ts';
import type { OpenItem } from '../host/backend.ts';
import type { Route } from './route.ts';

export interface Selection {
  /** The item's id as the address has it. */
  id: string | null;
  /** Undefined while it is read, null where nothing is selected. */
  item: OpenItem | null | undefined;
  error: Error | undefined;
}

async function load({ view, item }: Route, shared?: SharedMailbox): Promise<OpenItem | null> {
  return item ? loadItem(view === 'mail' ? 'message' : 'appointment', item, shared) : null;
}

/** The item the address names, read anew whenever it changes; a message is marked as read. */
export function useSelection(route: Route, shared?: SharedMailbox): Selection {
  const { data, error } = useLive(
    `${route.view} ${shared?.id ?? ''} ${route.item ?? ''}`,
    () => load(route, shared),
    [route.view === 'mail' ? 'message' : 'event'],
  );
  const openedId = data?.id;
  const wasUnread = data?.kind === 'message' && data.resource.isRead === false;
  useEffect(() => {
    if (openedId && wasUnread) markRead(openedId, true, shared).catch(reportError);
    // Once for each opening: "mark as unread" afterwards stays.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [openedId]);
  return { id: route.item, item: data, error };
}
