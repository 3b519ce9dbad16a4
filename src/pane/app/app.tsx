import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
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
import { PageFrame } from './page-frame.tsx';
import { pages } from './pages.ts';
import { TopBar } from './top-bar.tsx';
import type { Call } from '../api/call.ts';
import { Navigation } from '../page/navigation.ts';
import type { Services } from '../page/page.ts';
import type { PaneStore } from '../store/pane-store.ts';
import { LoadingScreen, NoItemScreen, NoOfficeScreen, UnreadableScreen } from './plain-screen.tsx';
import { useDark } from './use-dark.ts';

/** What the pane works with once Outlook has answered. */
export interface Ready {
  host: Host;
  store: PaneStore;
  search: SearchRecords;
  call: Call;
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
  screen: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    '[hidden]&': { display: 'none' },
  },
});

const ItemOrNothing = ({ store, search }: Ready) => {
  const { item, entry } = useSyncExternalStore(store.subscribe, store.getState);
  if (item === null) return <NoItemScreen />;
  if (item) return <ItemScreen key={item.id} {...{ item, entry, store, search }} />;
  if (entry.failure) return <UnreadableScreen onRetry={store.refresh} />;
  return <LoadingScreen />;
};

const isAboutItem = (id: string): boolean =>
  pages.some((page) => page.id === id && page.aboutItem === true);

/** The item's screen stays while a page lies over it, with everything that was typed there. */
const Screen = (ready: Ready) => {
  const { host, call, store } = ready;
  const [navigation] = useState(() => new Navigation());
  const open = useSyncExternalStore(navigation.subscribe, navigation.getPages);
  const { item } = useSyncExternalStore(store.subscribe, store.getState);
  const opener = useRef<Element | null>(null);
  const services = useMemo<Services>(
    () => ({
      host,
      call,
      store,
      open: (page, args) => {
        if (navigation.getPages().length === 0) opener.current = document.activeElement;
        navigation.open(page, args);
      },
      back: navigation.back,
    }),
    [host, call, store, navigation],
  );
  useEffect(() => store.start(), [store]);
  useEffect(() => navigation.closeFrom(isAboutItem), [navigation, item?.id]);
  const top = open.at(-1);
  const definition = top && pages.find(({ id }) => id === top.id);
  useEffect(() => {
    if (top || !opener.current) return;
    if (opener.current instanceof HTMLElement) opener.current.focus();
    opener.current = null;
  }, [top]);
  return (
    <>
      <div hidden={definition !== undefined} className={useStyles().screen}>
        <TopBar services={services} />
        <ItemOrNothing {...ready} />
      </div>
      {top && definition && (
        <PageFrame key={top.serial} page={top} definition={definition} services={services} />
      )}
    </>
  );
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
