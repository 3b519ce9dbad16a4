import { useEffect, useRef, type RefObject } from 'react';

/**
 * The button a person pressed may be gone once its work is done; the focus then moves to the first
 * button left beside it, instead of to the top of the page.
 * @returns the ref of the element that holds the buttons
 */
export function useKeptFocus(busy: boolean): RefObject<HTMLDivElement> {
  const holder = useRef<HTMLDivElement>(null);
  const held = useRef(false);
  useEffect(() => {
    if (busy) {
      held.current = holder.current?.contains(document.activeElement) ?? false;
      return;
    }
    if (held.current && document.activeElement === document.body) {
      holder.current?.querySelector('button')?.focus();
    }
    held.current = false;
  }, [busy]);
  return holder;
}
