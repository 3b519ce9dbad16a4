import { makeStyles, MessageBar, MessageBarBody, Text, tokens } from '@fluentui/react-components';
import { TaskPane } from '../add-in/task-pane.tsx';
import { CalendarView } from '../calendar/calendar-view.tsx';
import { FaultDrawer } from '../faults/fault-drawer.tsx';
import { MailView } from '../mail/mail-view.tsx';
import { SettingsDrawer } from '../settings/settings-drawer.tsx';
import { useText } from '../text/use-text.ts';
import type { SessionAnswer } from '../../types.ts';
import { ActivityBars } from './activity-bars.tsx';
import { FailureBar } from './failure-bar.tsx';
import type { ShellState } from './use-shell.ts';

const useStyles = makeStyles({
  beside: { display: 'contents' },
  away: { display: 'none' },
  note: { padding: tokens.spacingHorizontalL },
  main: {
    position: 'relative',
    display: 'flex',
    flexGrow: 1,
    minInlineSize: 0,
    minBlockSize: 0,
  },
});

interface PartProps {
  state: ShellState;
}

/** What went wrong, and what the add-ins are doing. */
export function Bars({ state: { installed } }: PartProps) {
  const { t } = useText();
  return (
    <>
      {installed.error && (
        <MessageBar intent="error">
          <MessageBarBody>
            {t('app.badManifest', { message: installed.error.message })}
          </MessageBarBody>
        </MessageBar>
      )}
      <FailureBar />
      <ActivityBars />
    </>
  );
}

/** The module shown. */
export function Main({ state: { route, selection, shared, isMissing } }: PartProps) {
  const styles = useStyles();
  const { t } = useText();
  const isKnown = route.view !== 'mail' || !route.mailbox || shared;
  return (
    <main className={styles.main} id="main" tabIndex={-1}>
      {isMissing && <Text className={styles.note}>{t('list.notShared')}</Text>}
      {route.view === 'mail' && isKnown && <MailView route={route} selection={selection} />}
      {route.view === 'calendar' && <CalendarView route={route} selection={selection} />}
    </main>
  );
}

/** The open pane of an add-in; hidden while another form or item is shown than the one it is for. */
export function Pane({ state: { pane, isAway, paneItem, selection, closePane } }: PartProps) {
  const styles = useStyles();
  if (!pane) return null;
  return (
    <div className={isAway ? styles.away : styles.beside}>
      <TaskPane
        key={pane.key}
        addIn={pane.addIn}
        button={pane.button}
        surface={pane.surface}
        item={paneItem}
        selectedId={pane.form?.id ?? selection.id}
        onClose={closePane}
      />
    </div>
  );
}

interface DrawersProps extends PartProps {
  services: SessionAnswer['services'];
}

/** What slides over the page. */
export function Drawers({ state: { drawer, installed }, services }: DrawersProps) {
  return (
    <>
      <FaultDrawer services={services} isOpen={drawer.open === 'faults'} onClose={drawer.close} />
      <SettingsDrawer
        isOpen={drawer.open === 'settings'}
        onClose={drawer.close}
        onAddInsChange={installed.reload}
      />
    </>
  );
}
