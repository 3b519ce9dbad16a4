/** A notification an add-in put on an item. */
export interface Notification {
  key: string;
  type: 'informationalMessage' | 'progressIndicator' | 'errorMessage' | 'insightMessage';
  message: string;
  icon?: string;
  persistent?: boolean;
}

type Listener = () => void;

/** The notifications of the items shown so far, by item; the page draws those of the open one. */
export class Notifications {
  readonly #byItem = new Map<string, readonly Notification[]>();
  readonly #listeners = new Set<Listener>();

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
