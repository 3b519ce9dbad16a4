import type { i18n } from 'i18next';
import type { PaneConfig } from '../../contracts/pane-config.ts';
import { createApi, createSend } from '../api/api.ts';
import { createCall } from '../api/call.ts';
import { listenToItems, sleep } from '../api/event-stream.ts';
import { createLive } from '../api/live.ts';
import { gateTokens } from '../auth/gated-tokens.ts';
import { createTokens, preloadSignIn } from '../auth/pane-tokens.ts';
import { createSession } from '../auth/session.ts';
import { createDevice, localStore } from '../host/device.ts';
import { createOfficeHost } from '../host/office-host.ts';
import { officeReady } from '../host/office-ready.ts';
import { switchLanguage } from '../text/messages.ts';
import type { Ready } from './app.tsx';
import { PaneStore } from '../store/pane-store.ts';

/** Outlook does not tell of every change of item (H-04): often enough to be believed, and cheap. */
const verifyEveryMs = 2_000;

/** Outlook forgets to tell of some changes of item (H-04); coming back is a moment to look. */
const watchWindow = (store: PaneStore): void => {
  window.addEventListener('focus', store.verify);
  document.addEventListener('visibilitychange', store.verify);
  window.addEventListener('online', store.refresh);
  setInterval(() => {
    if (document.visibilityState === 'visible') store.verify();
  }, verifyEveryMs);
};

/**
 * Puts the pane's parts together once Outlook has answered.
 * Rejects where the page is not in Outlook or Outlook stays silent.
 */
export async function boot(config: PaneConfig, messages: i18n): Promise<Ready> {
  const device = createDevice(localStore());
  const tokens = gateTokens(createTokens(config), device);
  requestAnimationFrame(preloadSignIn);
  const host = createOfficeHost(await officeReady());
  const switchTo = (language: string | null) =>
    switchLanguage(messages, language ?? (host.language || navigator.language));
  await switchTo(device.read('language'));
  const send = createSend(window.location.origin, tokens);
  const call = createCall(send);
  const live = createLive(
    (handlers) => listenToItems({ send, sleep, random: Math.random }, handlers),
    device.read('live-off') === null,
  );
  const session = createSession({ device, tokens, turnLive: live.turn, switchTo });
  const store = new PaneStore({ host, api: createApi(call), tokens, listen: live.listen });
  watchWindow(store);
  return { host, store, call, session };
}
