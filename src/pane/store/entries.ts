import type { ContextResponse, TrackingState } from '../../contracts/item.ts';
import type { Failure } from '../api/failure.ts';

export type Doing = 'track' | 'set-regarding' | 'untrack';

/** What the pane knows of one item. */
export interface Entry {
  /** The service's last answer; null: none yet. */
  context: ContextResponse | null;
  /** A context request is under way. */
  loading: boolean;
  /** What the person asked for last and waits for. */
  doing: Doing | null;
  /** Why the last request did not work; gone with the next that does. */
  failure: Failure | null;
  /** The state an event told of while `doing`. */
  heard: TrackingState | null;
}

export const emptyEntry: Entry = {
  context: null,
  loading: false,
  doing: null,
  failure: null,
  heard: null,
};

export interface Entries {
  get: (id: string) => Entry;
  patch: (id: string, change: Partial<Entry>) => Entry;
}

/**
 * Entries by item id, in memory and for this session only; the items longest unseen go first.
 * @param capacity how many items are remembered
 */
export function createEntries(capacity = 50): Entries {
  const entries = new Map<string, Entry>();
  const get = (id: string): Entry => entries.get(id) ?? emptyEntry;
  return {
    get,
    patch: (id, change) => {
      const entry = { ...get(id), ...change };
      entries.delete(id);
      entries.set(id, entry);
      const [oldest] = entries.keys();
      if (entries.size > capacity && oldest !== undefined) entries.delete(oldest);
      return entry;
    },
  };
}
