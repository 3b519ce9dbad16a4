import {
  FluentProvider,
  makeStyles,
  mergeClasses,
  MessageBar,
  MessageBarBody,
  Spinner,
  tokens,
} from '@fluentui/react-components';
import { useEffect, useMemo } from 'react';
import { themes } from '../host/theme.ts';
import { isPhoneWanted } from '../phone/use-is-phone.ts';
import { type Text, TextContext, textIn, useText } from '../text/use-text.ts';
import { PersonPicker } from './person-picker.tsx';
import { PreferencesContext, usePreferenceState } from './preferences.ts';
import { Shell } from './shell.tsx';
import { ThemeContext, useDocumentTheme } from './theme.ts';
import { type SessionState, useSession } from './use-session.ts';

const useStyles = makeStyles({
  // The provider's own class would go to every menu and tooltip too.
  page: {
    blockSize: '100%',
    overflow: 'auto',
    position: 'absolute',
    inset: 0,
    // What is narrow is told by this page's width, not the window's: a phone can lie on a desk.
    containerType: 'inline-size',
  },
  phone: {
    maxInlineSize: '390px',
    maxBlockSize: '844px',
    marginInline: 'auto',
    marginBlock: 'auto',
    '@media (min-width: 480px)': {
      borderRadius: '28px',
      border: `8px solid ${tokens.colorNeutralStroke1}`,
      boxShadow: tokens.shadow28,
    },
  },
});

function Content({ state: { session, error, pick, signOut } }: { state: SessionState }) {
  const { t } = useText();
  if (error) {
    return (
      <MessageBar intent="error">
        <MessageBarBody>{t('app.noAnswer', { message: error.message })}</MessageBarBody>
      </MessageBar>
    );
  }
  if (!session) return <Spinner label={t('app.opening')} />;
  if (!session.person) return <PersonPicker people={session.people} onPick={pick} />;
  return (
    <Shell
      // Another person starts with nothing of the one before.
      key={session.person.id}
      person={session.person}
      session={session}
      onPick={pick}
      onSignOut={signOut}
    />
  );
}

function useDocumentLanguage({ language, direction }: Text): void {
  useEffect(() => {
    document.documentElement.lang = language.code === 'ar' ? 'en' : language.code;
    document.documentElement.dir = direction;
  }, [language, direction]);
}

export function App() {
  const styles = useStyles();
  const state = useSession();
  const preferences = usePreferenceState(state.session?.person?.id ?? '');
  const { theme, language } = preferences;
  const text = useMemo(() => textIn(language), [language]);
  useDocumentTheme(theme);
  useDocumentLanguage(text);
  return (
    <PreferencesContext.Provider value={preferences}>
      <TextContext.Provider value={text}>
        <ThemeContext.Provider value={theme}>
          <FluentProvider theme={themes[theme]} dir={text.direction}>
            <div className={mergeClasses(styles.page, isPhoneWanted() && styles.phone)}>
              <Content state={state} />
            </div>
          </FluentProvider>
        </ThemeContext.Provider>
      </TextContext.Provider>
    </PreferencesContext.Provider>
  );
}
