/** What an insight offers to do: open the pane of a command. */
export interface NotificationAction {
  text: string;
  commandId: string;
  /** What the pane gets as its initialization context. */
  context: string;
}

/** A notification an add-in put on an item. */
export interface Notification {
  addInId: string;
  addInName: string;
  /** Of that add-in, on that item. */
  key: string;
  type: 'informationalMessage' | 'progressIndicator' | 'errorMessage' | 'insightMessage';
  message: string;
  icon?: string;
  persistent?: boolean;
  action?: NotificationAction;
}

type Listener = () => void;

/** The notifications of the items shown so far, by item; the page draws those of the open one. */
export class Notifications {
  readonly #byItem = new Map<string, readonly Notification[]>();
  readonly #listeners = new Set<Listener>();
  readonly #contexts = new Map<string, string>();

  /** What the next pane of an add-in gets as its initialization context. */
  giveContext(addInId: string, context: string): void {
    this.#contexts.set(addInId, context);
  }

  takeContext(addInId: string): string {
    const context = this.#contexts.get(addInId) ?? '';
    this.#contexts.delete(addInId);
    return context;
  }

  of(itemId: string): readonly Notification[] {
    return this.#byItem.get(itemId) ?? none;
  }

  set(itemId: string, notifications: readonly Notification[]): void {
    this.#byItem.set(itemId, notifications);
    for (const listener of this.#listeners) listener();
  }

  readonly subscribe = (listener: Listener): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

/** Always the same list, so that a reader sees no change where there is none. */
const none: readonly Notification[] = [];
