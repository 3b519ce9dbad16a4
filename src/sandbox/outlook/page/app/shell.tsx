import { makeStyles, tokens } from '@fluentui/react-components';
import { type ReactNode, useEffect, useMemo } from 'react';
import type { Person, SessionAnswer } from '../../types.ts';
import { Changes, ChangesContext } from '../api/changes.ts';
import { SharedMailboxContext } from '../api/shared-mailboxes.ts';
import { OpenForms, OpenFormsContext } from '../compose/open-forms.ts';
import { AlertDialog } from '../launch-events/alert-dialog.tsx';
import { FolderNav } from '../mail/folder-nav.tsx';
import { RestrictedDialog } from '../mail/restricted-dialog.tsx';
import { today } from '../calendar/week.ts';
import { PhoneTabs } from '../phone/phone-tabs.tsx';
import { useIsPhone } from '../phone/use-is-phone.ts';
import { ActivitiesContext, Activities } from './activity.ts';
import { Header } from './header.tsx';
import { MarkedContext } from './marked.ts';
import { OutlookContext } from './outlook-context.ts';
import { Bars, Drawers, Main, Pane } from './shell-parts.tsx';
import { SkipLinks } from './skip-links.tsx';
import { type ShellState, useShell } from './use-shell.ts';

const useStyles = makeStyles({
  shell: { display: 'flex', flexDirection: 'column', blockSize: '100%' },
  body: {
    display: 'flex',
    flexGrow: 1,
    minBlockSize: 0,
    backgroundColor: tokens.colorNeutralBackground1,
  },
});

export interface ShellProps {
  person: Person;
  session: SessionAnswer;
  onPick: (person: Person) => void;
  onSignOut: () => void;
}

interface StateProps {
  state: ShellState;
  children: ReactNode;
}

function StateProvider({ state: { outlook, shared, marked }, children }: StateProps) {
  return (
    <OutlookContext.Provider value={outlook}>
      <SharedMailboxContext.Provider value={shared}>
        <MarkedContext.Provider value={marked}>{children}</MarkedContext.Provider>
      </SharedMailboxContext.Provider>
    </OutlookContext.Provider>
  );
}

function Body({ session, ...people }: ShellProps) {
  const styles = useStyles();
  const state = useShell({ session, person: people.person });
  const { route, selection, mailboxes, drawer, questions, warning } = state;
  const isPhone = useIsPhone();
  return (
    <StateProvider state={state}>
      <div className={styles.shell}>
        <SkipLinks />
        <Header
          {...people}
          people={session.people}
          route={route}
          openDrawer={drawer.open}
          onToggle={drawer.toggle}
        />
        <Bars state={state} />
        <div className={styles.body}>
          {route.view === 'mail' && (
            <FolderNav
              mailboxes={mailboxes}
              mailbox={route.mailbox}
              current={route.folder}
              isOpen={drawer.open === 'folders'}
              onGo={drawer.close}
            />
          )}
          <Main state={state} />
          <Pane state={state} />
        </div>
        {isPhone && !selection.id && (
          <PhoneTabs view={route.view} today={today(people.person.timeZone)} />
        )}
        <AlertDialog questions={questions} />
        <RestrictedDialog {...warning} />
        <Drawers state={state} services={session.services} />
      </div>
    </StateProvider>
  );
}

/** The page of somebody signed in. */
export function Shell(props: ShellProps) {
  const changes = useMemo(() => new Changes(), []);
  const activities = useMemo(() => new Activities(), []);
  const forms = useMemo(() => new OpenForms(), []);
  useEffect(() => changes.connect(), [changes]);
  return (
    <ChangesContext.Provider value={changes}>
      <ActivitiesContext.Provider value={activities}>
        <OpenFormsContext.Provider value={forms}>
          <Body {...props} />
        </OpenFormsContext.Provider>
      </ActivitiesContext.Provider>
    </ChangesContext.Provider>
  );
}
