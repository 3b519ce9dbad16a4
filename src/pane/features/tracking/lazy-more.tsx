import type { i18n } from 'i18next';
import { LazyPart, preloadPart } from '../../components/lazy-part.tsx';
import type { MoreProps } from './more.tsx';

const load = async () => (await import(/* webpackChunkName: "more" */ './more.tsx')).More;

/** Fetches it while the person reads the first screen, which it is not part of. */
export const preloadMore = (messages: i18n): void => preloadPart(load, messages);

/** What lies behind Untrack and More actions. */
export function LazyMore(props: MoreProps) {
  return <LazyPart load={load} props={props} />;
}
