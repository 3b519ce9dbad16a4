import { useCallback, useEffect, useRef, useState } from 'react';
import { toFailure, type Failure } from '../api/failure.ts';

/** A page of a long list. */
export interface ListPage<T, Info> {
  items: T[];
  /** Gets the next page; null at the end. */
  next: string | null;
  /** What the answer says besides. */
  info: Info;
}

export type LoadPage<T, Info> = (
  /** Null: the first. */
  at: string | null,
  signal: AbortSignal,
) => Promise<ListPage<T, Info>>;

export interface Pages<T, Info> {
  /** Null: nothing came yet. Stays while another question is asked. */
  items: readonly T[] | null;
  info: Info | null;
  hasMore: boolean;
  loading: boolean;
  failure: Failure | null;
  more: () => void;
  /** Asks for everything shown again, without taking it away. */
  refresh: () => Promise<void>;
}

interface Loaded<T, Info> {
  /** Which question it answers. */
  load: LoadPage<T, Info>;
  pages: ListPage<T, Info>[] | null;
  failure: Failure | null;
}

type Read<T, Info> = (signal: AbortSignal) => Promise<ListPage<T, Info>[]>;

interface Answer<T, Info> {
  /** Absent: none came, and what is shown stays. */
  pages?: ListPage<T, Info>[];
  failure: Failure | null;
  /** Something else was asked meanwhile. */
  isDropped: boolean;
}

/** How many pages are read again at most. */
const mostPages = 10;

async function readAgain<T, Info>(
  load: LoadPage<T, Info>,
  count: number,
  signal: AbortSignal,
): Promise<ListPage<T, Info>[]> {
  const pages: ListPage<T, Info>[] = [];
  let at: string | null = null;
  do {
    const page: ListPage<T, Info> = await load(at, signal);
    pages.push(page);
    at = page.next;
  } while (at !== null && pages.length < Math.min(count, mostPages));
  return pages;
}

/**
 * A list that is read page by page. `load` must be the same function until it asks for something
 * else; answers to what it asked before are dropped.
 */
export function usePages<T, Info>(load: LoadPage<T, Info>): Pages<T, Info> {
  const [loaded, setLoaded] = useState<Loaded<T, Info> | null>(null);
  const [asking, setAsking] = useState(false);
  const request = useRef<AbortController>();

  const ask = useCallback((read: Read<T, Info>): Promise<Answer<T, Info>> => {
    request.current?.abort();
    const mine = new AbortController();
    request.current = mine;
    return read(mine.signal).then(
      (pages) => ({ pages, failure: null, isDropped: mine.signal.aborted }),
      (error: unknown) => ({ failure: toFailure(error), isDropped: mine.signal.aborted }),
    );
  }, []);

  const show = useCallback(
    ({ isDropped, ...answer }: Answer<T, Info>) => {
      if (isDropped) return;
      setLoaded((before) => ({ pages: before?.pages ?? null, ...answer, load }));
      setAsking(false);
    },
    [load],
  );

  useEffect(() => {
    ask((signal) => readAgain(load, 1, signal)).then(show, () => undefined);
    return () => request.current?.abort();
  }, [ask, show, load]);

  const isOld = loaded?.load !== load;
  const pages = loaded?.pages ?? null;
  const next = isOld ? null : (pages?.at(-1)?.next ?? null);
  const loading = isOld || asking;
  const more = () => {
    if (next === null || loading || !pages) return;
    setAsking(true);
    void ask(async (signal) => [...pages, await load(next, signal)]).then(show);
  };
  const count = Math.max(pages?.length ?? 0, 1);
  const refresh = useCallback(() => {
    setAsking(true);
    return ask((signal) => readAgain(load, count, signal)).then(show);
  }, [ask, show, load, count]);
  return {
    items: pages?.flatMap(({ items }) => items) ?? null,
    info: pages?.at(-1)?.info ?? null,
    hasMore: next !== null,
    loading,
    failure: isOld ? null : loaded.failure,
    more,
    refresh,
  };
}
