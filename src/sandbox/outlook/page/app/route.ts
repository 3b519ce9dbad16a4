import { useSyncExternalStore } from 'react';

/** What is shown; kept in the address so that a reload comes back to it. */
export type Route =
  /** `mailbox`: object id of the owner, where the mailbox is somebody else's. */
  | { view: 'mail'; mailbox?: string; folder: string; item: string | null }
  /** `day`: any day of the week shown, `2026-11-22`. */
  | { view: 'calendar'; day: string; item: string | null };

/**
 * `#/mail/inbox/<id>`, `#/shared/<owner>/inbox/<id>`, `#/calendar/2026-11-22/<id>`; anything else is
 * the inbox.
 */
export function parseRoute(hash: string): Route {
  const [, view, place, item, sharedItem] = hash.split('/').map(decodeURIComponent);
  if (view === 'calendar' && place && /^\d{4}-\d\d-\d\d$/.test(place)) {
    return { view, day: place, item: item || null };
  }
  if (view === 'mail' && place) return { view, folder: place, item: item || null };
  if (view === 'shared' && place) {
    return { view: 'mail', mailbox: place, folder: item || 'inbox', item: sharedItem || null };
  }
  return { view: 'mail', folder: 'inbox', item: null };
}

function place(route: Route): string[] {
  if (route.view === 'calendar') return ['calendar', route.day];
  return route.mailbox ? ['shared', route.mailbox, route.folder] : ['mail', route.folder];
}

export function routeHash(route: Route): string {
  const parts = [...place(route), ...(route.item ? [route.item] : [])];
  return `#/${parts.map(encodeURIComponent).join('/')}`;
}

export function navigate(route: Route): void {
  window.location.hash = routeHash(route);
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

const currentHash = (): string => window.location.hash;

export const useRoute = (): Route => parseRoute(useSyncExternalStore(subscribe, currentHash));
