import { loadMasterCategories } from '../api/mail.ts';
import { useLive } from '../api/use-live.ts';
import type { Route } from '../app/route.ts';
import { navigate } from '../app/route.ts';
import type { Selection } from '../app/use-selection.ts';
import { MasterCategories } from './categories.tsx';
import { MessageCommands } from './message-commands.tsx';
import { MessageList } from './message-list.tsx';
import { ReadingPane } from './reading-pane.tsx';

export interface MailViewProps {
  route: Extract<Route, { view: 'mail' }>;
  selection: Selection;
}

/** Message list and reading pane. */
export function MailView({ route, selection }: MailViewProps) {
  const { data: master = [] } = useLive('categories', loadMasterCategories, ['category']);
  const back = () => navigate({ ...route, item: null });
  const message = selection.item?.kind === 'message' ? selection.item : null;
  return (
    <MasterCategories.Provider value={master}>
      {/* Another folder starts at its first page. */}
      <MessageList key={route.folder} folder={route.folder} selectedId={route.item} />
      <ReadingPane
        selection={selection}
        onBack={back}
        commands={message && <MessageCommands item={message} onGone={back} />}
      />
    </MasterCategories.Provider>
  );
}
