import { useCallback, useContext, useMemo, useState } from 'react';
import type { SessionAnswer } from '../../types.ts';
import { type FunctionHost, runFunction } from '../add-in/run-function.ts';
import { useForms } from '../add-in/use-forms.ts';
import { useOpenForms } from '../compose/open-forms.ts';
import type { OpenItem } from '../host/backend.ts';
import { protectionOf } from '../host/item-class.ts';
import { useLauncher } from '../launch-events/use-launcher.ts';
import { ActivitiesContext } from './activity.ts';
import type { Outlook, Press } from './outlook-context.ts';
import { usePreferences } from './preferences.ts';
import { useAddIns, useHost, usePane } from './use-add-ins.ts';
import { useLatest } from './use-latest.ts';

export interface OutlookStateOptions {
  session: SessionAnswer;
  person: Outlook['person'];
  /** What is read now; null: nothing, or something no add-in may see. */
  item: OpenItem | null;
  isShared: boolean;
}

const isEncrypted = (item: OpenItem | null): boolean =>
  item?.kind === 'message' && protectionOf(item) === 'encrypted';

/** Everything that add-ins do in the page: which there are, what is open, what runs. */
export function useOutlookState({ session, person, item, isShared }: OutlookStateOptions) {
  const { preferences } = usePreferences();
  const displayLanguage = preferences.language?.locale ?? person.preferredLanguage;
  const host = useHost(session.broker);
  const installed = useAddIns(displayLanguage);
  const { addIns } = installed;
  const { pane, close, toggle } = usePane();
  const forms = useForms(person);
  const activities = useContext(ActivitiesContext);
  const { shown } = useOpenForms();
  const [restricted, setRestricted] = useState<string | null>(null);
  const functionHost = useMemo<FunctionHost>(
    () => ({ ...host, person, displayLanguage, forms }),
    [host, person, displayLanguage, forms],
  );
  const latest = useLatest({ item, functionHost });

  const press = useCallback<Press>(
    (addIn, button, { surface, form } = {}) => {
      const { action } = button;
      if (!form && isEncrypted(latest.current.item)) setRestricted(addIn.name);
      if (action.type === 'pane') {
        toggle({ url: action.url, button, addIn, surface, form });
        return;
      }
      const call = {
        addIn,
        url: addIn.functionFile,
        functionName: action.name,
        item: form ?? latest.current.item,
        event: { source: { id: button.id } },
      };
      activities
        .follow(addIn.name, runFunction(call, latest.current.functionHost))
        .catch(reportError);
    },
    [activities, latest, toggle],
  );
  const { launcher, questions } = useLauncher({
    host: functionHost,
    addIns: installed.isKnown ? addIns : undefined,
    press,
  });
  const outlook = useMemo<Outlook>(
    () => ({
      ...functionHost,
      addIns,
      addIn: addIns[0] ?? null,
      press,
      openUrl: pane && (pane.form ?? null) === shown ? pane.url : null,
      launcher,
      isShared,
    }),
    [functionHost, addIns, press, pane, shown, launcher, isShared],
  );
  const warning = { addInName: restricted, onClose: () => setRestricted(null) };
  return { outlook, installed, pane, closePane: close, questions, warning };
}
