import type { i18n } from 'i18next';
import type { PaneConfig } from '../../contracts/pane-config.ts';
import { createApi, createSend } from '../api/api.ts';
import { createCall } from '../api/call.ts';
import { listenToItems, sleep } from '../api/event-stream.ts';
import { noAnswer } from '../api/failure.ts';
import { lazyTokens, type TokenSource } from '../auth/token-source.ts';
import { createOfficeHost } from '../host/office-host.ts';
import { switchLanguage } from '../text/messages.ts';
import type { Ready } from './app.tsx';
import { PaneStore } from '../store/pane-store.ts';

/** Outlook answers within 2 s as a rule; slow machines get ten times that. */
const officePatienceMs = 20_000;

const officeReady = async (office: typeof Office | undefined): Promise<typeof Office> => {
  if (!office) throw new Error('Office.js is not on this page.');
  const late = sleep(officePatienceMs, new AbortController().signal).then(() => null);
  const info = await Promise.race([office.onReady(), late]);
  if (info?.host !== office.HostType.Outlook) throw new Error('This page is not open in Outlook.');
  return office;
};

/** Two thirds of the pane's own size, so it comes after the first paint, beside Office.js. */
const loadSignIn = () => import(/* webpackChunkName: "sign-in" */ '../auth/msal-tokens.ts');

const createTokens = (config: PaneConfig): TokenSource =>
  lazyTokens(async () => {
    const { createMsalTokens } = await loadSignIn().catch((error: unknown) => {
      throw noAnswer(error);
    });
    return createMsalTokens(config);
  });

/** Outlook forgets to tell of some changes of item (H-04); coming back is a moment to look. */
const watchWindow = (store: PaneStore): void => {
  window.addEventListener('focus', store.verify);
  document.addEventListener('visibilitychange', store.verify);
  window.addEventListener('online', store.refresh);
};

/**
 * Puts the pane's parts together once Outlook has answered.
 * Rejects where the page is not in Outlook or Outlook stays silent.
 */
export async function boot(config: PaneConfig, messages: i18n): Promise<Ready> {
  const tokens = createTokens(config);
  // Ahead of its use; if it fails, the first token asked for loads it again and reports.
  requestAnimationFrame(() => void loadSignIn().catch(() => undefined));
  const office = await officeReady((window as { Office?: typeof Office }).Office);
  const host = createOfficeHost(office);
  await switchLanguage(messages, host.language || navigator.language);
  const send = createSend(window.location.origin, tokens);
  const call = createCall(send);
  const api = createApi(call);
  const store = new PaneStore({
    host,
    api,
    tokens,
    listen: (handlers) => listenToItems({ send, sleep, random: Math.random }, handlers),
  });
  watchWindow(store);
  return { host, store, call, search: api.search };
}
