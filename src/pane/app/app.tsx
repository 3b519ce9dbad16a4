import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { FluentProvider, makeStyles, tokens } from '@fluentui/react-components';
import type { i18n } from 'i18next';
import { SessionContext, type Session } from '../auth/session.ts';
import { Notice } from '../components/notice.tsx';
import type { Host } from '../host/host.ts';
import { deviceTime, TextContext, useText, type TextTools } from '../text/use-text.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { ItemScreen } from './item-screen.tsx';
import { isLogSurface, LazyLogFooter } from './lazy-log-footer.tsx';
import { useOpenPage } from './use-open-page.ts';
import { TopBar } from './top-bar.tsx';
import type { Call } from '../api/call.ts';
import { Navigation } from '../page/navigation.ts';
import type { Services } from '../page/page.ts';
import type { PaneStore } from '../store/pane-store.ts';
import { LoadingScreen, NoItemScreen, NoOfficeScreen, UnreadableScreen } from './plain-screen.tsx';
import { useTheme } from './use-theme.ts';

/** What the pane works with once Outlook has answered. */
export interface Ready {
  host: Host;
  store: PaneStore;
  call: Call;
  session: Session;
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

const ItemOrNothing = ({ services }: { services: Services }) => {
  const { store } = services;
  const { item, entry } = useSyncExternalStore(store.subscribe, store.getState);
  if (item === null) return <NoItemScreen />;
  if (item) return <ItemScreen key={item.id} {...{ item, entry, services }} />;
  if (entry.failure) return <UnreadableScreen onRetry={store.refresh} />;
  return <LoadingScreen />;
};

/** The item's screen stays while a page lies over it, with everything that was typed there. */
const Screen = (ready: Ready) => {
  const { host, call, store, session } = ready;
  const { t } = useText();
  const [navigation] = useState(() => new Navigation());
  const open = useSyncExternalStore(navigation.subscribe, navigation.getPages);
  const { item } = useSyncExternalStore(store.subscribe, store.getState);
  const opener = useRef<Element | null>(null);
  const services = useMemo<Services>(
    () => ({
      host,
      call,
      store,
      session,
      open: (page, args) => {
        if (navigation.getPages().length === 0) opener.current = document.activeElement;
        navigation.open(page, args);
      },
      back: navigation.back,
    }),
    [host, call, store, session, navigation],
  );
  useEffect(() => store.start(), [store]);
  const top = open.at(-1);
  const { OpenPage, failure } = useOpenPage(navigation);
  useEffect(() => {
    if (top || !opener.current) return;
    if (opener.current instanceof HTMLElement) opener.current.focus();
    opener.current = null;
  }, [top]);
  return (
    <>
      <div hidden={top !== undefined && OpenPage !== null} className={useStyles().screen}>
        {failure && <Notice tone="error" text={t(`problem.${failure.code}.text`)} />}
        <TopBar services={services} />
        <ItemOrNothing services={services} />
        {isLogSurface() && <LazyLogFooter services={services} />}
      </div>
      {top && OpenPage && (
        <OpenPage
          page={top}
          navigation={navigation}
          services={services}
          itemId={item?.id ?? null}
        />
      )}
    </>
  );
};

const Page = ({ ready, failed }: { ready: Ready | null; failed: boolean }) => {
  const styles = useStyles();
  const { direction, language } = useText();
  const { theme, PhoneLook } = useTheme(ready?.host ?? null);
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = direction;
  }, [language, direction]);
  if (!theme) return null;
  return (
    <FluentProvider theme={theme} dir={direction}>
      {PhoneLook && !isLogSurface() && <PhoneLook />}
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
      <SessionContext.Provider value={settled.ready?.session ?? null}>
        <Page {...settled} />
      </SessionContext.Provider>
    </TextContext.Provider>
  );
}
