import { createContext, useCallback, useContext, useMemo, useState } from 'react';

/** Several messages chosen together; one that is only open is not marked. */
export interface Marked {
  ids: readonly string[];
  /** Marks or unmarks one; the open one is marked along with the first other. */
  toggle: (id: string, openId: string | null) => void;
  set: (ids: readonly string[]) => void;
  clear: () => void;
}

const none: readonly string[] = [];

/** Outlook's own limit for add-ins. */
export const markLimit = 100;

/** The marked messages of a folder; another folder starts with none. */
export function useMarkedState(folder: string): Marked {
  const [held, setHeld] = useState({ folder, ids: none });
  const ids = held.folder === folder ? held.ids : none;
  const set = useCallback((next: readonly string[]) => setHeld({ folder, ids: next }), [folder]);
  return useMemo(
    () => ({
      ids,
      set,
      clear: () => set(none),
      toggle: (id, openId) => {
        const before = ids.length || !openId || openId === id ? ids : [openId];
        set(before.includes(id) ? before.filter((other) => other !== id) : [...before, id]);
      },
    }),
    [ids, set],
  );
}

export const MarkedContext = createContext<Marked>({
  ids: none,
  toggle: () => undefined,
  set: () => undefined,
  clear: () => undefined,
});

export const useMarked = (): Marked => useContext(MarkedContext);
