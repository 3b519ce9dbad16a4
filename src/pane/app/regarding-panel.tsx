import { useEffect, useState, type ComponentProps } from 'react';
import { noAnswer, type Failure } from '../api/failure.ts';
import { Skeleton } from '../components/skeleton.tsx';
import type { RegardingSearch as Search } from '../features/regarding/regarding-search.tsx';
import { useText } from '../text/use-text.ts';

interface SearchPart {
  RegardingSearch: typeof Search;
}

const load = (): Promise<SearchPart> =>
  import(/* webpackChunkName: "search" */ '../features/regarding/regarding-search.tsx');

/** Fetches the search while the person reads the first route, which it is not part of. */
export const preloadSearch = (): void => {
  // If it fails now, opening the search asks again and reports.
  load().catch(() => undefined);
};

type Loaded = { part: SearchPart } | { failure: Failure } | null;

/** The search for a record, once its part of the pane has arrived. */
export function RegardingPanel(props: ComponentProps<typeof Search>) {
  const { t } = useText();
  const [loaded, setLoaded] = useState<Loaded>(null);
  useEffect(() => {
    load().then(
      (part) => setLoaded({ part }),
      (error: unknown) => setLoaded({ failure: noAnswer(error) }),
    );
  }, []);
  if (!loaded) return <Skeleton width="100%" height="32px" />;
  if ('failure' in loaded)
    return <span role="alert">{t(`problem.${loaded.failure.code}.text`)}</span>;
  const { RegardingSearch } = loaded.part;
  return <RegardingSearch {...props} />;
}
