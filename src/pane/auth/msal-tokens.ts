import {
  AuthError,
  createNestablePublicClientApplication,
  InteractionRequiredAuthError,
  type IPublicClientApplication,
} from '@azure/msal-browser';
import type { PaneConfig } from '../../contracts/pane-config.ts';
import { Failure } from '../api/failure.ts';
import type { TokenSource } from './token-source.ts';

const noNetwork = new Set(['no_network_connectivity', 'network_error', 'post_request_failed']);

/** Codes that mean "there is nobody signed in here", though they are not interaction errors. */
const nobody = new Set(['no_account_error', 'no_account_found', 'no_tokens_found']);

const toFailure = (error: unknown): unknown => {
  if (error instanceof InteractionRequiredAuthError) {
    return new Failure('sign-in-needed', { claims: error.claims || undefined, cause: error });
  }
  if (!(error instanceof AuthError)) return error;
  if (noNetwork.has(error.errorCode)) return new Failure('offline', { cause: error });
  if (nobody.has(error.errorCode)) return new Failure('sign-in-needed', { cause: error });
  return error;
};

const createApplication = ({ clientId, authority, knownAuthorities }: PaneConfig) =>
  createNestablePublicClientApplication({
    auth: { clientId, authority, knownAuthorities },
    // Nothing of a person stays on the device when the pane closes.
    cache: { cacheLocation: 'memoryStorage' },
  });

const accountOf = (application: IPublicClientApplication) => {
  const account = application.getActiveAccount() ?? application.getAllAccounts()[0];
  return account ? { account } : {};
};

/** Nested app authentication: Outlook's own sign-in hands out the token (wire §3.1). */
export async function createMsalTokens(config: PaneConfig): Promise<TokenSource> {
  const application = await createApplication(config);
  const scopes = [config.scope];
  return {
    silent: async ({ fresh = false } = {}) => {
      const request = { scopes, forceRefresh: fresh, ...accountOf(application) };
      const answer = await application.acquireTokenSilent(request).catch((error: unknown) => {
        throw toFailure(error);
      });
      application.setActiveAccount(answer.account);
      return answer.accessToken;
    },
    interactive: async (claims) => {
      const request = { scopes, ...(claims ? { claims } : {}) };
      const answer = await application.acquireTokenPopup(request).catch((error: unknown) => {
        throw error instanceof AuthError ? new Failure('sign-in-needed', { cause: error }) : error;
      });
      application.setActiveAccount(answer.account);
    },
  };
}
