import type { PaneState } from '../../store/pane-store.ts';

/**
 * Whether adding somebody tracks the open message regarding them (UI-11): they sent it, it can be
 * tracked, and it is not regarding anything else yet.
 */
export function tracksSender({ item, entry }: PaneState, address: string): boolean {
  const { context, doing } = entry;
  if (item?.kind !== 'message' || !item.reference || !context || doing) return false;
  const isSender = item.reference.from.toLowerCase() === address.toLowerCase();
  return isSender && context.can.track && context.item.regarding === null && !item.obstacle;
}
