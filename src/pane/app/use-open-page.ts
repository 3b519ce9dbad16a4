import { useEffect, useState, useSyncExternalStore } from 'react';
import { noAnswer, type Failure } from '../api/failure.ts';
import type { Navigation } from '../page/navigation.ts';
import { loadPageMessages } from '../text/messages.ts';
import { useText } from '../text/use-text.ts';
import type * as openPage from './open-page.tsx';

type Part = typeof openPage;

const load = (): Promise<Part> => import(/* webpackChunkName: "pages" */ './open-page.tsx');

/** Fetches what every page needs while the person reads the first screen. */
export const preloadPages = (): void => void load().catch(() => undefined);

/**
 * What shows pages, which the first screen does without: fetched when one is opened. Where it cannot
 * be had the page closes and `failure` says why.
 */
export function useOpenPage(navigation: Navigation): {
  OpenPage: Part['OpenPage'] | null;
  failure: Failure | null;
} {
  const { messages } = useText();
  const isWanted = useSyncExternalStore(
    navigation.subscribe,
    () => navigation.getPages().length > 0,
  );
  const [part, setPart] = useState<Part | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    if (!isWanted || part) return;
    Promise.all([load(), loadPageMessages(messages)]).then(
      ([loaded]) => {
        setFailure(null);
        setPart(loaded);
      },
      (error: unknown) => {
        setFailure(noAnswer(error));
        navigation.back();
      },
    );
  }, [isWanted, part, messages, navigation]);
  return { OpenPage: part?.OpenPage ?? null, failure };
}
