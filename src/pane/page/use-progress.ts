import { useEffect, useState } from 'react';
import type { SeveralProgress } from '../../contracts/several.ts';
import type { Call } from '../api/call.ts';

const lookEveryMs = 1_500;

/**
 * How far a batch is, until nothing of it is pending; the service goes on by itself meanwhile.
 * @param batchId null: there is none
 */
export function useProgress(call: Call, batchId: string | null): SeveralProgress | null {
  const [progress, setProgress] = useState<SeveralProgress | null>(null);
  useEffect(() => {
    if (batchId === null) return;
    const gone = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (): Promise<void> => {
      const next = await call
        .get<SeveralProgress>(`/api/items/several/${batchId}`, {}, gone.signal)
        // It is asked for again; that it goes on does not depend on the answer.
        .catch(() => null);
      if (gone.signal.aborted) return;
      if (next) setProgress(next);
      if (next?.pending !== 0) timer = setTimeout(() => void look(), lookEveryMs);
    };
    void look();
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [call, batchId]);
  return progress?.id === batchId ? progress : null;
}
