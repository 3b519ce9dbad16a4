import type { Services } from '../page/page.ts';
import { LazyPart } from '../components/lazy-part.tsx';

/** Whether Outlook on a phone opened the pane by its *Log* button (manifest: `log`). */
export const isLogSurface = (): boolean =>
  new URLSearchParams(window.location.search).get('surface') === 'log';

const load = async () => (await import(/* webpackChunkName: "log" */ './log-footer.tsx')).LogFooter;

export const LazyLogFooter = ({ services }: { services: Services }) => (
  <LazyPart load={load} props={{ services }} />
);
