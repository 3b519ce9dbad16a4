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

/** Entra's own numbers: nobody has consented yet, or only an administrator may (point 48). */
const noConsent = /AADSTS(65001|65004|90094|90008)/;
/** A rule of the organization keeps this app or device out; asking again changes nothing (H-12). */
const shutOut = /AADSTS(53000|53001|53003|530021|50105|500113)/;

const refusal = ({
  errorMessage,
  subError,
}: AuthError): 'consent-needed' | 'sign-in-blocked' | null => {
  if (subError === 'consent_required' || noConsent.test(errorMessage)) return 'consent-needed';
  return shutOut.test(errorMessage) ? 'sign-in-blocked' : null;
};

const toFailure = (error: unknown): unknown => {
  const refused = error instanceof AuthError && refusal(error);
  if (refused) return new Failure(refused, { cause: error });
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
    interactive: async (claims, { chooseAccount = false } = {}) => {
      const request = {
        scopes,
        ...(claims ? { claims } : {}),
        ...(chooseAccount && { prompt: 'select_account' }),
      };
      const answer = await application.acquireTokenPopup(request).catch((error: unknown) => {
        const failure = toFailure(error);
        throw failure instanceof AuthError
          ? new Failure('sign-in-needed', { cause: error })
          : failure;
      });
      application.setActiveAccount(answer.account);
    },
  };
}
