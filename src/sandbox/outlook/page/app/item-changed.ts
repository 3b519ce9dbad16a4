import { useSyncExternalStore } from 'react';
import { isItemChangedFault, type ItemChangedFault } from '../host/item-changed-fault.ts';

const parameter = 'item-changed';

const listeners = new Set<() => void>();

/** How pinned panes hear of another item now: `?item-changed=lose` in the page's address. */
export function itemChangedFault(): ItemChangedFault {
  const value = new URLSearchParams(window.location.search).get(parameter);
  return isItemChangedFault(value) ? value : 'none';
}

/** Kept in the address, so that a link or a reload comes back to the same trouble. */
export function setItemChangedFault(fault: ItemChangedFault): void {
  const address = new URL(window.location.href);
  if (fault === 'none') address.searchParams.delete(parameter);
  else address.searchParams.set(parameter, fault);
  window.history.replaceState(null, '', address);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useItemChangedFault = (): ItemChangedFault =>
  useSyncExternalStore(subscribe, itemChangedFault);
