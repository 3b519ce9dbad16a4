import { makeStyles, MessageBar, MessageBarBody, tokens } from '@fluentui/react-components';
import { useEffect, useMemo, useState } from 'react';
import type { Person, SessionAnswer } from '../../types.ts';
import { FunctionRunner } from '../add-in/function-runner.tsx';
import { TaskPane } from '../add-in/task-pane.tsx';
import { Changes, ChangesContext } from '../api/changes.ts';
import { CalendarView } from '../calendar/calendar-view.tsx';
import { FaultDrawer } from '../faults/fault-drawer.tsx';
import { FolderNav } from '../mail/folder-nav.tsx';
import { MailView } from '../mail/mail-view.tsx';
import { FailureBar } from './failure-bar.tsx';
import { Header } from './header.tsx';
import { type Outlook, OutlookContext } from './outlook-context.ts';
import { type Route, useRoute } from './route.ts';
import { useAddIn, useHost } from './use-add-in.ts';
import { type Selection, useSelection } from './use-selection.ts';

const useStyles = makeStyles({
  shell: { display: 'flex', flexDirection: 'column', blockSize: '100%' },
  body: {
    display: 'flex',
    flexGrow: 1,
    minBlockSize: 0,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  main: { display: 'flex', flexGrow: 1, minInlineSize: 0, minBlockSize: 0 },
});

export interface ShellProps {
  person: Person;
  session: SessionAnswer;
  onPick: (person: Person) => void;
  onToggleTheme: () => void;
}

/** Drafts are a matter of the compose surface, which this host does not build. */
const isDraft = (item: Selection['item']): boolean =>
  item?.kind === 'message' && item.resource.isDraft === true;

/** The open item, or the module, names the browser's tab. */
function useTitle(route: Route, selection: Selection): void {
  const module = route.view === 'mail' ? 'Mail' : 'Calendar';
  const subject = selection.item?.resource.subject ?? module;
  useEffect(() => {
    document.title = `${subject} - Outlook (sandbox)`;
  }, [subject]);
}

function Body({ person, session, onPick, onToggleTheme }: ShellProps) {
  const styles = useStyles();
  const route = useRoute();
  const selection = useSelection(route);
  useTitle(route, selection);
  const item = isDraft(selection.item) ? null : selection.item;
  const host = useHost(session.broker);
  const { addIn, error, pane, closePane, runs, endRun, press } = useAddIn(item ?? null);
  const [foldersOpen, setFoldersOpen] = useState(false);
  const [faultsOpen, setFaultsOpen] = useState(false);
  const outlook = useMemo<Outlook>(
    () => ({ ...host, person, addIn, press, openUrl: pane?.url ?? null }),
    [host, person, addIn, press, pane],
  );
  return (
    <OutlookContext.Provider value={outlook}>
      <div className={styles.shell}>
        <Header
          person={person}
          people={session.people}
          route={route}
          onPick={onPick}
          onToggleTheme={onToggleTheme}
          foldersOpen={foldersOpen}
          onToggleFolders={() => setFoldersOpen(!foldersOpen)}
          onOpenFaults={() => setFaultsOpen(!faultsOpen)}
        />
        {error && (
          <MessageBar intent="error">
            <MessageBarBody>The add-in’s manifest cannot be used: {error.message}</MessageBarBody>
          </MessageBar>
        )}
        <FailureBar />
        <div className={styles.body}>
          {route.view === 'mail' && (
            <FolderNav
              current={route.folder}
              isOpen={foldersOpen}
              onGo={() => setFoldersOpen(false)}
            />
          )}
          <main className={styles.main}>
            {route.view === 'mail' ? (
              <MailView route={route} selection={selection} />
            ) : (
              <CalendarView route={route} selection={selection} />
            )}
          </main>
          {pane && (
            <TaskPane
              key={pane.key}
              button={pane.button}
              item={item}
              selectedId={selection.id}
              onClose={closePane}
            />
          )}
          {runs.map((run) => (
            <FunctionRunner
              key={run.key}
              run={run}
              url={addIn?.functionFile ?? ''}
              onDone={endRun}
            />
          ))}
        </div>
        <FaultDrawer
          services={session.services}
          isOpen={faultsOpen}
          onClose={() => setFaultsOpen(false)}
        />
      </div>
    </OutlookContext.Provider>
  );
}

/** The page of somebody signed in. */
export function Shell(props: ShellProps) {
  const changes = useMemo(() => new Changes(), []);
  useEffect(() => changes.connect(), [changes]);
  return (
    <ChangesContext.Provider value={changes}>
      <Body {...props} />
    </ChangesContext.Provider>
  );
}
