import { createContext, useContext, useSyncExternalStore } from 'react';
import type { AppointmentDraft } from '../appointment/appointment-draft.ts';
import type { MessageDraft } from './message-draft.ts';

export type AnyDraft = MessageDraft | AppointmentDraft;

export interface OpenFormsSnapshot {
  /** In the order they were opened. */
  open: readonly AnyDraft[];
  /** The one shown; null where an item is read. */
  shown: AnyDraft | null;
}

type Listener = () => void;

/** The forms a person has open at once; at most one of them is shown. */
export class OpenForms {
  #snapshot: OpenFormsSnapshot = { open: [], shown: null };
  readonly #listeners = new Set<Listener>();
  readonly #openedListeners = new Set<(draft: AnyDraft) => void>();
  readonly #closedListeners = new Set<(draft: AnyDraft) => void>();

  readonly subscribe = (listener: Listener): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): OpenFormsSnapshot => this.#snapshot;

  /** Called with every form that closes. Returns what stops it. */
  onClosed(listener: (draft: AnyDraft) => void): () => void {
    this.#closedListeners.add(listener);
    return () => this.#closedListeners.delete(listener);
  }

  /** Called with every form that opens. Returns what stops it. */
  onOpened(listener: (draft: AnyDraft) => void): () => void {
    this.#openedListeners.add(listener);
    return () => this.#openedListeners.delete(listener);
  }

  #set(snapshot: OpenFormsSnapshot): void {
    this.#snapshot = snapshot;
    for (const listener of this.#listeners) listener();
  }

  /** Shows a form; the same draft of the mailbox is open only once. */
  show(draft: AnyDraft): void {
    const { open } = this.#snapshot;
    const same = open.find((other) => other.graphId && other.graphId === draft.graphId);
    if (same) {
      this.#set({ open, shown: same });
      return;
    }
    draft.onClose = () => this.close(draft);
    this.#set({ open: [...open, draft], shown: draft });
    for (const listener of this.#openedListeners) listener(draft);
  }

  /** Back to what is read; the forms stay open. */
  hide(): void {
    if (this.#snapshot.shown) this.#set({ ...this.#snapshot, shown: null });
  }

  reveal(draft: AnyDraft): void {
    this.#set({ ...this.#snapshot, shown: draft });
  }

  close(draft: AnyDraft): void {
    draft.stop();
    const { open, shown } = this.#snapshot;
    this.#set({
      open: open.filter((other) => other !== draft),
      shown: shown === draft ? null : shown,
    });
    for (const listener of this.#closedListeners) listener(draft);
  }
}

export const OpenFormsContext = createContext(new OpenForms());

export function useOpenForms(): OpenFormsSnapshot & { forms: OpenForms } {
  const forms = useContext(OpenFormsContext);
  const snapshot = useSyncExternalStore(forms.subscribe, forms.snapshot);
  return { ...snapshot, forms };
}
