import { capabilitiesOf } from '../../../src/pane/host/capabilities.ts';
import type {
  Host,
  HostAttachment,
  HostItem,
  ItemMark,
  SelectedMessage,
} from '../../../src/pane/host/host.ts';

/** Outlook in memory: `show` selects an item, `sneak` does so without telling (H-04). */
export function createMemoryHost(first: HostItem | null) {
  const handlers = new Set<() => void>();
  let item = first;
  const marked = new Map<string, ItemMark>();
  /** What Outlook lists of the item, and what is selected beside it; tests fill them. */
  const attachments: HostAttachment[] = [];
  const selected: SelectedMessage[] = [];
  const host: Host = {
    capabilities: capabilitiesOf({ requirements: { isSetSupported: () => true } }),
    version: '16.0.1',
    timeZone: 'Central Europe Standard Time',
    language: 'en-US',
    currentId: () => item?.id ?? null,
    readItem: () => Promise.resolve(item),
    onItemChanged: (handler) => {
      handlers.add(handler);
      return () => void handlers.delete(handler);
    },
    marks: {
      put: (id, mark) => {
        marked.set(id, mark);
        return Promise.resolve(id === item?.id);
      },
      remove: (id) => {
        marked.delete(id);
        return Promise.resolve();
      },
    },
    attachments: () => Promise.resolve(attachments),
    selectedMessages: () => Promise.resolve(selected),
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
  return { host, show, sneak, marked, attachments, selected };
}
