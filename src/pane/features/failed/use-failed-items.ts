import { useCallback, useState } from 'react';
import type { FailedItem, FailedItemsResponse } from '../../../contracts/failed-items.ts';
import type { ItemState } from '../../../contracts/item.ts';
import { toFailure, type Failure } from '../../api/failure.ts';
import type { Services } from '../../page/page.ts';
import { useAnswer, type Answered } from '../../page/use-answer.ts';

export type Said = 'tracked' | 'pending' | 'failed' | 'dismissed' | null;

export interface FailedItems extends Answered<FailedItemsResponse> {
  retry: (item: FailedItem, withoutRecord?: boolean) => void;
  dismiss: (item: FailedItem) => void;
  /** Key of the item something is being done about. */
  doing: string | null;
  /** What came of it. */
  said: Said;
  refused: Failure | null;
}

const saidOf = ({ state }: ItemState): Said =>
  state === 'tracked' || state === 'pending' ? state : 'failed';

/** The person's items that could not be tracked; one of them is tried again or let be at a time. */
export function useFailedItems({ call, store }: Services): FailedItems {
  const answered = useAnswer(
    useCallback(
      (signal: AbortSignal) => call.get<FailedItemsResponse>('/api/failed-items', {}, signal),
      [call],
    ),
  );
  const { change } = answered;
  const [doing, setDoing] = useState<string | null>(null);
  const [said, setSaid] = useState<Said>(null);
  const [refused, setRefused] = useState<Failure | null>(null);

  const run = (key: string, work: () => Promise<void>) => {
    if (doing) return;
    setDoing(key);
    setSaid(null);
    setRefused(null);
    work()
      // It may be the open item.
      .then(() => store.refresh())
      .catch((error: unknown) => setRefused(toFailure(error)))
      .finally(() => setDoing(null));
  };
  const without = (key: string) =>
    change(({ items }) => ({ items: items.filter((item) => item.key !== key) }));

  const retry = ({ key }: FailedItem, withoutRecord = false) =>
    run(key, async () => {
      const body = { key, ...(withoutRecord && { withoutRecord }) };
      const state = await call.send<ItemState>('POST', '/api/failed-items/retry', body);
      if (state.state !== 'failed') without(key);
      else {
        const problem = state.problem ?? 'unexpected';
        change(({ items }) => ({
          items: items.map((item) => (item.key === key ? { ...item, problem } : item)),
        }));
      }
      setSaid(saidOf(state));
    });
  const dismiss = ({ key }: FailedItem) =>
    run(key, async () => {
      await call.send('POST', '/api/failed-items/dismiss', { key });
      without(key);
      setSaid('dismissed');
    });
  return { ...answered, retry, dismiss, doing, said, refused };
}
