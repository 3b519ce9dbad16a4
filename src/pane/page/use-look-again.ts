import { useEffect, useRef } from 'react';

const firstMs = 2_000;
const longestMs = 30_000;

/**
 * Asks again while something of a list is pending: soon at first, then ever more rarely, since an
 * outage may last.
 */
export function useLookAgain(list: {
  pending: number;
  loading: boolean;
  refresh: () => Promise<void>;
}): void {
  const { pending, loading, refresh } = list;
  const looks = useRef(0);
  useEffect(() => {
    looks.current = 0;
  }, [pending]);
  useEffect(() => {
    if (pending === 0 || loading) return;
    const timer = setTimeout(
      () => {
        looks.current += 1;
        void refresh();
      },
      Math.min(firstMs * 1.5 ** looks.current, longestMs),
    );
    return () => clearTimeout(timer);
  }, [pending, loading, refresh]);
}
