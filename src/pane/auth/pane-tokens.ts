import type { PaneConfig } from '../../contracts/pane-config.ts';
import { noAnswer } from '../api/failure.ts';
import { lazyTokens, type TokenSource } from './token-source.ts';

/** Two thirds of the pane's own size, so it comes after the first paint, beside Office.js. */
const loadSignIn = () => import(/* webpackChunkName: "sign-in" */ './msal-tokens.ts');

/** Ahead of its use; if it fails, the first token asked for loads it again and reports. */
export const preloadSignIn = (): void => void loadSignIn().catch(() => undefined);

/** Tokens of Outlook's own sign-in, from a part of the pane that is loaded when it is needed. */
export const createTokens = (config: PaneConfig): TokenSource =>
  lazyTokens(async () => {
    const { createMsalTokens } = await loadSignIn().catch((error: unknown) => {
      throw noAnswer(error);
    });
    return createMsalTokens(config);
  });
