import { createContext, useContext, useEffect, useRef } from 'react';

const kinds = ['message', 'folder', 'event', 'contact', 'category'] as const;
export type ChangeKind = (typeof kinds)[number];
type Listener = (kind: ChangeKind) => void;

/** Changes of the mailbox as the server tells them. */
export class Changes {
  readonly #listeners = new Set<Listener>();

  /**
   * Opens the stream; the browser reopens it after a break, and since nobody knows what happened
   * meanwhile, everything then counts as changed. Returns what closes it.
   */
  connect(): () => void {
    const source = new EventSource('/api/changes');
    let wasOpen = false;
    source.addEventListener('open', () => {
      if (wasOpen) kinds.forEach((kind) => this.#tell(kind));
      wasOpen = true;
    });
    source.addEventListener('change', (event: MessageEvent<ChangeKind>) => this.#tell(event.data));
    return () => source.close();
  }

  #tell(kind: ChangeKind): void {
    for (const listener of this.#listeners) listener(kind);
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

export const ChangesContext = createContext(new Changes());

/** How long changes are gathered: an import of a thousand mails is not a thousand reloads. */
const gatherMs = 150;

/** Calls `action` soon after something of one of the kinds changed. */
export function useChanges(wanted: readonly ChangeKind[], action: () => void): void {
  const changes = useContext(ChangesContext);
  const latest = useRef({ wanted, action });
  useEffect(() => {
    latest.current = { wanted, action };
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = changes.subscribe((kind) => {
      if (!latest.current.wanted.includes(kind)) return;
      timer ??= setTimeout(() => {
        timer = undefined;
        latest.current.action();
      }, gatherMs);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [changes]);
}
