import { makeStyles, mergeClasses } from '@fluentui/react-components';
import { loadMasterCategories } from '../api/mail.ts';
import { useLive } from '../api/use-live.ts';
import { useMarked } from '../app/marked.ts';
import { usePreferences } from '../app/preferences.ts';
import type { Route } from '../app/route.ts';
import { navigate } from '../app/route.ts';
import type { Selection } from '../app/use-selection.ts';
import { ShownForm } from '../compose/shown-form.tsx';
import { BulkPane } from './bulk-pane.tsx';
import { MasterCategories } from './categories.tsx';
import { MessageCommands } from './message-commands.tsx';
import { MessageList } from './message-list.tsx';
import { ReadingPane } from './reading-pane.tsx';

const useStyles = makeStyles({
  panes: { display: 'flex', flexGrow: 1, minInlineSize: 0, minBlockSize: 0 },
  stacked: { flexDirection: 'column' },
});

export interface MailViewProps {
  route: Extract<Route, { view: 'mail' }>;
  selection: Selection;
}

/** Message list and reading pane. */
export function MailView({ route, selection }: MailViewProps) {
  const styles = useStyles();
  const { readingPane } = usePreferences().preferences;
  const isMarking = useMarked().ids.length > 0;
  const { data: master = [] } = useLive('categories', loadMasterCategories, ['category']);
  const back = () => navigate({ ...route, item: null });
  const message = selection.item?.kind === 'message' ? selection.item : null;
  return (
    <MasterCategories.Provider value={master}>
      <div className={mergeClasses(styles.panes, readingPane === 'bottom' && styles.stacked)}>
        {/* Another folder starts at its first page. */}
        <MessageList
          key={`${route.mailbox ?? ''} ${route.folder}`}
          folder={route.folder}
          selectedId={route.item}
        />
        <ShownForm>
          {isMarking ? (
            <BulkPane folder={route.folder} />
          ) : (
            <ReadingPane
              selection={selection}
              place={readingPane}
              surface="MessageReadCommandSurface"
              onBack={back}
              commands={message && <MessageCommands item={message} onGone={back} />}
            />
          )}
        </ShownForm>
      </div>
    </MasterCategories.Provider>
  );
}
