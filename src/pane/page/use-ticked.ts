import { useState } from 'react';

export interface Ticked<T> {
  has: (item: T) => boolean;
  /** As they were when they were ticked. */
  items: readonly T[];
  isFull: boolean;
  set: (items: readonly T[], isIn: boolean) => void;
  clear: () => void;
}

/** What is ticked in a list, `most` at once; it stays ticked while other pages are shown. */
export function useTicked<T>(most: number, idOf: (item: T) => string): Ticked<T> {
  const [items, setItems] = useState<ReadonlyMap<string, T>>(new Map());
  return {
    has: (item) => items.has(idOf(item)),
    items: [...items.values()],
    isFull: items.size >= most,
    set: (some, isIn) =>
      setItems((before) => {
        const after = new Map(before);
        for (const item of some) {
          if (!isIn) after.delete(idOf(item));
          else if (after.size < most) after.set(idOf(item), item);
        }
        return after;
      }),
    clear: () => setItems(new Map()),
  };
}
