import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import {
  FluentProvider,
  makeStyles,
  tokens,
  webDarkTheme,
  webLightTheme,
} from '@fluentui/react-components';
import type { i18n } from 'i18next';
import type { SearchRecords } from '../features/regarding/use-record-search.ts';
import type { Host } from '../host/host.ts';
import { deviceTime, TextContext, useText, type TextTools } from '../text/use-text.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { ItemScreen } from './item-screen.tsx';
import type { PaneStore } from './pane-store.ts';
import { LoadingScreen, NoItemScreen, NoOfficeScreen, UnreadableScreen } from './plain-screen.tsx';
import { useDark } from './use-dark.ts';

/** What the pane works with once Outlook has answered. */
export interface Ready {
  host: Host;
  store: PaneStore;
  search: SearchRecords;
}

interface AppProps {
  messages: i18n;
  /** Rejects where there is no Outlook. */
  ready: Promise<Ready>;
}

const useStyles = makeStyles({
  page: {
    boxSizing: 'border-box',
    minHeight: '100vh',
    padding: tokens.spacingHorizontalL,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  main: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    maxWidth: '640px',
  },
});

const Screen = ({ store, search }: Ready) => {
  const { item, entry } = useSyncExternalStore(store.subscribe, store.getState);
  useEffect(() => store.start(), [store]);
  if (item === null) return <NoItemScreen />;
  if (item) return <ItemScreen key={item.id} {...{ item, entry, store, search }} />;
  if (entry.failure) return <UnreadableScreen onRetry={store.refresh} />;
  return <LoadingScreen />;
};

const Page = ({ ready, failed }: { ready: Ready | null; failed: boolean }) => {
  const styles = useStyles();
  const { direction, language } = useText();
  const dark = useDark(ready?.host ?? null);
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = direction;
  }, [language, direction]);
  return (
    <FluentProvider theme={dark ? webDarkTheme : webLightTheme} dir={direction}>
      <div className={styles.page}>
        <main className={styles.main}>
          <ErrorBoundary>
            {ready ? <Screen {...ready} /> : failed ? <NoOfficeScreen /> : <LoadingScreen />}
          </ErrorBoundary>
        </main>
      </div>
    </FluentProvider>
  );
};

/** The task pane. */
export function App({ messages, ready }: AppProps) {
  const [settled, setSettled] = useState<{ ready: Ready | null; failed: boolean }>({
    ready: null,
    failed: false,
  });
  useEffect(() => {
    ready.then(
      (tools) => setSettled({ ready: tools, failed: false }),
      () => setSettled({ ready: null, failed: true }),
    );
  }, [ready]);
  const localTime = settled.ready?.host.localTime ?? deviceTime;
  const text = useMemo<TextTools>(() => ({ messages, localTime }), [messages, localTime]);
  return (
    <TextContext.Provider value={text}>
      <Page {...settled} />
    </TextContext.Provider>
  );
}
