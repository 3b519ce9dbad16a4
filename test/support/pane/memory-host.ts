import type { Host, HostItem } from '../../../src/pane/host/host.ts';

/** Outlook in memory: `show` selects an item, `sneak` does so without telling (H-04). */
export function createMemoryHost(first: HostItem | null) {
  const handlers = new Set<() => void>();
  let item = first;
  const host: Host = {
    language: 'en-US',
    currentId: () => item?.id ?? null,
    readItem: () => Promise.resolve(item),
    onItemChanged: (handler) => {
      handlers.add(handler);
      return () => void handlers.delete(handler);
    },
    isDark: () => undefined,
    onThemeChanged: () => () => undefined,
    // One hour ahead of UTC, as Budapest is in winter.
    localTime: (instant) => new Date(instant.getTime() + 3_600_000),
  };
  const sneak = (next: HostItem | null) => {
    item = next;
  };
  const show = (next: HostItem | null) => {
    sneak(next);
    handlers.forEach((handler) => handler());
  };
  return { host, show, sneak };
}
