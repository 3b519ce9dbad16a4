import type { ItemEvent } from '../../contracts/events.ts';
import type { ItemReference, ItemState, UntrackRequest } from '../../contracts/item.ts';
import type { RecordReference } from '../../contracts/record.ts';
import { subjectNumbers } from '../../domain/mail/subject-numbers.ts';
import type { Api } from '../api/api.ts';
import type { EventHandlers } from '../api/event-stream.ts';
import { Failure, toFailure } from '../api/failure.ts';
import type { TokenSource } from '../auth/token-source.ts';
import type { Host, HostItem } from '../host/host.ts';
import {
  createEntries,
  emptyEntry,
  type Asked,
  type Doing,
  type Entry,
  type MeetingChoices,
} from './entries.ts';

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

  /**
   * Tracks the open item; `regarding` sets or changes what it is regarding (E-04, E-07), null takes
   * it off.
   */
  track = (
    regarding?: RecordReference | null,
    more: Omit<Asked, 'regarding'> = {},
  ): Promise<void> => this.#track({ ...(regarding !== undefined && { regarding }), ...more });

  /** Asks again for the last tracking, as it was asked for, or with `more`. */
  trackAgain = (more: Asked = {}): Promise<void> =>
    this.#track({ ...this.#state.entry.asked, ...more });

  untrack = (choices: Omit<UntrackRequest, 'item'> = {}): Promise<void> =>
    this.#act('untrack', (item) => this.#deps.api.untrack({ item, ...choices }));

  /** Takes back the person's last change of the open item (§1.5.3). */
  undo = (): Promise<void> => {
    const changeId = this.#state.entry.context?.item.undo?.changeId;
    if (changeId === undefined) return Promise.resolve();
    return this.#act('undo', () => this.#deps.api.undo({ changeId }));
  };

  /** Takes back what the item was marked for while the service is out of reach. */
  forgetMark = (): void => {
    const { item } = this.#state;
    if (!item) return;
    this.#unmark(item.id, false);
    this.#patch(item.id, { marked: false });
  };

  /** Remembers which attachments a tracking of the open item leaves out. */
  leaveOut = (ids: readonly string[]): void => {
    if (this.#state.item) this.#patch(this.#state.item.id, { leaveOut: ids });
  };

  /** Remembers how the next tracking of the open meeting is meant. */
  choose = (choices: MeetingChoices): void => {
    const { item, entry } = this.#state;
    if (item) this.#patch(item.id, { choices: { ...entry.choices, ...choices } });
  };

  /** Somebody else, or nobody, is signed in: forgets everything the service told. */
  restart = (): void => {
    this.#silence();
    this.#cancel();
    this.#entries.clear();
    this.#set({ ...this.#state, entry: emptyEntry });
    this.refresh();
  };

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
      const isKnown = item !== null && this.#knowsAll(item);
      this.#show(item);
      if (item && !isKnown) void this.#load(item);
    };
    const unreadable = (error: unknown) => {
      if (host.currentId() !== id) return;
      this.#set({ item: undefined, entry: { ...emptyEntry, failure: toFailure(error) } });
    };
    if (id === null) shown(null);
    else host.readItem().then(shown, unreadable);
  };

  /** The same draft with nobody new on it: everything about it is known already. */
  #knowsAll({ id, people, reference }: HostItem): boolean {
    const { item, entry } = this.#state;
    if (!reference?.isDraft || item?.id !== id || !entry.context || entry.context.problem) {
      return false;
    }
    const known = new Set(entry.context.people.map(({ address }) => address.toLowerCase()));
    return people.every(({ address }) => known.has(address.toLowerCase()));
  }

  /** A draft is saved first: only then can it be found again once it is sent (E-08). */
  async #findable(item: HostItem, reference: ItemReference): Promise<ItemReference> {
    // Saving a meeting again would send updates to its attendees.
    if (reference.kind === 'appointment' && reference.itemId) return reference;
    const compose = await this.#deps.host.compose?.();
    const itemId = await compose?.save?.().catch((cause: unknown) => {
      throw new Failure('draft-not-saved', { cause });
    });
    const saved = { ...reference, itemId: itemId ?? reference.itemId };
    if (this.#state.item === item)
      this.#set({ ...this.#state, item: { ...item, reference: saved } });
    return saved;
  }

  #show(item: HostItem | null | undefined): void {
    this.#cancel();
    const left = this.#state.item;
    if (left) this.#entries.patch(left.id, { done: null });
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
    const { marked } = this.#patch(item.id, { ...found, loading: false });
    if (found.context) this.#listen();
    this.verify();
    if (found.context && marked) void this.trackAgain();
  }

  async #ask(
    { people, subject }: HostItem,
    item: ItemReference,
    signal: AbortSignal,
  ): Promise<Partial<Entry>> {
    try {
      const references = subjectNumbers(subject);
      const asked = {
        item,
        people: people.slice(0, maxPeople),
        ...(references.length > 0 && { references }),
      };
      return { context: await this.#deps.api.context(asked, signal), failure: null };
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

  #track(asked: Asked): Promise<void> {
    const { leaveOut, choices } = this.#state.entry;
    const all = {
      ...choices,
      ...(leaveOut.length > 0 && { leaveOut: [...leaveOut] }),
      ...asked,
    };
    const { regarding } = asked;
    const doing = regarding ? 'set-regarding' : regarding === null ? 'take-off' : 'track';
    return this.#act(doing, (item) => this.#deps.api.track({ item, ...all }), all);
  }

  /** One action an item at a time: a double click does one thing. */
  async #act(
    doing: Doing,
    send: (item: ItemReference) => Promise<ItemState>,
    asked?: Asked,
  ): Promise<void> {
    const { item, entry } = this.#state;
    if (!item?.reference || !entry.context || entry.doing) return;
    // The answer under way would be older than that of the action.
    this.#cancel();
    this.#patch(item.id, {
      doing,
      done: null,
      failure: null,
      heard: null,
      ...(asked && { asked }),
    });
    const { reference } = item;
    const sent = reference.isDraft
      ? this.#findable(item, reference).then(send)
      : // At once: a pane that is closed now has asked already.
        send(reference);
    const answered = await sent.then(
      (state) => this.#settled(item, doing, state),
      (error: unknown) => this.#refused(item, toFailure(error), asked),
    );
    const { context, heard } = this.#patch(item.id, { ...answered, doing: null });
    const missed = heard !== null && heard !== context?.item.state;
    // What may be suggested is another thing once the item has no regarding any more.
    const isFree = answered.context?.item.state === 'not-tracked';
    if ((missed || isFree) && this.#state.item?.id === item.id) this.refresh();
  }

  #settled({ id }: HostItem, doing: Doing, state: ItemState): Partial<Entry> {
    const { context, marked } = this.#entries.get(id);
    if (marked) this.#unmark(id, state.state === 'tracked');
    const isDone = state.state === 'tracked' || state.state === 'not-tracked';
    return {
      context: context && { ...context, item: state },
      done: isDone ? doing : null,
      marked: false,
    };
  }

  /** Out of the service's reach the item itself carries what was asked for: nothing is lost. */
  async #refused({ id }: HostItem, failure: Failure, asked?: Asked): Promise<Partial<Entry>> {
    const isOutOfReach = failure.code === 'unreachable' || failure.code === 'offline';
    const { marks } = this.#deps.host;
    if (!isOutOfReach || !asked || !marks) return { failure };
    const { regarding } = asked;
    const mark = regarding === undefined ? {} : { regarding };
    const marked = await marks.put(id, mark).catch(() => false);
    return marked ? { marked } : { failure };
  }

  /** A mark that stays is read by server-side sync, which finds the item as it should be. */
  #unmark(id: string, isTracked: boolean): void {
    this.#deps.host.marks?.remove(id, isTracked).catch(() => undefined);
  }

  #listen(): void {
    this.#stopListening ??= this.#deps.listen({ onItem: this.#onItem, onOpened: this.#onOpened });
  }

  #silence(): void {
    this.#stopListening?.();
    this.#stopListening = undefined;
  }

  /** What was pending may have been finished between its answer and the first event. */
  readonly #onOpened = (isAgain: boolean): void => {
    if (isAgain || this.#state.entry.context?.item.state === 'pending') this.refresh();
  };

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
