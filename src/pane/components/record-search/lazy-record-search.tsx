import type { i18n } from 'i18next';
import { LazyPart, preloadPart } from '../lazy-part.tsx';
import type { RecordSearchProps } from './record-search.tsx';

const load = async () =>
  (await import(/* webpackChunkName: "search" */ './record-search.tsx')).RecordSearch;

/** Fetches the search while the person reads the first screen, which it is not part of. */
export const preloadRecordSearch = (messages: i18n): void => preloadPart(load, messages);

/** The search for a record, once its part of the pane has arrived. */
export function LazyRecordSearch(props: RecordSearchProps) {
  return <LazyPart load={load} props={props} />;
}
