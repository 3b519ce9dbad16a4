import { LazyPart } from '../../components/lazy-part.tsx';
import type { Services } from '../../page/page.ts';

const load = async () =>
  (await import(/* webpackChunkName: "compose-bar" */ './compose-bar.tsx')).ComposeBar;

/** The bar of a message being written, once its part of the pane has arrived. */
export const LazyComposeBar = (props: { services: Services }) => (
  <LazyPart load={load} props={props} />
);
