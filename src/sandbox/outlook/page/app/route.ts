import { useSyncExternalStore } from 'react';

/** What is shown; kept in the address so that a reload comes back to it. */
export type Route =
  | { view: 'mail'; folder: string; item: string | null }
  /** `day`: any day of the week shown, `2026-11-22`. */
  | { view: 'calendar'; day: string; item: string | null };

/** `#/mail/inbox/<id>`, `#/calendar/2026-11-22/<id>`; anything else is the inbox. */
export function parseRoute(hash: string): Route {
  const [, view, place, item] = hash.split('/').map(decodeURIComponent);
  if (view === 'calendar' && place && /^\d{4}-\d\d-\d\d$/.test(place)) {
    return { view, day: place, item: item || null };
  }
  if (view === 'mail' && place) return { view, folder: place, item: item || null };
  return { view: 'mail', folder: 'inbox', item: null };
}

export function routeHash(route: Route): string {
  const place = route.view === 'mail' ? route.folder : route.day;
  const parts = [route.view, place, ...(route.item ? [route.item] : [])];
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
