import { loadSharedMailboxes } from '../api/shared-mailboxes.ts';
import { useLive } from '../api/use-live.ts';
import type { Route } from './route.ts';

/** The mailboxes of others, and which of them is shown. */
export function useSharedMailboxes(route: Route) {
  const { data } = useLive('mailboxes', loadSharedMailboxes);
  const wanted = route.view === 'mail' ? route.mailbox : undefined;
  const shared = data?.find(({ id }) => id === wanted);
  return { mailboxes: data ?? [], shared, isMissing: wanted && data && !shared };
}
