import { useEffect } from 'react';
import type { Person } from '../../types.ts';
import { navigate, routeHash, type Route } from '../app/route.ts';
import type { Selection } from '../app/use-selection.ts';
import { useOpenForms } from './open-forms.ts';
import { openDraft } from './open-message.ts';

/**
 * A draft that is selected opens in its form; another selection shows what is read, while the forms
 * stay open. When the form of a selected draft closes, nothing is selected.
 */
export function useDraftOpening(route: Route, { item }: Selection, person: Person): void {
  const { forms } = useOpenForms();
  const draft = item?.kind === 'message' && item.resource.isDraft ? item : null;
  const draftId = draft?.id;
  useEffect(() => {
    if (!draft) return;
    const writer = { name: person.displayName, address: person.mail };
    openDraft(writer, draft).then((opened) => forms.show(opened), reportError);
    // Once for each selection: what is saved meanwhile changes the item, not the form.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [draftId, forms]);

  const place = routeHash(route);
  useEffect(() => {
    forms.hide();
  }, [place, forms]);

  useEffect(
    () =>
      forms.onClosed(({ graphId }) => {
        if (graphId && graphId === route.item) navigate({ ...route, item: null });
      }),
    [forms, route],
  );
}
