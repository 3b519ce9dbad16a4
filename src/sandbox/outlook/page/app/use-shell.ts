import { useEffect } from 'react';
import { useDraftOpening } from '../compose/use-draft-opening.ts';
import { useOpenForms } from '../compose/open-forms.ts';
import { useMarkedState } from './marked.ts';
import { useRoute } from './route.ts';
import type { ShellProps } from './shell.tsx';
import { useShortcuts } from './shortcuts.ts';
import type { OpenPane } from './use-add-ins.ts';
import { useDrawer } from './use-drawer.ts';
import { useOutlookState } from './use-outlook-state.ts';
import { type Selection, useSelection } from './use-selection.ts';
import { useSharedMailboxes } from './use-shared-mailboxes.ts';
import { useTitle } from './use-title.ts';

/** Drafts are a matter of the compose surface, not of the reading one. */
const isDraft = (item: Selection['item']): boolean =>
  item?.kind === 'message' && item.resource.isDraft === true;

/** A pane belongs to one form or to what is read: it is shown with that, and goes with its form. */
function usePaneOf(pane: OpenPane | null, closePane: () => void): { isAway: boolean } {
  const { open, shown } = useOpenForms();
  const isOver = pane?.form !== undefined && !open.some((form) => form === pane.form);
  useEffect(() => {
    if (isOver) closePane();
  }, [isOver, closePane]);
  return { isAway: (pane?.form ?? null) !== shown };
}

/** What the parts of the page of somebody signed in are about, and what lies open in it. */
export function useShell({ person, session }: Pick<ShellProps, 'person' | 'session'>) {
  const route = useRoute();
  const mailboxes = useSharedMailboxes(route);
  const selection = useSelection(route, mailboxes.shared);
  useTitle(route, selection);
  useDraftOpening(route, selection, person);
  useShortcuts();
  const folder = route.view === 'mail' ? `${route.mailbox ?? ''} ${route.folder}` : '';
  const marked = useMarkedState(folder);
  const item = isDraft(selection.item) ? null : selection.item;
  const isShared = mailboxes.shared !== undefined;
  const state = useOutlookState({ session, person, item: item ?? null, isShared });
  const { isAway } = usePaneOf(state.pane, state.closePane);
  const drawer = useDrawer();
  // Of several messages none is the item.
  const paneItem = state.pane?.form ?? (marked.ids.length > 1 ? null : item);
  return { ...state, ...mailboxes, route, selection, marked, drawer, isAway, paneItem };
}

export type ShellState = ReturnType<typeof useShell>;
