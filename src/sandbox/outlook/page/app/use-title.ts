import { useEffect } from 'react';
import { useText } from '../text/use-text.ts';
import type { Route } from './route.ts';
import type { Selection } from './use-selection.ts';

/** The open item, or the module, names the browser's tab. */
export function useTitle(route: Route, selection: Selection): void {
  const { t } = useText();
  const module = t(route.view === 'mail' ? 'header.mail' : 'header.calendar');
  const subject = selection.item?.resource.subject ?? module;
  useEffect(() => {
    document.title = t('app.tabTitle', { subject });
  }, [t, subject]);
}
