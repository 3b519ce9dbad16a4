import { useCallback, useState } from 'react';
import type { ItemReference } from '../../../contracts/item.ts';
import type { SeveralAbout, SeveralListResponse } from '../../../contracts/several.ts';
import { toFailure } from '../../api/failure.ts';
import type { Call } from '../../api/call.ts';
import { useAnswer, type Answered } from '../../page/use-answer.ts';

export interface Messages extends Answered<SeveralListResponse> {
  /** Adds the next page to the list. */
  more: () => void;
  loadingMore: boolean;
  /** Why the next page did not come, as a problem's code. */
  moreFailed: ReturnType<typeof toFailure> | null;
}

/** The messages that go with the open one, a page at a time. */
export function useMessages(call: Call, item: ItemReference, about: SeveralAbout): Messages {
  const ask = useCallback(
    (signal?: AbortSignal, cursor?: string) =>
      call.send<SeveralListResponse>(
        'POST',
        '/api/items/several/list',
        { item, about, ...(cursor !== undefined && { cursor }) },
        signal,
      ),
    [call, item, about],
  );
  const answered = useAnswer(ask);
  const { answer, change } = answered;
  const [loadingMore, setLoadingMore] = useState(false);
  const [moreFailed, setMoreFailed] = useState<Messages['moreFailed']>(null);
  const more = () => {
    if (loadingMore || !answer?.next) return;
    setLoadingMore(true);
    setMoreFailed(null);
    ask(undefined, answer.next)
      .then(
        (page) => change((all) => ({ ...page, messages: [...all.messages, ...page.messages] })),
        (error: unknown) => setMoreFailed(toFailure(error)),
      )
      .finally(() => setLoadingMore(false));
  };
  return { ...answered, more, loadingMore, moreFailed };
}
