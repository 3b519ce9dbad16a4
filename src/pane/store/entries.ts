import type { ContextResponse, TrackingState, TrackRequest } from '../../contracts/item.ts';
import type { Failure } from '../api/failure.ts';

export type Doing = 'track' | 'set-regarding' | 'take-off' | 'untrack' | 'undo';

/** What a person asked for, so that it can be asked for again. */
export type Asked = Omit<TrackRequest, 'item'>;

/** The whole series instead of one meeting; a private one all the same (AP-26). */
export type MeetingChoices = Pick<TrackRequest, 'series' | 'evenIfPrivate'>;

/** What the pane knows of one item. */
export interface Entry {
  /** The service's last answer; null: none yet. */
  context: ContextResponse | null;
  /** A context request is under way. */
  loading: boolean;
  /** What the person asked for last and waits for. */
  doing: Doing | null;
  /** What just worked; gone when the item is left. */
  done: Doing | null;
  /** The last tracking that was asked for. */
  asked: Asked;
  /** How the next tracking of a meeting is meant. */
  choices: MeetingChoices;
  /** Attachments to leave out of the copy (E-14), by REST id; what the person chose before. */
  leaveOut: readonly string[];
  /** The service is out of reach, so the item itself carries what was asked for. */
  marked: boolean;
  /** Why the last request did not work; gone with the next that does. */
  failure: Failure | null;
  /** The state an event told of while `doing`. */
  heard: TrackingState | null;
}

export const emptyEntry: Entry = {
  context: null,
  loading: false,
  doing: null,
  done: null,
  asked: {},
  choices: {},
  leaveOut: [],
  marked: false,
  failure: null,
  heard: null,
};

export interface Entries {
  get: (id: string) => Entry;
  patch: (id: string, change: Partial<Entry>) => Entry;
  /** Forgets every item. */
  clear: () => void;
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
    clear: () => entries.clear(),
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
