import { useCallback, useEffect, useState } from 'react';
import { isAbort, toFailure, type Failure } from '../api/failure.ts';

export interface Answered<T> {
  /** Null: not there yet. Stays while it is asked for again. */
  answer: T | null;
  failure: Failure | null;
  /** Asks again. */
  reload: () => void;
  /** Changes what is shown, after something was done about it. */
  change: (next: (answer: T) => T) => void;
}

/** What the service answers when a page opens; `ask` must be the same function until it asks else. */
export function useAnswer<T>(ask: (signal: AbortSignal) => Promise<T>): Answered<T> {
  const [answer, setAnswer] = useState<T | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const gone = new AbortController();
    ask(gone.signal).then(
      (next) => {
        if (gone.signal.aborted) return;
        setAnswer(next);
        setFailure(null);
      },
      (error: unknown) => {
        if (!gone.signal.aborted && !isAbort(error)) setFailure(toFailure(error));
      },
    );
    return () => gone.abort();
  }, [ask, turn]);
  const change = useCallback((next: (answer: T) => T) => {
    setAnswer((now) => (now === null ? null : next(now)));
  }, []);
  const reload = useCallback(() => setTurn((now) => now + 1), []);
  return { answer, failure, reload, change };
}
