import {
  FluentProvider,
  makeStyles,
  MessageBar,
  MessageBarBody,
  Spinner,
  webDarkTheme,
  webLightTheme,
} from '@fluentui/react-components';
import { PersonPicker } from './person-picker.tsx';
import { Shell } from './shell.tsx';
import { ThemeContext, useThemeChoice } from './theme.ts';
import { type SessionState, useSession } from './use-session.ts';

const useStyles = makeStyles({
  // The provider's own class would go to every menu and tooltip too.
  page: { blockSize: '100%', overflow: 'auto', position: 'absolute', inset: 0 },
});

interface ContentProps {
  state: SessionState;
  onToggleTheme: () => void;
}

function Content({ state: { session, error, pick }, onToggleTheme }: ContentProps) {
  if (error) {
    return (
      <MessageBar intent="error">
        <MessageBarBody>The sandbox does not answer: {error.message}</MessageBarBody>
      </MessageBar>
    );
  }
  if (!session) return <Spinner label="Opening Outlook" />;
  if (!session.person) return <PersonPicker people={session.people} onPick={pick} />;
  return (
    <Shell
      // Another person starts with nothing of the one before.
      key={session.person.id}
      person={session.person}
      session={session}
      onPick={pick}
      onToggleTheme={onToggleTheme}
    />
  );
}

export function App() {
  const styles = useStyles();
  const { theme, toggle } = useThemeChoice();
  const state = useSession();
  return (
    <ThemeContext.Provider value={theme}>
      <FluentProvider theme={theme === 'dark' ? webDarkTheme : webLightTheme}>
        <div className={styles.page}>
          <Content state={state} onToggleTheme={toggle} />
        </div>
      </FluentProvider>
    </ThemeContext.Provider>
  );
}
