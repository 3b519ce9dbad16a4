import { useCallback, useEffect, useRef, useState } from 'react';
import { type ChangeKind, useChanges } from './changes.ts';

export interface Live<T> {
  /** Undefined until the first answer for this key. */
  data: T | undefined;
  error: Error | undefined;
  reload: () => void;
}

interface Held<T> {
  key: string;
  data?: T;
  error?: Error;
}

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error(String(error));

/**
 * Data from the server: loaded when the key or the revision changes and again when one of the kinds
 * changed. While a key's first answer is awaited there is no data, so that one item's is never shown
 * as another's; another revision of the same key takes the place of the one before.
 */
export function useLive<T>(
  key: string,
  load: () => Promise<T>,
  kinds: readonly ChangeKind[] = [],
  revision = 0,
): Live<T> {
  const [held, setHeld] = useState<Held<T>>({ key });
  const turn = useRef(0);
  const loader = useRef(load);
  useEffect(() => {
    loader.current = load;
  });

  const reload = useCallback(() => {
    turn.current += 1;
    const own = turn.current;
    const settle = (next: Partial<Held<T>>) => {
      if (own === turn.current) setHeld({ key, ...next });
    };
    loader.current().then(
      (data) => settle({ data }),
      (error: unknown) => settle({ error: asError(error) }),
    );
    // Another revision is loaded anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key, revision]);

  useEffect(() => {
    reload();
    return () => {
      turn.current += 1;
    };
  }, [reload]);
  useChanges(kinds, reload);

  const current = held.key === key ? held : undefined;
  return { data: current?.data, error: current?.error, reload };
}
