import { useEffect, useState } from 'react';
import type { SeveralProgress } from '../../../contracts/several.ts';
import { isAbort, toFailure, type Failure } from '../../api/failure.ts';
import type { Services } from '../../page/page.ts';

/** Between two looks at a running batch, in milliseconds. */
export const lookEveryMs = 1_500;

export interface BatchState {
  progress: SeveralProgress;
  failure: Failure | null;
  undoing: boolean;
  undo: () => void;
}

/** Follows a batch until nothing of it is pending; the service goes on by itself meanwhile. */
export function useBatch(first: SeveralProgress, { call, store }: Services): BatchState {
  const [progress, setProgress] = useState(first);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [undoing, setUndoing] = useState(false);
  const { id } = first;
  useEffect(() => {
    if (progress.pending === 0 || undoing) return;
    const gone = new AbortController();
    const timer = setTimeout(() => {
      call.get<SeveralProgress>(`/api/items/several/${id}`, {}, gone.signal).then(
        (next) => {
          setFailure(null);
          setProgress(next);
          // The open item may be one of them.
          if (next.pending === 0) store.refresh();
        },
        (error: unknown) => {
          if (isAbort(error)) return;
          setFailure(toFailure(error));
          // Looks again: another object is another look.
          setProgress((now) => ({ ...now }));
        },
      );
    }, lookEveryMs);
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [call, store, id, progress, undoing]);
  const undo = () => {
    if (undoing) return;
    setUndoing(true);
    setFailure(null);
    call
      .send<SeveralProgress>('POST', `/api/items/several/${id}/undo`)
      .then(setProgress, (error: unknown) => setFailure(toFailure(error)))
      .finally(() => {
        setUndoing(false);
        store.refresh();
      });
  };
  return { progress, failure, undoing, undo };
}
