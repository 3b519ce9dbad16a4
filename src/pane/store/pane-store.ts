import type { ItemEvent } from '../../contracts/events.ts';
import type { ItemReference, ItemState } from '../../contracts/item.ts';
import type { RecordReference } from '../../contracts/record.ts';
import type { Api } from '../api/api.ts';
import type { EventHandlers } from '../api/event-stream.ts';
import { toFailure } from '../api/failure.ts';
import type { TokenSource } from '../auth/token-source.ts';
import type { Host, HostItem } from '../host/host.ts';
import { createEntries, emptyEntry, type Doing, type Entry } from './entries.ts';

/** The most people one question can name (contracts/item.ts). */
const maxPeople = 500;

export interface PaneState {
  /** Undefined: Office has not told yet. Null: nothing is open. */
  item: HostItem | null | undefined;
  /** What is known of `item`. */
  entry: Entry;
}

export interface PaneDeps {
  host: Host;
  api: Api;
  tokens: TokenSource;
  /** Listens to the service's events; returns how to stop. */
  listen: (handlers: EventHandlers) => () => void;
}

/**
 * The pane's state machine. What is known is kept by item, and only the entry of the item that is
 * open is shown: an answer that arrives late cannot appear under another item.
 */
export class PaneStore {
  readonly #deps: PaneDeps;
  readonly #entries = createEntries();
  readonly #subscribers = new Set<() => void>();
  #state: PaneState = { item: undefined, entry: emptyEntry };
  #request: { id: string; controller: AbortController } | undefined;
  #stopListening: (() => void) | undefined;

  constructor(deps: PaneDeps) {
    this.#deps = deps;
  }

  /** Follows Outlook's selection until the returned function is called. */
  start = (): (() => void) => {
    const stopFollowing = this.#deps.host.onItemChanged(this.#follow);
    this.#follow();
    return () => {
      stopFollowing();
      this.#silence();
      this.#cancel();
    };
  };

  subscribe = (subscriber: () => void): (() => void) => {
    this.#subscribers.add(subscriber);
    return () => void this.#subscribers.delete(subscriber);
  };

  getState = (): PaneState => this.#state;

  /** Asks again for everything about the open item. */
  refresh = (): void => {
    if (this.#state.item) void this.#load(this.#state.item);
    else this.#follow();
  };

  /** Outlook does not tell of every change of item (H-04): looks whether it missed one. */
  verify = (): void => {
    if (this.#deps.host.currentId() !== (this.#state.item?.id ?? null)) this.#follow();
  };

  /** Tracks the open item; `regarding` sets or changes what it is regarding (E-04, E-07). */
  track = (regarding?: RecordReference): Promise<void> =>
    this.#act(regarding ? 'set-regarding' : 'track', (item) =>
      this.#deps.api.track(regarding ? { item, regarding } : { item }),
    );

  untrack = (): Promise<void> => this.#act('untrack', (item) => this.#deps.api.untrack({ item }));

  /** Opens Microsoft's sign-in window, then asks again. Call it from a click. */
  signIn = async (): Promise<void> => {
    const { item, entry } = this.#state;
    try {
      await this.#deps.tokens.interactive(entry.failure?.claims);
    } catch (error) {
      const failure = toFailure(error);
      // The window was closed: what the pane says and offers is still true.
      if (item && failure.code !== 'sign-in-needed') this.#patch(item.id, { failure });
      return;
    }
    this.#silence();
    this.refresh();
  };

  readonly #follow = (): void => {
    const { host } = this.#deps;
    const id = host.currentId();
    if (id !== null && id !== this.#state.item?.id) this.#show(undefined);
    const shown = (item: HostItem | null) => {
      if (host.currentId() !== id) return;
      this.#show(item);
      if (item) void this.#load(item);
    };
    const unreadable = (error: unknown) => {
      if (host.currentId() !== id) return;
      this.#set({ item: undefined, entry: { ...emptyEntry, failure: toFailure(error) } });
    };
    if (id === null) shown(null);
    else host.readItem().then(shown, unreadable);
  };

  #show(item: HostItem | null | undefined): void {
    this.#cancel();
    this.#set({ item, entry: item ? this.#entries.get(item.id) : emptyEntry });
  }

  async #load(item: HostItem): Promise<void> {
    if (!item.reference || this.#entries.get(item.id).doing) return;
    this.#cancel();
    const request = { id: item.id, controller: new AbortController() };
    this.#request = request;
    this.#patch(item.id, { loading: true });
    const found = await this.#ask(item, item.reference, request.controller.signal);
    // Cancelled: a newer question is under way, or another item is open.
    if (this.#request !== request) return;
    this.#request = undefined;
    this.#patch(item.id, { ...found, loading: false });
    if (found.context) this.#listen();
    this.verify();
  }

  async #ask(
    { people }: HostItem,
    item: ItemReference,
    signal: AbortSignal,
  ): Promise<Partial<Entry>> {
    try {
      const asked = people.slice(0, maxPeople);
      return {
        context: await this.#deps.api.context({ item, people: asked }, signal),
        failure: null,
      };
    } catch (error) {
      return { failure: toFailure(error) };
    }
  }

  #cancel(): void {
    const request = this.#request;
    this.#request = undefined;
    request?.controller.abort();
    if (request) this.#patch(request.id, { loading: false });
  }

  /** One action an item at a time: a double click does one thing. */
  async #act(doing: Doing, send: (item: ItemReference) => Promise<ItemState>): Promise<void> {
    const { item, entry } = this.#state;
    if (!item?.reference || !entry.context || entry.doing) return;
    // The answer under way would be older than that of the action.
    this.#cancel();
    this.#patch(item.id, { doing, failure: null, heard: null });
    const answered = await send(item.reference).then(
      (state) => ({ context: entry.context && { ...entry.context, item: state } }),
      (error: unknown) => ({ failure: toFailure(error) }),
    );
    const { context, heard } = this.#patch(item.id, { ...answered, doing: null });
    const missed = heard !== null && heard !== context?.item.state;
    if (missed && this.#state.item?.id === item.id) this.refresh();
  }

  #listen(): void {
    this.#stopListening ??= this.#deps.listen({ onItem: this.#onItem, onResumed: this.refresh });
  }

  #silence(): void {
    this.#stopListening?.();
    this.#stopListening = undefined;
  }

  readonly #onItem = (event: ItemEvent): void => {
    const { item, entry } = this.#state;
    if (!item || entry.context?.item.key !== event.key) return;
    if (entry.doing) this.#patch(item.id, { heard: event.state });
    else this.refresh();
  };

  #patch(id: string, change: Partial<Entry>): Entry {
    const entry = this.#entries.patch(id, change);
    if (this.#state.item?.id === id) this.#set({ ...this.#state, entry });
    return entry;
  }

  #set(state: PaneState): void {
    this.#state = state;
    for (const subscriber of this.#subscribers) subscriber();
  }
}
