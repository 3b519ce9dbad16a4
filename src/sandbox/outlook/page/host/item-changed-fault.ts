import type { HostItem } from './backend.ts';
import { isCompose } from './backend.ts';
import { meetingTypeOf, protectionOf } from './item-class.ts';

/**
 * How a pinned pane hears of another item, as people report it of Outlook: not at all, late, twice,
 * of nothing though an item is open, or not of meeting messages and protected mail.
 */
export const itemChangedFaults = ['none', 'lose', 'delay', 'double', 'null', 'meetings'] as const;
export type ItemChangedFault = (typeof itemChangedFaults)[number];

export const itemChangedDelayMs = 5_000;

export const isItemChangedFault = (text: string | null): text is ItemChangedFault =>
  (itemChangedFaults as readonly (string | null)[]).includes(text);

function isMeetingOrProtected(item: HostItem | null): boolean {
  if (!item || isCompose(item) || item.kind !== 'message') return false;
  return meetingTypeOf(item.resource) !== undefined || protectionOf(item) !== 'none';
}

/** Whether the page hears nothing of that item. */
export const isLost = (item: HostItem | null, fault: ItemChangedFault): boolean =>
  fault === 'lose' || (fault === 'meetings' && isMeetingOrProtected(item));
