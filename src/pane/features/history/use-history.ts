import { useCallback, useState } from 'react';
import type {
  HistoryEntry,
  HistoryResponse,
  ItemHistoryEntry,
  ItemHistoryResponse,
  TrackedWhy,
} from '../../../contracts/history.ts';
import type { ItemState } from '../../../contracts/item.ts';
import { toFailure, type Failure } from '../../api/failure.ts';
import type { Services } from '../../page/page.ts';
import { useAnswer, type Answered } from '../../page/use-answer.ts';

/** A change as the page shows it: one's own with its title, or an item's with who made it. */
export type ShownChange = Omit<HistoryEntry, 'key' | 'kind' | 'itemId' | 'title'> &
  Partial<Pick<HistoryEntry, 'title'> & Pick<ItemHistoryEntry, 'by'>>;

interface Shown {
  entries: ShownChange[];
  next: string | null;
  /** Of one item that the service tracked by itself. */
  why?: TrackedWhy | null;
}

export interface History extends Answered<Shown> {
  more: () => void;
  undo: (id: string) => void;
  /** What is under way: the change that is being undone, or `more`. */
  doing: string | null;
  /** The change that was undone last. */
  undone: string | null;
  /** Why that did not work. */
  refused: Failure | null;
}

/** The changes of one item, or all of one's own where `key` is absent. */
export function useHistory({ call, store }: Services, key: string | undefined): History {
  const load = useCallback(
    async (signal?: AbortSignal, before?: string): Promise<Shown> => {
      if (key === undefined) return call.get<HistoryResponse>('/api/history', { before }, signal);
      const path = `/api/items/${key}/history`;
      const { entries, why } = await call.get<ItemHistoryResponse>(path, {}, signal);
      return { entries, why, next: null };
    },
    [call, key],
  );
  const answered = useAnswer(load);
  const { answer, change } = answered;
  const [doing, setDoing] = useState<string | null>(null);
  const [undone, setUndone] = useState<string | null>(null);
  const [refused, setRefused] = useState<Failure | null>(null);

  const run = (what: string, work: () => Promise<void>) => {
    if (doing) return;
    setDoing(what);
    setRefused(null);
    work()
      .catch((error: unknown) => setRefused(toFailure(error)))
      .finally(() => setDoing(null));
  };
  const more = () =>
    run('more', async () => {
      const page = await load(undefined, answer?.next ?? undefined);
      change(({ entries }) => ({ ...page, entries: [...entries, ...page.entries] }));
    });
  const undo = (id: string) =>
    run(id, async () => {
      await call.send<ItemState>('POST', '/api/items/undo', { changeId: id });
      setUndone(id);
      const undoneAt = new Date().toISOString();
      change((shown) => ({
        ...shown,
        entries: shown.entries.map((entry) =>
          entry.id === id ? { ...entry, undoneAt, canUndo: false } : entry,
        ),
      }));
      // It may be the open item.
      store.refresh();
    });
  return { ...answered, more, undo, doing, undone, refused };
}
